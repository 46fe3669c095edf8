//! The tables of `dictionaries/`, ready to be asked.
//!
//! Every table is TSV that people review; a folder of the same files adds to them without recompiling.

mod brands;
mod cues;
mod endings;
mod english;
mod forms;
mod heads;
mod laws;
mod matcher;
mod names;
mod organizations;
mod particles;
mod programs;
mod sieve;
mod table;
mod titles;
mod units;

use std::path::Path;

pub use brands::{Brand, Brands, Trade};
pub use cues::{Cue, Cues, Words};
pub use endings::Endings;
pub use english::is_english_word;
pub use forms::KnownForm;
pub use heads::{Head, Heads};
pub use laws::{Law, Laws};
pub use matcher::{Hit, Matcher};
pub use names::Names;
pub use organizations::{OrgEntry, Organizations, Strength};
pub use particles::{is_particle, particle_end, without_particle};
pub use programs::{Program, Programs};
pub use table::LexiconError;
pub use titles::{Title, TitleKind, Titles};
pub use units::{korean_unit, names_unit};

/// Everything gija knows by name.
#[derive(Debug)]
pub struct Lexicon {
    /// Ministries, agencies, institutions, companies, …
    pub organizations: Organizations,
    /// What lists call financial firms.
    pub brands: Brands,
    /// Posts.
    pub titles: Titles,
    /// Surnames, given names, and the words that look like them.
    pub names: Names,
    /// Statutes and rules.
    pub laws: Laws,
    /// Well-known programmes, plans and events.
    pub programs: Programs,
    /// The words that names of organisations and policy items end in.
    pub heads: Heads,
    /// Short lists of words that rules go by.
    pub cues: Cues,
}

impl Lexicon {
    /// The tables that are part of the program.
    pub fn embedded() -> Result<Self, LexiconError> {
        Self::with(None)
    }

    /// The embedded tables and, after them, the lines of the tables of the same names in `folder`.
    ///
    /// A line whose id is known replaces the embedded one.
    pub fn with(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let tables = table::Tables { folder };
        let ((organizations, laws), (titles, names, programs, heads)) = rayon::join(
            || (Organizations::read(&tables), Laws::read(&tables)),
            || {
                (
                    Titles::read(&tables),
                    Names::read(&tables),
                    Programs::read(&tables),
                    Heads::read(&tables),
                )
            },
        );
        let organizations = organizations?;
        Ok(Self {
            brands: Brands::read(&tables, &organizations)?,
            organizations,
            titles: titles?,
            names: names?,
            laws: laws?,
            programs: programs?,
            heads: heads?,
            cues: Cues::read(&tables)?,
        })
    }
}
