//! How far scores can be trusted.

use super::{Recipe, teach};
use crate::repair::garble::Rng;
use crate::repair::model::{Expert, Scratch};

/// Measures on held-out texts how often answers of each score are right, and makes the shares ascend
/// (isotonic regression by pooling adjacent violators: Ayer et al., 1955).
pub(super) fn calibrate(
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
            if let Some((told, _, score)) = expert.score(&mut scratch, 0.0) {
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
    use super::*;

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
