//! The headline and the lines under it, where the input does not give them apart.

use crate::lexicon::{Cue, Cues};
use crate::text::hangul::is_syllable;

/// The head of a release is looked for in this many lines.
const HEAD: usize = 24;

/// The headline and the subtitles of a clean text.
pub(super) fn find(text: &str, cues: &Cues) -> (Option<String>, Vec<String>) {
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
            None if is_masthead(line, cues) => {}
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
fn is_masthead(line: &str, cues: &Cues) -> bool {
    let bare = line.trim_end_matches([':', '：', ' ']);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    (cues.of(Cue::MastheadWords).iter())
        .any(|w| bare.starts_with(w) || bare.ends_with(w) && letters < 40)
        || is_english_body(bare, cues)
        || letters < 6
        || bare.starts_with(['(', '<', '['])
        || bare.starts_with("제목:") && letters < 8
        || (!bare.contains(' ') && letters < 16)
        || is_release_time(bare, cues)
}

/// Whether a line is an English body's name alone: `Ministry of SMEs and Startups`.
fn is_english_body(line: &str, cues: &Cues) -> bool {
    let words = || line.split_whitespace();
    let heads = cues.of(Cue::EnglishBodies);
    let links = cues.of(Cue::EnglishBodyLinks);
    words().count() <= 10
        && words().any(|word| heads.has(word))
        && words().all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase() || "(&,".contains(c))
                || links.has(word)
        })
        && (line.starts_with("Ministry") || words().next_back().is_some_and(|word| heads.has(word)))
}

fn is_release_time(line: &str, cues: &Cues) -> bool {
    line.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| cues.of(Cue::ReleaseTime).has(word))
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
    use crate::lexicon::Lexicon;

    fn find(text: &str) -> (Option<String>, Vec<String>) {
        super::find(text, &Lexicon::embedded().unwrap().cues)
    }

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
