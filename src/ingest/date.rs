//! Days as page heads and metadata write them.

use jiff::civil::Date;

/// The day in `text`, which holds nothing else but perhaps a time or a weekday after it.
///
/// `2020-01-16T09:00`, `2020.01.16`, `2020. 1. 16.(목)`, `2020년 1월 16일`, `20200116`, `20-01-16 11:08`, `’20.1.16`,
/// `01/16/2020 09:00:00` and, where the first number cannot be a month, `16/01/2020`; `January 16, 2020`,
/// `Thu, 16 Jan. 2020`.
///
/// ```
/// use gija::ingest::parse_date;
/// assert_eq!(parse_date("2020. 1. 16.(목) 09:00").map(|d| d.to_string()), Some("2020-01-16".to_owned()));
/// assert_eq!(parse_date("2020-02-30"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_start_matches(['\'', '’', '‘', '`']);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        numeric(text).or_else(|| with_month_name(text))
    } else {
        with_month_name(text)
    }
}

fn numeric(text: &str) -> Option<Date> {
    let (first, rest) = number(text)?;
    if first.len() >= 8 {
        // 20200116, with or without a time glued to it.
        let part = |range: std::ops::Range<usize>| first.get(range)?.parse().ok();
        let year = first.get(..4)?.parse().ok()?;
        return Date::new(year, part(4..6)?, part(6..8)?).ok();
    }
    let (second, rest) = number(separator(rest)?)?;
    let (third, _) = number(separator(rest)?)?;
    match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => date(first, second, third),
        (1..=2, 1..=2, 4) => date(third, first, second).or_else(|| date(third, second, first)),
        (2, 1..=2, 1..=2) => date(first, second, third),
        _ => None,
    }
}

/// The digits that `text` begins with, and the rest.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// What follows the mark that parts two numbers of a date.
fn separator(text: &str) -> Option<&str> {
    let text = text.trim_start();
    Some(text.strip_prefix(['-', '.', '/', '년', '월'])?.trim_start())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let number: i16 = year.parse().ok()?;
    // The first page of the web is of 1991: a year of two digits is never before that.
    let year = match (year.len(), number) {
        (2, 91..) => 1900 + number,
        (2, _) => 2000 + number,
        _ => number,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The first three letters are enough to tell the months apart.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn with_month_name(text: &str) -> Option<Date> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(5)
    {
        if let (Some(head), None) = (word.get(..3), month) {
            let head = head.to_ascii_lowercase();
            if let Some(i) = MONTHS.iter().position(|m| *m == head) {
                month = Some(i as i8 + 1);
                continue;
            }
        }
        match word.len() {
            1..=2 if day.is_none() => day = word.parse().ok(),
            4 if year.is_none() => year = word.parse().ok(),
            _ => {}
        }
        if let (Some(year), Some(month), Some(day)) = (year, month, day) {
            return Date::new(year, month, day).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_they_are_written() {
        for text in [
            "2020-01-16",
            "2020-01-16T09:00:00+09:00",
            "2020.01.16",
            "2020. 1. 16.",
            "2020. 1. 16.(목) 09:00",
            "2020/01/16",
            "20200116",
            "20200116093000",
            "01/16/2020 09:30:00",
            "16/01/2020",
            "2020년 1월 16일",
            "20-01-16 11:08",
            "’20.1.16.",
            "January 16, 2020",
            "Jan. 16, 2020",
            "16 January 2020",
            "Thursday, January 16, 2020",
        ] {
            assert_eq!(
                parse_date(text).map(|d| d.to_string()).as_deref(),
                Some("2020-01-16"),
                "{text}"
            );
        }
        assert_eq!(
            parse_date("99-12-31").map(|d| d.to_string()).as_deref(),
            Some("1999-12-31")
        );
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "2020",
            "2020-13-01",
            "1.6903",
            "02-2100-2970",
            "조회 16",
            "May",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
