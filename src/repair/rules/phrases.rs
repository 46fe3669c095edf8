//! Phrases that lost a syllable which nothing else can have been: `할  있다` was `할 수 있다`.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::record::{RepairBy, RepairKind};
use crate::repair::damage::{Channel, Damage};
use crate::repair::patch::Proposal;
use crate::repair::view::{Letters, SPACE, WIDE};
use crate::text::{Span, hangul};

/// Phrases by the letter behind the gap, in the order of the table.
static TABLE: LazyLock<HashMap<u32, Vec<Phrase>>> =
    LazyLock::new(|| parse(include_str!("../../../dictionaries/repair.phrases.tsv")));

/// How sure a phrase is whose line does not say.
const SURE: f64 = 0.995;

#[derive(Debug)]
struct Phrase {
    left: Vec<char>,
    wide: bool,
    right: Vec<char>,
    lost: String,
    confidence: f64,
}

fn parse(table: &str) -> HashMap<u32, Vec<Phrase>> {
    let lines = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    let mut phrases: HashMap<u32, Vec<Phrase>> = HashMap::new();
    let read = |line: &str| {
        let mut fields = line.split('\t');
        Some(Phrase {
            left: fields.next()?.chars().collect(),
            wide: fields.next()? == "wide",
            right: fields.next()?.chars().collect(),
            lost: fields.next()?.replace('␣', " "),
            confidence: fields.next().and_then(|c| c.parse().ok()).unwrap_or(SURE),
        })
    };
    for phrase in lines.filter_map(read) {
        if let Some(first) = phrase.right.first() {
            phrases.entry(u32::from(*first)).or_default().push(phrase);
        }
    }
    phrases
}

/// Proposes phrases of the table, in texts that lost syllables.
pub(crate) fn propose(letters: &Letters, damage: &Damage, found: &mut Vec<Proposal>) {
    if !damage.is(Channel::Drop) {
        return;
    }
    for (i, gap) in letters.as_slice().iter().enumerate() {
        if gap.code != SPACE && gap.code != WIDE {
            continue;
        }
        let Some(phrases) = TABLE.get(&letters.code(i as isize + 1)) else {
            continue;
        };
        let fits = |p: &&Phrase| {
            (gap.code == WIDE || !p.wide)
                && ends_with(letters, i, &p.left)
                && starts_with(letters, i + 1, &p.right)
        };
        if let Some(phrase) = phrases.iter().find(fits) {
            found.push(Proposal {
                span: Span::new(letters.at(i), letters.at(i + 1)),
                after: phrase.lost.clone(),
                kind: if phrase.lost.trim() == phrase.lost || !phrase.lost.starts_with(' ') {
                    RepairKind::InsertSyllable
                } else {
                    RepairKind::InsertWord
                },
                confidence: phrase.confidence,
                doubt: 0.0,
                by: RepairBy::Dictionary,
            });
        }
    }
}

fn ends_with(letters: &Letters, end: usize, what: &[char]) -> bool {
    what.iter().rev().zip(1..).all(|(want, back)| {
        let have = letters.code(end as isize - back);
        match want {
            'ㄹ' => char::from_u32(have).is_some_and(hangul::ends_in_rieul),
            want => have == u32::from(*want),
        }
    })
}

fn starts_with(letters: &Letters, start: usize, what: &[char]) -> bool {
    what.iter()
        .zip(start..)
        .all(|(want, i)| letters.code(i as isize) == u32::from(*want))
}
