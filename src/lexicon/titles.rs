//! Posts.

use hashbrown::HashMap;

use super::LexiconError;
use super::endings::Endings;
use super::table::{Tables, some};

/// What kind of post a title names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// Heads of bodies: 장관, 위원장, 원장.
    Head,
    /// Their deputies: 차관, 부위원장.
    Deputy,
    /// Heads of parts: 실장, 국장, 정책관.
    Senior,
    /// 과장, 사무관, 주무관.
    Staff,
    /// Scholars.
    Academic,
    /// Members of parliament, ambassadors.
    Politics,
    /// Ranks.
    Military,
    /// Heads of other states and their offices.
    Foreign,
    /// Everyone else.
    Other,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As written in Korean.
    pub ko: Option<Box<str>>,
    /// The usual English.
    pub en: Option<Box<str>>,
    /// What kind of post.
    pub kind: TitleKind,
    /// An everyday word (공사, 이사, 시장): a post only as a word of its own.
    pub weak: bool,
    /// A post of private firms.
    pub firm: bool,
}

/// All posts.
#[derive(Debug)]
pub struct Titles {
    korean: Endings<Title>,
    english: HashMap<Box<str>, Title>,
}

impl Titles {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut titles = Self {
            korean: Endings::default(),
            english: HashMap::new(),
        };
        tables.read(
            "titles.tsv",
            include_str!("../../dictionaries/titles.tsv"),
            &mut |row| {
                let [ko, en, kind, notes, firm] = row.cells();
                let title = Title {
                    ko: some(ko),
                    en: some(en),
                    kind: parse_kind(kind)?,
                    weak: notes.starts_with("weak"),
                    firm: firm == "firm",
                };
                if let Some(ko) = &title.ko {
                    titles.korean.insert(ko, title.clone());
                }
                if let Some(en) = &title.en {
                    titles.english.entry(en.clone()).or_insert(title);
                }
                Ok(())
            },
        )?;
        Ok(titles)
    }

    /// The post that `word` is.
    pub fn korean(&self, word: &str) -> Option<&Title> {
        self.korean.get(word)
    }

    /// The post that `word` ends in (디지털금융정책관 → 정책관), the longest one, and where in `word` it begins.
    pub fn korean_suffix(&self, word: &str) -> Option<(usize, &Title)> {
        let mut ends = self.korean.of(word);
        ends.find(|(at, title)| *at == 0 || !title.weak)
    }

    /// As [`Self::korean_suffix`], for a post that is less than the whole word.
    pub fn korean_tail(&self, word: &str) -> Option<(usize, &Title)> {
        let first = word.chars().next().map_or(0, char::len_utf8);
        let (at, title) = self.korean_suffix(word.get(first..)?)?;
        Some((first + at, title))
    }

    /// The post of this English name, as written.
    pub fn english(&self, words: &str) -> Option<&Title> {
        self.english.get(words)
    }

    /// All English names of posts, in no order.
    pub fn english_names(&self) -> impl Iterator<Item = &str> {
        self.english.keys().map(|k| &**k)
    }
}

fn parse_kind(cell: &str) -> Result<TitleKind, String> {
    Ok(match cell {
        "head" => TitleKind::Head,
        "deputy" => TitleKind::Deputy,
        "senior" => TitleKind::Senior,
        "staff" => TitleKind::Staff,
        "academic" => TitleKind::Academic,
        "politics" => TitleKind::Politics,
        "military" => TitleKind::Military,
        "foreign" => TitleKind::Foreign,
        "other" => TitleKind::Other,
        other => return Err(format!("no kind of title {other:?}")),
    })
}
