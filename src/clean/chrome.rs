//! Page furniture, by the patterns of `dictionaries/chrome.tsv`.

use std::sync::LazyLock;

use crate::release::Removed;
use crate::text::{LinePatterns, Span};

/// Longer lines are text.
const LONGEST: usize = 160;

/// What a pattern takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// A whole line.
    Line,
    /// A whole line, and a number alone on the next.
    Label,
}

static PATTERNS: LazyLock<LinePatterns<(&str, Where)>> = LazyLock::new(|| {
    let table = include_str!("../../dictionaries/chrome.tsv");
    LinePatterns::new(table, |cells| {
        let [name, place, pattern, ..] = *cells else {
            return None;
        };
        let place = match place {
            "line" => Where::Line,
            "label" => Where::Label,
            _ => return None,
        };
        Some(((name, place), pattern))
    })
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
            None => PATTERNS.first(content),
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
        assert!(PATTERNS.is_whole());
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
