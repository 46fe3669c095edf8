//! The record: what gija says of one release. The contract with everything downstream, in code.
//!
//! Absent is `null` for scalars and `[]` for lists: every field is always present. Offsets count Unicode code
//! points of `text.clean` (or of `title`), half-open; `source_*` offsets count bytes of the decoded input text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of this contract. Fields are only added within it.
pub const SCHEMA: &str = "gija/1";

/// One release and its facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The input's own id; else the path below the given folder, without its ending unless another file of the run has
    /// that; else a content hash.
    pub id: String,
    /// Where it was read.
    pub source: Source,
    /// The language of the text.
    pub language: Language,
    /// The headline.
    pub title: Option<String>,
    /// Lines under the headline that sum the release up.
    pub subtitles: Vec<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// What `published` rests on.
    pub published_from: Option<PublishedFrom>,
    /// The body on the letterhead.
    pub issuer: Option<Issuer>,
    /// The text and what was done to it.
    pub text: Text,
    /// Dates and named calendar periods.
    pub dates: Vec<DateFact>,
    /// Organisations.
    pub organizations: Vec<Organization>,
    /// People.
    pub people: Vec<Person>,
    /// Instruments of public action.
    pub policies: Vec<Policy>,
    /// Amounts of money.
    pub amounts: Vec<Amount>,
    /// What was said, and by whom.
    pub quotes: Vec<Quote>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Who did what, when.
    pub relations: Vec<Relation>,
    /// What a reader should know before trusting a fact.
    pub warnings: Vec<String>,
}

/// Where a release was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Path as given on the command line; `-` for standard input.
    pub path: String,
    /// Entry within a container (a line of JSON Lines, a file in an archive).
    pub member: Option<String>,
    /// Recognised format: text, json, jsonl, html, hwpx.
    pub format: String,
    /// Encoding that the bytes were decoded from.
    pub encoding: String,
    /// Size of the input in bytes.
    pub bytes: u64,
    /// SHA-256 of those bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// The language of a release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Korean.
    #[default]
    Ko,
    /// English.
    En,
    /// Both in earnest.
    Mixed,
}

/// What the day of publication rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// A field of the input.
    Metadata,
    /// The release's head: 보도시점, 배포, "For immediate release".
    Header,
    /// A date in running text.
    Body,
}

/// The body that issued a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Issuer {
    /// Stable id.
    pub id: String,
    /// Full official name in the release's language.
    pub name: String,
    /// Korean name, where known.
    pub name_ko: Option<String>,
    /// English name, where known.
    pub name_en: Option<String>,
}

/// The text of a release.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// Chrome gone, runs joined, repaired; paragraphs parted by `\n`.
    pub clean: String,
    /// Estimated share of lost or wrong characters, 0 to 1.
    pub damage: f64,
    /// Every repair, in order of `start`.
    pub repairs: Vec<Repair>,
    /// SimHash of `clean`, 64 bits in hexadecimal: texts that are mostly the same differ in few of them. `null` for a
    /// text of a line or two.
    #[serde(default)]
    #[schemars(!default)]
    pub fingerprint: Option<String>,
    /// The parts of `clean`, in order: every line that is not blank stands in one.
    #[serde(default)]
    #[schemars(!default)]
    pub sections: Vec<Section>,
    /// What was taken out as page furniture, in order; blank lines are not told.
    #[serde(default)]
    #[schemars(!default)]
    pub removed: Vec<Removed>,
}

impl Text {
    /// In which part the line stands that holds the code point `at`.
    pub fn section(&self, at: usize) -> Option<SectionKind> {
        let behind = self.sections.partition_point(|section| section.start <= at);
        let section = self.sections.get(behind.checked_sub(1)?)?;
        Some(section.kind)
    }
}

/// A part of a text: lines of one kind that follow one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// What kind of part.
    pub kind: SectionKind,
    /// First code point of `text.clean`.
    pub start: usize,
    /// One past the last code point of `text.clean`.
    pub end: usize,
}

/// What part of a release a line stands in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Masthead, 보도시점, 배포.
    Head,
    /// The headline.
    Title,
    /// Lines under the headline that sum the release up.
    Subtitle,
    /// The text itself.
    Body,
    /// A table in the text itself.
    Table,
    /// Whom to ask.
    Contact,
    /// 붙임, 참고 and the like, with the tables in them, and what follows the contact box.
    Appendix,
}

impl SectionKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Head,
        Self::Title,
        Self::Subtitle,
        Self::Body,
        Self::Table,
        Self::Contact,
        Self::Appendix,
    ];

    /// Its name in a record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Body => "body",
            Self::Table => "table",
            Self::Contact => "contact",
            Self::Appendix => "appendix",
        }
    }
}

/// A line that was taken out as page furniture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// What it says.
    pub text: String,
    /// The code point of `text.clean` before which it stood.
    pub at: usize,
    /// First byte in the source.
    pub source_start: usize,
    /// One past the last byte in the source.
    pub source_end: usize,
    /// Name of the pattern that took it, in `dictionaries/chrome.tsv`.
    pub rule: String,
}

/// One repair. Applied backwards from the last to the first, `before` for `after`, they give the text before repair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// First code point in `text.clean`.
    pub start: usize,
    /// One past the last code point in `text.clean`.
    pub end: usize,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// First byte in the source.
    pub source_start: usize,
    /// One past the last byte in the source.
    pub source_end: usize,
    /// What was done.
    pub kind: RepairKind,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
    /// Who proposed it.
    pub by: RepairBy,
}

/// What a repair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// Puts a lost syllable back.
    InsertSyllable,
    /// Puts a lost word back.
    InsertWord,
    /// Parts two words.
    InsertSpace,
    /// Joins what a stray space parted.
    DeleteSpace,
    /// Joins a word broken over lines.
    JoinRun,
    /// Turns a replacement mark back into what it stood for.
    FixMojibake,
    /// Closes a quote or a bracket.
    CloseQuote,
    /// Puts back the weekday of a full date.
    FixWeekday,
    /// Takes out what is not text, such as control words of a word processor.
    DeleteJunk,
}

/// Who proposed a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RepairBy {
    /// A rule.
    Rule,
    /// The trained model.
    Model,
    /// A dictionary.
    Dictionary,
}

/// A place that proves a fact: `text` stands at `start..end` of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The words themselves.
    pub text: String,
    /// Which text the offsets count in.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte in the source.
    pub source_start: usize,
    /// One past the last byte in the source.
    pub source_end: usize,
}

/// Which text a mention's offsets count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// `text.clean`.
    Text,
    /// `title`, where the input gives it apart and the fact stands only there.
    Title,
}

/// A date, a span of dates, or a named calendar period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateFact {
    /// EDTF: `2020-01-16`, `2020-01`, `2020`, `2025-Q3`, `2025-H1`, `a/b`, `../b`, `a/..`.
    pub value: String,
    /// First day covered, `YYYY-MM-DD`; `null` where open.
    pub start: Option<String>,
    /// Last day covered, `YYYY-MM-DD`; `null` where open.
    pub end: Option<String>,
    /// Of the finer end.
    pub precision: Precision,
    /// What happens then, where the release says so.
    pub role: Option<DateRole>,
    /// Probability that the fact is right, 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// How fine a date is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A calendar day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
}

/// What happens on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateRole {
    /// The release appears.
    Published,
    /// An agreement is signed.
    Signed,
    /// A rule takes effect.
    Effective,
    /// Something has to be done by then.
    Deadline,
    /// A meeting or an event takes place.
    Held,
    /// A statistic covers it.
    Period,
}

/// An organisation named in a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// Stable over releases and languages.
    pub id: String,
    /// Full official name in the release's language.
    pub name: String,
    /// Korean name, where known.
    pub name_ko: Option<String>,
    /// English name, where known.
    pub name_en: Option<String>,
    /// What kind of body it is.
    #[serde(rename = "type")]
    pub kind: OrgType,
    /// Other forms used in the release.
    pub aliases: Vec<String>,
    /// Probability that the fact is right, 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// What kind of body an organisation is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum OrgType {
    /// 부.
    Ministry,
    /// 청, 처 and the like.
    Agency,
    /// 공공기관.
    PublicInstitution,
    /// Provinces, cities, counties, districts.
    LocalGovernment,
    /// Private companies.
    Company,
    /// Banks.
    Bank,
    /// Associations, federations, chambers.
    Association,
    /// Universities and schools.
    University,
    /// Courts.
    Court,
    /// Parliaments.
    Assembly,
    /// International bodies.
    International,
    /// Bodies of other countries.
    Foreign,
    /// Committees and councils.
    Committee,
    /// Departments, teams, task forces.
    Team,
    /// Everything else.
    Other,
}

/// A person named in a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Stable over releases: made of the name and the organisation.
    pub id: String,
    /// The personal name alone.
    pub name: String,
    /// In Hangul, where known.
    pub name_ko: Option<String>,
    /// In Latin letters, where known.
    pub name_en: Option<String>,
    /// The post as written next to the name.
    pub title: Option<String>,
    /// The post in English, where known.
    pub title_en: Option<String>,
    /// The body the person belongs to, where the release says so.
    pub organization: Option<OrgRef>,
    /// What the person does in the release.
    pub role: PersonRole,
    /// Probability that the fact is right, 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// What a person does in a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// Holds a public post.
    Official,
    /// Named in the contact box.
    Contact,
    /// Anyone else.
    Other,
}

/// An organisation named from another fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrgRef {
    /// Its id; `null` where it is no fact of its own.
    pub id: Option<String>,
    /// Its full official name.
    pub name: String,
}

/// A named or enumerated instrument of public action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// Stable over releases.
    pub id: String,
    /// The shortest phrase that identifies it, in the release's language.
    pub name: String,
    /// Korean name, where known.
    pub name_ko: Option<String>,
    /// English name, where known.
    pub name_en: Option<String>,
    /// Which of the six kinds.
    pub kind: PolicyKind,
    /// Ids of the organisations that take part, for agreements and events.
    pub parties: Vec<String>,
    /// Its dates, EDTF.
    pub dates: Vec<String>,
    /// Probability that the fact is right, 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// The six kinds of policy item.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PolicyKind {
    /// Statute, decree, rule, notice, guideline, bill.
    Law,
    /// Project, fund, service, certification, award.
    Program,
    /// Plan, strategy, roadmap, package.
    Plan,
    /// MOU, pact, treaty.
    Agreement,
    /// Meeting, forum, contest, ceremony.
    Event,
    /// Item of an explicit enumeration of acts.
    Measure,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// In whole units of the currency.
    pub value: f64,
    /// ISO 4217 code.
    pub unit: String,
    /// Probability that the fact is right, 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Name of the speaker, where the release says so.
    pub speaker: Option<String>,
    /// What was said, without its quotation marks.
    pub text: String,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// Someone to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Department or team.
    pub department: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Post.
    pub title: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// Who did what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// What was done.
    #[serde(rename = "type")]
    pub kind: RelationKind,
    /// Id of who did it.
    pub subject: String,
    /// Id of what, or of with whom.
    pub object: String,
    /// When, EDTF.
    pub date: Option<String>,
    /// The words that say so.
    pub evidence: Mention,
}

/// What was done.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// Signed an agreement.
    Signed,
    /// Held an event.
    Hosted,
    /// Attended an event.
    Attended,
    /// Announced an instrument.
    Announced,
    /// Gave a person a post or an honorary office.
    Appointed,
}

/// An input that gave no record: one line of the failures file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// Where it was read.
    pub source: Source,
    /// Which stage gave up.
    pub stage: String,
    /// Why.
    pub error: String,
}
