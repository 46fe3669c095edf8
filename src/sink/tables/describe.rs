//! The tables as a page to read.

use std::fmt::Write as _;

use super::{Kind, TABLES};

/// All tables with their columns, in Markdown.
pub fn describe() -> String {
    let mut page = String::new();
    for table in &TABLES {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "## {}\n\n{}.\n", table.name, table.about);
        let _ = writeln!(page, "| column | type | |\n|---|---|---|");
        for column in table.columns {
            let kind = match column.kind {
                Kind::Text => "text",
                Kind::Integer => "integer",
                Kind::Real => "real",
            };
            let null = if column.required { "" } else { ", may be null" };
            let _ = writeln!(
                page,
                "| `{}` | {kind}{null} | {} |",
                column.name, column.about
            );
        }
        page.push('\n');
    }
    page
}
