//! gija turns Korean press releases, in Korean and in English, into facts with their evidence.

pub mod batch;
pub mod extract;
pub mod ingest;
pub mod lexicon;
/// Stand-in until link is merged.
pub mod link {
    use crate::record::Repair;
    use crate::release::RepairedRelease;

    /// The edits of a release in the record's offsets.
    pub fn repairs(_: &RepairedRelease) -> Vec<Repair> {
        Vec::new()
    }
}
pub mod pipeline;
pub mod record;
pub mod release;
pub mod sink;
pub mod text;
pub mod tokenize;
