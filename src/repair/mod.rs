//! Puts back what was lost on the way: syllables, spaces, broken words, marks. Proposes edits, applies those above
//! the mode's bar, and keeps every one of them reversible.

mod channels;
mod damage;
mod experts;
mod garble;
mod model;
mod never;
mod patch;
mod rules;
pub mod train;
mod view;
mod warnings;

use std::borrow::Cow;

use jiff::civil::Date;

pub use damage::{Channel, Damage};
pub use model::{Error, Model, ReaderError};
pub use patch::Proposal;

use crate::release::{CleanRelease, RepairedRelease};
use experts::Memory;
use patch::Patchwork;
use view::Letters;

/// How far repair may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Changes nothing.
    Off,
    /// What is near certain.
    Safe,
    /// What is likelier than that the text is right as it stands.
    #[default]
    Full,
}

/// The least confidence of an edit that `safe` applies.
const NEAR_CERTAIN: f64 = 0.85;
/// The least confidence of an edit that `full` applies, where it is not sure what was lost but sure that something was.
const WORTH_READING: f64 = 0.25;

impl Mode {
    /// Whether an edit is applied.
    fn admits(self, proposal: &Proposal) -> bool {
        match self {
            Self::Off => false,
            Self::Safe => proposal.confidence >= NEAR_CERTAIN,
            Self::Full => {
                proposal.confidence >= WORTH_READING && proposal.confidence > proposal.doubt
            }
        }
    }
}

/// Passes over one text: each sees what the one before put back. They end on their own, since every edit takes
/// away the place of another; the limit bounds the time that hostile input can ask for.
const PASSES: usize = 8;

/// Repairs releases. Built once, shared by threads.
#[derive(Clone, Debug)]
pub struct Repairer {
    model: Cow<'static, Model>,
}

impl Repairer {
    /// A repairer with the model that the crate carries.
    ///
    /// # Errors
    /// Where the file that was built in is no model of this version.
    pub fn new() -> Result<Self, ReaderError> {
        Ok(Self {
            model: Cow::Borrowed(Model::embedded()?),
        })
    }

    /// A repairer with a model of your own.
    pub fn with_model(model: Model) -> Self {
        Self {
            model: Cow::Owned(model),
        }
    }

    /// Repairs one release. `published` resolves dates that name no year.
    pub fn repair(
        &self,
        clean: CleanRelease,
        mode: Mode,
        published: Option<Date>,
    ) -> RepairedRelease {
        let text = clean.text.text.as_str();
        let mut damage = Damage::of(text);
        let mut letters = None;
        if damage.is_suspect() || damage.any() {
            let seen = Letters::with_source(&clean.text, &clean.raw.text);
            damage = damage.with_gaps(seen.wide());
            letters = Some(seen);
        }
        let sourced = letters.is_some();
        let mut work = Patchwork::new(text);
        let mut memory = Memory::default();
        if mode != Mode::Off {
            for pass in 0..PASSES {
                let proposals = match pass {
                    0 => self.propose(text, letters.take(), damage, published, &mut memory),
                    _ => {
                        let damage = Damage::of(work.text());
                        self.propose(work.text(), None, damage, published, &mut memory)
                    }
                };
                // What the source tells is gone from the text: only a pass that reads the text alone can end it.
                let changed = work.apply(proposals.into_iter().filter(|p| mode.admits(p)));
                if !(changed || pass == 0 && sourced) {
                    break;
                }
            }
        }
        let warnings = warnings::of(work.text());
        let (text, edits) = work.finish();
        RepairedRelease {
            clean,
            text,
            edits,
            damage: damage.share(),
            warnings,
        }
    }

    /// What rules and model would change in `text`; `letters` as the source has them, where they are known; `memory` is
    /// of the passes before.
    fn propose<'m>(
        &'m self,
        text: &str,
        letters: Option<Letters>,
        damage: Damage,
        published: Option<Date>,
        memory: &mut Memory<'m>,
    ) -> Vec<Proposal> {
        let mut found = rules::junk::propose(text);
        rules::weekday::propose(text, published, damage.is(Channel::Drop), &mut found);
        if damage.any() {
            let letters = letters.unwrap_or_else(|| Letters::of(text));
            rules::phrases::propose(&letters, &damage, &mut found);
            experts::propose(&self.model, &letters, &damage, memory, &mut found);
        }
        found
    }
}
