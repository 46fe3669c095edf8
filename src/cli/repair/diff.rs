//! What repair changed: the lines with a change, before and after.

use std::io::{self, Write};

use console::Style;

use gija::release::Edit;
use gija::text::Span;

/// Writes every changed line of `text` as it was (`-`) and as it is (`+`), the changed characters coloured.
pub(super) fn write(text: &str, edits: &[Edit], colour: bool, out: &mut Vec<u8>) -> io::Result<()> {
    let (gone, new) = (Style::new().red(), Style::new().green());
    let gone = gone.force_styling(colour);
    let new = new.force_styling(colour);
    let mut at = 0;
    for lines in changed(text, edits) {
        let Lines {
            number,
            span,
            edits,
        } = lines;
        let (mut before, mut after) = (String::new(), String::new());
        at = span.start.max(at);
        for edit in edits {
            let same = Span::new(at, edit.span.start).of(text);
            before.push_str(same);
            after.push_str(same);
            paint(&mut before, &edit.before, &gone);
            paint(&mut after, &edit.after, &new);
            at = edit.span.end;
        }
        let same = Span::new(at, span.end).of(text);
        before.push_str(same);
        after.push_str(same);
        writeln!(out, "@ line {number}")?;
        for line in before.split('\n') {
            writeln!(out, "- {line}")?;
        }
        for line in after.split('\n') {
            writeln!(out, "+ {line}")?;
        }
    }
    Ok(())
}

/// Adds `text`, line by line in its colour, so that no colour runs over a line break.
fn paint(line: &mut String, text: &str, style: &Style) {
    for (i, part) in text.split('\n').enumerate() {
        if i > 0 {
            line.push('\n');
        }
        if !part.is_empty() {
            line.push_str(&style.apply_to(part).to_string());
        }
    }
}

/// Lines that hold changes, with those changes.
struct Lines<'a> {
    /// Of the first line, counted from 1.
    number: usize,
    span: Span,
    edits: &'a [Edit],
}

/// The changed lines of `text`; lines that one change spans stand together.
fn changed<'a>(text: &'a str, edits: &'a [Edit]) -> impl Iterator<Item = Lines<'a>> {
    let mut rest = edits;
    let (mut seen, mut number) = (0, 1);
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let start = Span::new(seen, first.span.start).of(text).rfind('\n');
        let start = start.map_or(seen, |i| seen + i + 1);
        number += Span::new(seen, start).of(text).matches('\n').count();
        let line_end = |from: usize| {
            let tail = text.get(from..).unwrap_or("");
            tail.find('\n').map_or(text.len(), |i| from + i)
        };
        let mut end = line_end(first.span.end);
        let mut count = 1;
        for edit in rest.iter().skip(1) {
            if edit.span.start > end {
                break;
            }
            if edit.span.end > end {
                end = line_end(edit.span.end);
            }
            count += 1;
        }
        let (edits, others) = rest.split_at_checked(count)?;
        let lines = Lines {
            number,
            span: Span::new(start, end),
            edits,
        };
        rest = others;
        let next = (end + 1).min(text.len());
        number += Span::new(start, next).of(text).matches('\n').count();
        seen = next;
        Some(lines)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use gija::record::{RepairBy, RepairKind};

    fn edit(start: usize, before: &str, after: &str) -> Edit {
        Edit {
            span: Span::new(start, start + after.len()),
            before: before.to_owned(),
            after: after.to_owned(),
            kind: RepairKind::InsertSyllable,
            confidence: 1.0,
            by: RepairBy::Rule,
        }
    }

    #[test]
    fn changed_lines_are_shown_before_and_after() {
        let text = "a\n9일(화)\nc\nd가나\n";
        let day = text.find('화').unwrap();
        let join = text.find('나').unwrap();
        let edits = [
            edit(2 + 1, "", "일"),
            edit(day, "", "화"),
            edit(join, "\n", ""),
        ];
        let mut out = Vec::new();
        write(text, &edits, false, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(
            out,
            "@ line 2\n- 9()\n+ 9일(화)\n@ line 4\n- d가\n- 나\n+ d가나\n"
        );
    }

    #[test]
    fn nothing_changed_is_nothing_shown() {
        let mut out = Vec::new();
        write("가\n나", &[], true, &mut out).unwrap();
        assert!(out.is_empty());
    }
}
