//! Trains the repair model from whole releases: damages them, learns to tell what was lost, prunes and quantises.
//!
//! Same texts in the same order give the same bytes.

use std::panic::resume_unwind;

mod calibrate;
mod corpus;
mod keys;
mod learner;
mod survey;

use super::channels::{Sink, breaks, lost, marks, spaces};
use super::damage::Channel;
use super::garble::Rng;
use super::model::{Expert, Model};
use learner::Learner;

/// How to train one channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The channel.
    pub channel: Channel,
    /// Width of an embedding; a multiple of eight.
    pub dim: usize,
    /// Rows learnt before pruning, at most.
    pub rows: usize,
    /// Rows kept.
    pub kept: usize,
    /// Passes over the texts, each damaged anew.
    pub epochs: usize,
    /// Passes after pruning.
    pub polish: usize,
    /// Step size at the start; falls to nothing by the end.
    pub rate: f32,
    /// Sum of squared slopes that every row starts with: the more, the less a rare feature learns from one place.
    pub calm: f32,
    /// Share of features left out at each step, so that none is leant on alone; before and after pruning.
    pub dropout: [f32; 2],
    /// Where nothing was lost but something surely looks so (with at least this probability), the text was hit
    /// before it came to us, and teaches the wrong thing: it is passed over after the first pass. 1 trusts all.
    pub trust: f32,
    /// How often a string has to be lost to be told apart; 0 where there is only one.
    pub strings: u32,
}

/// What the model of the crate is trained with.
pub const RECIPES: [Recipe; 4] = [
    Recipe {
        channel: Channel::Drop,
        dim: 64,
        rows: 3_000_000,
        kept: 466_000,
        epochs: 3,
        polish: 5,
        rate: 0.05,
        calm: 2.0,
        dropout: [0.55, 0.11],
        trust: 1.0,
        strings: 3,
    },
    Recipe {
        channel: Channel::Space,
        dim: 16,
        rows: 1_500_000,
        kept: 200_000,
        epochs: 2,
        polish: 1,
        rate: 0.05,
        calm: 2.0,
        dropout: [0.1, 0.05],
        trust: 1.0,
        strings: 0,
    },
    Recipe {
        channel: Channel::Runs,
        dim: 32,
        rows: 800_000,
        kept: 60_000,
        epochs: 5,
        polish: 3,
        rate: 0.05,
        calm: 1.0,
        dropout: [0.3, 0.06],
        trust: 0.25,
        strings: 0,
    },
    Recipe {
        channel: Channel::Mojibake,
        dim: 32,
        rows: 1_000_000,
        kept: 60_000,
        epochs: 5,
        polish: 3,
        rate: 0.05,
        calm: 2.0,
        dropout: [0.6, 0.3],
        trust: 1.0,
        strings: 1,
    },
];

/// Of how many texts one is held out to calibrate on.
const HELD_OUT: usize = 12;
/// From which share of the way on the weights are noted, to take their mean in the end,
const NOTED_FROM: f32 = 0.8;
/// and after how many texts again.
const NOTED_EACH: usize = 200;

/// Trains a model with `recipes` on `releases` (one text each), one thread per two channels.
/// `say` hears of progress.
pub fn train(
    releases: &[String],
    recipes: &[Recipe],
    provenance: &str,
    say: &(dyn Fn(&str) + Sync),
) -> Model {
    let texts = corpus::corpus(releases);
    let letters: usize = texts.iter().map(|t| t.chars().count()).sum();
    let provenance = format!(
        "{provenance}\n{} releases, {letters} characters",
        texts.len()
    );
    say(&provenance);
    let halves: Vec<Vec<Recipe>> = match recipes {
        [first, rest @ ..] if !rest.is_empty() => vec![vec![*first], rest.to_vec()],
        all => vec![all.to_vec()],
    };
    let experts = std::thread::scope(|scope| {
        let threads: Vec<_> = halves
            .iter()
            .map(|half| {
                let texts = &texts;
                scope.spawn(move || -> Vec<(Channel, Expert)> {
                    half.iter()
                        .map(|r| (r.channel, train_expert(texts, r, say)))
                        .collect()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    Model::new(experts, provenance)
}

fn teach(channel: Channel, text: &str, rng: &mut Rng, sink: &mut Sink<'_>) {
    match channel {
        Channel::Drop => lost::teach(text, rng, sink),
        Channel::Space => spaces::teach(text, rng, sink),
        Channel::Runs => breaks::teach(text, rng, sink),
        Channel::Mojibake => marks::teach(text, rng, sink),
    }
}

fn train_expert(texts: &[String], recipe: &Recipe, say: &(dyn Fn(&str) + Sync)) -> Expert {
    let held = |i: usize| i % HELD_OUT == 7;
    let learnt: Vec<&String> = (0..)
        .zip(texts)
        .filter(|(i, _)| !held(*i))
        .map(|(_, t)| t)
        .collect();
    let kept_back: Vec<&String> = (0..)
        .zip(texts)
        .filter(|(i, _)| held(*i))
        .map(|(_, t)| t)
        .collect();
    let mut rng = Rng::new(recipe.channel as u64 + 1);

    let strings = survey::strings(&learnt, recipe, &mut rng);
    let keys = survey::features(&learnt, recipe, &mut rng, say);
    say(&format!(
        "{:?}: {} rows, {} strings",
        recipe.channel,
        keys.len(),
        strings.len()
    ));
    let mut learner = Learner::new(keys, strings, recipe);
    let mut order: Vec<&String> = learnt;
    let steps = (recipe.epochs + recipe.polish) as f32;
    for epoch in 0..recipe.epochs + recipe.polish {
        if epoch == recipe.epochs {
            learner.prune(recipe.kept);
            learner.packed = true;
            learner.dropout = recipe.dropout[1];
        }
        shuffle(&mut order, &mut rng);
        let trust = if epoch == 0 { 1.0 } else { recipe.trust };
        let (mut loss, mut n) = (0.0f64, 0u64);
        for (i, text) in order.iter().enumerate() {
            let done = (epoch as f32 + i as f32 / order.len() as f32) / steps;
            let rate = recipe.rate * (1.0 - done).max(0.02);
            let mut noise = Rng::new(rng.below(usize::MAX) as u64);
            teach(recipe.channel, text, &mut rng, &mut |keys, truth| {
                loss += f64::from(learner.step(keys, truth, rate, trust, &mut noise));
                n += 1;
            });
            if done >= NOTED_FROM && i % NOTED_EACH == 0 {
                learner.note();
            }
        }
        // Told of the texts that are not learnt from as well: where that one rises, the passes are too many.
        let (mut unseen, mut m) = (0.0f64, 0u64);
        let mut same = Rng::new(1);
        for text in &kept_back {
            teach(recipe.channel, text, &mut same, &mut |keys, truth| {
                unseen += f64::from(learner.loss(keys, truth));
                m += 1;
            });
        }
        say(&format!(
            "{:?}: epoch {epoch}: {n} places, loss {:.5}, held out {:.5}",
            recipe.channel,
            loss / n as f64,
            unseen / m as f64
        ));
    }
    learner.settle();
    let (net, strings) = learner.finish();
    let expert = Expert::new(net, strings, Vec::new());
    calibrate::calibrate(expert, &kept_back, recipe, &mut rng, say)
}

fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for i in (1..items.len()).rev() {
        items.swap(i, rng.below(i + 1));
    }
}
