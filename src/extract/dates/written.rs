//! A date as it stands in the text, before what it leaves out is filled in.

use jiff::civil::Weekday;

use crate::text::Span;

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// The text leaves it out.
    Unsaid,
    /// This one.
    Number(i16),
    /// So many after that of publication.
    Published(i16),
    /// So many after the one named last.
    Named(i16),
}

/// Which month is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    /// The text leaves it out.
    Unsaid,
    /// This one.
    Number(i8),
    /// So many after that of publication.
    Published(i8),
    /// The one named last.
    Named,
}

/// Which part of the year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Half of it.
    Half(i8),
    /// A quarter.
    Quarter(i8),
    /// A month.
    Month(Month),
    /// A day.
    Day(Month, i8),
    /// The day so many after that of publication.
    DayFrom(i8),
    /// The week so many after that of publication, Monday to Sunday.
    WeekFrom(i8),
}

/// Where what is left out has to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Nothing says so.
    Plain,
    /// Behind: 지난, last.
    Past,
    /// Ahead: 오는, next.
    Coming,
}

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The year.
    pub year: Year,
    /// The part of it.
    pub part: Part,
    /// Which way to look.
    pub tense: Tense,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
}

impl Written {
    /// `part` of a year that the text leaves out.
    pub fn of(part: Part) -> Self {
        Self {
            year: Year::Unsaid,
            part,
            tense: Tense::Plain,
            weekday: None,
        }
    }
}

/// What about the form leaves it open whether it is a date at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// `2026`
    BareYear,
    /// `’26`
    QuotedYear,
    /// `26년`
    ShortYear,
    /// `26.4.3`
    ShortDotted,
    /// `7.15`; with a stop after the day where that is `true`
    Dotted(bool),
    /// `7/15`
    Slashed,
    /// `7월`
    Month,
    /// `지난 7`, 월 or 일 being lost
    LostUnit,
    /// `13일`
    Day,
    /// `3분기`, `하반기`
    PartOfYear,
    /// `12`, which only stands for something as the end of a span
    Number,
}

/// One date of an expression and the stretch that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// What it says.
    pub written: Written,
    /// Where it stands.
    pub span: Span,
    /// What speaks against it.
    pub doubt: Doubt,
    /// Whether "within" is part of it: 연내, 8월 내로.
    pub within: bool,
}

/// How an expression stands to the dates that make it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One date.
    At(Form),
    /// From one to the other.
    Span(Form, Form),
    /// From it on.
    From(Form),
    /// Up to it.
    Until(Form),
}

/// A whole expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    /// What it is made of.
    pub shape: Shape,
    /// Where it stands.
    pub span: Span,
}

impl Expression {
    /// The first date of it.
    pub fn first(&self) -> Form {
        match self.shape {
            Shape::At(form) | Shape::From(form) | Shape::Until(form) | Shape::Span(form, _) => form,
        }
    }
}
