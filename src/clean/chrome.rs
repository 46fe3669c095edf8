//! Page furniture, by the patterns of `dictionaries/chrome.tsv`.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

use crate::release::Removed;
use crate::text::Span;

/// Longer lines are text.
const LONGEST: usize = 160;

/// Memory for the states of the automaton; below it forgets them and makes them again, line after line.
const DFA_BYTES: usize = 32 << 20;

/// What a pattern takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// A whole line.
    Line,
    /// A whole line, and a number alone on the next.
    Label,
}

struct Patterns {
    set: RegexSet,
    rows: Vec<(&'static str, Where)>,
}

impl Patterns {
    /// The first row whose pattern takes `line`.
    fn row(&self, line: &str) -> Option<(&'static str, Where)> {
        // Whether any does is asked faster than which do, and few lines are furniture.
        if !self.set.is_match(line) {
            return None;
        }
        let first = self.set.matches(line).iter().next()?;
        self.rows.get(first).copied()
    }
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let rows: Vec<[&str; 3]> = include_str!("../../dictionaries/chrome.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some([cells.next()?, cells.next()?, cells.next()?])
        })
        .collect();
    let set = RegexSetBuilder::new(
        rows.iter()
            .map(|[_, _, pattern]| format!("^(?:{pattern})$")),
    )
    .dfa_size_limit(DFA_BYTES)
    .build();
    Patterns {
        // A broken table fails the test below; it takes nothing away here.
        set: set.unwrap_or_else(|_| RegexSet::empty()),
        rows: rows
            .iter()
            .map(|[name, place, _]| {
                let place = if *place == "label" {
                    Where::Label
                } else {
                    Where::Line
                };
                (*name, place)
            })
            .collect(),
    }
});

/// The lines that are furniture, in order.
pub(super) fn find(text: &str, lines: &[Span]) -> Vec<Removed> {
    let mut removed = Vec::new();
    let mut label = None;
    for line in lines {
        let content = line.of(text);
        if content.len() > 3 * LONGEST || content.chars().count() > LONGEST {
            label = None;
            continue;
        }
        let number = content.bytes().all(|b| b.is_ascii_digit() || b == b',');
        let row = match label.filter(|_| number) {
            Some(row) => Some(row),
            None => PATTERNS.row(content),
        };
        label = row.filter(|(_, place)| *place == Where::Label && !number);
        if let Some((name, _)) = row {
            removed.push(Removed {
                span: *line,
                reason: name.to_owned(),
            });
        }
    }
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_compiles() {
        assert_eq!(PATTERNS.set.len(), PATTERNS.rows.len());
        assert!(PATTERNS.rows.len() > 10);
    }

    #[test]
    fn takes_furniture_and_leaves_text() {
        let kept = |line: &str| find(line, &[Span::new(0, line.len())]).is_empty();
        for line in [
            "kmbn2019 주소복사",
            "조회 수 16 추천 수 0 댓글 0",
            "?",
            "Prev이전 문서",
            "Next다음 문서",
            "크게 작게 위로 아래로 댓글로 가기 인쇄",
            "- 201030-KISA-보도자료(정보보호).pdf",
            "[첨부파일]",
            "Skip to Content",
            "home > MSS Newsroom > Press Releases",
            "Hit 64   Attached File(2)   Print",
            "페이스북 트위터 카카오스토리 URL복사",
        ] {
            assert!(!kept(line), "{line}");
        }
        for line in [
            "담당 부서",
            "보도시점",
            "2026. 4. 13.(월)",
            "이전 정부의 대책을 보완한다",
            "다음 달부터 시행한다.",
            "Date 2026.04.11",
            "#국민권익위#민간협력",
            "신청은 누리집에서 서식(신청서.hwp)을 내려받아 작성한다.",
            "검색 광고 시장의 공정경쟁을 위한 방안",
        ] {
            assert!(kept(line), "{line}");
        }
    }
}
