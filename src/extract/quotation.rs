//! What stands between quotation marks or title brackets.

use crate::text::{Span, is_alphanumeric};

/// No quoted name is longer than this many bytes.
const LONGEST: usize = 180;

/// The mark that closes what `open` opens.
fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '‘' | '’' => &['’', '‘'],
        '“' | '”' => &['”', '“'],
        '「' | '｢' => &['」', '｣'],
        '『' => &['』'],
        // As HWP's own fonts encode them.
        'ꡔ' => &['ꡕ'],
        '《' => &['》'],
        '〈' => &['〉'],
        '<' => &['>'],
        '\'' => &['\''],
        '"' => &['"'],
        _ => return None,
    })
}

/// The insides of quotes and title brackets that are short enough to be names, in order, none inside another.
///
/// Marks of quotation are often set the wrong way round; either shape closes.
pub fn short(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((open, mark)) = text
        .get(from..)
        .and_then(|rest| rest.char_indices().find(|(_, c)| closing(*c).is_some()))
        .map(|(at, c)| (from + at, c))
    {
        let start = open + mark.len_utf8();
        from = start;
        // After a letter or a digit an apostrophe opens nothing; before a digit it stands for a century.
        let before = text.get(..open).and_then(|t| t.chars().next_back());
        let after = text.get(start..).and_then(|t| t.chars().next());
        if matches!(mark, '’' | '\'' | '‘')
            && after.is_some_and(|c| c.is_ascii_digit())
            && !(year_name(text, start) || coined(text, start))
            || mark == '\'' && before.is_some_and(is_alphanumeric)
            // The value of an attribute that markup left behind.
            || before == Some('=')
        {
            continue;
        }
        let Some(closers) = closing(mark) else {
            continue;
        };
        let window = text.get(start..).unwrap_or("");
        let end = window
            .char_indices()
            .take_while(|(at, _)| *at <= LONGEST)
            .find(|(_, c)| closers.contains(c));
        if let Some((length, close)) = end {
            if length > 0 {
                found.push(Span::new(start, start + length));
            }
            from = start + length + close.len_utf8();
        }
    }
    found
}

/// Whether two digits and a Latin letter follow, as in ‘78RL78’.
fn coined(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at..at + 3), Some([a, b, c])
        if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_alphabetic())
}

/// Whether four digits follow, as in ‘2026년 …’, rather than the two of ’26년.
fn year_name(text: &str, at: usize) -> bool {
    text.as_bytes()
        .get(at..at + 4)
        .is_some_and(|b| b.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names() {
        let text = "‘지역사랑 휴가지원’ 사업, 「개인정보 보호법」과 ’25년 '안전 공동체' 문화";
        let found: Vec<_> = short(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(
            found,
            ["지역사랑 휴가지원", "개인정보 보호법", "안전 공동체"]
        );
    }
}
