//! A page's title and its day.

use std::ops::Range;

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

/// Characters below which a line that begins with a date says little else.
const SHORT: usize = 30;

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
    meta(page, DAYS)
        .and_then(parse_date)
        .or_else(|| day(page, start).map(|(day, _)| day))
}

/// The lines before the release that belong to it all the same: its headline with the headings that follow, and its
/// day. A line that says more than that, such as who put the page up, does not.
pub(super) fn head(page: &Page, start: usize, title: Option<&str>) -> Vec<usize> {
    let near = start.saturating_sub(NEAR)..start;
    let lines = page.lines.get(near.clone()).unwrap_or(&[]);
    let headline = lines
        .iter()
        .rposition(|line| title.is_some_and(|title| line.text == title))
        .map(|i| near.start + i);
    let day = day(page, start).map(|(_, lines)| lines).unwrap_or_default();
    near.filter(|i| {
        let follows = headline.is_some_and(|headline| headline < *i);
        let heading = page
            .lines
            .get(*i)
            .is_some_and(|line| line.heading && line.linked == 0 && line.chars >= LONG);
        headline == Some(*i) || follows && heading || day.contains(i)
    })
    .collect()
}

/// The day near the release, with the lines that hold nothing else.
fn day(page: &Page, start: usize) -> Option<(Date, Range<usize>)> {
    let from = start.saturating_sub(NEAR);
    let near = page.lines.get(from..start).unwrap_or(&[]);
    for (i, line) in (from..).zip(near) {
        for label in DAY_LABELS {
            let Some(at) = line.text.find(label) else {
                continue;
            };
            let rest = line.text.get(at + label.len()..).unwrap_or("");
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：|]".contains(c));
            let (written, lines) = match rest {
                "" => (
                    page.lines.get(i + 1).map_or("", |l| l.text.as_str()),
                    i..i + 2,
                ),
                rest => (rest, i..i + 1),
            };
            if let Some(day) = parse_date(written) {
                return Some((day, if at == 0 { lines } else { 0..0 }));
            }
        }
    }
    // A date that begins a short line, the nearest one.
    let mut dated = (from..start)
        .zip(near)
        .rev()
        .filter(|(_, line)| line.chars < SHORT);
    dated.find_map(|(i, line)| Some((parse_date(&line.text)?, i..i + 1)))
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
