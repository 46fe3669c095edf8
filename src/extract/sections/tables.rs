//! Tables: their cells stand one below another.

use super::{Line, Mark};
use crate::record::SectionKind;

/// Cells that make a table, at least.
const CELLS: usize = 6;
/// One of so many of them is a number, at least.
const NUMBERS: usize = 3;
/// Rows with their cells side by side that make one, at least.
const ROWS: usize = 2;
/// Longer lines are no cells.
const LONGEST: usize = 28;

/// What a line may be of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Number,
    Words,
    /// Cells side by side.
    Row,
    None,
}

/// Marks the lines of the body that are tables.
pub(super) fn mark(lines: &[Line<'_>], kinds: &mut [SectionKind]) {
    let mut at = 0;
    while at < lines.len() {
        let cells = lines.iter().zip(kinds.iter()).skip(at);
        let cells: Vec<Cell> = cells
            .take_while(|(_, kind)| **kind == SectionKind::Body)
            .map(|(line, _)| cell(line.text))
            .take_while(|cell| *cell != Cell::None)
            .collect();
        let count = |kind| cells.iter().filter(|cell| **cell == kind).count();
        let (numbers, rows) = (count(Cell::Number), count(Cell::Row));
        let end = at + cells.len();
        if cells.len() >= CELLS && (numbers + rows) * NUMBERS >= cells.len()
            || rows >= ROWS && rows * 2 > cells.len()
        {
            let over = at.checked_sub(1).filter(|over| {
                let mark = lines.get(*over).and_then(|line| line.mark);
                mark == Some(Mark::Table) && kinds.get(*over) == Some(&SectionKind::Body)
            });
            if let Some(table) = kinds.get_mut(over.unwrap_or(at)..end) {
                table.fill(SectionKind::Table);
            }
        }
        at = end + 1;
    }
}

fn cell(line: &str) -> Cell {
    if line.matches(" | ").nth(1).is_some() {
        return Cell::Row;
    }
    let long = line.len() > LONGEST && line.chars().count() > LONGEST;
    let sentence = line.ends_with(['.', '다', '”']);
    if long || sentence || line.starts_with(['□', '○', 'ㅇ', '◦', '◆', '◇', '■', '※', '▸'])
    {
        return Cell::None;
    }
    let number = |c: char| c.is_ascii_digit() || " ,.%+-–~()△▲:/’'`".contains(c);
    match line.chars().all(number) {
        true => Cell::Number,
        false => Cell::Words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn tables(text: &str) -> Vec<&str> {
        let line = |text| Line {
            span: Span::new(0, 0),
            text,
            mark: super::super::marks::of(text),
            in_box: false,
        };
        let lines: Vec<_> = text.lines().map(line).collect();
        let mut kinds = vec![SectionKind::Body; lines.len()];
        mark(&lines, &mut kinds);
        let marked = lines.iter().zip(kinds);
        let found = marked.filter(|(_, kind)| *kind == SectionKind::Table);
        found.map(|(line, _)| line.text).collect()
    }

    #[test]
    fn numbers_below_one_another_are_a_table() {
        let cells = "구분\n2016\n2017\n밀\n1.8\n9.9\n콩\n24.6";
        let text = format!("□ 자급률은 다음과 같다.\n(단위: %)\n{cells}\n□ 정부는 예산을 늘린다.");
        assert_eq!(tables(&text).join("\n"), format!("(단위: %)\n{cells}"));
        assert_eq!(
            tables("교과 | 교사 | 학교\n체육 | 정재율 | 초도초"),
            ["교과 | 교사 | 학교", "체육 | 정재율 | 초도초"]
        );
    }

    #[test]
    fn broken_prose_is_none() {
        let text = "금융위원장\n은\n2.8일\n점검회의\n를\n개최\n, 어제\n긴급 점검회의\n이후\n추가";
        assert!(tables(text).is_empty());
    }
}
