//! What needs no model: repairs that the text itself determines.

pub(super) mod junk;
pub(super) mod phrases;
pub(super) mod weekday;
