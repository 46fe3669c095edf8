//! Finds facts: one file per fact type. Mentions only; joining them is the next stage's work.

pub mod amounts;
pub mod contacts;
mod document;
pub mod issuer;
pub mod organizations;
pub mod people;
pub mod pieces;
pub mod policies;
pub mod quotation;
pub mod quotes;
pub mod titlecase;

pub use document::Document;
