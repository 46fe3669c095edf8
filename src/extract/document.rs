//! A release as the extractors see it.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::lexicon::{Cue, Cues, Words, is_particle};
use crate::record::Language;
use crate::release::{Token, TokenizedRelease};
use crate::text::{Span, Squeezed, hangul, head, is_alphanumeric, tail};

/// One text with everything that is computed once and asked often.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
    release: &'a TokenizedRelease,
    cues: &'a Cues,
    /// Its lines, empty ones left out, white space at both ends left out.
    pub lines: Vec<Span>,
    /// Its words: what stands between white space.
    pub words: Vec<Span>,
    /// The text without white space.
    pub squeezed: Squeezed,
    /// Day of publication.
    pub published: Option<Date>,
    /// Issuing body as the input gives it.
    pub agency: Option<&'a str>,
    wrapped: OnceCell<Option<usize>>,
}

/// So many lines must begin with a particle or a closing bracket before line breaks count as spaces.
const WRAPPED: usize = 6;

/// Bytes of a line before and behind a gap that are looked at.
const LINE: usize = 200;

/// Bytes behind a name within which the number to call stands.
const CALL: usize = 120;

impl<'a> Document<'a> {
    /// Prepares a release, to be read by the words of `cues`.
    pub fn new(release: &'a TokenizedRelease, published: Option<Date>, cues: &'a Cues) -> Self {
        let text = release.text.as_str();
        let mut lines = Vec::new();
        let mut words = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let from = words.len();
            let mut word = None;
            for (i, c) in line.char_indices() {
                match (c.is_whitespace(), word) {
                    (false, None) => word = Some(i),
                    (true, Some(start)) => {
                        words.push(Span::new(at + start, at + i));
                        word = None;
                    }
                    _ => {}
                }
            }
            if let Some(start) = word {
                words.push(Span::new(at + start, at + line.len()));
            }
            if let (Some(first), Some(last)) = (words.get(from), words.last()) {
                lines.push(first.cover(*last));
            }
            at += line.len();
        }
        Self {
            wrapped: OnceCell::new(),
            text,
            language: release.language,
            release,
            cues,
            lines,
            words,
            squeezed: Squeezed::new(text),
            published,
            agency: release.repaired.clean.raw.agency.as_deref(),
        }
    }

    /// The words of a list that a rule goes by.
    #[inline]
    pub fn cue(&self, cue: Cue) -> &'a Words {
        self.cues.of(cue)
    }

    /// Whether what stands between two words parts them for good: a line break that is no mere wrapping.
    pub fn parts(&self, between: Span) -> bool {
        match self.get(between).bytes().filter(|b| *b == b'\n').count() {
            0 => false,
            1 => self.wrapped().is_none_or(|from| between.end < from),
            _ => true,
        }
    }

    /// Whether the input parted two words of a line by a tab or a wide gap, as fields of a form and cells of a table are.
    pub fn columns(&self, between: Span) -> bool {
        let own = self.release.head;
        let Some(start) = between.start.checked_sub(own) else {
            return false;
        };
        let repaired = &self.release.repaired;
        let span = repaired
            .text
            .map
            .origin(Span::new(start, between.end - own));
        let source = repaired.clean.text.map.origin(span);
        let text = &repaired.clean.raw.text;
        let gap = source.of(text);
        if gap.contains(['\n', '\r']) {
            return false;
        }
        if gap.contains('\t') || !gap.contains("  ") {
            return gap.contains('\t');
        }
        // Justified lines have many such gaps.
        let before = tail(text, source.start, LINE)
            .rsplit('\n')
            .next()
            .unwrap_or("");
        let after = head(text, source.end, LINE)
            .split('\n')
            .next()
            .unwrap_or("");
        let alone = || !before.trim_start().contains("  ") && !after.trim_end().contains("  ");
        gap.contains("   ") || alone()
    }

    /// From where on single line breaks stand inside sentences, as where each run of bold letters got a line of its own.
    fn wrapped(&self) -> Option<usize> {
        *self.wrapped.get_or_init(|| {
            let may_lean =
                |line: &&Span| (self.after(line.start)).is_some_and(|c| self.release.may_lean(c));
            let likely: Vec<&Span> = self.lines.iter().filter(may_lean).collect();
            let mut wrapped = Vec::new();
            for (i, line) in likely.iter().enumerate() {
                // Lines are not cut in vain where too few are left.
                if wrapped.len() + likely.len() - i < WRAPPED {
                    return None;
                }
                if self.leans(**line) {
                    wrapped.push(line.start);
                }
                if wrapped.len() == WRAPPED {
                    return wrapped.first().copied();
                }
            }
            None
        })
    }

    /// Whether a line begins with a closing bracket or a particle; most lines begin with neither, and need not be cut.
    fn leans(&self, line: Span) -> bool {
        let word = self.get(line).split(char::is_whitespace).next();
        let word = word
            .unwrap_or("")
            .trim_end_matches(|c: char| !is_alphanumeric(c));
        (!word.starts_with(hangul::is_syllable) || is_particle(word))
            && (self.token_from(line.start)).is_some_and(|t| t.pos.leans())
    }

    /// Whether a digit stands in the `reach` bytes before byte `at`.
    pub fn digit_before(&self, at: usize, reach: usize) -> bool {
        let from = at.saturating_sub(reach);
        (self.text.as_bytes().get(from..at))
            .is_some_and(|bytes| bytes.iter().any(u8::is_ascii_digit))
    }

    /// Whether a telephone number follows byte `end`: in brackets, behind a sign for it, in the next cell or line.
    pub fn phone_follows(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        let number =
            rest.trim_start_matches([' ', '\n', '|', '(', '（', '☎', '☏', 'T', 'E', 'L', '.', ':']);
        // A number alone behind a space is any number.
        let parted = rest.len() - number.len() > 1 || !rest.starts_with(' ');
        let digits = number.bytes().take(14).filter(u8::is_ascii_digit).count();
        parted && number.len() < rest.len() && number.starts_with('0') && digits >= 9
    }

    /// Whether a telephone number stands soon behind byte `at`, in the same line: others to call may stand between.
    pub fn is_called(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let near = line.char_indices().take_while(|(i, _)| *i < CALL);
        let mut before = ' ';
        for (i, c) in near {
            let number = c == '0' && matches!(before, '(' | '☎' | ' ' | '/' | '|');
            let dashed = |n: &str| n.chars().take(5).any(|c| c == '-');
            if number && line.get(i..).is_some_and(dashed) {
                return true;
            }
            before = c;
        }
        false
    }

    /// The text that `span` covers.
    pub fn get(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Index in `lines` of the line that holds byte `at`, or of the next one.
    pub fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|l| l.end <= at)
    }

    /// Index in `words` of the word that holds byte `at`, or of the next one.
    pub fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|w| w.end <= at)
    }

    /// The words that end in `span`, from the one that holds its start.
    pub fn words_in(&self, span: Span) -> &[Span] {
        let from = self.word_at(span.start);
        let to = self.words.partition_point(|w| w.end <= span.end);
        self.words.get(from..to).unwrap_or(&[])
    }

    /// The tokens that begin in `span`.
    pub fn tokens_in(&self, span: Span) -> &'a [Token] {
        self.release.tokens_in(span)
    }

    /// The last token that begins in `span`.
    pub fn last_token_in(&self, span: Span) -> Option<&'a Token> {
        let text = self.get(span).trim_end();
        let end = span.start + text.len();
        let line = self.line_start(end.checked_sub(1)?);
        self.tokens_in(Span::new(line.max(span.start), end)).last()
    }

    /// The tokens that begin before byte `at` in its line.
    pub fn line_before(&self, at: usize) -> &'a [Token] {
        self.tokens_in(Span::new(self.line_start(at), at))
    }

    /// Where the line begins that holds byte `at`.
    pub fn line_start(&self, at: usize) -> usize {
        self.release.line_span(at).start
    }

    /// The token that begins at byte `at`.
    pub fn token_from(&self, at: usize) -> Option<&'a Token> {
        let tokens = self.tokens_in(Span::new(at, at + 1));
        tokens.first().filter(|t| t.span.start == at)
    }

    /// Whether a token begins at byte `at`.
    pub fn token_begins(&self, at: usize) -> bool {
        self.token_from(at).is_some()
    }

    /// The character before byte `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at byte `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}
