//! gija turns Korean press releases, in Korean and in English, into facts with their evidence.
#![warn(missing_docs)]

pub mod text;
pub mod tokenize;
