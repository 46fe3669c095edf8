//! Tables of patterns for whole lines.

use aho_corasick::AhoCorasick;
use regex::{RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

/// Memory for the states of an automaton; below it forgets them and makes them again, line after line.
const DFA_BYTES: usize = 32 << 20;

/// A class of more characters than this may stand anywhere: `.`, `\S`, `[^.]`.
const WIDE: usize = 2000;

/// The patterns of a tab-separated table, each with what it says of a line that fits.
///
/// Most patterns say what a line begins with, so that most lines are told from them at their first letters. The others
/// are a set of their own, asked only about lines that hold a string without which none of them fits.
#[derive(Debug)]
pub struct LinePatterns<T> {
    firm: Patterns,
    loose: Patterns,
    says: Vec<T>,
    lines: usize,
}

/// Some of the patterns of a table.
#[derive(Debug)]
struct Patterns {
    set: RegexSet,
    /// Where they stand among the rows of the table.
    rows: Vec<usize>,
    /// Strings of which a line must hold one; `None` where nothing is known.
    needs: Option<AhoCorasick>,
}

impl<T: Copy> LinePatterns<T> {
    /// Reads `table`, whose lines that begin with `#` are remarks; `row` gives of the cells of another what it says and
    /// its regular expression. A table that is broken fits nothing, see [`LinePatterns::is_whole`].
    pub fn new(
        table: &'static str,
        row: impl Fn(&[&'static str]) -> Option<(T, &'static str)>,
    ) -> Self {
        let lines = || {
            table
                .lines()
                .filter(|l| !l.starts_with('#') && !l.is_empty())
        };
        let rows = lines().filter_map(|line| row(&line.split('\t').collect::<Vec<_>>()));
        let (says, patterns): (Vec<T>, Vec<_>) = rows
            .map(|(says, pattern)| (says, format!("^(?:{pattern})$")))
            .unzip();
        let parsed = patterns.iter().map(|p| regex_syntax::parse(p).ok());
        let rows = parsed.zip(&patterns).enumerate();
        let (loose, firm) = rows.partition(|(_, (hir, _))| hir.as_ref().is_some_and(is_loose));
        Self {
            firm: Patterns::new(firm, false),
            loose: Patterns::new(loose, true),
            says,
            lines: lines().count(),
        }
    }

    /// What the first pattern says that fits all of `line`.
    pub fn first(&self, line: &str) -> Option<T> {
        let firm = self.firm.first(line);
        let first = firm.into_iter().chain(self.loose.first(line)).min()?;
        self.says.get(first).copied()
    }

    /// Whether every line of the table is in force: for a test of the table.
    pub fn is_whole(&self) -> bool {
        self.firm.set.len() + self.loose.set.len() == self.lines && self.lines > 0
    }
}

impl Patterns {
    /// Those of `rows`, each with its number in the table; `gated`: whether to look for what they need first.
    fn new(rows: Vec<(usize, (Option<Hir>, &String))>, gated: bool) -> Self {
        let patterns = rows.iter().map(|(_, (_, pattern))| pattern);
        let set = RegexSetBuilder::new(patterns)
            .dfa_size_limit(DFA_BYTES)
            .build();
        let needs = rows.iter().map(|(_, (hir, _))| needs(hir.as_ref()?));
        let needs: Option<Vec<_>> = needs.collect();
        Self {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            rows: rows.iter().map(|(row, _)| *row).collect(),
            needs: needs
                .filter(|_| gated)
                .and_then(|needs| AhoCorasick::new(needs.concat()).ok()),
        }
    }

    /// The row of the first that fits all of `line`.
    fn first(&self, line: &str) -> Option<usize> {
        let may = (self.needs.as_ref()).is_none_or(|needs| needs.is_match(line));
        // Whether any fits is asked faster than which do, and few lines fit.
        if !may || !self.set.is_match(line) {
            return None;
        }
        let first = self.set.matches(line).iter().next()?;
        self.rows.get(first).copied()
    }
}

/// Whether what a pattern fits may begin with nearly any character.
fn is_loose(pattern: &Hir) -> bool {
    match pattern.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Look(_) => false,
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().map(|range| range.len()).sum::<usize>() > WIDE
        }
        HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Repetition(part) => is_loose(&part.sub),
        HirKind::Capture(part) => is_loose(&part.sub),
        HirKind::Alternation(ways) => ways.iter().any(is_loose),
        HirKind::Concat(parts) => {
            let empty = |part: &&Hir| part.properties().minimum_len() == Some(0);
            let first = parts.iter().position(|part| !empty(&part));
            let first = first.map_or(parts.len(), |i| i + 1);
            parts.iter().take(first).any(is_loose)
        }
    }
}

/// Strings of which all that a pattern fits holds one, the longest that it tells; `None` where it tells none.
fn needs(pattern: &Hir) -> Option<Vec<Vec<u8>>> {
    match pattern.kind() {
        HirKind::Literal(string) => Some(vec![string.0.to_vec()]),
        HirKind::Capture(part) => needs(&part.sub),
        HirKind::Repetition(part) if part.min > 0 => needs(&part.sub),
        HirKind::Concat(parts) => {
            let needed = parts.iter().filter_map(needs);
            needed.max_by_key(|strings| strings.iter().map(Vec::len).min())
        }
        HirKind::Alternation(ways) => {
            let needed: Option<Vec<_>> = ways.iter().map(needs).collect();
            needed.map(|strings| strings.concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &'static str) -> LinePatterns<char> {
        LinePatterns::new(text, |cells| {
            let [says, pattern] = *cells else { return None };
            Some((says.chars().next()?, pattern))
        })
    }

    #[test]
    fn the_first_row_counts_wherever_its_pattern_begins() {
        let patterns =
            table("a\t.{0,9}(목록|파일).*\nb\t첨부.*\nc\t[-*]?\\s?\\S.*\\.(hwp|pdf)\nd\t\\d+\n");
        assert!(patterns.is_whole());
        assert_eq!(patterns.loose.rows, [0, 2]);
        for (line, says) in [
            ("첨부 파일", Some('a')),
            ("첨부 문서", Some('b')),
            ("첨부.hwp", Some('b')),
            ("- 가나.hwp", Some('c')),
            ("2026", Some('d')),
            ("2026년", None),
            ("가나다", None),
        ] {
            assert_eq!(patterns.first(line), says, "{line}");
        }
    }

    #[test]
    fn what_a_pattern_needs_is_told_by_its_longest_strings() {
        let of = |pattern: &str| {
            let needed = needs(&regex_syntax::parse(pattern).unwrap())?;
            let strings = needed.into_iter().map(|s| String::from_utf8(s).unwrap());
            Some(strings.collect::<Vec<_>>())
        };
        let all = |strings: &[&str]| Some(strings.iter().map(|s| (*s).to_owned()).collect());
        assert_eq!(of("^.*(가나|다).{0,3}라마바사$"), all(&["라마바사"]));
        assert_eq!(of("(가나|다라)+마?"), all(&["가나", "다라"]));
        assert_eq!(of("[가나]*|다"), None);
    }
}
