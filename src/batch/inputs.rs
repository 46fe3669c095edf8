//! Which files are read, in which order, and what their releases are called.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, FilterEntry, WalkDir};

/// Names that are left out of a folder: nobody put a release there. A name that is given itself is always read.
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

/// One file to read, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Its path below the given folder without its ending; a given file's name without its ending.
    pub id: Option<String>,
    /// Size in bytes, where it could be asked for.
    pub size: u64,
    /// Why it cannot be read.
    pub trouble: Option<String>,
}

/// The files below the given paths, in the order of the paths, those of a folder sorted by name.
pub struct Inputs {
    paths: std::vec::IntoIter<PathBuf>,
    folder: Option<(PathBuf, Walk)>,
    left_out: Vec<PathBuf>,
}

type Walk = FilterEntry<walkdir::IntoIter, fn(&DirEntry) -> bool>;

impl Inputs {
    /// Walks `paths`; the files in `left_out` (such as the output) are left out of folders.
    pub fn new(paths: Vec<PathBuf>, left_out: &[PathBuf]) -> Self {
        Self {
            paths: paths.into_iter(),
            folder: None,
            left_out: left_out.iter().map(|p| absolute(p)).collect(),
        }
    }

    fn walked(&mut self) -> Option<Entry> {
        let (root, walk) = self.folder.as_mut()?;
        for found in walk.by_ref() {
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    return Some(Entry::broken(path, error_text(error)));
                }
            };
            if found.file_type().is_dir() || self.left_out.contains(&absolute(found.path())) {
                continue;
            }
            let id = found.path().strip_prefix(&*root).ok().map(id_of);
            let size = found.metadata().map_or(0, |m| m.len());
            return Some(Entry {
                path: found.into_path(),
                id,
                size,
                trouble: None,
            });
        }
        self.folder = None;
        None
    }
}

impl Iterator for Inputs {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.walked() {
                return Some(entry);
            }
            let path = self.paths.next()?;
            if path == Path::new("-") {
                return Some(Entry {
                    path,
                    id: None,
                    size: 0,
                    trouble: None,
                });
            }
            match path.metadata() {
                Ok(data) if data.is_dir() => {
                    let walk = WalkDir::new(&path)
                        .follow_links(true)
                        .sort_by_file_name()
                        .into_iter()
                        .filter_entry(wanted as fn(&DirEntry) -> bool);
                    self.folder = Some((path, walk));
                }
                Ok(data) => {
                    let id = path.file_name().map(|name| id_of(Path::new(name)));
                    return Some(Entry {
                        path,
                        id,
                        size: data.len(),
                        trouble: None,
                    });
                }
                Err(error) => return Some(Entry::broken(path, error.to_string())),
            }
        }
    }
}

impl Entry {
    fn broken(path: PathBuf, trouble: String) -> Self {
        Self {
            path,
            id: None,
            size: 0,
            trouble: Some(trouble),
        }
    }
}

/// Whether a walked name is read; the given folder itself always is.
fn wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !NOT_WALKED.iter().any(|pattern| pattern.fits(&name))
}

/// What the system says, without walkdir's prefix that repeats the path.
fn error_text(error: walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "a link that leads back into itself".to_owned();
    }
    let text = error.to_string();
    error.into_io_error().map_or(text, |io| io.to_string())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// `a/보도자료_1.hwpx` is called `a/보도자료_1`, on every system.
fn id_of(below: &Path) -> String {
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

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.txt",
            "a/z.txt",
            "a/.hidden",
            ".git/x",
            "Thumbs.db",
            "out.jsonl",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let paths = vec![folder.path().to_owned(), folder.path().join("none")];
        let entries: Vec<_> = Inputs::new(paths, &[folder.path().join("out.jsonl")]).collect();
        let ids: Vec<_> = entries.iter().map(|e| e.id.as_deref()).collect();
        assert_eq!(ids, [Some("a/z"), Some("b"), None]);
        assert!(entries[2].trouble.is_some());
    }
}
