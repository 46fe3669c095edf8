//! What people put right: a table beside the store, so that it outlives the store's being made again.
//!
//! `STORE.corrections.tsv` has one correction per line, its columns parted by tabs; what begins with `#` is a remark. Cells
//! at the end may be left out.
//!
//! | column | |
//! |---|---|
//! | `action` | `wrong`: the fact is none; `merge`: it is the same as another; `rename`: it is called otherwise |
//! | `kind` | organization, person or policy; for `wrong` also date, amount or quote |
//! | `id` | the id that answers give; of facts without one their name |
//! | `release` | for `wrong`: the one release that it is wrong in; empty: in all |
//! | `into` | for `merge`: the id of the other; for `rename`: the name, Korean if it has Hangul, else English |
//! | `note` | for people |
//! | `when` | for people |
//!
//! Relations of what is wrong are gone with it. The store itself is not changed. A line about what a store does not hold has no effect on it.

mod apply;
mod shared;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) use apply::{apply, recount};

use crate::paths::with_tail;
use crate::text::hangul::is_syllable;

const ACTIONS: [&str; 3] = ["wrong", "merge", "rename"];
/// Kinds of facts that have ids.
const ENTITIES: [&str; 3] = ["organization", "person", "policy"];
/// Kinds of facts that go by what they say.
const OTHERS: [&str; 3] = ["date", "amount", "quote"];

/// Why corrections could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionsError {
    /// The file could not be opened.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line is no correction.
    #[error("{}: line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

/// All corrections of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    kinds: HashMap<String, OfKind>,
    /// Ids that the store does not hold.
    unknown: Vec<String>,
}

/// Those of one kind of fact, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OfKind {
    merged: HashMap<String, String>,
    renamed: HashMap<String, Names>,
    /// The releases; an empty one for all.
    wrong: HashMap<String, HashSet<String>>,
}

/// Names that people gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Names {
    ko: Option<String>,
    en: Option<String>,
}

/// Where the corrections of the store at `store` stand.
pub fn corrections_path(store: &Path) -> PathBuf {
    with_tail(store, ".corrections.tsv")
}

/// Whether a name is a Korean one.
fn is_korean(name: &str) -> bool {
    name.chars().any(is_syllable)
}

/// What tells one state of a file of corrections from another: when it was written, and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp(SystemTime, u64);

impl Stamp {
    /// That of the store at `store`; `None` where there is no file.
    pub fn of(store: &Path) -> Option<Self> {
        let meta = std::fs::metadata(corrections_path(store)).ok()?;
        Some(Self(meta.modified().ok()?, meta.len()))
    }
}

impl Corrections {
    /// Reads the corrections of the store at `store`; none where there is no such file.
    ///
    /// # Errors
    /// Where the file cannot be read, or a line of it says nothing that is known.
    pub fn of(store: &Path) -> Result<Self, CorrectionsError> {
        let path = corrections_path(store);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => return Err(CorrectionsError::Read { path, source }),
        };
        let mut corrections = Self::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        for (i, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            corrections
                .add(line)
                .map_err(|what| CorrectionsError::Line {
                    path: path.clone(),
                    line: i + 1,
                    what,
                })?;
        }
        Ok(corrections)
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let mut cells = line.split('\t').map(str::trim);
        let mut cell = || cells.next().unwrap_or("").to_owned();
        let (action, kind, id, release, into) = (cell(), cell(), cell(), cell(), cell());
        if !ACTIONS.contains(&&*action) {
            return Err(format!("{action:?}: not wrong, merge or rename"));
        }
        let other = action == "wrong" && OTHERS.contains(&&*kind);
        if !other && !ENTITIES.contains(&&*kind) {
            return Err(format!("{kind:?}: no kind that can be corrected so"));
        }
        if id.is_empty() {
            return Err("no id".to_owned());
        }
        if action != "wrong" && (into.is_empty() || !release.is_empty()) {
            return Err(format!("{action}: wants into, and no release"));
        }
        let of_kind = self.kinds.entry(kind).or_default();
        match &*action {
            "wrong" => {
                of_kind.wrong.entry(id).or_default().insert(release);
            }
            "merge" => {
                if let Some(other) = of_kind.merged.get(&id) {
                    return Err(format!("{id}: is merged into {other} already"));
                }
                if of_kind.end(&into) == id {
                    return Err(format!("merges {id} into itself"));
                }
                of_kind.merged.insert(id, into);
            }
            _ => {
                let names = of_kind.renamed.entry(id).or_default();
                match is_korean(&into) {
                    true => names.ko = Some(into),
                    false => names.en = Some(into),
                }
            }
        }
        Ok(())
    }

    /// Ids of organisations, people and policy items that the store does not hold, ascending.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The id that `id` was merged into, or itself. An empty `kind` stands for any.
    pub(super) fn corrected<'a>(&'a self, kind: &str, id: &'a str) -> &'a str {
        let mut all = self.of_kind(kind).map(|of_kind| of_kind.end(id));
        all.find(|end| *end != id).unwrap_or(id)
    }

    /// The id itself and all that were merged into it.
    pub(super) fn members(&self, kind: &str, id: &str) -> Vec<String> {
        let of_kind = self.kinds.get(kind);
        let merged = of_kind.into_iter().flat_map(|of_kind| {
            let merged = of_kind.merged.keys();
            merged.filter(|merged| of_kind.end(merged) == id)
        });
        let mut members: Vec<String> = merged.cloned().collect();
        members.push(id.to_owned());
        members.sort();
        members
    }

    /// Whether a fact does not hold in a release.
    pub(super) fn is_wrong(&self, kind: &str, id: &str, release: &str) -> bool {
        self.of_kind(kind).any(|of_kind| {
            [id, of_kind.end(id)]
                .iter()
                .filter_map(|id| of_kind.wrong.get(*id))
                .any(|releases| releases.contains("") || releases.contains(release))
        })
    }

    /// The name that was given to an entity in a language.
    pub(super) fn renamed(&self, kind: &str, id: &str, language: &str) -> Option<&str> {
        let of_kind = self.kinds.get(kind)?;
        let names = of_kind.renamed.get(of_kind.end(id))?;
        match language {
            "en" => names.en.as_deref(),
            _ => names.ko.as_deref(),
        }
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &OfKind> {
        let all = self.kinds.iter();
        all.filter(move |(name, _)| kind.is_empty() || *name == kind)
            .map(|(_, of_kind)| of_kind)
    }

    /// Forgets merges into what is not `known`, so that nothing disappears with them.
    fn forget_unknown<E>(
        &mut self,
        known: impl Fn(&str, &str) -> Result<bool, E>,
    ) -> Result<(), E> {
        for (kind, of_kind) in &mut self.kinds {
            let mut lost = HashSet::new();
            for id in of_kind.merged.keys() {
                if !known(kind, of_kind.end(id))? {
                    lost.insert(id.clone());
                }
            }
            for id in of_kind.ids() {
                if ENTITIES.contains(&&**kind) && !known(kind, id)? {
                    self.unknown.push(id.to_owned());
                }
            }
            of_kind.merged.retain(|id, _| !lost.contains(id));
        }
        self.unknown.sort();
        Ok(())
    }
}

impl OfKind {
    /// Where merging leads. There are no circles.
    fn end<'a>(&'a self, id: &'a str) -> &'a str {
        let mut end = id;
        while let Some(next) = self.merged.get(end) {
            end = next;
        }
        end
    }

    /// The ids of which anything is corrected.
    fn ids(&self) -> HashSet<&str> {
        let merged = self
            .merged
            .keys()
            .flat_map(|id| [id.as_str(), self.end(id)]);
        let others = self.renamed.keys().chain(self.wrong.keys());
        merged
            .chain(others.flat_map(|id| [id.as_str(), self.end(id)]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Corrections, String> {
        let mut corrections = Corrections::default();
        lines.iter().try_for_each(|line| corrections.add(line))?;
        Ok(corrections)
    }

    #[test]
    fn merges_lead_to_their_end_and_never_in_circles() {
        let merges = ["merge\torganization\ta\t\tb", "merge\torganization\tb\t\tc"];
        let read_all = read(&merges).unwrap();
        assert_eq!(read_all.corrected("organization", "a"), "c");
        assert_eq!(read_all.corrected("", "b"), "c");
        assert_eq!(read_all.corrected("person", "a"), "a");
        assert_eq!(read_all.members("organization", "c"), ["a", "b", "c"]);
        let circle = [&merges[..], &["merge\torganization\tc\t\ta"]].concat();
        assert!(read(&circle).unwrap_err().contains("itself"));
        let twice = [&merges[..], &["merge\torganization\ta\t\td"]].concat();
        assert!(read(&twice).unwrap_err().contains("already"));
    }

    #[test]
    fn what_says_nothing_is_an_error() {
        for (line, what) in [
            ("drop\torganization\ta", "not wrong"),
            ("wrong\tcolour\ta", "no kind"),
            ("merge\tdate\t2024\t\t2025", "no kind"),
            ("wrong\tdate", "no id"),
            ("rename\tperson\ta", "wants into"),
            ("merge\tperson\ta\tr\tb", "no release"),
        ] {
            let said = read(&[line]).unwrap_err();
            assert!(said.contains(what), "{line}: {said}");
        }
    }

    #[test]
    fn wrong_in_one_release_or_in_all() {
        let read = read(&["wrong\tdate\t2024\tr", "wrong\tperson\tp\t\t\tnote\twhen"]).unwrap();
        assert!(read.is_wrong("date", "2024", "r") && !read.is_wrong("date", "2024", "s"));
        assert!(read.is_wrong("person", "p", "s") && !read.is_wrong("date", "p", "s"));
    }
}
