//! Trains the repair model from whole releases: damages them, learns to tell what was lost, prunes and quantises.
//!
//! Same texts in the same order give the same bytes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::channels::{Sink, breaks, lost, marks, spaces};
use super::damage::{Channel, Damage};
use super::garble::Rng;
use super::model::net::{Index, LEAK, Net, sigmoid, softmax};
use super::model::{Expert, Model, Scratch};

/// How to train one channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The channel.
    pub channel: Channel,
    /// Width of an embedding; a multiple of four.
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
    /// Share of features left out at each step, so that none is leant on alone.
    pub dropout: f32,
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
        dim: 32,
        rows: 1_500_000,
        kept: 190_000,
        epochs: 6,
        polish: 2,
        rate: 0.05,
        dropout: 0.1,
        trust: 1.0,
        strings: 12,
    },
    Recipe {
        channel: Channel::Space,
        dim: 16,
        rows: 1_500_000,
        kept: 170_000,
        epochs: 2,
        polish: 1,
        rate: 0.05,
        dropout: 0.1,
        trust: 1.0,
        strings: 0,
    },
    Recipe {
        channel: Channel::Runs,
        dim: 16,
        rows: 400_000,
        kept: 40_000,
        epochs: 4,
        polish: 1,
        rate: 0.05,
        dropout: 0.1,
        trust: 0.8,
        strings: 0,
    },
    Recipe {
        channel: Channel::Mojibake,
        dim: 16,
        rows: 300_000,
        kept: 30_000,
        epochs: 6,
        polish: 2,
        rate: 0.05,
        dropout: 0.1,
        trust: 1.0,
        strings: 1,
    },
];

/// Of how many texts one is held out to calibrate on.
const HELD_OUT: usize = 12;

/// Trains a model with `recipes` on `releases` (one text each), one thread per two channels.
/// `say` hears of progress.
pub fn train(
    releases: &[String],
    recipes: &[Recipe],
    provenance: &str,
    say: &(dyn Fn(&str) + Sync),
) -> Model {
    let texts = corpus(releases);
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
            .flat_map(|t| t.join().unwrap_or_default())
            .collect()
    });
    Model::new(experts, provenance)
}

/// Lines of at least this many characters are learnt from.
const LINE: usize = 12;
/// Characters learnt from one release, so that a long annex does not outweigh all else.
const RELEASE: usize = 16_000;

/// The lines of the releases that are worth learning from, each once: one space between words, one line break
/// between lines.
fn corpus(releases: &[String]) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut texts = Vec::with_capacity(releases.len());
    for release in releases {
        let mut text = String::new();
        let mut letters = 0;
        for line in release.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let (mut all, mut hangul) = (0, 0);
            for c in line.chars() {
                all += 1;
                hangul += usize::from(crate::text::hangul::is_syllable(c));
            }
            if all < LINE || hangul * 3 < all || line.contains(['ȃ', 'ȇ']) || seen.contains(&line)
            {
                continue;
            }
            if letters + all > RELEASE {
                break;
            }
            letters += all;
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
            seen.insert(line);
        }
        // Texts that were hit themselves teach the wrong thing.
        let damage = Damage::of(&text);
        if letters > 100 && !damage.is(Channel::Drop) && !damage.is(Channel::Space) {
            texts.push(text);
        }
    }
    texts
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

    let (keys, strings) = survey(&learnt, recipe, &mut rng);
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
        }
        shuffle(&mut order, &mut rng);
        let trust = if epoch == 0 { 1.0 } else { recipe.trust };
        let (mut loss, mut n) = (0.0f64, 0u64);
        for (i, text) in (0..).zip(&order) {
            let done = (epoch as f32 + i as f32 / order.len() as f32) / steps;
            let rate = recipe.rate * (1.0 - done).max(0.02);
            let mut noise = Rng::new(rng.below(usize::MAX) as u64);
            teach(recipe.channel, text, &mut rng, &mut |keys, truth| {
                loss += f64::from(learner.step(keys, truth, rate, trust, &mut noise));
                n += 1;
            });
        }
        say(&format!(
            "{:?}: epoch {epoch}: {n} places, loss {:.5}",
            recipe.channel,
            loss / n as f64
        ));
    }
    let (net, strings) = learner.finish();
    let expert = Expert::new(net, strings, Vec::new());
    calibrate(expert, &kept_back, recipe, &mut rng, say)
}

fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for i in (1..items.len()).rev() {
        items.swap(i, rng.below(i + 1));
    }
}

/// The commonest features and the strings that are lost often enough.
fn survey(texts: &[&String], recipe: &Recipe, rng: &mut Rng) -> (Vec<u32>, Vec<String>) {
    let mut counts: HashMap<u32, u32, BuildHasherDefault<KeyHasher>> = HashMap::default();
    let mut strings: BTreeMap<String, u32> = BTreeMap::new();
    // Counted in two steps, so that the many features that are seen once need no entry.
    let mut once = vec![0u64; 1 << 20];
    for text in texts {
        teach(recipe.channel, text, rng, &mut |keys, truth| {
            if !truth.is_empty() && recipe.strings > 0 {
                *strings.entry(truth.to_owned()).or_default() += 1;
            }
            for key in keys {
                let bit = (key.wrapping_mul(0x9E37_79B1) >> 6) as usize;
                match once.get_mut(bit >> 6) {
                    Some(word) if *word >> (bit & 63) & 1 == 0 => *word |= 1 << (bit & 63),
                    _ => *counts.entry(*key).or_default() += 1,
                }
            }
        });
    }
    let mut keys: Vec<(u32, u32)> = counts.into_iter().map(|(k, n)| (n, k)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.truncate(recipe.rows);
    let mut keys: Vec<u32> = keys.into_iter().map(|(_, k)| k).collect();
    keys.sort_unstable();
    let strings = strings
        .into_iter()
        .filter(|(_, n)| *n >= recipe.strings.max(1))
        .map(|(s, _)| s)
        .collect();
    (keys, strings)
}

/// Keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|b| self.0 = self.0 << 8 ^ u64::from(*b));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// The weights under training. Steps by AdaGrad (Duchi, Hazan and Singer, 2011), one step size per row.
struct Learner {
    dim: usize,
    dropout: f32,
    places: Index,
    keys: Vec<u32>,
    rows: Vec<f32>,
    row_steps: Vec<f32>,
    /// How often each row was read.
    reads: Vec<u32>,
    head: Head,
    strings: Vec<String>,
    ids: HashMap<String, usize>,
    found: Vec<u32>,
    hidden: Vec<f32>,
    slope: Vec<f32>,
    scores: Vec<f32>,
}

/// The dense weights, each with the sum of its squared slopes.
struct Head {
    bias: Vec<[f32; 2]>,
    hit: Vec<[f32; 2]>,
    what: Vec<[f32; 2]>,
}

fn move_weight(weight: &mut [f32; 2], slope: f32, rate: f32) {
    weight[1] += slope * slope;
    weight[0] -= rate * slope / weight[1].sqrt();
}

impl Learner {
    fn new(keys: Vec<u32>, strings: Vec<String>, recipe: &Recipe) -> Self {
        let dim = recipe.dim;
        let mut rng = Rng::new(99);
        let mut small = |n: usize, size: f32| -> Vec<f32> {
            (0..n)
                .map(|_| (rng.unit() as f32 - 0.5) * 2.0 * size)
                .collect()
        };
        let rows = small(keys.len() * dim, 0.02);
        let started = |v: Vec<f32>| v.into_iter().map(|w| [w, 1e-3]).collect::<Vec<_>>();
        let head = Head {
            bias: started(vec![0.0; dim]),
            hit: started(small(dim + 1, 0.3)),
            what: started(small((dim + 1) * strings.len(), 0.3)),
        };
        Self {
            dim,
            dropout: recipe.dropout,
            places: Index::new(&keys),
            row_steps: vec![1e-4; keys.len()],
            reads: vec![0; keys.len()],
            keys,
            rows,
            head,
            ids: strings.iter().cloned().zip(0..).collect(),
            strings,
            found: Vec::new(),
            hidden: vec![0.0; dim],
            slope: vec![0.0; dim],
            scores: Vec::new(),
        }
    }

    /// Learns from one place; gives the loss before.
    fn step(&mut self, keys: &[u32], truth: &str, rate: f32, trust: f32, noise: &mut Rng) -> f32 {
        let dim = self.dim;
        self.found.clear();
        for key in keys {
            if let Some(row) = self.places.find(*key)
                && (self.dropout == 0.0 || !noise.chance(f64::from(self.dropout)))
            {
                self.found.push(row);
            }
        }
        for (h, b) in self.hidden.iter_mut().zip(&self.head.bias) {
            *h = b[0];
        }
        // What is left out in training is there later: the sums are made as large as they will be then.
        let grow = 1.0 / (1.0 - self.dropout);
        for row in &self.found {
            let start = *row as usize * dim;
            if let Some(row) = self.rows.get(start..start + dim) {
                for (h, v) in self.hidden.iter_mut().zip(row) {
                    *h += v * grow;
                }
            }
        }
        for h in &mut self.hidden {
            if *h < 0.0 {
                *h *= LEAK;
            }
        }
        self.slope.fill(0.0);
        let hit = f32::from(u8::from(!truth.is_empty()));
        let p = sigmoid(dot(&self.head.hit, &self.hidden));
        let mut loss = -(if truth.is_empty() { 1.0 - p } else { p }).max(1e-7).ln();
        if truth.is_empty() && p > trust {
            return loss;
        }
        pull(
            &mut self.head.hit,
            &self.hidden,
            &mut self.slope,
            p - hit,
            rate,
        );
        if !truth.is_empty()
            && let Some(&id) = self.ids.get(truth)
        {
            let hidden = &self.hidden;
            self.scores.clear();
            self.scores
                .extend(self.head.what.chunks_exact(dim + 1).map(|w| dot(w, hidden)));
            softmax(&mut self.scores);
            loss -= self.scores.get(id).copied().unwrap_or(0.0).max(1e-7).ln();
            for ((i, w), p) in (0..)
                .zip(self.head.what.chunks_exact_mut(dim + 1))
                .zip(&self.scores)
            {
                let d = p - f32::from(u8::from(i == id));
                // Strings that are out of the question learn nothing here.
                if d.abs() > 1e-4 {
                    pull(w, &self.hidden, &mut self.slope, d, rate);
                }
            }
        }
        for (s, h) in self.slope.iter_mut().zip(&self.hidden) {
            if *h < 0.0 {
                *s *= LEAK;
            }
        }
        for (b, s) in self.head.bias.iter_mut().zip(&self.slope) {
            move_weight(b, *s, rate);
        }
        let square = self.slope.iter().map(|s| s * s).sum::<f32>() / dim as f32;
        for row in &self.found {
            let row = *row as usize;
            let Some(steps) = self.row_steps.get_mut(row) else {
                continue;
            };
            *steps += square;
            let by = rate / steps.sqrt();
            if let Some(values) = self.rows.get_mut(row * dim..(row + 1) * dim) {
                for (v, s) in values.iter_mut().zip(&self.slope) {
                    *v -= by * s;
                }
            }
            if let Some(n) = self.reads.get_mut(row) {
                *n += 1;
            }
        }
        loss
    }

    /// Keeps the rows that move scores most: long ones that are read often.
    fn prune(&mut self, kept: usize) {
        let dim = self.dim;
        let mut worth: Vec<(f32, u32)> = (0..)
            .zip(self.rows.chunks_exact(dim).zip(&self.reads))
            .map(|(i, (row, reads))| {
                let length = row.iter().map(|v| v * v).sum::<f32>();
                (length * *reads as f32, i)
            })
            .collect();
        worth.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        worth.truncate(kept);
        let mut chosen: Vec<u32> = worth.into_iter().map(|(_, i)| i).collect();
        chosen.sort_unstable();
        let pick = |v: &[f32], width: usize| -> Vec<f32> {
            chosen
                .iter()
                .flat_map(|i| {
                    v.get(*i as usize * width..(*i as usize + 1) * width)
                        .unwrap_or(&[])
                })
                .copied()
                .collect()
        };
        self.rows = pick(&self.rows, dim);
        self.row_steps = pick(&self.row_steps, 1);
        self.keys = chosen
            .iter()
            .filter_map(|i| self.keys.get(*i as usize))
            .copied()
            .collect();
        self.reads = vec![0; self.keys.len()];
        self.places = Index::new(&self.keys);
    }

    /// The scorer with its rows in eight bits.
    fn finish(self) -> (Net, Vec<String>) {
        // One row in ten thousand values may be cut, so that the others keep their steps small.
        let mut sizes: Vec<f32> = self.rows.iter().map(|v| v.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let top = sizes.len().saturating_sub(1 + sizes.len() / 10_000);
        let scale = (sizes.get(top).copied().unwrap_or(1.0) / 127.0).max(1e-9);
        let plain = |v: &[[f32; 2]]| v.iter().map(|w| w[0]).collect::<Vec<f32>>();
        let net = Net {
            dim: self.dim,
            scale,
            rows: self
                .rows
                .iter()
                .map(|v| (v / scale).round().clamp(-127.0, 127.0) as i8)
                .collect(),
            keys: self.keys,
            bias: plain(&self.head.bias),
            hit: plain(&self.head.hit),
            what: plain(&self.head.what),
            index: Default::default(),
        };
        (net.indexed(), self.strings)
    }
}

fn dot(weights: &[[f32; 2]], x: &[f32]) -> f32 {
    let sum: f32 = weights.iter().zip(x).map(|(w, x)| w[0] * x).sum();
    sum + weights.get(x.len()).map_or(0.0, |w| w[0])
}

/// Moves `weights` down the slope `d` and adds what `x` should have moved to `slope`.
fn pull(weights: &mut [[f32; 2]], x: &[f32], slope: &mut [f32], d: f32, rate: f32) {
    let dim = x.len();
    for ((w, x), s) in weights.iter_mut().zip(x).zip(slope.iter_mut()) {
        *s += d * w[0];
        move_weight(w, d * x, rate);
    }
    if let Some(w) = weights.get_mut(dim) {
        move_weight(w, d, rate);
    }
}

/// Measures on held-out texts how often answers of each score are right, and makes the shares ascend
/// (isotonic regression by pooling adjacent violators: Ayer et al., 1955).
fn calibrate(
    expert: Expert,
    texts: &[&String],
    recipe: &Recipe,
    rng: &mut Rng,
    say: &(dyn Fn(&str) + Sync),
) -> Expert {
    let mut answers: Vec<(f32, bool)> = Vec::new();
    let (mut lost, mut scratch) = (0u64, Scratch::default());
    for text in texts {
        teach(recipe.channel, text, rng, &mut |keys, truth| {
            lost += u64::from(!truth.is_empty());
            scratch.keys.clear();
            scratch.keys.extend_from_slice(keys);
            if let Some((told, score)) = expert.score(&mut scratch, 0.0) {
                answers.push((
                    score,
                    !truth.is_empty() && (recipe.strings == 0 || told == truth),
                ));
            }
        });
    }
    answers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (made, right) = answers
        .iter()
        .filter(|a| a.0 >= 0.5)
        .fold((0u64, 0u64), |(n, r), a| (n + 1, r + u64::from(a.1)));
    say(&format!(
        "{:?}: held out: {lost} lost, {made} answers, {right} right: precision {:.4}, recall {:.4}",
        recipe.channel,
        right as f64 / made.max(1) as f64,
        right as f64 / lost.max(1) as f64
    ));
    Expert::new(expert.net, expert.strings, isotonic(&answers))
}

/// Knots of the calibration curve over `answers`, which ascend by score.
fn isotonic(answers: &[(f32, bool)]) -> Vec<[f32; 2]> {
    // Bins of equal score width above, where the decisions fall; all the small scores in the first.
    let mut pools: Vec<[f64; 3]> = Vec::new(); // sum of scores, right, count
    let mut bin = usize::MAX;
    for (score, right) in answers {
        let here = (score * 50.0) as usize;
        if here != bin || pools.is_empty() {
            pools.push([0.0; 3]);
            bin = here;
        }
        if let Some(p) = pools.last_mut() {
            p[0] += f64::from(*score);
            p[1] += f64::from(u8::from(*right));
            p[2] += 1.0;
        }
    }
    let mut out: Vec<[f64; 3]> = Vec::new();
    for pool in pools {
        out.push(pool);
        while let [.., a, b] = out.as_slice()
            && a[1] / a[2] >= b[1] / b[2]
        {
            let both = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
            out.truncate(out.len() - 2);
            out.push(both);
        }
    }
    out.iter()
        .map(|p| [(p[0] / p[2]) as f32, (p[1] / p[2]).clamp(0.0, 0.999) as f32])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::net::affine;
    use super::*;

    #[test]
    fn both_forms_of_the_affine_map_agree() {
        let weights = [[0.5, 0.0], [1.0, 0.0], [-1.0, 0.0], [2.0, 0.0], [0.25, 0.0]];
        let plain = [0.5, 1.0, -1.0, 2.0, 0.25];
        let x = [1.0, 2.0, 3.0, 4.0];
        assert!((dot(&weights, &x) - affine(&plain, &x)).abs() < 1e-6);
    }

    #[test]
    fn calibration_ascends() {
        let answers: Vec<(f32, bool)> = (0..1000)
            .map(|i| (i as f32 / 1000.0, i % 7 < i / 150))
            .collect();
        let knots = isotonic(&answers);
        assert!(
            knots
                .windows(2)
                .all(|w| w[0][0] < w[1][0] && w[0][1] <= w[1][1])
        );
    }
}
