//! The figures as a person and as a program reads them.

use std::fmt::Write;

use super::score::Scores;

/// One line per fact that was missed or is spurious.
pub(super) fn errors(scores: &Scores, out: &mut String) {
    for lapse in &scores.lapses {
        let (release, kind, label) = (&lapse.release, lapse.kind, &lapse.label);
        // Writing to a string cannot fail.
        let _ = if lapse.missed {
            writeln!(out, "{release}\t{kind}\tmissed\t{label}\t{:?}", lapse.text)
        } else {
            writeln!(out, "{release}\t{kind}\tspurious\t{label}")
        };
    }
}

/// The table, and all of it once more as a JSON object in the last line.
pub(super) fn figures(scores: &Scores, out: &mut String) {
    let mut json = format!(
        "{{\"documents\": {}, \"documents_missing\": {}",
        scores.releases, scores.without_prediction
    );
    for (kind, count) in &scores.counts {
        // Nothing was compared, so there is nothing to say.
        if scores.releases == 0 {
            continue;
        }
        let (p, r, f) = (count.precision(), count.recall(), count.f1());
        let _ = writeln!(
            out,
            "{kind:14} P {p:.3}  R {r:.3}  F1 {f:.3}   ({} matched, {} predicted, {} gold)",
            count.matched, count.predicted, count.gold
        );
        let _ = write!(
            json,
            ", \"{kind}\": {{\"precision\": {}, \"recall\": {}, \"f1\": {}, \"gold\": {}, \"predicted\": {}}}",
            rounded(p),
            rounded(r),
            rounded(f),
            count.gold,
            count.predicted
        );
    }
    for (name, (right, all)) in &scores.attributes {
        let share = *right as f64 / (*all).max(1) as f64;
        let _ = writeln!(out, "{name:20} {right}/{all} = {share:.3}");
        let _ = write!(json, ", \"{name}\": {}", rounded(share));
    }
    if scores.without_prediction > 0 {
        let _ = writeln!(
            out,
            "no prediction for {} documents",
            scores.without_prediction
        );
    }
    let _ = writeln!(out, "{json}}}");
}

/// To four digits, without zeros at the end but for one behind the point.
fn rounded(value: f64) -> String {
    let fixed = format!("{value:.4}");
    let short = fixed.trim_end_matches('0');
    if short.ends_with('.') {
        format!("{short}0")
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded() {
        assert_eq!(rounded(1.0), "1.0");
        assert_eq!(rounded(0.0), "0.0");
        assert_eq!(rounded(2.0 / 3.0), "0.6667");
        assert_eq!(rounded(0.5), "0.5");
    }
}
