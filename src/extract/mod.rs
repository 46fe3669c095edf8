//! Finds facts: one file per fact type.

pub mod contacts;
pub mod dates;
mod document;
pub mod organizations;
pub mod people;
pub mod pieces;
pub mod policies;
pub mod published;
pub mod quotation;
pub mod titlecase;

pub use document::Document;
