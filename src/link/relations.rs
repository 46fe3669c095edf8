//! Who did what: an organisation and an agreement, event, plan or law in a sentence with a verb that says so.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::mentions::Places;
use super::organizations::Names;
use super::policies;
use crate::lexicon::{Cue, Cues};
use crate::record::{Person, Policy, PolicyKind, Relation, RelationKind};
use crate::release::{Findings, OrgMention, PolicyMention, TokenizedRelease};
use crate::text::{Span, is_alphanumeric};

/// The verbs that say what was done to which kinds of item.
const VERBS: [(Cue, RelationKind, &[PolicyKind]); 5] = [
    (Cue::Signed, RelationKind::Signed, &[PolicyKind::Agreement]),
    (Cue::Hosted, RelationKind::Hosted, &[PolicyKind::Event]),
    (Cue::Attended, RelationKind::Attended, &[PolicyKind::Event]),
    (
        Cue::Announced,
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Program, PolicyKind::Law],
    ),
    (
        Cue::Decided,
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Law],
    ),
];

/// The verb stands no further from what it is about than this many bytes.
const NEAR: usize = 120;
/// Bytes of the longest of those verbs.
const VERB: usize = 9;
/// What ends a sentence within its line.
const STOPS: [&str; 2] = [". ", "다."];
/// No sentence is read beyond this many bytes.
const LONGEST: usize = 1200;

/// Every relation that a single sentence states, each once.
pub(super) fn find(
    release: &TokenizedRelease,
    found: &Findings,
    people: &[Person],
    names: &Names<'_>,
    places: &Places<'_>,
    cues: &Cues,
) -> Vec<Relation> {
    let mut relations = Relations {
        text: &release.text,
        found,
        names,
        places,
        cues,
        seen: BTreeSet::new(),
        found_relations: Vec::new(),
    };
    for policy in &found.policies {
        relations.of_policy(policy);
    }
    relations.of_people(people);
    relations.found_relations
}

/// Relations on their way.
struct Relations<'a> {
    text: &'a str,
    found: &'a Findings,
    names: &'a Names<'a>,
    places: &'a Places<'a>,
    cues: &'a Cues,
    seen: BTreeSet<(RelationKind, String, String)>,
    found_relations: Vec<Relation>,
}

impl<'a> Relations<'a> {
    /// Who signed, held, attended or announced an item.
    fn of_policy(&mut self, policy: &PolicyMention) {
        if policy.kind == PolicyKind::Measure {
            return;
        }
        let sentence = sentence(self.text, policy.span);
        let after = Span::new(policy.span.end, sentence.end).of(self.text);
        let verb = VERBS
            .iter()
            .filter(|(_, _, kinds)| kinds.contains(&policy.kind))
            .filter_map(|(verbs, kind, _)| {
                let verbs = self.cues.of(*verbs).iter();
                let first = verbs.filter_map(|verb| near(after).find(verb)).min()?;
                Some((first, *kind))
            })
            .min_by_key(|(at, _)| *at)
            .filter(|(at, _)| *at <= NEAR);
        let Some((_, kind)) = verb else {
            return;
        };
        let object = policies::id(policy);
        let organizations = self.organizations(sentence, policy.span.start);
        for (i, org) in organizations.iter().enumerate() {
            let takes_part = match kind {
                RelationKind::Hosted | RelationKind::Announced => {
                    let between = Span::new(org.span.end, policy.span.start).of(self.text);
                    is_subject(between, self.cues) || i == 0 && opens(self.text, sentence, org.span)
                }
                _ => true,
            };
            if takes_part {
                self.add(kind, org, object.clone(), sentence);
            }
        }
    }

    /// Who gave whom a post.
    fn of_people(&mut self, people: &[Person]) {
        let found = self.found;
        for (i, person) in found.people.iter().enumerate() {
            let sentence = sentence(self.text, person.span);
            let end = found
                .people
                .get(i + 1)
                .map_or(sentence.end, |next| next.span.start.min(sentence.end));
            let after = Span::new(person.span.end, end.max(person.span.end)).of(self.text);
            let appointed = is_appointed(after, self.cues);
            let Some(object) = people.iter().find(|p| p.name == person.name) else {
                continue;
            };
            if !appointed {
                continue;
            }
            let organizations = self.organizations(sentence, person.span.start);
            let subject = organizations.iter().find(|org| {
                is_subject(
                    Span::new(org.span.end, person.span.start).of(self.text),
                    self.cues,
                ) || opens(self.text, sentence, org.span)
            });
            if let Some(subject) = subject {
                self.add(
                    RelationKind::Appointed,
                    subject,
                    object.id.clone(),
                    sentence,
                );
            }
        }
    }

    /// The organisations of a sentence that stand before byte `until`.
    fn organizations(&self, sentence: Span, until: usize) -> Vec<&'a OrgMention> {
        let all = &self.found.organizations;
        let first = all.partition_point(|o| o.span.start < sentence.start);
        (all.iter().skip(first))
            .take_while(|o| o.span.end <= until)
            .collect()
    }

    fn add(&mut self, kind: RelationKind, org: &OrgMention, object: String, sentence: Span) {
        let subject = self.names.of(&org.body).id;
        if !self.seen.insert((kind, subject.clone(), object.clone())) {
            return;
        }
        let dates = &self.found.dates;
        let first = dates.partition_point(|d| d.span.start < sentence.start);
        let date = dates
            .get(first)
            .filter(|d| sentence.contains(d.span))
            .map(|d| d.value.to_string());
        self.found_relations.push(Relation {
            kind,
            subject,
            object,
            date,
            evidence: self.places.mention(sentence),
        });
    }
}

/// As much of `text` as a verb is looked for in.
fn near(text: &str) -> &str {
    let mut ends = (NEAR + VERB)..text.len();
    ends.find_map(|end| text.get(..end)).unwrap_or(text)
}

/// Whether a person before `after` is given a post: as an object, or as the subject of the passive.
fn is_appointed(after: &str, cues: &Cues) -> bool {
    let verb = (cues.of(Cue::Appointed).iter())
        .filter_map(|verb| Some((near(after).find(verb)?, verb.len())))
        .filter(|(at, _)| *at <= NEAR)
        .min();
    let Some((at, length)) = verb else {
        return false;
    };
    let behind = after.get(at + length..).unwrap_or("");
    let passive = behind.starts_with(['되', '됐', '된']);
    let before = after.get(..at).unwrap_or("");
    !behind.starts_with(['식', '장']) && (passive || before.contains(['을', '를']))
}

/// Whether an organisation is what a sentence is about; `after` is what follows it.
///
/// It is where a particle of subjects comes, names of others with it, before what says that those only took part.
fn is_subject(after: &str, cues: &Cues) -> bool {
    let mut rest = after.trim_start();
    // 금융위원회(위원장 …)는
    if let Some(bracket) = rest.strip_prefix('(') {
        let Some((_, behind)) = bracket.split_once(')') else {
            return false;
        };
        rest = behind;
    }
    if rest.starts_with("와 함께") || rest.starts_with("과 함께") {
        return true;
    }
    let first = |cue| (cues.of(cue).iter()).filter_map(|w| rest.find(w)).min();
    // The list of joint subjects is short; a later subject is another clause's.
    match (first(Cue::SubjectParticles), first(Cue::JoinedIn)) {
        (Some(at), others) if at == 0 => others.is_none_or(|o| at < o),
        (Some(at), others) => {
            let listed =
                rest.starts_with([',', '·', 'ㆍ', '와', '과', '-']) || rest.starts_with("및");
            listed && at <= NEAR && others.is_none_or(|o| at < o)
        }
        (None, _) => false,
    }
}

/// Whether a sentence begins with an organisation and a comma, as headlines do.
fn opens(text: &str, sentence: Span, org: Span) -> bool {
    let lead = Span::new(sentence.start, org.start.max(sentence.start)).of(text);
    let lead = lead.trim_start_matches("제목:");
    let after = text.get(org.end..).unwrap_or("");
    !lead.chars().any(is_alphanumeric)
        && (after.starts_with([',', '-', '·', ' ']) || after.starts_with('('))
}

/// The parties and dates of agreements and events, from their relations.
pub(super) fn attach(mut policies: Vec<Policy>, relations: &[Relation]) -> Vec<Policy> {
    let mut by_object: HashMap<&str, Vec<&Relation>> = HashMap::new();
    for relation in relations {
        by_object
            .entry(&relation.object)
            .or_default()
            .push(relation);
    }
    for policy in &mut policies {
        for relation in by_object.get(policy.id.as_str()).into_iter().flatten() {
            let takes_part = matches!(policy.kind, PolicyKind::Agreement | PolicyKind::Event);
            if takes_part && !policy.parties.contains(&relation.subject) {
                policy.parties.push(relation.subject.clone());
            }
            if let Some(date) = &relation.date
                && !policy.dates.contains(date)
            {
                policy.dates.push(date.clone());
            }
        }
    }
    policies
}

/// The sentence around `span`: between full stops or line breaks.
fn sentence(text: &str, span: Span) -> Span {
    let from = span.start.saturating_sub(LONGEST);
    let from = (from..=span.start)
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(span.start);
    let before = Span::new(from, span.start).of(text);
    let line = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let in_line = before.get(line..).unwrap_or("");
    let start = STOPS
        .iter()
        .filter_map(|stop| in_line.rfind(stop).map(|at| line + at + stop.len()))
        .max()
        .unwrap_or(line);
    let to = (span.end + LONGEST).min(text.len());
    let to = (span.end..=to)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(span.end);
    let after = Span::new(span.end, to).of(text);
    let line = memchr::memchr(b'\n', after.as_bytes()).map_or(after.len(), |at| at + 1);
    let in_line = after.get(..line).unwrap_or("");
    let end = STOPS
        .iter()
        .filter_map(|stop| in_line.find(stop).map(|at| at + stop.len()))
        .min()
        .unwrap_or(line);
    let whole = Span::new(from + start, span.end + end);
    let text = whole.of(text);
    let lead = text.len() - text.trim_start().len();
    Span::new(whole.start + lead, whole.start + text.trim_end().len())
}
