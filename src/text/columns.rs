//! Text for terminals, where a wide character takes two columns.

use console::measure_text_width;

/// One line: white space runs become one space, control characters go, so that no text moves the cursor.
pub fn tidy(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect())
        .collect();
    words.join(" ")
}

/// [`tidy`], with the space before what follows kept.
pub fn tidy_start(text: &str) -> String {
    let mut line = tidy(text);
    if !line.is_empty() && text.ends_with(char::is_whitespace) {
        line.push(' ');
    }
    line
}

/// [`tidy`], with the space behind what precedes kept.
pub fn tidy_end(text: &str) -> String {
    let line = tidy(text);
    if !line.is_empty() && text.starts_with(char::is_whitespace) {
        return format!(" {line}");
    }
    line
}

fn columns(c: char) -> usize {
    measure_text_width(c.encode_utf8(&mut [0; 4]))
}

/// As much of the beginning of `text` as `room` columns hold; `…` stands for the rest.
pub fn fit(text: &str, room: usize) -> String {
    if measure_text_width(text) <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let mut fitted: String = text
        .chars()
        .take_while(|c| {
            used += columns(*c);
            used <= room
        })
        .collect();
    if room > 0 {
        fitted.push('…');
    }
    fitted
}

/// As much of the end of `text` as `room` columns hold; `…` stands for the rest.
pub fn fit_end(text: &str, room: usize) -> String {
    if measure_text_width(text) <= room {
        return text.to_owned();
    }
    let reversed: String = text.chars().rev().collect();
    fit(&reversed, room).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(fit("가나다라", 8), "가나다라");
        assert_eq!(fit("가나다라", 7), "가나다…");
        assert_eq!(fit_end("가나다라", 7), "…나다라");
        assert_eq!(fit("가나다라", 0), "");
    }

    #[test]
    fn no_text_moves_the_cursor() {
        assert_eq!(tidy("가\u{1b}[2J\n 나\u{7}"), "가[2J 나");
    }
}
