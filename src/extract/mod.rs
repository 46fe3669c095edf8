//! Finds facts: one file per fact type.

mod document;

pub use document::Document;
