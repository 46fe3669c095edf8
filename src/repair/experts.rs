//! Asks the model about every place of a text that a channel may have struck.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::channels::{breaks, lost, marks, spaces};
use super::damage::{Channel, Damage};
use super::model::{Answer, Expert, Guess, Model, Scratch};
use super::patch::Proposal;
use super::view::Letters;

/// Places where something is lost with less probability than this are not looked into.
const FLOOR: f32 = 0.2;

/// Proposals of the experts for the channels that hit the text.
pub(super) fn propose<'m>(
    model: &'m Model,
    letters: &Letters,
    damage: &Damage,
    memory: &mut Memory<'m>,
    found: &mut Vec<Proposal>,
) {
    for (channel, ask) in ASK {
        if damage.is(channel)
            && let Some(expert) = model.expert(channel)
        {
            memory.channel = channel as u32;
            ask(expert, letters, memory, found);
        }
    }
}

/// What the experts said in earlier passes over a text, most of whose places read the same in the next.
#[derive(Debug, Default)]
pub(super) struct Memory<'m> {
    scratch: Scratch,
    channel: u32,
    hash: DefaultHashBuilder,
    /// By the channel and the features of a place.
    told: HashMap<u64, Option<Guess<'m>>>,
    /// The same of places that are compared with others.
    answers: HashMap<u64, Option<Answer>>,
}

impl<'m> Memory<'m> {
    /// What `expert`, who is that of the channel, says of the features in the scratch space.
    fn guess(&mut self, expert: &'m Expert, floor: f32) -> Option<Guess<'m>> {
        let key = self.hash.hash_one((self.channel, &self.scratch.keys));
        let told = self.told.entry(key);
        *told.or_insert_with(|| expert.guess(&mut self.scratch, floor))
    }

    /// The same, told in full.
    fn answer(&mut self, expert: &Expert, floor: f32) -> Option<Answer> {
        let key = self.hash.hash_one((self.channel, &self.scratch.keys));
        let told = self.answers.entry(key);
        *told.or_insert_with(|| expert.answer(&mut self.scratch, floor))
    }
}

type Ask = for<'m> fn(&'m Expert, &Letters, &mut Memory<'m>, &mut Vec<Proposal>);

const ASK: [(Channel, Ask); 4] = [
    (Channel::Mojibake, marks_of),
    (Channel::Runs, breaks_of),
    (Channel::Space, spaces_of),
    (Channel::Drop, lost_of),
];

fn lost_of<'m>(
    expert: &'m Expert,
    letters: &Letters,
    memory: &mut Memory<'m>,
    found: &mut Vec<Proposal>,
) {
    let view = lost::View::new(letters);
    let mut told: Vec<(u32, usize, Answer)> = Vec::new();
    for p in view.places() {
        view.features(p, &mut memory.scratch.keys);
        if let Some(answer) = memory.answer(expert, FLOOR) {
            told.push((view.surroundings(p), p, answer));
        }
    }
    // The same words in another part of the release, broken over lines elsewhere, lost the same.
    told.sort_unstable_by_key(|(surroundings, p, _)| (*surroundings, *p));
    let mut answers: Vec<Answer> = Vec::new();
    for twins in told.chunk_by(|a, b| a.0 == b.0) {
        answers.clear();
        answers.extend(twins.iter().map(|(.., answer)| *answer));
        if let Some(guess) = expert.common(&answers) {
            let proposed = twins
                .iter()
                .filter_map(|(_, p, _)| view.propose(letters, *p, &guess));
            found.extend(proposed);
        }
    }
}

fn spaces_of<'m>(
    expert: &'m Expert,
    letters: &Letters,
    memory: &mut Memory<'m>,
    found: &mut Vec<Proposal>,
) {
    let view = spaces::View::new(letters);
    for p in view.places() {
        view.features(p, &mut memory.scratch.keys);
        if let Some(guess) = memory.guess(expert, 0.0) {
            found.extend(view.propose(letters, p, &guess));
        }
    }
}

/// Line breaks left and right of one that say whether lines are broken there.
const AROUND: usize = 12;
/// Of those between two syllables, how many must look as if they stood inside words. Where lines were broken nine of
/// ten do, in whole releases with tables, whose cells are lines, not half.
const BROKEN: f64 = 0.7;
/// What share of all must stand between two syllables: cells of a table are mostly figures.
const PROSE: f64 = 0.25;
/// The same where a number would be made of two.
const PROSE_AROUND_DIGITS: f64 = 0.5;
/// What the odds that a break stands inside a word gain where most breaks around do: the expert learnt of breaks of
/// all kinds, and not to trust texts that were broken before they came to it.
const COMPANY: f64 = 10.0;
/// What that makes of it at most: short of what `safe` asks for, since cells of tables stand among broken lines, too.
const COMPANY_AT_MOST: f64 = 0.84;

fn breaks_of<'m>(
    expert: &'m Expert,
    letters: &Letters,
    memory: &mut Memory<'m>,
    found: &mut Vec<Proposal>,
) {
    let view = breaks::View::new(letters);
    let places: Vec<usize> = view.places().collect();
    // Where a paragraph may end, a break says nothing of its neighbours.
    let sides: Vec<usize> = (0..places.len())
        .filter(|i| !view.parts_paragraphs(places[*i]))
        .collect();
    let prose: Vec<bool> = sides.iter().map(|i| view.is_in_prose(places[*i])).collect();
    // The expert is asked only where its answer may count: it is what costs.
    let mut answers: Vec<Option<Option<Proposal>>> = vec![None; places.len()];
    let mut ask = |i: usize| -> Option<Proposal> {
        answers[i]
            .get_or_insert_with(|| {
                view.features(places[i], &mut memory.scratch.keys);
                let guess = memory.guess(expert, FLOOR)?;
                view.propose(letters, places[i], &guess)
            })
            .clone()
    };
    let mut broken = |p: usize| {
        let at = sides.partition_point(|i| places[*i] < p);
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(sides.len());
        let share = match view.parts_digits(p) {
            true => PROSE_AROUND_DIGITS,
            false => PROSE,
        };
        let all = near.clone().filter(|side| prose[*side]).count();
        if all == 0 || (all as f64) < share * near.len() as f64 {
            return false;
        }
        // Every third is asked first, the same ones from every place, since mostly they settle it.
        let ordered = (0..3).flat_map(|turn| near.clone().filter(move |side| side % 3 == turn));
        let (mut likely, mut unlikely) = (0, 0);
        for side in ordered.filter(|side| prose[*side]) {
            match ask(sides[side]).is_some_and(|join| join.confidence >= 0.5) {
                true => likely += 1,
                false => unlikely += 1,
            }
            if f64::from(likely) >= BROKEN * all as f64 {
                return true;
            }
            if f64::from(unlikely) > (1.0 - BROKEN) * all as f64 + 1e-9 {
                return false;
            }
        }
        f64::from(likely) >= BROKEN * all as f64
    };
    view.join_loose(letters, found, &mut broken);
    let broken: Vec<usize> = (0..places.len()).filter(|i| broken(places[*i])).collect();
    found.extend(broken.into_iter().filter_map(|i| {
        let join = ask(i).map(in_company);
        match join.as_ref().is_some_and(|join| join.confidence >= 0.5) {
            true => join,
            false => view.bind(letters, places[i]).or(join),
        }
    }));
}

/// The proposal to join where most breaks around are to be joined as well.
fn in_company(join: Proposal) -> Proposal {
    let likely = |p: f64| p * COMPANY / (p * COMPANY + 1.0 - p);
    let own = join.confidence;
    Proposal {
        confidence: likely(own).min(COMPANY_AT_MOST).max(own),
        doubt: 1.0 - likely(1.0 - join.doubt),
        ..join
    }
}

fn marks_of<'m>(
    expert: &'m Expert,
    letters: &Letters,
    memory: &mut Memory<'m>,
    found: &mut Vec<Proposal>,
) {
    let mut view = marks::View::new(letters);
    let first = found.len();
    for p in view.places() {
        view.features(p, &mut memory.scratch.keys);
        let told = match memory.guess(expert, FLOOR) {
            Some(guess) => {
                found.extend(view.propose(letters, p, &guess));
                guess.text
            }
            None => "",
        };
        view.hear(told);
    }
    view.agree(letters, found.get_mut(first..).unwrap_or(&mut []));
}
