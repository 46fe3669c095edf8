//! The short lists of words that rules go by, each under the name by which its rule asks for it.

use hashbrown::HashSet;

use super::LexiconError;
use super::table::{Tables, list, required};

/// Lists with more words than this are asked by hash.
const MANY: usize = 8;

macro_rules! cues {
    ($($cue:ident $name:literal,)*) => {
        /// The lists, by their names in `dictionaries/cues.tsv`, which says what each is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Cue {
            $(#[doc = concat!("The list `", $name, "`.")] $cue,)*
        }

        impl Cue {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$cue,)*];

            /// The name of the list in the table.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$cue => $name,)*
                }
            }
        }
    };
}

cues! {
    // Policy items
    SpeechGoesOn "speech_goes_on",
    Topics "topics",
    NationalTasks "national_tasks",
    HeldAfterQuotes "held_after_quotes",
    RunAfterQuotes "run_after_quotes",
    PlannedAfterQuotes "planned_after_quotes",
    Held "held",
    Run "run",
    Planned "planned",
    ToldNow "told_now",
    GenericLeads "generic_leads",
    Domains "domains",
    EnglishSittings "english_sittings",
    EnglishSittingKinds "english_sitting_kinds",
    EnglishOrdinals "english_ordinals",
    EnglishHeadlineEnds "english_headline_ends",
    EnglishOpeners "english_openers",
    EnglishHeadlineVerbs "english_headline_verbs",
    EnglishBareItems "english_bare_items",
    EnglishLinks "english_links",
    Badges "badges",
    SittingBodies "sitting_bodies",
    Sittings "sittings",
    Sums "sums",
    OutsideNames "outside_names",
    NumberHeadings "number_headings",
    Founding "founding",
    NotFounding "not_founding",
    OutsideHeldNames "outside_held_names",
    HeadlineEnds "headline_ends",
    RuleWords "rule_words",
    BackgroundHeadings "background_headings",
    Means "means",
    ClauseNouns "clause_nouns",
    Findings "findings",
    Statutes "statutes",
    Duties "duties",
    Descriptions "descriptions",
    Sanctions "sanctions",
    OutsideSanctions "outside_sanctions",
    Links "links",
    Purposes "purposes",
    NumberedRules "numbered_rules",
    EnglishHouses "english_houses",
    EnglishArticles "english_articles",
    EnglishSmallHeads "english_small_heads",
    EnglishFinite "english_finite",
    EnglishAgreements "english_agreements",
    EnglishTopicLinks "english_topic_links",
    EnglishTopicEnds "english_topic_ends",
    EnglishActs "english_acts",
    EnglishActVerbs "english_act_verbs",
    EnglishActEnds "english_act_ends",
    EnglishNoActs "english_no_acts",
    EnglishActLinks "english_act_links",
    EnglishItemEnds "english_item_ends",
    EnglishItemTails "english_item_tails",
    // Organisations
    Sold "sold",
    LoanSyllables "loan_syllables",
    ListEnds "list_ends",
    EnglishContacts "english_contacts",
    EnglishListedFirms "english_listed_firms",
    EnglishWhen "english_when",
    EnglishMonths "english_months",
    EnglishMastheads "english_mastheads",
    LeftOut "left_out",
    NounSuffixes "noun_suffixes",
    HandedOver "handed_over",
    Houses "houses",
    EnglishFirmForms "english_firm_forms",
    EnglishUnitAims "english_unit_aims",
    EnglishLocalWords "english_local_words",
    EnglishVenues "english_venues",
    EnglishUnitLabels "english_unit_labels",
    EnglishPlaces "english_places",
    AddressEnds "address_ends",
    Places "places",
    PlaceLabels "place_labels",
    Visited "visited",
    Partners "partners",
    SpelledLetters "spelled_letters",
    BareHeads "bare_heads",
    WhoMeets "who_meets",
    OutsideCouncils "outside_councils",
    Firms "firms",
    KindsOfFirms "kinds_of_firms",
    // People, contacts, quotes, amounts, headlines
    HeadsOfBureaus "heads_of_bureaus",
    Addresses "addresses",
    CommonCapitals "common_capitals",
    AbstractEnds "abstract_ends",
    PostOf "post_of",
    EnglishShortPosts "english_short_posts",
    EnglishRanks "english_ranks",
    NameHeadings "name_headings",
    BodyHeadings "body_headings",
    PostHeadings "post_headings",
    OtherHeadings "other_headings",
    DepartmentsIn "departments_in",
    DepartmentLabels "department_labels",
    AfterMoney "after_money",
    Said "said",
    SaysOn "says_on",
    Mastheads "mastheads",
    EnglishInside "english_inside",
    // Headlines and broken lines, before anything is extracted
    MastheadWords "masthead_words",
    ReleaseTime "release_time",
    EnglishBodies "english_bodies",
    EnglishBodyLinks "english_body_links",
    BrokenOff "broken_off",
    // Relations
    Appointed "appointed",
    SubjectParticles "subject_particles",
    JoinedIn "joined_in",
    Signed "signed",
    Hosted "hosted",
    Attended "attended",
    Announced "announced",
    Decided "decided",
}

/// One list, in the order of the table.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Box<str>>,
    /// The same, where there are many.
    known: HashSet<Box<str>>,
    /// Which bytes they end in, one bit for the last six bits of each: most texts that are asked about end otherwise.
    lasts: u64,
}

impl Words {
    /// Whether `word` is one of them.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        self.may_end(word) && self.holds(word)
    }

    fn holds(&self, word: &str) -> bool {
        if self.known.is_empty() {
            self.iter().any(|known| known == word)
        } else {
            self.known.contains(word)
        }
    }

    /// Whether `text` begins with one of them.
    pub fn begin(&self, text: &str) -> bool {
        self.iter().any(|word| text.starts_with(word))
    }

    /// Whether `text` ends in one of them.
    #[inline]
    pub fn end(&self, text: &str) -> bool {
        self.before(text).is_some()
    }

    /// Whether one of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    /// What follows the first of them that `text` begins with.
    pub fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().find_map(|word| text.strip_prefix(word))
    }

    /// What stands before the first of them that `text` ends in.
    #[inline]
    pub fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.may_end(text).then(|| self.cut_from(text)).flatten()
    }

    fn cut_from<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().find_map(|word| text.strip_suffix(word))
    }

    /// Whether the last byte of `text` is one of theirs, or may be.
    #[inline]
    fn may_end(&self, text: &str) -> bool {
        let last = text.as_bytes().last();
        last.is_some_and(|byte| self.lasts & bit(*byte) != 0)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// Adds the words of a cell, in which `_` is a space and `\n` a line break.
    fn add(&mut self, cell: &str) {
        let words = list(cell).map(|word| word.replace('_', " ").replace("\\n", "\n").into());
        self.words.extend(words);
        if self.words.len() > MANY {
            self.known = self.words.iter().cloned().collect();
        }
        let lasts = self.iter().filter_map(|word| word.bytes().next_back());
        self.lasts = lasts.fold(0, |lasts, byte| lasts | bit(byte));
    }
}

#[inline]
fn bit(byte: u8) -> u64 {
    1 << (byte % 64)
}

/// All lists.
#[derive(Debug)]
pub struct Cues {
    lists: Box<[Words]>,
    none: Words,
}

impl Cues {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut lists: Box<[Words]> = Cue::ALL.iter().map(|_| Words::default()).collect();
        tables.read(
            "cues.tsv",
            include_str!("../../dictionaries/cues.tsv"),
            &mut |row| {
                let [name, words] = row.cells();
                let at = Cue::ALL.iter().position(|cue| cue.name() == name);
                let known = at.and_then(|at| lists.get_mut(at));
                let known = known.ok_or_else(|| format!("no list {name:?}"))?;
                known.add(&required(words, "words")?);
                Ok(())
            },
        )?;
        Ok(Self {
            lists,
            none: Words::default(),
        })
    }

    /// The words of a list.
    #[inline]
    pub fn of(&self, cue: Cue) -> &Words {
        self.lists.get(cue as usize).unwrap_or(&self.none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../dictionaries/cues.tsv");

    #[test]
    fn every_list_has_its_line_and_every_line_its_list() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = (lines.filter(|line| !line.is_empty()))
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                let [name, words, why] = cells[..] else {
                    panic!("three cells: {line}");
                };
                assert!(!why.trim().is_empty(), "{name} says not what it is for");
                let mut seen = HashSet::new();
                assert!(list(words).all(|word| seen.insert(word)), "{name} repeats");
                name
            })
            .collect();
        let known: Vec<&str> = Cue::ALL.iter().map(|cue| cue.name()).collect();
        assert_eq!(names, known, "the lists stand in one order");
        Cues::read(&Tables { folder: None }).unwrap();
    }

    #[test]
    fn words_are_asked_in_their_order() {
        let mut words = Words::default();
        words.add("한_|한|대한");
        assert_eq!(words.after("한 사람"), Some("사람"));
        assert_eq!(words.before("대한"), Some("대"));
        assert!(words.has("한 ") && words.begin("대한민국") && words.end("또한"));
        assert!(!words.has("민국") && !words.within("민국"));
        words.add("\\n끝");
        assert!(words.end("줄\n끝") && !words.end("줄 끝"));
        words.add("가|나|다|라|마|바|사|아");
        assert!(words.has("아") && words.has("한 ") && !words.has("자"));
    }

    #[test]
    fn a_folder_adds_words() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cues.tsv"), "badges\t개편\n").unwrap();
        let tables = Tables {
            folder: Some(folder.path()),
        };
        let cues = Cues::read(&tables).unwrap();
        assert!(cues.of(Cue::Badges).has("개편") && cues.of(Cue::Badges).has("신규"));
        std::fs::write(folder.path().join("cues.tsv"), "badgers\t개편\n").unwrap();
        let error = Cues::read(&tables).unwrap_err().to_string();
        assert!(error.contains("line 1: no list \"badgers\""), "{error}");
    }
}
