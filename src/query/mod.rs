//! Questions to a store: who, what, when, in which words. Every answer carries the sentence that proves it.
//!
//! Names are looked up in the store itself, by every form that its releases and gija's tables know, so that Korean and
//! English names and abbreviations give the same answers; nothing but the tokenizer is loaded. What stands in the
//! [`Corrections`] beside the store holds for every answer.

mod activity;
mod answers;
mod compare;
mod corrections;
mod duplicates;
mod entity;
mod evidence;
mod export;
mod names;
mod question;
mod release;
mod words;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rusqlite::Connection;

pub use activity::{Activity, Month, Summary};
pub use answers::Answer;
pub use compare::{Difference, Version, Versions};
pub use corrections::{Corrections, CorrectionsError, corrections_path};
pub use duplicates::{Alike, Duplicate, NEAR, Pair};
pub use entity::{Companion, EntityPage};
pub use evidence::Evidence;
pub use names::Entity;
pub use question::{Kind, Question, sections};
pub use release::{Fact, Gone, Part, Place, Release, Repaired};

use corrections::Stamp;

use crate::record::SectionKind;
use crate::sink::sqlite::{StoreError, open_to_read};
use crate::tokenize::{Korean, TokenizeError, Tokenizer};

/// A store that is asked. One thread at a time; each thread opens its own.
#[derive(Debug)]
pub struct Archive {
    db: Connection,
    path: PathBuf,
    corrections: Arc<Corrections>,
    stamp: Option<Stamp>,
    counted: Cell<bool>,
    tokenizer: OnceLock<Tokenizer>,
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its corrections cannot be used.
    #[error(transparent)]
    Corrections(#[from] CorrectionsError),
    /// SQLite gave up.
    #[error("store: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The tokenizer gave up.
    #[error("tokenize: {0}")]
    Tokenize(#[from] TokenizeError),
    /// The store has no entity of that name.
    #[error("{name}: no {kind} of this store is called so{}", like(.near))]
    Unknown {
        /// organization, person, policy or issuer.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// Names that are like it.
        near: Vec<String>,
    },
    /// There is no such kind of fact.
    #[error("{0}: no such kind; there are {kinds}", kinds = Kind::names().join(", "))]
    NoKind(String),
    /// There is no such part of a release.
    #[error("{0}: no such part of a release; there are {parts}", parts = SectionKind::ALL.map(SectionKind::name).join(", "))]
    NoSection(String),
    /// A text without a word to look for.
    #[error("{0}: nothing to look for: no letter and no digit")]
    NoWord(String),
}

fn like(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => format!("; there are {}", near.join(", ")),
    }
}

impl Archive {
    /// Opens the store at `path`, with the corrections beside it. Takes a millisecond; the tokenizer is loaded when a text
    /// is asked for.
    ///
    /// # Errors
    /// Where there is no store of this version, or its corrections cannot be read.
    pub fn open(path: &Path) -> Result<Self, QueryError> {
        let db = open_to_read(path)?;
        db.set_prepared_statement_cache_capacity(64);
        // Before they are read: what changes meanwhile is then seen as a change.
        let stamp = Stamp::of(path);
        let corrections = corrections::apply(&db, Corrections::of(path)?)?;
        Ok(Self {
            db,
            path: path.to_owned(),
            corrections,
            stamp,
            counted: Cell::new(false),
            tokenizer: OnceLock::new(),
        })
    }

    /// The corrections by which it answers.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Whether its corrections are still as they were when it was opened.
    pub fn is_current(&self) -> bool {
        self.stamp == Stamp::of(&self.path)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether an import was interrupted, so that who and what is known by name is not up to date.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_unfinished(&self) -> Result<bool, QueryError> {
        let touched = "SELECT EXISTS (SELECT 1 FROM touched)";
        Ok(self.db.query_row(touched, [], |row| row.get(0))?)
    }

    /// Sees to it that the numbers of releases in `entities` are those after corrections.
    fn count(&self) -> Result<(), QueryError> {
        if !self.counted.get() {
            corrections::recount(&self.db, &self.corrections)?;
            self.counted.set(true);
        }
        Ok(())
    }

    fn tokenizer(&self) -> Result<&Tokenizer, QueryError> {
        if let Some(tokenizer) = self.tokenizer.get() {
            return Ok(tokenizer);
        }
        let tokenizer = Tokenizer::new(Korean::new()?);
        Ok(self.tokenizer.get_or_init(|| tokenizer))
    }
}
