//! From spans of the working text to mentions of the record.

use std::collections::BTreeMap;

use crate::record::{Amount, DateFact, Field, Mention, Quote};
use crate::release::{AmountMention, DateMention, QuoteMention, TokenizedRelease};
use crate::text::{CharIndex, Mapped, Span};

/// Where spans of a release's working text stand for the reader.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    head: usize,
    chars: CharIndex<'a>,
    /// From the repaired text to the clean one.
    repaired: &'a Mapped,
    /// From the clean text to the source.
    clean: &'a Mapped,
}

impl<'a> Places<'a> {
    /// For one release.
    pub fn new(release: &'a TokenizedRelease) -> Self {
        Self {
            text: &release.text,
            head: release.head,
            chars: CharIndex::new(&release.text),
            repaired: &release.repaired.text,
            clean: &release.repaired.clean.text,
        }
    }

    /// The words that `span` covers.
    pub fn get(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The mention at `span`.
    pub fn mention(&self, span: Span) -> Mention {
        let text = self.get(span).to_owned();
        let (start, end) = (self.chars.chars(span.start), self.chars.chars(span.end));
        if span.start < self.head {
            // A headline given apart stands nowhere in the source text: its offsets are those in itself.
            return Mention {
                text,
                field: Field::Title,
                start,
                end,
                source_start: span.start,
                source_end: span.end,
            };
        }
        let before = self.chars.chars(self.head);
        let inside = Span::new(span.start - self.head, span.end - self.head);
        let source = self.clean.map.origin(self.repaired.map.origin(inside));
        Mention {
            text,
            field: Field::Text,
            start: start - before,
            end: end - before,
            source_start: source.start,
            source_end: source.end,
        }
    }

    /// The code points of `text.clean` that `span` covers; it stands behind the headline.
    pub fn range(&self, span: Span) -> (usize, usize) {
        let before = self.chars.chars(self.head);
        let chars = |at: usize| self.chars.chars(at) - before;
        (chars(span.start), chars(span.end))
    }

    /// Where in `text.clean` stands what stood at byte `at` of the source, or would stand if it had not gone.
    pub fn place(&self, at: usize) -> usize {
        let at = self.repaired.map.place(self.clean.map.place(at));
        self.range(Span::new(self.head + at, self.head + at)).0
    }

    /// The mentions at `spans`: those of the headline only where there is no other.
    pub fn mentions(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Mention> {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort();
        spans.dedup();
        if spans.iter().any(|s| s.start >= self.head) {
            spans.retain(|s| s.start >= self.head);
        }
        spans.into_iter().map(|s| self.mention(s)).collect()
    }
}

/// First day, last day, value: what dates are sorted by.
type When = (Option<String>, Option<String>, String);

/// Dates by value, in order of time.
pub(super) fn dates(found: &[DateMention], places: &Places<'_>) -> Vec<DateFact> {
    let mut by_value: BTreeMap<When, Vec<&DateMention>> = BTreeMap::new();
    for mention in found {
        let value = &mention.value;
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
        by_value
            .entry((
                day(value.first_day()),
                day(value.last_day()),
                value.to_string(),
            ))
            .or_default()
            .push(mention);
    }
    by_value
        .into_iter()
        .filter_map(|((start, end, value), mentions)| {
            let first = mentions.first()?;
            Some(DateFact {
                value,
                start,
                end,
                precision: first.value.precision(),
                role: mentions.iter().find_map(|m| m.role),
                confidence: best(mentions.iter().map(|m| m.confidence)),
                mentions: places.mentions(mentions.iter().map(|m| m.span)),
            })
        })
        .collect()
}

/// Amounts by unit and value, in order of their first mention.
pub(super) fn amounts(found: &[AmountMention], places: &Places<'_>) -> Vec<Amount> {
    let mut facts: Vec<(f64, &str, Vec<&AmountMention>)> = Vec::new();
    for mention in found {
        match facts
            .iter_mut()
            .find(|(value, unit, _)| *value == mention.value && *unit == mention.unit)
        {
            Some((_, _, mentions)) => mentions.push(mention),
            None => facts.push((mention.value, mention.unit, vec![mention])),
        }
    }
    facts
        .into_iter()
        .map(|(value, unit, mentions)| Amount {
            value,
            unit: unit.to_owned(),
            confidence: best(mentions.iter().map(|m| m.confidence)),
            mentions: places.mentions(mentions.iter().map(|m| m.span)),
        })
        .collect()
}

/// Quotes in order.
pub(super) fn quotes(found: &[QuoteMention], places: &Places<'_>) -> Vec<Quote> {
    found
        .iter()
        .map(|quote| Quote {
            speaker: quote.speaker.clone(),
            text: places.get(quote.span).to_owned(),
            mentions: vec![places.mention(quote.span)],
        })
        .collect()
}

/// The highest confidence, two decimals.
pub(super) fn best(confidences: impl Iterator<Item = f64>) -> f64 {
    (confidences.fold(0.0, f64::max) * 100.0).round() / 100.0
}
