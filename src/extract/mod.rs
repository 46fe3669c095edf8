//! Finds facts: one file per fact type.

pub mod contacts;
mod document;
pub mod organizations;
pub mod people;
pub mod pieces;
pub mod policies;
pub mod quotation;
pub mod titlecase;

pub use document::Document;
