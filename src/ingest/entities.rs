//! Entities that were encoded twice: `&amp;lsquo;` is a quotation mark that a board has put away once too often.

use std::borrow::Cow;

/// What still stands for a character after the markup was read.
const NAMES: &[(&str, &str)] = &[
    ("nbsp", "\u{A0}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("middot", "·"),
    ("sdot", "⋅"),
    ("bull", "•"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("times", "×"),
    ("deg", "°"),
    ("rarr", "→"),
    ("larr", "←"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
];

/// Bytes between `&` and `;`.
const LONG: usize = 8;

/// Decodes what is left of entities in `text`.
pub(super) fn again(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < done {
            continue;
        }
        let after = text.as_bytes().get(at + 1..).unwrap_or(&[]);
        let head = after.get(..LONG + 1).unwrap_or(after);
        let Some(end) = memchr::memchr(b';', head) else {
            continue;
        };
        let Some(name) = text.get(at + 1..at + 1 + end) else {
            continue;
        };
        let named = NAMES.iter().find(|(known, _)| *known == name);
        let found = match named {
            Some((_, character)) => Some(Cow::Borrowed(*character)),
            None => numbered(name).map(|c| Cow::Owned(c.to_string())),
        };
        if let Some(found) = found {
            decoded.push_str(text.get(done..at).unwrap_or(""));
            decoded.push_str(&found);
            done = at + end + 2;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    decoded.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(decoded)
}

fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_entities() {
        assert_eq!(
            again("&lsquo;별&rsquo;&nbsp;R&D; &#8226;&#xAC00; &middot"),
            "‘별’\u{A0}R&D; •가 &middot"
        );
        assert!(matches!(again("R&D"), Cow::Borrowed(_)));
        assert_eq!(again("&#0;&#1114112;&&amp;"), "&#0;&#1114112;&&");
    }
}
