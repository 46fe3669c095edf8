//! Asks the model about every place of a text that a channel may have struck.

use super::channels::{breaks, lost, marks, spaces};
use super::damage::{Channel, Damage};
use super::model::{Expert, Model, Scratch};
use super::patch::Proposal;
use super::view::Letters;

/// Places where something is lost with less probability than this are not looked into.
const FLOOR: f32 = 0.2;

/// Proposals of the experts for the channels that hit the text.
pub(super) fn propose(
    model: &Model,
    letters: &Letters,
    damage: &Damage,
    found: &mut Vec<Proposal>,
) {
    let mut scratch = Scratch::default();
    for (channel, ask) in ASK {
        if damage.is(channel)
            && let Some(expert) = model.expert(channel)
        {
            ask(expert, letters, &mut scratch, found);
        }
    }
}

type Ask = fn(&Expert, &Letters, &mut Scratch, &mut Vec<Proposal>);

const ASK: [(Channel, Ask); 4] = [
    (Channel::Mojibake, marks_of),
    (Channel::Runs, breaks_of),
    (Channel::Space, spaces_of),
    (Channel::Drop, lost_of),
];

fn lost_of(expert: &Expert, letters: &Letters, scratch: &mut Scratch, found: &mut Vec<Proposal>) {
    let view = lost::View::new(letters);
    for p in view.places() {
        view.features(p, &mut scratch.keys);
        if let Some(guess) = expert.guess(scratch, FLOOR) {
            found.extend(view.propose(letters, p, &guess));
        }
    }
}

fn spaces_of(expert: &Expert, letters: &Letters, scratch: &mut Scratch, found: &mut Vec<Proposal>) {
    let view = spaces::View::new(letters);
    for p in view.places() {
        view.features(p, &mut scratch.keys);
        if let Some(guess) = expert.guess(scratch, 0.0) {
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

fn breaks_of(expert: &Expert, letters: &Letters, scratch: &mut Scratch, found: &mut Vec<Proposal>) {
    let view = breaks::View::new(letters);
    let joins: Vec<(usize, Option<Proposal>)> = view
        .places()
        .map(|p| {
            view.features(p, &mut scratch.keys);
            let guess = expert.guess(scratch, FLOOR);
            (p, guess.and_then(|guess| view.propose(letters, p, &guess)))
        })
        .collect();
    // Where a paragraph may end, a break says nothing of its neighbours.
    let sides: Vec<(usize, Option<bool>)> = joins
        .iter()
        .filter(|(p, _)| !view.parts_paragraphs(*p))
        .map(|(p, join)| {
            let likely = join.as_ref().is_some_and(|j| j.confidence >= 0.5);
            (*p, view.is_in_prose(*p).then_some(likely))
        })
        .collect();
    let broken = |p: usize| {
        let i = sides.partition_point(|(at, _)| *at < p);
        let prose = match view.parts_digits(p) {
            true => PROSE_AROUND_DIGITS,
            false => PROSE,
        };
        let near = sides
            .get(i.saturating_sub(AROUND)..(i + AROUND + 1).min(sides.len()))
            .unwrap_or(&[]);
        let witnesses = near.iter().filter_map(|(_, likely)| *likely);
        let (all, likely) = witnesses.fold((0, 0), |(n, k), likely| (n + 1, k + i32::from(likely)));
        all > 0
            && f64::from(all) >= prose * near.len() as f64
            && f64::from(likely) >= BROKEN * f64::from(all)
    };
    view.join_loose(letters, found, broken);
    let kept = joins.into_iter().filter(|(p, _)| broken(*p));
    found.extend(kept.filter_map(|(_, join)| join));
}

fn marks_of(expert: &Expert, letters: &Letters, scratch: &mut Scratch, found: &mut Vec<Proposal>) {
    let mut view = marks::View::new(letters);
    let first = found.len();
    for p in view.places() {
        view.features(p, &mut scratch.keys);
        let told = match expert.guess(scratch, FLOOR) {
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
