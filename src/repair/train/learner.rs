//! The scorer under training.

use hashbrown::HashMap;

use super::Recipe;
use super::keys::KeyMap;
use crate::repair::garble::Rng;
use crate::repair::model::net::{Heads, LEAK, Net, sigmoid, softmax};
use crate::repair::model::rows::{packed, unit};

/// The weights under training. Steps by AdaGrad (Duchi, Hazan and Singer, 2011), one step size per row.
pub(super) struct Learner {
    dim: usize,
    pub dropout: f32,
    /// Whether rows are read as they will be once they are packed, so that what that takes from them is made up for.
    /// They still learn as they are (Courbariaux, Bengio and David, "BinaryConnect", 2015).
    pub packed: bool,
    places: KeyMap<u32>,
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
    /// How often the weights were noted, and their sums.
    noted: Option<(u32, Vec<f32>)>,
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
    pub fn new(keys: Vec<u32>, strings: Vec<String>, recipe: &Recipe) -> Self {
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
            dropout: recipe.dropout[0],
            packed: false,
            places: index(&keys),
            row_steps: vec![recipe.calm; keys.len()],
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
            noted: None,
        }
    }

    /// The hidden layer over the features `keys`, each left out with the learner's dropout where there is `noise`.
    fn read(&mut self, keys: &[u32], noise: Option<&mut Rng>) {
        let dim = self.dim;
        self.found.clear();
        let (places, found) = (&self.places, &mut self.found);
        // What is left out in training is there later: the sums are made as large as they will be then.
        let mut grow = 1.0;
        match noise {
            Some(noise) if self.dropout > 0.0 => {
                grow = 1.0 / (1.0 - self.dropout);
                let out = f64::from(self.dropout);
                let kept = keys.iter().filter(|_| !noise.chance(out));
                found.extend(kept.filter_map(|key| places.get(key).copied()));
            }
            _ => found.extend(keys.iter().filter_map(|key| places.get(key).copied())),
        }
        for (h, b) in self.hidden.iter_mut().zip(&self.head.bias) {
            *h = b[0];
        }
        for row in &self.found {
            let start = *row as usize * dim;
            if let Some(row) = self.rows.get(start..start + dim) {
                let hidden = self.hidden.iter_mut().zip(row);
                match self.packed {
                    true => {
                        let unit = unit(row);
                        hidden.for_each(|(h, v)| *h += packed(*v, unit) * grow);
                    }
                    false => hidden.for_each(|(h, v)| *h += v * grow),
                }
            }
        }
        for h in &mut self.hidden {
            if *h < 0.0 {
                *h *= LEAK;
            }
        }
    }

    /// Probability that something was lost, by the hidden layer.
    fn hit(&self) -> f32 {
        sigmoid(dot(&self.head.hit, &self.hidden))
    }

    /// Probabilities of the strings into `scores`.
    fn what(&mut self) {
        let hidden = &self.hidden;
        self.scores.clear();
        self.scores.extend(
            self.head
                .what
                .chunks_exact(hidden.len() + 1)
                .map(|w| dot(w, hidden)),
        );
        softmax(&mut self.scores);
    }

    /// The loss at a place that is not learnt from.
    pub fn loss(&mut self, keys: &[u32], truth: &str) -> f32 {
        self.read(keys, None);
        let p = self.hit();
        let mut loss = log_loss(if truth.is_empty() { 1.0 - p } else { p });
        if let Some(&id) = self.ids.get(truth) {
            self.what();
            loss += log_loss(self.scores.get(id).copied().unwrap_or(0.0));
        }
        loss
    }

    /// Learns from one place; gives the loss before.
    pub fn step(
        &mut self,
        keys: &[u32],
        truth: &str,
        rate: f32,
        trust: f32,
        noise: &mut Rng,
    ) -> f32 {
        let dim = self.dim;
        self.read(keys, Some(noise));
        let hit = f32::from(u8::from(!truth.is_empty()));
        let p = self.hit();
        let mut loss = log_loss(if truth.is_empty() { 1.0 - p } else { p });
        if truth.is_empty() && p > trust {
            return loss;
        }
        self.slope.fill(0.0);
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
            self.what();
            loss += log_loss(self.scores.get(id).copied().unwrap_or(0.0));
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

    /// Keeps the rows that move scores most: long ones that are read often. What is read twice as often gains less than
    /// twice as much, since it goes with more of other rows that tell the same.
    pub fn prune(&mut self, kept: usize) {
        let dim = self.dim;
        let mut worth: Vec<(f32, u32)> = (0..)
            .zip(self.rows.chunks_exact(dim).zip(&self.reads))
            .map(|(i, (row, reads))| {
                let length = row.iter().map(|v| v * v).sum::<f32>();
                (length * (*reads as f32).powf(0.75), i)
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
        self.places = index(&self.keys);
    }

    /// Adds the weights as they are now to those that [`Self::settle`] takes the mean of.
    pub fn note(&mut self) {
        let weights = self.weights();
        let mean = self
            .noted
            .get_or_insert_with(|| (0, vec![0.0; weights.len()]));
        mean.0 += 1;
        for (sum, w) in mean.1.iter_mut().zip(weights) {
            *sum += w;
        }
    }

    /// Makes the weights the mean of those noted (Izmailov et al., "Averaging Weights Leads to Wider Optima", 2018).
    pub fn settle(&mut self) {
        let Some((n, sums)) = self.noted.take() else {
            return;
        };
        let dense = [&mut self.head.bias, &mut self.head.hit, &mut self.head.what];
        let dense = dense.into_iter().flatten().map(|w| &mut w[0]);
        for (w, sum) in self.rows.iter_mut().chain(dense).zip(sums) {
            *w = sum / n as f32;
        }
    }

    fn weights(&self) -> Vec<f32> {
        let dense = [&self.head.bias, &self.head.hit, &self.head.what];
        let dense = dense.into_iter().flatten().map(|w| w[0]);
        self.rows.iter().copied().chain(dense).collect()
    }

    /// The scorer, packed.
    pub fn finish(self) -> (Net, Vec<String>) {
        let plain = |v: &[[f32; 2]]| v.iter().map(|w| w[0]).collect::<Vec<f32>>();
        let heads = Heads {
            bias: plain(&self.head.bias),
            hit: plain(&self.head.hit),
            what: plain(&self.head.what),
        };
        let net = Net::pack(self.dim, &self.keys, &self.rows, heads);
        (net, self.strings)
    }
}

fn index(keys: &[u32]) -> KeyMap<u32> {
    keys.iter().copied().zip(0..).collect()
}

fn log_loss(p: f32) -> f32 {
    -p.max(1e-7).ln()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::model::net::affine;

    #[test]
    fn both_forms_of_the_affine_map_agree() {
        let weights = [[0.5, 0.0], [1.0, 0.0], [-1.0, 0.0], [2.0, 0.0], [0.25, 0.0]];
        let plain = [0.5, 1.0, -1.0, 2.0, 0.25];
        let x = [1.0, 2.0, 3.0, 4.0];
        assert!((dot(&weights, &x) - affine(&plain, &x)).abs() < 1e-6);
    }
}
