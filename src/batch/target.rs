//! What becomes of the bytes that work makes: the output itself, files made of them, or a store that takes them.

use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::PathBuf;

/// What becomes of the bytes that work makes.
#[derive(Default)]
pub enum Target<'a> {
    /// They are the output.
    #[default]
    Bytes,
    /// They are gathered beside the output, which is made of them at the end.
    Made {
        /// The files that are made; the output is complete where the first of them stands.
        files: Vec<PathBuf>,
        /// Makes them of the file that holds the bytes.
        make: Make<'a>,
    },
    /// They go into a store, which may hold others' already.
    Kept {
        /// The files that the store may have.
        files: Vec<PathBuf>,
        /// Opens it.
        open: Open<'a>,
    },
}

/// Makes the output of a file.
pub type Make<'a> = Box<dyn FnOnce(File) -> io::Result<()> + Send + 'a>;

/// Opens a store.
pub type Open<'a> = Box<dyn FnOnce() -> Result<Box<dyn Keeper + 'a>, Refused> + Send + 'a>;

/// A store that output is put into. It must not mind being given the same bytes again: a run that was killed goes on
/// from its last checkpoint.
pub trait Keeper: Send {
    /// Takes the bytes that one unit gave.
    ///
    /// # Errors
    /// Where the store cannot be written.
    fn put(&mut self, bytes: &[u8]) -> Result<(), Refused>;
    /// Makes all that was put so far survive a kill.
    ///
    /// # Errors
    /// As [`Keeper::put`].
    fn sync(&mut self) -> Result<(), Refused>;
    /// Ends it.
    ///
    /// # Errors
    /// As [`Keeper::put`].
    fn finish(self: Box<Self>) -> Result<(), Refused>;
}

/// Why a [`Keeper`] did not do what it was asked.
pub type Refused = Box<dyn Error + Send + Sync>;

impl Target<'_> {
    /// The files that it makes beside the output.
    pub fn files(&self) -> &[PathBuf] {
        match self {
            Self::Bytes => &[],
            Self::Made { files, .. } | Self::Kept { files, .. } => files,
        }
    }
}

impl fmt::Debug for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes => "Bytes",
            Self::Made { .. } => "Made",
            Self::Kept { .. } => "Kept",
        })
    }
}
