//! Cuts a stream into pieces that end at the end of a line.

use std::io::{self, BufRead};

use memchr::{memchr, memrchr};

/// Whole lines of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One line or more, the last one with its line break if it has one.
    Lines(Vec<u8>),
    /// A line of so many bytes that it was not kept.
    TooLong(u64),
}

/// The next piece of `stream`, of about `size` bytes: at least one line, and no line beyond the first that does not
/// fit. A line of more than `limit` bytes is passed over. `None` at the end.
pub(super) fn next(
    stream: &mut dyn BufRead,
    rest: &mut Vec<u8>,
    size: usize,
    limit: usize,
) -> io::Result<Option<Piece>> {
    let mut bytes = std::mem::take(rest);
    bytes.reserve(size);
    let mut searched = 0;
    loop {
        let unseen = bytes.get(searched..).unwrap_or(&[]);
        if bytes.len() >= size {
            if let Some(end) = memrchr(b'\n', unseen) {
                *rest = bytes.split_off(searched + end + 1);
                return Ok(Some(Piece::Lines(bytes)));
            }
            searched = bytes.len();
        }
        if bytes.len() > limit {
            return pass_over(stream, bytes.len() as u64).map(Some);
        }
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok((!bytes.is_empty()).then_some(Piece::Lines(bytes)));
        }
        let taken = buffer.len();
        bytes.extend_from_slice(buffer);
        stream.consume(taken);
    }
}

fn pass_over(stream: &mut dyn BufRead, mut seen: u64) -> io::Result<Piece> {
    loop {
        let buffer = stream.fill_buf()?;
        let (end, taken) = match memchr(b'\n', buffer) {
            Some(at) => (true, at + 1),
            None => (buffer.is_empty(), buffer.len()),
        };
        stream.consume(taken);
        seen += taken as u64;
        if end {
            return Ok(Piece::TooLong(seen));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, size: usize, limit: usize) -> Vec<Piece> {
        let mut stream = io::BufReader::with_capacity(3, text.as_bytes());
        let mut rest = Vec::new();
        let mut found = Vec::new();
        while let Some(piece) = next(&mut stream, &mut rest, size, limit).unwrap() {
            found.push(piece);
        }
        found
    }

    fn lines(text: &str) -> Piece {
        Piece::Lines(text.as_bytes().to_vec())
    }

    #[test]
    fn pieces_end_at_line_ends() {
        let text = "ab\ncd\nefghijklm\n\nn";
        for size in 1..20 {
            let joined: Vec<u8> = pieces(text, size, 100)
                .into_iter()
                .flat_map(|piece| match piece {
                    Piece::Lines(bytes) => bytes,
                    Piece::TooLong(_) => unreachable!(),
                })
                .collect();
            assert_eq!(joined, text.as_bytes());
        }
        assert_eq!(pieces("ab\ncd\n", 2, 100), [lines("ab\n"), lines("cd\n")]);
        assert_eq!(pieces("", 4, 100), []);
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let text = format!("ab\n{}\ncd", "x".repeat(50));
        let found = pieces(&text, 2, 10);
        assert_eq!(found, [lines("ab\n"), Piece::TooLong(51), lines("cd")]);
    }
}
