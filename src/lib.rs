//! gija turns Korean press releases, in Korean and in English, into facts with their evidence.

pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod record;
pub mod release;
pub mod text;
pub mod tokenize;
