//! Markup whose angle brackets a board made wide, so that it shows as text: `＜p＞본문＜br /＞＜/p＞`.

use super::{KNOWN, element_name};

/// No tag is longer than this many bytes.
const LONGEST: usize = 2_000;
/// The fewest tags that are no accident.
const FEWEST: usize = 2;

/// `text` as HTML, where it holds such tags: they get their own brackets, its line breaks become elements.
pub(super) fn narrowed(text: &str) -> Option<String> {
    if text
        .match_indices('＜')
        .filter_map(|(at, _)| tag(text, at))
        .take(FEWEST)
        .count()
        < FEWEST
    {
        return None;
    }
    let mut html = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices('＜') {
        let Some(inner) = tag(text, at).filter(|_| at >= from) else {
            continue;
        };
        push_plain(&mut html, text.get(from..at).unwrap_or(""));
        html.push('<');
        html.push_str(inner);
        html.push('>');
        from = at + '＜'.len_utf8() + inner.len() + '＞'.len_utf8();
    }
    push_plain(&mut html, text.get(from..).unwrap_or(""));
    Some(html)
}

/// The inside of the tag of an element of HTML that a wide bracket at byte `at` opens.
fn tag(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at + '＜'.len_utf8()..)?;
    let name = element_name(rest.strip_prefix('/').unwrap_or(rest));
    (KNOWN.iter())
        .any(|known| name.eq_ignore_ascii_case(known))
        .then_some(())?;
    let end = rest.find('＞').filter(|end| *end <= LONGEST)?;
    rest.get(..end)
}

fn push_plain(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrows_the_brackets_of_elements_only() {
        let text =
            "제목: ＜새싹＞ a<b\n＜p align=\"center\"＞과 장 김가온＜br /＞사무관 한다온＜/p＞";
        assert_eq!(
            narrowed(text).as_deref(),
            Some(
                "제목: ＜새싹＞ a&lt;b<br><p align=\"center\">과 장 김가온<br />사무관 한다온</p>"
            )
        );
        assert_eq!(narrowed("＜보도자료＞ ＜p＞ 하나"), None);
    }
}
