//! Which files are read, in which order, and what their releases are called.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, FilterEntry, WalkDir};

use crate::ingest::{Ids, is_walked};

/// One file to read, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Its path below the given folder, or a given file's name, as [`Ids`] makes one of it.
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
    ids: Ids,
}

type Walk = FilterEntry<walkdir::IntoIter, fn(&DirEntry) -> bool>;

impl Inputs {
    /// Walks `paths`; the files in `left_out` (such as the output) are left out of folders.
    pub fn new(paths: Vec<PathBuf>, left_out: &[PathBuf]) -> Self {
        Self {
            paths: paths.into_iter(),
            folder: None,
            left_out: left_out.iter().map(|p| absolute(p)).collect(),
            ids: Ids::default(),
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
            let below = found.path().strip_prefix(&*root).ok();
            if found.file_type().is_dir() {
                below.inspect(|below| self.ids.folder(below));
                continue;
            }
            if self.left_out.contains(&absolute(found.path())) {
                continue;
            }
            let id = below.map(|below| self.ids.of(below));
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
                    let name = path.file_name();
                    let id = name.map(|name| self.ids.of(Path::new(name)));
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
    entry.depth() == 0 || is_walked(&name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.txt",
            "b.pdf",
            "a.zip",
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
        let b = [Some("a.zip"), Some("b"), Some("b.txt"), None];
        assert_eq!(ids, [[Some("a/z")].as_slice(), &b].concat());
        assert!(entries[4].trouble.is_some());
    }
}
