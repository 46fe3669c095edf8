//! What looks like a date and is none.

use super::part::{Form, Part, Unit};
use super::scan::{Scan, is_hangul};

/// What ends the names of attached files.
const FILES: [&str; 10] = [
    ".hwp", ".pdf", ".doc", ".xls", ".ppt", ".zip", ".jpg", ".png", ".jpeg", ".mp4",
];

/// Names of events that are called by their day: 3.1절, 5.18민주화운동.
const EVENTS: [&str; 12] = [
    "절",
    "운동",
    "혁명",
    "전쟁",
    "민주",
    "참전",
    "의거",
    "사태",
    "학생",
    "만세",
    "항쟁",
    "민주화",
];

/// Whether the date at `part`, up to `end`, is none for what stands around it.
pub(super) fn rejects(scan: Scan<'_>, part: &Part, end: usize) -> bool {
    in_file_name(scan, part.start, end)
        || recurs(scan, part)
        || part.form == Form::Weak && !spoken_for(scan, part, end)
}

/// Whether it stands in the name of a file or in an address.
fn in_file_name(scan: Scan<'_>, start: usize, end: usize) -> bool {
    let ahead = scan.ahead(end, 160);
    if scan.char_before(start) == Some('_') || ahead.starts_with('_') {
        return true;
    }
    let word = ahead.split([' ', '\u{a0}']).next().unwrap_or("");
    let own = |text: &str| FILES.iter().any(|file| text.contains(file));
    if own(word) {
        return true;
    }
    let behind = scan.behind(start, 120);
    let head = behind.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    if head.contains("://") || head.starts_with("www.") || head.contains('@') {
        return true;
    }
    // A name with spaces: its line ends with the extension, or with a size after it.
    own(ahead) && !ahead.contains("다. ")
}

/// 매년 9월: no one date.
fn recurs(scan: Scan<'_>, part: &Part) -> bool {
    part.year.is_none()
        && scan
            .ends_with(
                part.start,
                &[
                    "매년",
                    "매월",
                    "매달",
                    "매",
                    "해마다",
                    "익년",
                    "이듬해",
                    "차년도",
                    "당해연도",
                    "당해년도",
                    "익년도",
                    "다음연도",
                    "다음 해",
                    "다음해",
                    "당해",
                    "익월",
                    "every",
                    "each",
                ],
            )
            .is_some()
        || matches!(part.unit, Unit::Quarter(_) | Unit::Half(_))
            && scan.ends_with(part.start, &["매"]).is_some()
}

/// Whether something speaks for a weak form.
fn spoken_for(scan: Scan<'_>, part: &Part, end: usize) -> bool {
    #[rustfmt::skip]
    const NOUNS: [&str; 22] = [
        "대책", "방안", "추가", "조치", "시행", "발표", "개최", "예정", "공포", "현재", "기준", "보도", "접수", "마감", "부터", "까지", "회의", "간담회",
        "개정", "공고", "배포", "기자",
    ];
    let ahead = scan.ahead(end, 24).trim_start();
    let open = scan
        .char_before(scan.back(part.start))
        .is_some_and(|c| "(（".contains(c));
    let close = scan.char(scan.gap(end)).is_some_and(|c| "),）".contains(c));
    let line_start = scan.behind(part.start, 8).trim().is_empty();
    match part.unit {
        Unit::Year => {
            open && close
                || ahead.starts_with("추경")
                || close && !line_start
                || !ahead.starts_with(is_hangul)
                    && end > part.start + 4
                    && !ahead.starts_with(|c: char| "’'‘%".contains(c))
                    && !ahead.is_empty()
        }
        Unit::Month(_) => false,
        Unit::Day(..) => {
            let text = scan.text.get(part.start..end).unwrap_or("");
            if EVENTS.iter().any(|event| ahead.starts_with(event)) {
                return false;
            }
            let pointed = text.ends_with('.') && text.matches('.').count() == 2;
            let named = NOUNS.iter().any(|noun| ahead.starts_with(noun));
            let event = open
                && close
                && scan
                    .ends_with(
                        scan.back(part.start).saturating_sub(1),
                        &[
                            "날",
                            "일",
                            "예정",
                            "시행",
                            "발표",
                            "공포",
                            "개최",
                            "회의",
                            "간담회",
                            "체결",
                        ],
                    )
                    .is_some();
            named || event || pointed && !line_start && (open || close || ahead.starts_with('('))
        }
        _ => true,
    }
}
