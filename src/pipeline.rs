//! The one place that knows the order of the stages.

use std::path::PathBuf;

use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;
use jiff::civil::Date;

use crate::clean;
use crate::extract;
use crate::lexicon::{Lexicon, LexiconError};
use crate::link;
use crate::record::{Language, PublishedFrom, Record};
use crate::release::{CleanRelease, RawRelease, RepairedRelease, TokenizedRelease, language_of};
use crate::repair::{Mode, ReaderError, Repairer};
use crate::text::{is_alphanumeric, single_spaced};
use crate::tokenize::{
    self, Counted, Korean, Seen, TokenizeError, Tokenizer, UserWord, pieces, push_search_words,
};

/// What a run may be told.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How far repair may go.
    pub repair: Mode,
    /// Day of publication where the input gives none.
    pub published: Option<Date>,
    /// Folder with tables that add to the dictionaries.
    pub dictionary: Option<PathBuf>,
    /// Words that add to the tokenizer's dictionary.
    pub user_dictionary: Option<PathBuf>,
    /// Leaves page furniture in.
    pub keep_chrome: bool,
}

/// Why a pipeline could not be built, or a release not be read.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// A table is broken.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The repair model is broken.
    #[error("repair model: {0}")]
    Repair(#[from] ReaderError),
    /// The tokenizer gave up.
    #[error("tokenize: {0}")]
    Tokenize(#[from] TokenizeError),
}

/// All stages, built once and shared by threads.
#[derive(Debug)]
pub struct Pipeline {
    options: Options,
    lexicon: Lexicon,
    repairer: Repairer,
    tokenizer: Tokenizer,
    seen: Seen,
}

impl Pipeline {
    /// Loads dictionaries and models.
    pub fn new(options: Options) -> Result<Self, PipelineError> {
        let korean = || match &options.user_dictionary {
            Some(path) => Korean::with_user_words(&UserWord::read(path)?),
            None => Korean::new(),
        };
        // Side by side: a run over one file is mostly this.
        let (lexicon, (repairer, korean)) = rayon::join(
            || Lexicon::with(options.dictionary.as_deref()),
            || (Repairer::new(), korean()),
        );
        Ok(Self {
            lexicon: lexicon?,
            repairer: repairer?,
            tokenizer: Tokenizer::new(korean?),
            seen: Seen::default(),
            options,
        })
    }

    /// What the tables say.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// From a raw release to its record.
    pub fn run(&self, raw: RawRelease) -> Record {
        self.finish(self.clean(raw))
    }

    /// From a clean release to its record.
    pub fn finish(&self, clean: CleanRelease) -> Record {
        self.facts(self.cut(self.mend(clean)))
    }

    /// Takes away page furniture.
    pub fn clean(&self, raw: RawRelease) -> CleanRelease {
        clean::clean(
            raw,
            &clean::Options {
                chrome: !self.options.keep_chrome,
            },
            &self.lexicon.cues,
        )
    }

    /// Repairs.
    pub fn mend(&self, clean: CleanRelease) -> RepairedRelease {
        let mode = self.options.repair;
        let given = clean.raw.published;
        let published = match mode {
            Mode::Off => given,
            Mode::Safe | Mode::Full => given.or_else(|| header_day(&clean)),
        };
        let published = published.or(self.options.published);
        self.repairer.repair(clean, mode, published)
    }

    /// Cuts into tokens, each line when its tokens are asked for.
    pub fn cut(&self, repaired: RepairedRelease) -> TokenizedRelease {
        let (text, head) = with_headline(&repaired);
        let language = language_of(&text);
        let cutter = self.tokenizer.cutter(rules(language));
        TokenizedRelease::new(repaired, language, text, head, cutter)
    }

    /// Finds facts and joins them.
    pub fn facts(&self, release: TokenizedRelease) -> Record {
        let findings = extract::extract(&release, self.options.published, &self.lexicon);
        link::link(release, findings, &self.lexicon)
    }

    /// As [`Pipeline::facts`], with the words that the release is found by, parted by spaces: those of its title and those
    /// of its text, [`Counted::damped`].
    pub fn facts_and_words(&self, release: TokenizedRelease) -> (Record, [String; 2]) {
        let findings = extract::extract(&release, self.options.published, &self.lexicon);
        // Now that lines are cut.
        let words = self.words(&release);
        (link::link(release, findings, &self.lexicon), words)
    }

    fn words(&self, release: &TokenizedRelease) -> [String; 2] {
        let mut title = String::new();
        let headline = release.repaired.clean.title.as_deref().unwrap_or("");
        self.push_words(headline, tokenize::Language::Korean, &mut title);
        let rules = rules(release.language);
        let mut words = String::new();
        // Of lines that nobody else cuts; each is cut by itself, as the words of a question are.
        let mut uncut: IndexMap<&str, u32, DefaultHashBuilder> = IndexMap::default();
        for (span, tokens) in release.lines() {
            let line = span.of(&release.text);
            match (tokens, rules) {
                (Some(tokens), _) => push_search_words(&release.text, tokens, &mut words),
                (None, tokenize::Language::English) => {
                    self.push_words(line, rules, &mut words);
                }
                (None, tokenize::Language::Korean) => {
                    pieces(line).for_each(|piece| *uncut.entry(piece).or_default() += 1);
                }
            }
        }
        let mut counted = Counted::default();
        counted.add(&words, 1);
        for (piece, times) in uncut {
            let cut = |piece: &str, words: &mut String| self.push_words(piece, rules, words);
            let take = |words: &str| counted.add(words, times);
            self.seen.words(piece, cut, take);
        }
        [title, counted.damped()]
    }

    fn push_words(&self, text: &str, rules: tokenize::Language, words: &mut String) {
        let mut tokens = Vec::new();
        // What cannot be tokenized has no words.
        if self.tokenizer.tokenize(text, rules, &mut tokens).is_ok() {
            push_search_words(text, &tokens, words);
        }
    }

    /// Cuts a Korean text into tokens by lindera and nothing else: how many there are. What throughput is compared with.
    pub fn bare(&self, text: &str) -> usize {
        let mut tokens = Vec::new();
        let cut = self.tokenizer.tokenize_by_lindera(text, &mut tokens);
        cut.map_or(0, |()| tokens.len())
    }
}

fn rules(language: Language) -> tokenize::Language {
    match language {
        Language::En => tokenize::Language::English,
        Language::Ko | Language::Mixed => tokenize::Language::Korean,
    }
}

/// The day of publication that the release's head gives, where a weekday may have to be computed from it.
fn header_day(clean: &CleanRelease) -> Option<Date> {
    let lost = ["()", "( )"].iter().any(|b| clean.text.text.contains(b));
    let texts = [&clean.text.text, &clean.raw.text].into_iter();
    let mut found = texts.filter_map(|text| extract::published::find(text));
    let (day, _) = lost.then(|| found.find(|(_, from)| *from == PublishedFrom::Header))??;
    Some(day)
}

/// The text to work on: with the headline before it where the text does not hold it near its beginning.
fn with_headline(repaired: &RepairedRelease) -> (String, usize) {
    let text = &repaired.text.text;
    let title = repaired
        .clean
        .raw
        .title
        .as_deref()
        .map(str::trim)
        .unwrap_or("");
    let beginning: String = text
        .chars()
        .take(600)
        .filter(|c| is_alphanumeric(*c))
        .collect();
    let squeezed: String = title.chars().filter(|c| is_alphanumeric(*c)).collect();
    if squeezed.is_empty() || beginning.contains(&squeezed) {
        return (text.clone(), 0);
    }
    let headline: String = single_spaced(title);
    let whole = format!("{headline}\n{text}");
    (whole, headline.len() + 1)
}
