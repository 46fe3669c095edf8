//! Characters in their usual form: NFC, one space, nothing invisible.

use std::iter;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::{Editor, Span};

/// Characters that show nothing and mean nothing in a release.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

/// Writes one line of `source`; the editor stands at its start.
pub(super) fn write(editor: &mut Editor<'_>, source: &str, line: Span) {
    let text = line.of(source);
    let mut chars = text.char_indices().peekable();
    let mut buffer = String::new();
    while let Some((at, c)) = chars.next() {
        let start = line.start + at;
        let behind = at + c.len_utf8();
        if c != ' ' && is_usual(c) && chars.peek().is_none_or(|(_, next)| is_usual(*next)) {
            continue;
        }
        if c.is_whitespace() || is_invisible(c) {
            let mut spaced = c.is_whitespace();
            let mut end = start + c.len_utf8();
            let mut many = c != ' ';
            while let Some((_, next)) =
                chars.next_if(|(_, n)| n.is_whitespace() || is_invisible(*n))
            {
                spaced |= next.is_whitespace();
                end += next.len_utf8();
                many = true;
            }
            if many {
                editor.keep_until(start);
                editor.replace_until(end, if spaced { " " } else { "" });
            }
            continue;
        }
        let joined = joined(text.get(behind..).unwrap_or_default());
        while chars.next_if(|(i, _)| *i < behind + joined).is_some() {}
        let end = line.start + behind + joined;
        let cluster = Span::new(start, end).of(source);
        buffer.clear();
        let visible = cluster.chars().filter(|c| !is_invisible(*c));
        buffer.extend(visible.map(narrow).nfc());
        if buffer != cluster {
            editor.keep_until(start);
            editor.replace_until(end, &buffer);
        }
    }
    editor.keep_until(line.end);
}

/// Whether `c` is what most of a text is made of: it stays as it is and joins nothing.
fn is_usual(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic() || ('가'..='힣').contains(&c)
}

/// Bytes at the beginning of `rest` that join the character before it, with what is invisible between them: once that
/// is gone they stand side by side.
fn joined(rest: &str) -> usize {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if continues(c) {
            end = at + c.len_utf8();
        } else if !is_invisible(c) {
            break;
        }
    }
    end
}

/// Whether `c` joins the character before it: a combining mark, a medial or a final letter of old-style Hangul, or
/// another character that NFC may make one with it.
fn continues(c: char) -> bool {
    !is_usual(c)
        && (matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
            || canonical_combining_class(c) != 0
            || is_nfc_quick(iter::once(c)) == IsNormalized::Maybe)
}

/// Full-width letters and digits in their usual width. Marks keep their width: brackets of one width mean one thing.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        let mut editor = Editor::new(text);
        write(&mut editor, text, Span::new(0, text.len()));
        editor.finish().text
    }

    #[test]
    fn usual_forms() {
        let decomposed: String = "한국인터넷진흥원".nfd().collect();
        assert_eq!(cleaned(&decomposed), "한국인터넷진흥원");
        assert_eq!(cleaned("a\u{a0}\u{a0} b"), "a b");
        assert_eq!(cleaned("과\u{200b}장  이하"), "과장 이하");
        assert_eq!(cleaned("２０２６년 Ａ（가）"), "2026년 A（가）");
        assert_eq!(cleaned("e\u{301}"), "é");
    }

    #[test]
    fn what_is_taken_out_or_narrowed_leaves_no_two_that_are_one() {
        assert_eq!(cleaned("하\u{feff}\u{11ab}국"), "한국");
        assert_eq!(cleaned("\u{1112}\u{200b}\u{1161}\u{ad}\u{11ab}"), "한");
        assert_eq!(cleaned("e\u{feff}\u{301}\u{feff}a"), "éa");
        assert_eq!(cleaned("Ａ\u{301}"), "Á");
        assert_eq!(cleaned("\u{9c7}\u{9be}"), "\u{9cb}");
        assert_eq!(cleaned("a \u{feff}b\u{feff}"), "a b");
    }
}
