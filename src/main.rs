//! The `gija` command.

fn main() {}
