//! Noun phrases: how far to the left a name reaches.

use crate::extract::Document;
use crate::lexicon::Cue;
use crate::release::{Pos, Token};
use crate::text::{Span, is_alphanumeric, is_middle_dot, single_spaced};

/// The longest name in bytes.
pub(super) const LONGEST: usize = 150;

/// Tokens that an abbreviation has at most, its opening bracket among them.
const ABBREVIATION: usize = 4;

/// Where the noun phrase that ends with the word at `head` begins.
///
/// Goes left over nouns, the joining words 및 and 의, and middle dots; stops at particles, verbs, marks, line breaks.
pub(super) fn start(doc: &Document<'_>, head: Span) -> usize {
    // Few phrases reach beyond their line, whose tokens will do for the others.
    let line = doc.line_start(head.start);
    let above = line.checked_sub(1).map_or(0, |at| doc.line_start(at));
    let start = [line, above, 0]
        .into_iter()
        .find_map(|from| walk(doc, head, from));
    whole_words(doc, start.unwrap_or(head.start), head.start)
}

/// Goes left from `head` to the line that begins at byte `from`. `None` where what stands before that has a say.
fn walk(doc: &Document<'_>, head: Span, from: usize) -> Option<usize> {
    let tokens = doc.tokens_in(Span::new(from, head.start));
    let short = |i: usize, back: usize| from > 0 && i < back;
    let mut start = head.start;
    let mut pending = start;
    let mut in_brackets = false;
    for (i, token) in tokens.iter().enumerate().rev() {
        if in_brackets {
            in_brackets = token.pos != Pos::SSO;
            pending = token.span.start;
            continue;
        }
        if doc.parts(Span::new(token.span.end.min(pending), pending))
            || head.start - token.span.start > LONGEST
        {
            return Some(start);
        }
        let text = doc.get(token.span);
        let opened = || (tokens.iter().take(i)).any(|t| t.pos == Pos::SSO);
        if token.pos == Pos::SSC && short(i, ABBREVIATION) && !opened()
            || matches!(token.pos, Pos::NNBC | Pos::NNB) && short(i, 1)
        {
            return None;
        }
        // An abbreviation in brackets belongs to the noun before it: 무선통신그룹(AWG) 회의.
        if token.pos == Pos::SSC && abbreviation(doc, tokens, i) {
            in_brackets = true;
            pending = token.span.start;
            continue;
        }
        let joins = match token.pos {
            // 및 joins, 의 binds; neither can begin a name.
            Pos::JKG | Pos::MAJ | Pos::JC if matches!(text, "의" | "및") => true,
            Pos::SC | Pos::SY | Pos::SE if text.chars().all(is_middle_dot) => true,
            // A dash by itself parts what stands on both sides.
            Pos::SC | Pos::SY | Pos::SE if text == "-" => !doc
                .before(token.span.start)
                .is_some_and(char::is_whitespace),
            // T/F
            Pos::SC | Pos::SY if text == "/" => doc
                .before(token.span.start)
                .is_some_and(|c| c.is_ascii_alphabetic()),
            _ => false,
        };
        if joins {
            pending = token.span.start;
            continue;
        }
        let nominal = token.pos.is_nominal() && token.last.is_nominal()
            || token.pos == Pos::MM && matches!(text, "새" | "전")
            // The beginning of a word that ends in a noun is read amiss now and then: 마이|데이터.
            || token.span.end == start
                && matches!(token.pos, Pos::MAG | Pos::MM | Pos::NP | Pos::IC | Pos::XPN);
        let whole_word = !doc.before(token.span.start).is_some_and(is_alphanumeric);
        // ㅇ 금융실명제: a letter by itself is a bullet.
        let bullet = whole_word && text.chars().all(|c| ('ㄱ'..='ㆎ').contains(&c));
        if !nominal
            || bullet
            || whole_word && token.pos != Pos::MM && doc.cue(Cue::OutsideNames).has(text)
            || ends_clause(tokens, i)
        {
            return Some(start);
        }
        start = token.span.start;
        pending = start;
    }
    let before = Span::new(0, from).of(doc.text).trim_end().len();
    let ends = before == 0 || !in_brackets && doc.parts(Span::new(before.min(pending), pending));
    ends.then_some(start)
}

/// A start inside a word moved to where a word begins: to the next one (2030년|간 …), or back where the head's own
/// word is the one that was cut.
fn whole_words(doc: &Document<'_>, start: usize, head: usize) -> usize {
    let letter = |c: char| c.is_alphabetic() || c.is_ascii_digit();
    if !doc.before(start).is_some_and(letter) {
        return start;
    }
    let rest = Span::new(start, head.max(start)).of(doc.text);
    if let Some(space) = rest.find(char::is_whitespace) {
        let word = rest.get(space..).unwrap_or("").trim_start();
        return start + rest.len() - word.len();
    }
    let before = doc.text.get(..start).unwrap_or("");
    before.trim_end_matches(letter).len()
}

/// Whether the closing bracket at token `i` ends an abbreviation that follows a noun right away.
fn abbreviation(doc: &Document<'_>, tokens: &[Token], i: usize) -> bool {
    let Some(open) = (i.saturating_sub(ABBREVIATION)..i)
        .rev()
        .find(|j| tokens.get(*j).is_some_and(|t| t.pos == Pos::SSO))
    else {
        return false;
    };
    let inside = (tokens.get(open + 1..i).unwrap_or(&[]).iter())
        .all(|t| t.pos == Pos::SL || t.pos == Pos::SY);
    inside
        && open + 1 < i
        && tokens
            .get(open)
            .and_then(|t| doc.before(t.span.start))
            .is_some_and(is_alphanumeric)
}

/// Whether token `i` is a bound noun of time or place that a particle usually follows (12월 2일).
fn ends_clause(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| {
        matches!(t.pos, Pos::NNBC | Pos::NNB)
            && i > 0
            && tokens.get(i - 1).is_some_and(|p| p.pos == Pos::SN)
    })
}

/// Marks that quote or that bracket titles, and the asterisk that points to a note.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '‘' | '’'
            | '“'
            | '”'
            | '\''
            | '"'
            | '「'
            | '」'
            | '｢'
            | '｣'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | 'ꡔ'
            | 'ꡕ'
            | '*'
    )
}

/// A name without line breaks, doubled spaces, outer quotes and brackets.
pub(super) fn tidy(text: &str) -> String {
    let joined = single_spaced(text);
    joined
        .trim_matches(|c: char| is_quote(c) || matches!(c, '<' | '>' | ' ' | ',' | '·' | ':' | '-'))
        .to_owned()
}

/// A name without the size that it begins with (150조원 규모 국민성장펀드).
fn without_size(name: &str) -> &str {
    let sized = name.starts_with(|c: char| c.is_ascii_digit());
    match name
        .split_once("규모 ")
        .or_else(|| name.split_once("규모의 "))
    {
        Some((size, bare)) if sized && size.chars().count() <= 12 && bare.chars().count() >= 3 => {
            bare
        }
        _ => name,
    }
}

/// A name without the size or the year that it begins with (2026년 국외 답사, 2022 전자문서 산업인의 날).
pub(super) fn without_size_or_year(name: &str) -> &str {
    let name = without_size(name);
    let rest = name.trim_start_matches(['’', '‘', '\'']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 && !(digits == 2 && rest.len() < name.len()) {
        return name;
    }
    let after = rest.get(digits..).unwrap_or("");
    let after = after
        .strip_prefix("년도")
        .or_else(|| after.strip_prefix('년'))
        .unwrap_or(after);
    match after.strip_prefix(' ') {
        Some(bare) if bare.chars().count() >= 3 => bare,
        _ => name,
    }
}

/// A name without what it says again in Latin letters: IR(Investor Relations) 검토.
pub(super) fn without_glosses(name: &str) -> String {
    let mut bare = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, opened)) = rest.split_once('(') {
        let Some((inner, after)) = opened.split_once(')') else {
            break;
        };
        bare.push_str(before);
        let latin =
            inner.contains(' ') && inner.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
        if !latin {
            bare.push('(');
            bare.push_str(inner);
            bare.push(')');
        }
        rest = after;
    }
    bare.push_str(rest);
    bare
}
