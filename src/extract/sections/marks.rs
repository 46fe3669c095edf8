//! Lines that tell the parts of a release, by the patterns of `dictionaries/sections.tsv`.

use std::sync::LazyLock;

use crate::text::LinePatterns;

/// Longer lines are text.
const LONGEST: usize = 64;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// May begin a release.
    Release,
    /// Belongs to the head.
    Head,
    /// Begins an appendix.
    Appendix,
    /// Stands over a table.
    Table,
    /// Says whom to ask.
    Contact,
}

static MARKS: LazyLock<LinePatterns<Mark>> = LazyLock::new(|| {
    let table = include_str!("../../../dictionaries/sections.tsv");
    LinePatterns::new(table, |cells| {
        let [kind, pattern, ..] = *cells else {
            return None;
        };
        let mark = match kind {
            "release" => Mark::Release,
            "head" => Mark::Head,
            "appendix" => Mark::Appendix,
            "table" => Mark::Table,
            "contact" => Mark::Contact,
            _ => return None,
        };
        Some((mark, pattern))
    })
});

/// What `line` is, if the table knows.
pub(super) fn of(line: &str) -> Option<Mark> {
    let short = line.len() <= LONGEST || line.chars().count() <= LONGEST;
    short.then(|| MARKS.first(line))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert!(MARKS.is_whole());
    }

    #[test]
    fn lines_are_told() {
        for (line, mark) in [
            (
                "보도시점 즉시 보도 배포 2026. 6. 17.(수) 17:00",
                Mark::Release,
            ),
            ("개인정보보호위원회 보도자료", Mark::Release),
            ("Press Release", Mark::Release),
            ("배포", Mark::Head),
            ("2025. 10. 23.(목) 16:30", Mark::Head),
            ("배포 후 즉시 사용", Mark::Head),
            ("참 고", Mark::Appendix),
            ("붙임 1", Mark::Appendix),
            ("붙임 1 2025년 하반기 정책포럼 개요", Mark::Appendix),
            ("[붙임2] 신청 방법", Mark::Appendix),
            ("<참고>", Mark::Appendix),
            ("붙임 : 행사 개요 1부.", Mark::Appendix),
            ("별첨. 특별성과 포상식 사진.", Mark::Appendix),
            ("Annex 2", Mark::Appendix),
            ("(단위: 억원, %)", Mark::Table),
            ("☎ 문의 : 대변인실 02-2100-1234", Mark::Contact),
            (
                "* 문의: 혁신조달과 최서규 사무관(042-000-7640)",
                Mark::Contact,
            ),
        ] {
            assert_eq!(of(line), Some(mark), "{line}");
        }
        for line in [
            "참고로 지난해에는 13명이 참석했다.",
            "참고하시기 바랍니다.",
            "별표 3을 개정한다.",
            "보도자료를 배포했다.",
            "배포 물량은 2만 개다.",
            "2026년 4월 10일 국회에서 의결되었다.",
            "붙임성 있는 아이",
            "첨부파일을 보시기 바랍니다.",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
