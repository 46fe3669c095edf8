//! The record as tables: what SQLite, CSV and Parquet hold, defined once.
//!
//! A row of any table but `releases` belongs to the release whose id stands in its first column, `release`, and is
//! counted from 0 in its second, `number`, in the order of the record. Offsets count Unicode code points, `stop` is one
//! past the last; `source_*` offsets count bytes of the decoded input. Days are `YYYY-MM-DD`, dates EDTF.

mod describe;
mod packed;
mod rows;

use crate::record::Record;

pub use describe::describe;
pub(super) use packed::{Raw, Reader, Row};
pub(super) use rows::pack;

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether no cell is null.
    pub required: bool,
    /// What it says.
    pub about: &'static str,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A whole number, 64 bits.
    Integer,
    /// A number, 64 bits.
    Real,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Absent.
    Null,
    /// Of a text column.
    Text(&'a str),
    /// Of an integer column.
    Integer(i64),
    /// Of a real column.
    Real(f64),
}

/// The words by which a release is found; only a store holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Of its title, parted by spaces.
    pub title: String,
    /// Of its text, as [`Counted::damped`](crate::tokenize::Counted::damped) leaves them.
    pub text: String,
}

/// A record with what is needed to write it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its words, where the sink asks for them.
    pub words: Option<&'a Words>,
}

impl<'a> From<&'a Record> for Entry<'a> {
    /// A record alone.
    fn from(record: &'a Record) -> Self {
        Self {
            record,
            words: None,
        }
    }
}

impl Table {
    /// How many cells a packed row has: two more than columns for `releases`, whose words for search stand behind.
    fn cells(&self) -> usize {
        match self.name {
            "releases" => self.columns.len() + 2,
            _ => self.columns.len(),
        }
    }
}

const fn column(name: &'static str, kind: Kind, required: bool, about: &'static str) -> Column {
    Column {
        name,
        kind,
        required,
        about,
    }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Text, true, about)
}

const fn text_or_null(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Text, false, about)
}

const fn integer(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Integer, true, about)
}

const fn real(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Real, true, about)
}

const RELEASE: Column = text("release", "Id of the release");
const NUMBER: Column = integer("number", "Place in the release, from 0");
const START: Column = integer("start", "First code point");
const STOP: Column = integer("stop", "One past the last code point");
const SOURCE_START: Column = integer("source_start", "First byte in the source");
const SOURCE_STOP: Column = integer("source_stop", "One past the last byte in the source");
const CONFIDENCE: Column = real("confidence", "Probability that it is right, 0 to 1");
const NAME: Column = text("name", "As the release calls it, in full");
const NAME_KO: Column = text_or_null("name_ko", "Korean name");
const NAME_EN: Column = text_or_null("name_en", "English name");
const SECTION: Column = text_or_null(
    "section",
    "head, title, subtitle, body, table, contact or appendix: the part that it stands in",
);
const STABLE_ID: Column = text("id", "Stable over releases");

/// The tables, in the order in which the rows of a release are written.
pub static TABLES: [Table; 18] = [
    Table {
        name: "releases",
        about: "A press release",
        columns: &[
            text("id", "The input's own id, its path, or a content hash"),
            text("language", "ko, en or mixed"),
            text_or_null("title", "The headline"),
            text_or_null(
                "subtitles",
                "Lines under the headline, parted by line breaks",
            ),
            text_or_null("published", "Day of publication"),
            text_or_null("published_from", "metadata, header or body"),
            text_or_null("issuer", "Id of the body that issued it"),
            text_or_null("issuer_name", "Its name in the release's language"),
            text_or_null("issuer_name_ko", "Its Korean name"),
            text_or_null("issuer_name_en", "Its English name"),
            real(
                "damage",
                "Estimated share of lost or wrong characters, 0 to 1",
            ),
            text("path", "Where it was read"),
            text_or_null("member", "Entry within that"),
            text("format", "Recognised format"),
            text("encoding", "Encoding of the bytes"),
            integer("bytes", "Size of the input"),
            text("sha256", "SHA-256 of those bytes"),
            text(
                "text",
                "Cleaned and repaired; paragraphs parted by line breaks",
            ),
            text_or_null(
                "fingerprint",
                "SimHash of the text, 64 bits in hexadecimal; those of near-duplicates differ in few bits",
            ),
        ],
    },
    Table {
        name: "paragraphs",
        about: "A line of a release's text that is not blank",
        columns: &[
            RELEASE,
            NUMBER,
            START,
            STOP,
            text("text", "The paragraph itself"),
            SECTION,
        ],
    },
    Table {
        name: "sections",
        about: "A part of a release: lines of one kind that follow one another",
        columns: &[
            RELEASE,
            NUMBER,
            text(
                "kind",
                "head, title, subtitle, body, table, contact or appendix",
            ),
            START,
            STOP,
        ],
    },
    Table {
        name: "dates",
        about: "A date, a span of dates, or a named calendar period",
        columns: &[
            RELEASE,
            NUMBER,
            text(
                "value",
                "EDTF: 2020-01-16, 2020-01, 2025-Q3, a/b, ../b, a/..",
            ),
            text_or_null("first_day", "First day covered; null where open"),
            text_or_null("last_day", "Last day covered; null where open"),
            text("precision", "day, month, quarter, half or year"),
            text_or_null(
                "role",
                "published, signed, effective, deadline, held or period",
            ),
            CONFIDENCE,
        ],
    },
    Table {
        name: "organizations",
        about: "An organisation that a release names",
        columns: &[
            RELEASE,
            NUMBER,
            STABLE_ID,
            NAME,
            NAME_KO,
            NAME_EN,
            text("type", "ministry, agency, company, …"),
            CONFIDENCE,
        ],
    },
    Table {
        name: "aliases",
        about: "Another form that a release uses for an organisation",
        columns: &[
            RELEASE,
            NUMBER,
            text("organization", "Id of the organisation"),
            text("alias", "The form"),
        ],
    },
    Table {
        name: "people",
        about: "A person that a release names",
        columns: &[
            RELEASE,
            NUMBER,
            STABLE_ID,
            text("name", "The personal name alone"),
            NAME_KO,
            NAME_EN,
            text_or_null("title", "The post as written"),
            text_or_null("title_en", "The post in English"),
            text_or_null(
                "organization",
                "Id of the organisation the person belongs to",
            ),
            text_or_null("organization_name", "Its name"),
            text("role", "official, contact or other"),
            CONFIDENCE,
        ],
    },
    Table {
        name: "policies",
        about: "An instrument of public action that a release names",
        columns: &[
            RELEASE,
            NUMBER,
            STABLE_ID,
            text("name", "The shortest phrase that identifies it"),
            NAME_KO,
            NAME_EN,
            text("kind", "law, program, plan, agreement, event or measure"),
            CONFIDENCE,
        ],
    },
    Table {
        name: "policy_parties",
        about: "An organisation that takes part in an agreement or event",
        columns: &[
            RELEASE,
            NUMBER,
            text("policy", "Id of the policy item"),
            text("organization", "Id of the organisation"),
        ],
    },
    Table {
        name: "policy_dates",
        about: "A date of a policy item",
        columns: &[
            RELEASE,
            NUMBER,
            text("policy", "Id of the policy item"),
            text("date", "EDTF"),
        ],
    },
    Table {
        name: "amounts",
        about: "An amount of money",
        columns: &[
            RELEASE,
            NUMBER,
            real("value", "In whole units of the currency"),
            text("unit", "ISO 4217 code"),
            CONFIDENCE,
        ],
    },
    Table {
        name: "quotes",
        about: "Something that someone said",
        columns: &[
            RELEASE,
            NUMBER,
            text_or_null("speaker", "Name of the speaker"),
            text("text", "What was said"),
        ],
    },
    Table {
        name: "contacts",
        about: "Someone to ask",
        columns: &[
            RELEASE,
            NUMBER,
            text_or_null("department", "Department or team"),
            text_or_null("name", "Name"),
            text_or_null("title", "Post"),
            text_or_null("phone", "Telephone number as printed"),
            text_or_null("email", "Mail address"),
        ],
    },
    Table {
        name: "relations",
        about: "Who did what",
        columns: &[
            RELEASE,
            NUMBER,
            text("type", "signed, hosted, attended, announced or appointed"),
            text("subject", "Id of who did it"),
            text("object", "Id of what, or of with whom"),
            text_or_null("date", "When, EDTF"),
        ],
    },
    Table {
        name: "mentions",
        about: "A place that proves a fact",
        columns: &[
            RELEASE,
            NUMBER,
            text(
                "kind",
                "date, organization, person, policy, amount, quote or relation",
            ),
            integer("fact", "Number of the fact among those of its kind"),
            text("field", "text, or title: what start and stop count in"),
            START,
            STOP,
            column(
                "paragraph",
                Kind::Integer,
                false,
                "Number of the paragraph it begins in; null for the title",
            ),
            SOURCE_START,
            SOURCE_STOP,
            text("text", "The words themselves"),
            SECTION,
        ],
    },
    Table {
        name: "repairs",
        about: "A change that repair made",
        columns: &[
            RELEASE,
            NUMBER,
            START,
            STOP,
            text("before", "What stood there"),
            text("after", "What stands there now"),
            SOURCE_START,
            SOURCE_STOP,
            text("kind", "insert_syllable, fix_mojibake, …"),
            CONFIDENCE,
            text("by", "rule, model or dictionary"),
        ],
    },
    Table {
        name: "removed",
        about: "A line that was taken out as page furniture",
        columns: &[
            RELEASE,
            NUMBER,
            integer("at", "Code point of the text before which it stood"),
            SOURCE_START,
            SOURCE_STOP,
            text("rule", "Name of the pattern that took it"),
            text("text", "What it says"),
        ],
    },
    Table {
        name: "warnings",
        about: "What a reader should know before trusting a fact",
        columns: &[RELEASE, NUMBER, text("text", "The warning")],
    },
];

/// The table that is called `name`, by its place in [`TABLES`].
pub(super) fn place(name: &str) -> Option<usize> {
    TABLES.iter().position(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_belongs_to_a_release() {
        assert_eq!(TABLES[0].name, "releases");
        for table in &TABLES[1..] {
            assert_eq!(table.columns[0].name, "release", "{}", table.name);
            assert_eq!(table.columns[1].name, "number", "{}", table.name);
        }
    }
}
