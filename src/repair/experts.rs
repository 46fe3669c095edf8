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

fn breaks_of(expert: &Expert, letters: &Letters, scratch: &mut Scratch, found: &mut Vec<Proposal>) {
    let view = breaks::View::new(letters);
    view.join_loose(letters, found);
    for p in view.places() {
        view.features(p, &mut scratch.keys);
        if let Some(guess) = expert.guess(scratch, FLOOR) {
            found.extend(view.propose(letters, p, &guess));
        }
    }
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
    marks::agree_on_dots(found.get_mut(first..).unwrap_or(&mut []));
}
