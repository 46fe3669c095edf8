//! A page's title and its day.

use jiff::civil::Date;

use super::super::parse_date;
use super::lines::Page;

/// Names of `meta` elements that hold the title.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title"];

/// Names of `meta` elements that hold the day of publication.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "date",
];

/// Words before a title.
const TITLE_LABELS: &[&str] = &["제목", "Title", "Subject"];

/// Words before the day on which a page was put up.
const DAY_LABELS: &[&str] = &[
    "등록일시",
    "등록일자",
    "등록일",
    "작성일시",
    "작성일자",
    "작성일",
    "게시일자",
    "게시일",
    "배포일",
    "보도일",
    "입력일",
    "입력",
    "등록",
    "Date",
    "Posted",
    "Published",
    "Registered",
];

/// What parts the release's title from the site's.
const PARTS: &[&str] = &[" - ", " | ", " > ", " < ", " :: ", " : "];

/// Characters from which a heading or a part of the page's title can be the release's.
const LONG: usize = 10;

/// Lines before the release in which its title and day are looked for.
const NEAR: usize = 40;

/// The title of the release that begins at the line `start`.
pub(super) fn title(page: &Page, start: usize) -> Option<String> {
    let near = page.lines.get(..start).unwrap_or(&[]);
    let mut lines = near
        .iter()
        .skip(near.len().saturating_sub(NEAR))
        .map(|line| line.text.as_str());
    meta(page, TITLES)
        .map(str::to_owned)
        .or_else(|| {
            let found = lines.by_ref().find_map(|line| {
                TITLE_LABELS
                    .iter()
                    .find_map(|label| after_label(line, label))
            })?;
            if found.is_empty() {
                lines.next().map(str::to_owned)
            } else {
                Some(found.to_owned())
            }
        })
        .or_else(|| heading(page, start))
        .or_else(|| part_of_title(&page.title))
        .map(|title| title.trim().to_owned())
        .filter(|title| !title.is_empty())
}

/// The last long heading before the release.
fn heading(page: &Page, start: usize) -> Option<String> {
    page.headings
        .iter()
        .rev()
        .find(|(before, text)| *before <= start + 1 && text.chars().count() >= LONG)
        .map(|(_, text)| text.clone())
}

/// The longest part of a title such as `제목 - 보도자료 | 부처`.
fn part_of_title(title: &str) -> Option<String> {
    PARTS
        .iter()
        .fold(vec![title], |parts, mark| {
            parts
                .into_iter()
                .flat_map(|part| part.split(mark))
                .collect()
        })
        .into_iter()
        .map(str::trim)
        .max_by_key(|part| part.chars().count())
        .filter(|part| part.chars().count() >= LONG)
        .map(str::to_owned)
}

/// The day on which the page with the release that begins at the line `start` was put up.
pub(super) fn published(page: &Page, start: usize) -> Option<Date> {
    if let Some(day) = meta(page, DAYS).and_then(parse_date) {
        return Some(day);
    }
    let near = page.lines.get(..start).unwrap_or(&[]);
    let near = near.get(near.len().saturating_sub(NEAR)..).unwrap_or(near);
    labelled_day(near.iter().map(|line| line.text.as_str())).or_else(|| {
        // A date that begins a short line, the nearest one.
        near.iter()
            .rev()
            .filter(|line| line.chars < NEAR)
            .find_map(|line| parse_date(line.text.trim_start()))
    })
}

/// The day after a label, in its line or in the next one.
fn labelled_day<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Date> {
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        for label in DAY_LABELS {
            let Some(at) = line.find(label) else { continue };
            let rest = line.get(at + label.len()..).unwrap_or("");
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：|]".contains(c));
            let day = match rest {
                "" => lines.peek().copied().and_then(parse_date),
                rest => parse_date(rest),
            };
            if day.is_some() {
                return day;
            }
        }
    }
    None
}

/// What follows `label` in `line`, which may be spaced out (`제 목`) and end in a colon.
fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let mut wanted = label.chars().peekable();
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        match wanted.peek() {
            Some(next) if *next == c => {
                wanted.next();
            }
            Some(_) if c.is_whitespace() => {}
            Some(_) => return None,
            None => break,
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    if wanted.peek().is_some() {
        return None;
    }
    let rest = rest.trim_start();
    match rest.strip_prefix([':', '：']) {
        Some(title) => Some(title.trim()),
        None => rest.is_empty().then_some(""),
    }
}

fn meta<'a>(page: &'a Page, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        page.meta
            .iter()
            .find(|(key, content)| key == name && !content.trim().is_empty())
            .map(|(_, content)| content.as_str())
    })
}
