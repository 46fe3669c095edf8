//! English posts beside names: `Vice Minister of Foreign Affairs`, `Spokesperson and Deputy Minister for Public Affairs`.

use super::Document;
use crate::extract::organizations::Organizations;
use crate::extract::titlecase::{self, Word};
use crate::lexicon::{Cue, Lexicon};
use crate::release::Body;
use crate::text::{Span, capitalized, single_spaced};

/// Most words that an English post has which names its field, or that is two posts.
const WORDS: usize = 12;
/// Most words that it has otherwise.
const PLAIN_WORDS: usize = 4;

/// Most words that a post in small letters before a name has.
const SMALL_WORDS: usize = 3;
/// Bytes that a name alone in a line has at most.
const NAME: usize = 60;
/// Most words that a name alone in a line has.
const NAME_WORDS: usize = 3;

/// A post that stands beside a name.
pub(super) struct Post {
    /// Where all of it stands.
    pub span: Span,
    /// As written, without the body whose it is.
    pub title: String,
    /// The ministry that it names: `Minister of Foreign Affairs`.
    pub body: Option<Body>,
}

/// What posts are read by.
#[derive(Clone, Copy)]
pub(super) struct Posts<'a> {
    pub doc: &'a Document<'a>,
    pub words: &'a [Word],
    pub organizations: &'a Organizations,
    pub lexicon: &'a Lexicon,
}

impl Posts<'_> {
    /// The post of a name that is one in itself, or of another, of `length` words from word `i`. What stands behind is a post,
    /// what stands before a colon may be the part played: `Moderator: Kim Shin-ae, Department Head`.
    pub fn beside(self, i: usize, length: usize, field: bool) -> Option<Post> {
        let before = self.before(i, field);
        let label = i.checked_sub(1).and_then(|last| self.words.get(last));
        if before.is_some() && label.is_some_and(|label| label.mark == ':') {
            let post = self.after(i + length);
            let next = |post: &Post| self.doc.after(post.span.end);
            return post.filter(|post| next(post) != Some(':')).or(before);
        }
        before.or_else(|| self.after(i + length))
    }

    /// The post that ends right before word `i`: `Minister Han Seong-sook`, `Head of Division: Kim Pilseong`. Only beside a
    /// name that is one in itself may it name its `field`, which is in capitals as names are.
    pub fn before(self, i: usize, field: bool) -> Option<Post> {
        let last = self.words.get(i.checked_sub(1)?)?;
        let short = last.mark == '.' && self.is_abbreviation(self.doc.get(last.span));
        if !short && !matches!(last.mark, ' ' | ':' | ',') {
            return None;
        }
        // LEE Gyeong-jin, Team Leader / PARK Seon-mi: hers is another post.
        let next = self.words.get(i)?.span.start;
        if Span::new(last.span.end, next)
            .of(self.doc.text)
            .contains(['/', '|', ';'])
        {
            return None;
        }
        let longest = if field { WORDS } else { PLAIN_WORDS };
        let span = |taken: usize| Some(self.words.get(i - taken)?.span.cover(last.span));
        let post = (1..=longest.min(i))
            .rev()
            .find_map(|taken| self.read(span(taken)?, field));
        // its sixth president, Wontae Lee, …
        if field && last.mark == ',' && post.is_none() {
            return (1..=SMALL_WORDS.min(i))
                .rev()
                .find_map(|taken| self.small(span(taken)?));
        }
        let mut post = post?;
        // The Minister of Environment, …, attended: only a ministry makes it sure.
        if last.mark == ',' {
            return Some(post).filter(|post| post.body.is_some());
        }
        // Trade, Industry and Energy Minister ….
        if post.body.is_none() && is_minister(&post.title) {
            let before = self.doc.text.get(..post.span.start)?.trim_end();
            post.body = self.organizations.ministry_before(before, self.lexicon);
        }
        Some(post)
    }

    /// The post that begins at word `i`: `Shin Ji-young, Director`, `Hwang Eui-taek (Team Leader)`, `Lee Bok-hyun, head of
    /// the …`, `Amir Ahmad, the Director General of …`.
    pub fn after(self, i: usize) -> Option<Post> {
        let before = self.words.get(i.checked_sub(1)?)?;
        let first = self.words.get(i)?;
        let between = Span::new(before.span.end, first.span.start).of(self.doc.text);
        let gap = Span::new(before.span.end, first.span.start);
        let beside = self.below(i) || between.trim().is_empty() && self.doc.columns(gap);
        if !matches!(between.trim(), "," | "(" | "-" | "–") && !beside {
            return None;
        }
        let article = matches!(self.doc.get(first.span), "a" | "an" | "the");
        let article = usize::from(article && between.trim() == ",");
        // … Cho, the agency's Director General for Forest Welfare.
        let whose = self.words.get(i + 1).filter(|_| article > 0);
        let whose = whose.and_then(|word| self.doc.text.get(word.span.start..));
        let whose = whose.and_then(|text| text.split(' ').next());
        let whose = usize::from(whose.and_then(titlecase::owner).is_some());
        let i = i + article + whose;
        let span = |taken: usize| {
            let first = self.words.get(i)?;
            Some(first.span.cover(self.words.get(i + taken - 1)?.span))
        };
        // Song Miryung, Minister of Agriculture, Food and Rural Affairs
        let minister = |taken: usize| {
            let mut post = self
                .read(span(taken)?, false)
                .filter(|post| is_minister(&post.title))?;
            let field = self.doc.text.get(post.span.end..)?.strip_prefix(" of ")?;
            post.body = Some(self.organizations.ministry_behind(field, self.lexicon)?);
            Some(post)
        };
        if let Some(post) = (1..=PLAIN_WORDS).find_map(minister) {
            return Some(post);
        }
        // What follows "of" is whose post it is.
        let with_field = |taken| {
            let post = self.read(span(taken)?, true)?;
            (post.title.contains(" for ") && !post.title.contains(" of ")).then_some(post)
        };
        let plain = |taken| {
            let span = span(taken)?;
            let of = || self.body_behind(span.end);
            // Kwon Oh-eul, Minister of Foreign Affairs
            let ministry = self.read(span, true).filter(|post| post.body.is_some());
            ministry
                .or_else(|| self.read(span, false))
                .or_else(|| self.small(span).filter(|_| of().is_some()))
                .or_else(|| {
                    let body = of().and_then(|at| self.organizations.starting_at(at));
                    self.unlisted(span).filter(|_| body.is_some())
                })
        };
        let longest = (PLAIN_WORDS..=WORDS).rev().find_map(with_field);
        longest.or_else(|| (1..=PLAIN_WORDS).rev().find_map(plain))
    }

    /// Whether word `i` begins the line below one that a name has to itself, as in lists of appointments.
    fn below(self, i: usize) -> bool {
        let Some((before, first)) = (i.checked_sub(1))
            .and_then(|last| self.words.get(last))
            .zip(self.words.get(i))
        else {
            return false;
        };
        let gap = Span::new(before.span.end, first.span.start).of(self.doc.text);
        if !gap.trim().is_empty() || gap.matches('\n').count() != 1 {
            return false;
        }
        let line = self.doc.line_start(before.span.start);
        let words = Span::new(line, before.span.end).of(self.doc.text).trim();
        words.len() <= NAME
            && words.split(' ').count() <= NAME_WORDS
            && words.chars().all(|c| c.is_alphabetic() || " -".contains(c))
    }

    fn is_abbreviation(self, word: &str) -> bool {
        self.doc.cue(Cue::EnglishShortPosts).has(word)
    }

    /// What `text` says without the stops of abbreviations: `Senior Supt`. With other stops it is no post.
    fn without_stops(self, text: &str) -> Option<String> {
        let stop = |(at, _): (usize, &str)| {
            let word = text.get(..at)?.rsplit(' ').next()?;
            self.is_abbreviation(word).then_some(())
        };
        text.match_indices('.')
            .try_for_each(|at| stop(at).ok_or(()))
            .ok()?;
        Some(text.replace('.', ""))
    }

    fn read(self, span: Span, field: bool) -> Option<Post> {
        let text = self.doc.get(span);
        if text.contains(['\n', ',', '(', ')']) {
            return None;
        }
        let text = self.without_stops(&single_spaced(text))?;
        let post = |(title, body)| Post { span, title, body };
        if field {
            return self.parse(&text).map(post);
        }
        self.is_title(&text).then(|| post((text, None)))
    }

    fn is_title(self, text: &str) -> bool {
        titlecase::is_post(self.doc, text, self.lexicon)
    }

    /// A post and the ministry that it names; what is read is `text`, all of it.
    fn parse(self, text: &str) -> Option<(String, Option<Body>)> {
        let of_ministry = text.split_once(" of ").and_then(|(post, field)| {
            self.is_title(post).then_some(())?;
            let body = self.organizations.ministry(field, self.lexicon);
            Some((post.to_owned(), Some(body.filter(|_| is_minister(post))?)))
        });
        let ends = text.match_indices(' ').map(|(at, _)| at);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let in_parts = || {
            ends.iter().rev().find_map(|end| {
                let (post, rest) = text.split_at_checked(*end)?;
                let rest = rest.trim_start();
                self.is_title(post).then_some(())?;
                if rest.is_empty() {
                    return Some((post.to_owned(), None));
                }
                if let Some(second) = rest.strip_prefix("and ") {
                    let (second, body) = self.parse(second)?;
                    return Some((format!("{post} and {second}"), body));
                }
                let field = ["of ", "for ", "to "]
                    .iter()
                    .find_map(|link| rest.strip_prefix(link))?;
                self.is_field(field).then(|| (text.to_owned(), None))
            })
        };
        of_ministry.or_else(in_parts)
    }

    /// Whether `field` is what a post is for: words in capitals, small ones between them.
    fn is_field(self, field: &str) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let small = |word: &str| self.doc.cue(Cue::EnglishInside).has(word);
        field.split(' ').all(|word| capital(word) || small(word))
            && field.split(' ').next().is_some_and(capital)
            && field.split(' ').next_back().is_some_and(capital)
    }

    /// A post in small letters.
    fn small(self, span: Span) -> Option<Post> {
        let title = self.doc.get(span);
        if title.contains(|c: char| c.is_uppercase() || matches!(c, '\n' | ',' | '(' | ')')) {
            return None;
        }
        let capitals = title.split(' ').map(capitalized);
        let capitals = capitals.collect::<Vec<_>>().join(" ");
        self.lexicon.titles.english(&capitals)?;
        let title = title.to_owned();
        Some(Post {
            span,
            title,
            body: None,
        })
    }

    /// A post that no table has, in capitals: `Commercial Attaché at the Embassy of …`.
    fn unlisted(self, span: Span) -> Option<Post> {
        let title = self.doc.get(span);
        let named = title.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '-')
                && word.chars().any(char::is_lowercase)
        });
        let (title, body) = (title.to_owned(), None);
        named.then_some(Post { span, title, body })
    }

    /// Where the name begins of whose post it is that ends at byte `at`.
    pub fn body_behind(self, at: usize) -> Option<usize> {
        let rest = self.doc.text.get(at..)?.trim_start();
        let body = self.doc.cue(Cue::PostOf).after(rest)?;
        Some(self.doc.text.len() - body.len())
    }
}

/// Whether a post is one of a ministry.
fn is_minister(post: &str) -> bool {
    post.rsplit(' ').next() == Some("Minister")
}
