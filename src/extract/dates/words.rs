//! The words of dates, from `dictionaries/dates.tsv`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use super::cursor::{Cursor, before};
use crate::record::DateRole;
use crate::text::hangul;

/// What a word that can begin a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A digit.
    Digit,
    /// A year, so many after that of publication.
    Year(i16),
    /// A year, so many after the one named last.
    ContextYear(i16),
    /// A month, so many after that of publication.
    Month(i8),
    /// The month named last.
    ContextMonth,
    /// A week, so many after that of publication.
    Week(i8),
    /// A day, so many after that of publication.
    Day(i8),
    /// What follows lies behind.
    Past,
    /// What follows lies ahead.
    Coming,
    /// What follows is near.
    This,
    /// Half a year.
    Half(i8),
    /// The last month of a year.
    YearEnd,
    /// The beginning of a year.
    YearBegin,
    /// Before the year is over.
    WithinYear,
    /// Years of another era follow: what to add to them.
    Era(i16),
    /// A fiscal year follows.
    Fiscal,
    /// An English month.
    MonthName(i8),
    /// An English ordinal, first to fourth.
    Ordinal(i8),
    /// English last, this, next.
    Relative(i8),
    /// English yesterday, today, tomorrow.
    DayName(i8),
    /// English year-end.
    YearEndName,
    /// Q1 to Q4.
    QuarterCode(i8),
    /// H1, H2.
    HalfCode(i8),
}

/// A word that can begin a date.
#[derive(Debug)]
struct Word {
    lead: Lead,
    len: usize,
    followed_by: Vec<&'static str>,
    not_followed_by: Vec<&'static str>,
}

/// Words that stand beside numbers and say what they are.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// After a number: it counts something.
    pub counter: Vec<&'static str>,
    /// After a number of years, months or days: a length of time.
    pub duration: Vec<&'static str>,
    /// Before one: it comes again and again.
    pub recurring: Vec<&'static str>,
    /// Before one: a length of time.
    pub length: Vec<&'static str>,
    /// After `7.15`: a month and a day.
    pub occasion: Vec<&'static str>,
    /// Before `7.15`: a month and a day.
    pub occasion_before: Vec<&'static str>,
    /// After `6.25`: the name of something past.
    pub memorial: Vec<&'static str>,
    /// Before `2016`: a version.
    pub product: Vec<&'static str>,
    /// After `2030`: an age.
    pub generation: Vec<&'static str>,
    /// After 말: not the end of something.
    pub not_end: Vec<&'static str>,
    /// After 초: not the beginning of something.
    pub not_begin: Vec<&'static str>,
    /// After `6월`: not that month.
    pub not_month: Vec<&'static str>,
    /// After a number like a year: a year of its own kind, 학년도.
    pub year_word: Vec<&'static str>,
    /// After `13일`, in the style of news: what was done that day.
    pub news: Vec<&'static str>,
    /// After an hour: from it on a release may be used.
    pub embargo: Vec<&'static str>,
    /// After a date: it is what something is compared with.
    pub comparison: Vec<&'static str>,
    /// After a date: what is said lies ahead.
    pub ahead: Vec<&'static str>,
    /// After a date: the edition in which a release may be used.
    pub edition: Vec<&'static str>,
    /// Before a date in brackets: the day it is.
    pub today: Vec<&'static str>,
    /// After a part of a year: a number of them.
    pub not_part: Vec<&'static str>,
    /// After a number and a space: its unit.
    pub unit: Vec<&'static str>,
    /// Before an hour: the part of the day.
    pub hours: Vec<&'static str>,
    /// Between two dates: what joins them.
    pub joint: Vec<&'static str>,
    /// Before `May`: it is the month.
    pub before_may: Vec<&'static str>,
    /// Before `23rd`: it is a day.
    pub before_day: Vec<&'static str>,
    /// After `23rd`: it may be a day, which any other word says that it is not.
    pub after_day: Vec<&'static str>,
    /// Before an English date: what may stand between it and what leads in to it.
    pub led_by: Vec<&'static str>,
    /// Before `until`: what is held back until then is said that day.
    pub held_back: Vec<&'static str>,
    /// What names of files end in.
    pub file_ending: Vec<&'static str>,
    /// After a month: its beginning or a third of it.
    pub month_begin: Vec<&'static str>,
    /// After a month: the whole of it, or about it.
    pub month_rest: Vec<&'static str>,
    /// After the second of two dates: the time between them.
    pub span_end: Vec<&'static str>,
    /// After a date: a time of day.
    pub time: Vec<&'static str>,
    /// After a date: what happens then.
    pub roles: Vec<(&'static str, DateRole)>,
    /// Before a date: what it is of.
    pub labels: Vec<(&'static str, DateRole)>,
}

/// The whole table.
#[derive(Debug)]
pub(super) struct Words {
    leads: Option<AhoCorasick>,
    words: Vec<Word>,
    /// What stands beside numbers.
    pub beside: Beside,
}

/// The table that is part of the program.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

const TABLE: &str = include_str!("../../../dictionaries/dates.tsv");

impl Words {
    /// Lines of a class that is not known are left out; a test sees to it that there are none.
    fn read(table: &'static str) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut words = Vec::new();
        let mut beside = Beside::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("");
            let (word, class, value) = (cell(), cell(), cell().parse::<i16>().unwrap_or(0));
            let (followed_by, not_followed_by) = (list(cell()), list(cell()));
            if word.is_empty() {
                continue;
            }
            if let Some(lead) = lead(class, value) {
                patterns.push(word.to_owned());
                words.push(Word {
                    lead,
                    len: word.len(),
                    followed_by,
                    not_followed_by,
                });
            } else {
                beside.add(word, class);
            }
        }
        for digit in ('0'..='9').chain('０'..='９') {
            patterns.push(digit.to_string());
            words.push(Word {
                lead: Lead::Digit,
                len: digit.len_utf8(),
                followed_by: Vec::new(),
                not_followed_by: Vec::new(),
            });
        }
        let leads = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&patterns)
            .ok();
        Self {
            leads,
            words,
            beside,
        }
    }

    /// The next place at or after byte `at` where a date may begin: what it begins with, where it stands, where that ends.
    pub fn next(&self, text: &str, at: usize) -> Option<(Lead, usize, usize)> {
        let mut at = at;
        loop {
            let found = self
                .leads
                .as_ref()?
                .find(Input::new(text).range(at.min(text.len())..))?;
            let word = self.words.get(found.pattern().as_usize())?;
            if word.stands(text, found.start(), false) {
                return Some((word.lead, found.start(), found.end()));
            }
            at = found.end();
        }
    }

    /// The word that comes next; reads it. Inside an expression it may follow another without a space.
    pub fn lead(&self, c: &mut Cursor<'_>, inside: bool) -> Option<Lead> {
        let found = self.leads.as_ref()?.find(
            Input::new(c.text)
                .range(c.at.min(c.text.len())..)
                .anchored(Anchored::Yes),
        )?;
        let word = self.words.get(found.pattern().as_usize())?;
        if !word.stands(c.text, c.at, inside) {
            return None;
        }
        if word.lead != Lead::Digit {
            c.at += word.len;
        }
        Some(word.lead)
    }
}

impl Word {
    /// Whether the word at byte `at` is one of its own, and followed as it has to be.
    fn stands(&self, text: &str, at: usize, inside: bool) -> bool {
        if self.lead == Lead::Digit {
            return true;
        }
        let end = at + self.len;
        let first = text.get(at..end).and_then(|w| w.chars().next());
        let latin = first.is_some_and(|c| c.is_ascii_alphanumeric());
        let rest = text.get(end..).unwrap_or("");
        let prior = before(text, at);
        if latin {
            let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let coded = matches!(
                self.lead,
                Lead::Fiscal | Lead::QuarterCode(_) | Lead::HalfCode(_)
            );
            if glued(prior) || (coded && prior.is_some_and(|c| c.is_ascii_digit())) {
                return false;
            }
            // `FY27` and `13April` go on without a space; a longer word is another word.
            if glued(rest.chars().next()) {
                return false;
            }
            if matches!(self.lead, Lead::MonthName(_))
                && !first.is_some_and(|c| c.is_ascii_uppercase())
            {
                return false;
            }
        } else if !inside && prior.is_some_and(hangul::is_syllable) {
            return false;
        }
        let after = rest.trim_start();
        (self.followed_by.is_empty()
            || starts_with_any(after, &self.followed_by)
            || starts_with_any(rest, &self.followed_by))
            && !starts_with_any(after, &self.not_followed_by)
    }
}

/// The classes of the table that nothing reads.
#[cfg(test)]
pub(super) fn unknown_classes() -> Vec<&'static str> {
    TABLE
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .filter_map(|l| l.split('\t').nth(1))
        .filter(|class| lead(class, 1).is_none() && !Beside::default().add("", class))
        .collect()
}

impl Beside {
    /// Says whether there is such a class.
    fn add(&mut self, word: &'static str, class: &str) -> bool {
        match class {
            "counter" => self.counter.push(word),
            "duration" => self.duration.push(word),
            "recurring" => self.recurring.push(word),
            "length" => self.length.push(word),
            "occasion" => self.occasion.push(word),
            "occasion_before" => self.occasion_before.push(word),
            "memorial" => self.memorial.push(word),
            "product" => self.product.push(word),
            "generation" => self.generation.push(word),
            "not_end" => self.not_end.push(word),
            "ahead" => self.ahead.push(word),
            "not_begin" => self.not_begin.push(word),
            "not_month" => self.not_month.push(word),
            "year_word" => self.year_word.push(word),
            "news" => self.news.push(word),
            "embargo" => self.embargo.push(word),
            "comparison" => self.comparison.push(word),
            "edition" => self.edition.push(word),
            "today" => self.today.push(word),
            "not_part" => self.not_part.push(word),
            "unit" => self.unit.push(word),
            "hours" => self.hours.push(word),
            "joint" => self.joint.push(word),
            "before_may" => self.before_may.push(word),
            "before_day" => self.before_day.push(word),
            "after_day" => self.after_day.push(word),
            "led_by" => self.led_by.push(word),
            "held_back" => self.held_back.push(word),
            "file_ending" => self.file_ending.push(word),
            "month_begin" => self.month_begin.push(word),
            "month_rest" => self.month_rest.push(word),
            "span_end" => self.span_end.push(word),
            "time" => self.time.push(word),
            _ => {
                if let Some(role) = class.strip_suffix("_label").and_then(role) {
                    self.labels.push((word, role));
                } else if let Some(role) = role(class) {
                    self.roles.push((word, role));
                } else {
                    return false;
                }
            }
        }
        true
    }
}

fn lead(class: &str, value: i16) -> Option<Lead> {
    let small = i8::try_from(value).unwrap_or(0);
    Some(match class {
        "year" => Lead::Year(value),
        "context_year" => Lead::ContextYear(value),
        "month" => Lead::Month(small),
        "context_month" => Lead::ContextMonth,
        "week" => Lead::Week(small),
        "day" => Lead::Day(small),
        "past" => Lead::Past,
        "coming" => Lead::Coming,
        "this" => Lead::This,
        "half" => Lead::Half(small),
        "year_end" => Lead::YearEnd,
        "year_begin" => Lead::YearBegin,
        "within_year" => Lead::WithinYear,
        "era" => Lead::Era(value),
        "fiscal" => Lead::Fiscal,
        "month_name" => Lead::MonthName(small),
        "ordinal" => Lead::Ordinal(small),
        "relative" => Lead::Relative(small),
        "day_name" => Lead::DayName(small),
        "year_end_name" => Lead::YearEndName,
        "quarter_code" => Lead::QuarterCode(small),
        "half_code" => Lead::HalfCode(small),
        _ => return None,
    })
}

fn role(class: &str) -> Option<DateRole> {
    Some(match class {
        "published" => DateRole::Published,
        "signed" => DateRole::Signed,
        "effective" => DateRole::Effective,
        "deadline" => DateRole::Deadline,
        "held" => DateRole::Held,
        "period" => DateRole::Period,
        _ => return None,
    })
}

fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|s| !s.is_empty()).collect()
}

/// Whether `text` begins with one of `words`.
pub(super) fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether `text` ends with one of `words`.
pub(super) fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}
