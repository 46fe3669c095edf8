//! Names of files beside other files.

use std::path::{Path, PathBuf};

/// `path` with `tail` behind its whole name.
///
/// ```
/// use std::path::Path;
/// assert_eq!(gija::paths::with_tail(Path::new("a/out.jsonl"), ".part"), Path::new("a/out.jsonl.part"));
/// ```
pub fn with_tail(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    name.into()
}
