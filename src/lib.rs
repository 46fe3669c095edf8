//! gija turns Korean press releases, in Korean and in English, into facts with their evidence.

pub mod batch;
pub mod clean;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod link;
pub mod pair;
pub mod paths;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod release;
pub mod repair;
pub mod serve;
pub mod sink;
pub mod text;
pub mod tokenize;
