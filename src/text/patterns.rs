//! Tables of patterns for whole lines.

use regex::{RegexSet, RegexSetBuilder};

/// Memory for the states of the automaton; below it forgets them and makes them again, line after line.
const DFA_BYTES: usize = 32 << 20;

/// The patterns of a tab-separated table, each with what it says of a line that fits.
#[derive(Debug)]
pub struct LinePatterns<T> {
    set: RegexSet,
    says: Vec<T>,
    lines: usize,
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
        let set = RegexSetBuilder::new(patterns)
            .dfa_size_limit(DFA_BYTES)
            .build();
        Self {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            says,
            lines: lines().count(),
        }
    }

    /// What the first pattern says that fits all of `line`.
    pub fn first(&self, line: &str) -> Option<T> {
        // Whether any fits is asked faster than which do, and few lines fit.
        if !self.set.is_match(line) {
            return None;
        }
        let first = self.set.matches(line).iter().next()?;
        self.says.get(first).copied()
    }

    /// Whether every line of the table is in force: for a test of the table.
    pub fn is_whole(&self) -> bool {
        self.set.len() == self.lines && self.lines > 0
    }
}
