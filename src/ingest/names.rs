//! Names of files, in folders and in archives: which hold releases, and what those are called.

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

/// What the release in the file `below` a given folder is called: `a/보도자료_1.hwpx` gives `a/보도자료_1`, on every
/// system.
pub fn id_of(below: &Path) -> String {
    let mut id = String::new();
    for part in below {
        if !id.is_empty() {
            id.push('/');
        }
        id.push_str(&part.to_string_lossy());
    }
    let ending = id
        .rsplit_once('.')
        .filter(|(name, ending)| !name.is_empty() && !name.ends_with('/') && is_ending(ending))
        .map(|(name, _)| name.len());
    if let Some(at) = ending {
        id.truncate(at);
    }
    id
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
            assert_eq!(id_of(Path::new(path)), id);
        }
    }
}
