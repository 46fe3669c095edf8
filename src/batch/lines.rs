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

/// What is said of a line that is too long.
pub(super) fn too_long(limit: u64) -> String {
    format!("a line of more than {limit} bytes")
}

/// The next piece of `stream`: as many lines as fit into `size` bytes, or one that does not. What it is depends on the
/// bytes alone, not on how they come. A line of more than `limit` bytes is passed over. `None` at the end.
pub(super) fn next(
    stream: &mut dyn BufRead,
    rest: &mut Vec<u8>,
    size: usize,
    limit: usize,
) -> io::Result<Option<Piece>> {
    let mut bytes = std::mem::take(rest);
    bytes.reserve(size);
    let mut first_line = memchr(b'\n', &bytes);
    loop {
        match (first_line, bytes.get(..size)) {
            (Some(first), _) if first > limit => {
                *rest = bytes.split_off(first + 1);
                return Ok(Some(Piece::TooLong(bytes.len() as u64)));
            }
            (Some(first), Some(fitting)) => {
                let end = memrchr(b'\n', fitting).unwrap_or(first) + 1;
                // The large buffer is kept for the rest, so that a piece takes no more memory than it has bytes.
                let piece = bytes.drain(..end).collect();
                *rest = bytes;
                return Ok(Some(Piece::Lines(piece)));
            }
            (None, _) if bytes.len() > limit => {
                return pass_over(stream, bytes.len() as u64).map(Some);
            }
            _ => {}
        }
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok((!bytes.is_empty()).then_some(Piece::Lines(bytes)));
        }
        let (taken, before) = (buffer.len(), bytes.len());
        first_line = first_line.or_else(|| memchr(b'\n', buffer).map(|at| before + at));
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
        let found = [1, 3, 100].map(|capacity| buffered(capacity, text, size, limit));
        assert!(found.windows(2).all(|pair| pair[0] == pair[1]));
        found.into_iter().next().unwrap()
    }

    fn buffered(capacity: usize, text: &str, size: usize, limit: usize) -> Vec<Piece> {
        let mut stream = io::BufReader::with_capacity(capacity, text.as_bytes());
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
        // Only a line can be too long, not all lines together.
        assert_eq!(pieces("ab\ncd\n", 100, 4), [lines("ab\ncd\n")]);
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let text = format!("ab\n{}\ncd", "x".repeat(50));
        let found = pieces(&text, 2, 10);
        assert_eq!(found, [lines("ab\n"), Piece::TooLong(51), lines("cd")]);
    }
}
