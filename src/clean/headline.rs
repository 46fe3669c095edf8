//! The headline and the lines under it, where the input does not give them apart.

use crate::text::hangul::is_syllable;

/// The head of a release is looked for in this many lines.
const HEAD: usize = 24;

/// Words that the masthead is made of.
const MASTHEAD: [&str; 28] = [
    "보도자료",
    "보도 자료",
    "보도참고자료",
    "보도설명자료",
    "공동보도자료",
    "설명자료",
    "참고자료",
    "보도시점",
    "보도일시",
    "배포",
    "배포일",
    "배포일시",
    "보도",
    "자료제공",
    "담당",
    "담당부서",
    "PRESS RELEASE",
    "Press Release",
    "Press Releases",
    "NEWS RELEASE",
    "Date",
    "hit",
    "For release",
    "For immediate",
    "For Immediate",
    "FOR IMMEDIATE",
    "Embargo",
    "Search",
];

/// Words that a line is made of which says when a release may be used: `2026. 4. 12.(일) 12:00 (월요일 조간)`.
const RELEASE_TIME: [&str; 34] = [
    "년",
    "월",
    "일",
    "화",
    "수",
    "목",
    "금",
    "토",
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
    "오전",
    "오후",
    "낮",
    "시",
    "분",
    "조간",
    "석간",
    "온라인",
    "인터넷",
    "방송",
    "지면",
    "즉시",
    "보도",
    "배포",
    "사용",
    "가능",
    "이후",
    "부터",
    "엠바고",
];

/// The headline and the subtitles of a clean text.
pub(super) fn find(text: &str) -> (Option<String>, Vec<String>) {
    let mut title: Option<String> = None;
    let mut subtitles: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().take(HEAD) {
        let line = line.trim();
        if let Some(sub) = subtitle(line) {
            subtitles.push(sub.to_owned());
            open = false;
            continue;
        }
        match &mut title {
            None if is_masthead(line) => {}
            None if is_body(line) => break,
            None if subtitles.is_empty() => {
                let line = line.strip_prefix("제목:").unwrap_or(line).trim();
                open = goes_on(line);
                title = Some(line.to_owned());
            }
            None => break,
            Some(title) if open && !is_body(line) => {
                title.push(' ');
                title.push_str(line);
                open = goes_on(line) && title.chars().count() < 120;
            }
            Some(_) => break,
        }
    }
    if title.is_none() && !subtitles.is_empty() {
        title = Some(subtitles.remove(0));
    }
    (title.filter(|t| t.chars().count() <= 200), subtitles)
}

/// The text of a line between dashes, or after one.
fn subtitle(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '–', '―', '─'])?;
    let rest = rest.trim().trim_end_matches(['-', '–', '―', '─']).trim();
    (rest.chars().count() >= 6 && !is_body(rest)).then_some(rest)
}

/// Whether a line belongs to the masthead: its words, a date, a body's name alone.
fn is_masthead(line: &str) -> bool {
    let bare = line.trim_end_matches([':', '：', ' ']);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    MASTHEAD
        .iter()
        .any(|w| bare.starts_with(w) || bare.ends_with(w) && letters < 40)
        || is_english_body(bare)
        || letters < 6
        || bare.starts_with(['(', '<', '['])
        || bare.starts_with("제목:") && letters < 8
        || (!bare.contains(' ') && letters < 16)
        || is_release_time(bare)
}

/// Whether a line is an English body's name alone: `Ministry of SMEs and Startups`.
fn is_english_body(line: &str) -> bool {
    const HEADS: [&str; 9] = [
        "Ministry",
        "Commission",
        "Administration",
        "Service",
        "Agency",
        "Authority",
        "Office",
        "Institute",
        "Committee",
    ];
    let words = || line.split_whitespace();
    words().count() <= 10
        && words().any(|word| HEADS.contains(&word))
        && words().all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase() || "(&,".contains(c))
                || ["of", "and", "the", "for"].contains(&word)
        })
        && (line.starts_with("Ministry")
            || words()
                .next_back()
                .is_some_and(|word| HEADS.contains(&word)))
}

fn is_release_time(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| RELEASE_TIME.contains(&word))
}

/// Whether a line is running text or an item of it.
fn is_body(line: &str) -> bool {
    line.starts_with(['□', '○', 'ㅇ', '◦', '◆', '◇', '■', '▪', '*', '※', 'ㅁ', '①'])
        || line.ends_with("다.")
        || line.ends_with('.') && line.chars().count() > 80
        || line.chars().count() > 160
}

/// Whether a headline is broken after this line.
fn goes_on(line: &str) -> bool {
    line.ends_with([',', '…', '·', '‘', '“', '에', '과', '와', '및', '의'])
        && line.chars().any(is_syllable)
        || line.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_headline_and_subtitles() {
        let text = "보도자료\n보도시점\n2026. 4. 13.(월)\n우리나라 재난통신 기술,\n국제표준 됐다\n- 한국이 제안한 기술 반영\n□ 행정안전부는 밝혔다.";
        let (title, subtitles) = find(text);
        assert_eq!(
            title.as_deref(),
            Some("우리나라 재난통신 기술, 국제표준 됐다")
        );
        assert_eq!(subtitles, ["한국이 제안한 기술 반영"]);
    }

    #[test]
    fn a_body_is_no_headline() {
        for line in [
            "중소벤처기업부 보도자료",
            "Ministry of SMEs and Startups",
            "KMA Korea Meteorological Administration",
            "Korea Heritage Service Press Release",
        ] {
            let text =
                format!("{line}\nKorea to Build a Fourth Tower in the Gobi\nThe tower will stand.");
            let title = find(&text).0;
            assert_eq!(
                title.as_deref(),
                Some("Korea to Build a Fourth Tower in the Gobi")
            );
        }
    }

    #[test]
    fn when_a_release_may_be_used_is_no_headline() {
        for line in ["2026. 4. 12.(일) 12:00 (월요일 조간)", "즉시 보도 가능"] {
            let text = format!("보도시점\n{line}\n배포\n2026. 4. 10.(금)\n환경 시험 전문성 높인다");
            assert_eq!(find(&text).0.as_deref(), Some("환경 시험 전문성 높인다"));
        }
    }

    #[test]
    fn a_release_that_lost_its_headline_has_its_first_subtitle() {
        let (title, subtitles) =
            find("- ‘협력 MOU’ 체결 정책대화 -\n스마트 제조 분야에 대해 협력한다.");
        assert_eq!(title.as_deref(), Some("‘협력 MOU’ 체결 정책대화"));
        assert!(subtitles.is_empty());
    }
}
