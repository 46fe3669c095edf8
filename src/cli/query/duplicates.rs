//! Pairs of releases that are mostly the same.

use std::io::{self, Write};

use anyhow::bail;

use gija::query::{Alike, Archive, Pair};
use gija::text::columns::tidy;

use super::Format;

/// Prints all pairs of near-duplicates, or those of one release.
pub(super) fn print(archive: &Archive, one: Option<&str>, format: Format) -> anyhow::Result<()> {
    let pairs = match one {
        None => archive.duplicates()?,
        Some(id) => of(archive, id)?,
    };
    let mut out = io::stdout().lock();
    match format {
        Format::Table => {
            for Pair { distance, a, b } in &pairs {
                writeln!(out, "{distance}  {}\n   {}", line(a), line(b))?;
            }
        }
        Format::Jsonl => {
            for pair in &pairs {
                serde_json::to_writer(&mut out, pair)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record([
                "distance",
                "release",
                "published",
                "title",
                "other",
                "other_published",
                "other_title",
            ])?;
            for Pair { distance, a, b } in &pairs {
                let cells = |of: &Alike| {
                    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
                    [of.release.clone(), text(&of.published), text(&of.title)]
                };
                let row = [vec![distance.to_string()], cells(a).into(), cells(b).into()];
                csv.write_record(row.concat())?;
            }
            csv.flush()?;
        }
    }
    Ok(())
}

fn of(archive: &Archive, id: &str) -> anyhow::Result<Vec<Pair>> {
    let Some(own) = archive.alike(id)? else {
        bail!("{id}: no release of this store has this id");
    };
    let pair = |other: gija::query::Duplicate| Pair {
        distance: other.distance,
        a: own.clone(),
        b: other.release,
    };
    Ok(archive.duplicates_of(id)?.into_iter().map(pair).collect())
}

fn line(of: &Alike) -> String {
    let published = of.published.as_deref().unwrap_or("----------");
    let title = tidy(of.title.as_deref().unwrap_or("(no title)"));
    format!("{published}  {}  {title}", tidy(&of.release))
}
