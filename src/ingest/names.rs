//! Names of files, in folders and in archives: which hold releases, and what those are called.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Names that are left out of a folder or an archive: nobody put a release there. A name that is given itself is always
/// read.
pub const NOT_WALKED: &[Pattern] = &[
    Pattern::Prefix("."),
    Pattern::Prefix("~$"),
    Pattern::Whole("Thumbs.db"),
    Pattern::Whole("desktop.ini"),
    Pattern::Whole("__MACOSX"),
];

/// What a file name looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// It begins so.
    Prefix(&'static str),
    /// It is this, in upper or lower case.
    Whole(&'static str),
}

impl Pattern {
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Prefix(prefix) => name.starts_with(prefix),
            Self::Whole(whole) => name.eq_ignore_ascii_case(whole),
        }
    }
}

/// Whether a file or a folder of this name is read.
pub fn is_walked(name: &str) -> bool {
    !NOT_WALKED.iter().any(|pattern| pattern.fits(name))
}

/// Endings of files that hold others: the ids of those begin with the id of the file.
const ARCHIVES: [&str; 2] = [".zip", ".eml"];

/// What the releases of a run's files are called, each as no other of them. Asked in the order of the files, so that it
/// depends on nothing but their names.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// Hashes of the ids that were given: an archive of a million files fits in a few megabytes.
    given: HashSet<u64>,
    /// Hashes of folders.
    folders: HashSet<u64>,
}

impl Ids {
    /// What the release in the file `below` a given folder is called: `a/보도자료_1.hwpx` gives `a/보도자료_1`, on every
    /// system. Where a file before has that, its ending stays: `a/보도자료_1.pdf`; where that is given as well, a number
    /// stands behind it. So it does where an archive lies beside the folder of its name: what is in them would have the
    /// same ids.
    pub fn of(&mut self, below: &Path) -> String {
        let whole = slashed(below);
        let stem = without_ending(&whole);
        let ending = whole.get(stem.len()..).unwrap_or("").to_lowercase();
        let beside = ARCHIVES.contains(&&*ending) && self.folders.contains(&hash(stem));
        if !beside && self.given.insert(hash(stem)) {
            return stem.to_owned();
        }
        let mut id = whole.clone();
        let mut number = 1;
        while !self.given.insert(hash(&id)) {
            number += 1;
            id = format!("{whole} ({number})");
        }
        id
    }

    /// Notes a folder `below` the given one, before the files beside it.
    pub fn folder(&mut self, below: &Path) {
        self.folders.insert(hash(&slashed(below)));
    }
}

/// The same in every run: the hasher begins with fixed keys.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// A path with `/` between its parts, on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn without_ending(path: &str) -> &str {
    path.rsplit_once('.')
        .filter(|(name, ending)| !name.is_empty() && !name.ends_with('/') && is_ending(ending))
        .map_or(path, |(name, _)| name)
}

/// Whether what follows the last full stop of a name is an ending and not a part of it, as in `2020.1.16 브리핑`.
fn is_ending(tail: &str) -> bool {
    (1..=8).contains(&tail.len())
        && tail.bytes().all(|b| b.is_ascii_alphanumeric())
        && tail.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_paths_without_endings() {
        for (path, id) in [
            ("a/b.hwpx", "a/b"),
            ("b.tar.gz", "b.tar"),
            ("2020.1.16", "2020.1.16"),
            ("2020.1.16 브리핑", "2020.1.16 브리핑"),
            (".txt", ".txt"),
            ("a/.txt", "a/.txt"),
            ("보도자료", "보도자료"),
        ] {
            assert_eq!(Ids::default().of(Path::new(path)), id);
        }
    }

    #[test]
    fn no_two_files_have_one_id() {
        let mut ids = Ids::default();
        ids.folder(Path::new("a"));
        let files = [
            ("x.hwpx", "x"),
            ("x.pdf", "x.pdf"),
            ("x.pdf.txt", "x.pdf.txt"),
            ("x.txt", "x.txt"),
            ("x.pdf", "x.pdf (2)"),
            ("x", "x (2)"),
            ("b/x.pdf", "b/x"),
            ("a.ZIP", "a.ZIP"),
            ("a.hwpx", "a"),
        ];
        for (path, id) in files {
            assert_eq!(ids.of(Path::new(path)), id);
        }
    }
}
