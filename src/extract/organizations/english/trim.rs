//! Where the name of a body begins and ends in a run of capitalised words, and beyond it.

use super::is_head;
use crate::extract::{Document, titlecase};
use crate::lexicon::{Cue, Lexicon, is_english_word};
use crate::text::{Span, bracketed, head};

/// A run without what is no part of the name of a body: who holds a post in it, verbs of headlines, words of a form.
pub(super) fn trimmed<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    // The …, How the ….
    let opens = |w: &&Span| doc.cue(Cue::EnglishOpeners).has(doc.get(**w)) || doc.get(**w) == "the";
    let opening = run.iter().take_while(opens).count();
    let run = run.get(opening..).unwrap_or(&[]);
    let run = behind_verb(doc, behind_name(doc, run, lexicon));
    before_post(doc, bare(doc, run, lexicon), lexicon)
}

/// A run behind who is of the body: `Kim Yeonhee of the | Urban Economy Division`.
fn behind_name<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    let word = |at: usize| run.get(at).map_or("", |w| doc.get(*w));
    let named = lexicon.names.is_romanised_surname(word(0));
    let of = (2..=3).find(|at| named && word(*at) == "of" && word(at + 1) == "the");
    of.and_then(|at| run.get(at + 2..)).unwrap_or(run)
}

/// A run behind the verb of a headline: `FSS Launches | Task Force to …`.
fn behind_verb<'a>(doc: &Document<'_>, run: &'a [Span]) -> &'a [Span] {
    let verb = (run.iter()).rposition(|w| titlecase::is_headline_verb(doc, doc.get(*w)));
    verb.and_then(|at| run.get(at + 1..)).unwrap_or(run)
}

/// A run without the words of a masthead or a form around the name: `Ministry of … Press Release`, `Division … Division
/// Date`.
fn bare<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    let head = |word: &Span| is_head(doc, *word, lexicon);
    let label = |w: &&Span| doc.cue(Cue::EnglishMastheads).has(doc.get(**w));
    let labels = run.iter().take_while(label).count();
    let run = run.get(labels..).unwrap_or(&[]);
    let upto = run
        .iter()
        .position(|w| doc.cue(Cue::EnglishMastheads).has(doc.get(*w)))
        .unwrap_or(run.len());
    let run = run.get(..upto).unwrap_or(run);
    match run {
        // A label of the form that the name itself repeats.
        [first, rest @ ..]
            if head(first) && rest.last().is_some_and(|l| doc.get(*l) == doc.get(*first)) =>
        {
            rest
        }
        _ => run,
    }
}

/// A run up to the post of someone in it: `Riyadh Chamber of Commerce and Industry | Chairman Ajlan Al Ajlan`.
fn before_post<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    let capital = |at: usize| {
        run.get(at)
            .is_some_and(|w| doc.get(*w).starts_with(char::is_uppercase))
    };
    let post = |at: usize, words: usize| {
        let span = run.get(at).zip(run.get(at + words - 1));
        span.is_some_and(|(first, last)| {
            lexicon
                .titles
                .english(doc.get(first.cover(*last)))
                .is_some()
                && capital(at + words)
        })
    };
    let cut = (2..run.len()).find(|at| capital(at - 1) && (post(*at, 2) || post(*at, 1)));
    cut.and_then(|at| run.get(..at)).unwrap_or(run)
}

/// A run behind the post whose office it names: `Deputy Director of the | Knowledge Sharing Division`.
pub(super) fn after_post<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    let Some(of) = run.iter().position(|w| doc.get(*w) == "of") else {
        return run;
    };
    // Secretary-General of Ministry of Tourism.
    let head = |word: &Span| is_head(doc, *word, lexicon);
    let whose = run.get(of + 1).is_some_and(head);
    // Chairman Kwon Hyuck-jin of the Korea Paper Industry Cooperative.
    let held = (run.first().zip(run.last())).is_some_and(|(first, last)| {
        let posts = (1..=POST).filter_map(|words| run.get(words - 1));
        let mut posts = posts.map(|last| doc.get(first.cover(*last)));
        posts.any(|post| titlecase::is_post(doc, post, lexicon)) && head(last)
    });
    let post = (run
        .first()
        .zip(of.checked_sub(1).and_then(|last| run.get(last))))
    .map(|(first, last)| doc.get(first.cover(*last)));
    let post = post.is_some_and(|post| titlecase::is_post(doc, post, lexicon));
    let the = usize::from(run.get(of + 1).is_some_and(|w| doc.get(*w) == "the"));
    // President of the Sudo Institute of Cultural Heritage.
    let inside = the > 0
        && run
            .get(of + 2..)
            .is_some_and(|rest| rest.iter().skip(1).any(head));
    if !(post && (of > 1 || whose || inside) || held && of > 1) {
        return run;
    }
    run.get(of + 1 + the..)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(run)
}

/// Words of a post before the name of who holds it, at most.
const POST: usize = 3;

/// The whole name of a ministry of several fields: `Ministry of Environment|, Green Development and Tourism`.
pub(super) fn ministry(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Span {
    let rest = head(doc.text, span.end, 3 * FIELDS);
    let fields = rest.split(['.', ';', '(', '\n', ':']).next().unwrap_or("");
    let Some((listed, last)) = fields
        .strip_prefix(", ")
        .and_then(|f| f.split_once(" and "))
    else {
        return span;
    };
    let named = |words: &str| {
        words.split([',', ' ']).filter(|w| !w.is_empty()).all(|w| {
            w.starts_with(|c: char| c.is_ascii_uppercase())
                && w.chars().any(|c| c.is_ascii_lowercase())
                && lexicon.heads.organization(w).is_none()
        })
    };
    // Ministry of Climate, Energy and Environment, Together with …: no field follows the last.
    let last = last.split_inclusive(',').next().unwrap_or("");
    let end = last
        .split(' ')
        .take_while(|w| w.starts_with(|c: char| c.is_ascii_uppercase()) && named(w))
        .map(|w| w.len() + 1)
        .sum::<usize>();
    if end == 0 || listed.len() > FIELDS || !named(listed) {
        return span;
    }
    let len = ", ".len() + listed.len() + " and ".len() + end - 1;
    let name = rest
        .get(..len)
        .unwrap_or("")
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    Span::new(span.start, span.end + name.len())
}

/// Bytes of the fields of a ministry before the last one, at most.
const FIELDS: usize = 60;

/// A unit with the field before the comma in its name, where that begins a line or stands behind a post: `Advanced
/// Equipment, | Materials and Seeds Division`.
pub(super) fn fields_before(
    doc: &Document<'_>,
    span: Span,
    placed: bool,
    lexicon: &Lexicon,
) -> Span {
    let line = doc
        .line_start(span.start)
        .max(span.start.saturating_sub(FIELDS));
    let before = doc.text.get(line..span.start).unwrap_or("");
    let Some(listed) = before
        .strip_suffix(", ")
        .filter(|_| doc.get(span).contains(" and "))
    else {
        return span;
    };
    let field = listed.rsplit([',', ':']).next().unwrap_or(listed);
    let lead = listed.get(..listed.len() - field.len()).unwrap_or("");
    let field = field.trim_start();
    let mut words = field.split(' ');
    let named = words.clone().count() <= POST
        && words
            .clone()
            .all(|w| w.starts_with(|c: char| c.is_ascii_uppercase()) && is_english_word(w))
        && words
            .next_back()
            .is_some_and(|w| lexicon.heads.organization_word(w).is_none())
        && !titlecase::is_post(doc, field, lexicon)
        && !lexicon.organizations.knows(field);
    let post = lead.trim_end_matches([',', ' ']);
    let post = post.rsplit(", ").next().unwrap_or(post);
    let labelled = lead.trim_end().ends_with(':');
    let begins = lead.trim().is_empty() && line == doc.line_start(span.start);
    let led = placed && (begins || labelled) || titlecase::is_post(doc, post, lexicon);
    match named && led {
        true => Span::new(span.start - ", ".len() - field.len(), span.end),
        false => span,
    }
}

/// A run from where the acronym behind it begins to stand for it: `Operational Direction of the | Economic Development
/// Cooperation Fund (EDCF)`.
pub(super) fn from_acronym<'a>(doc: &Document<'_>, run: &'a [Span]) -> &'a [Span] {
    let Some(acronym) = run
        .last()
        .and_then(|last| bracketed(doc.text, last.end, ACRONYM))
    else {
        return run;
    };
    let initials = |run: &[Span]| {
        let firsts = run.iter().filter_map(|w| doc.get(*w).chars().next());
        firsts.filter(|c| c.is_uppercase()).eq(acronym.chars())
    };
    let starts = (1..run.len()).filter(|at| run.get(at - 1).is_some_and(|w| doc.get(*w) == "the"));
    let mut parts = starts.filter_map(|at| run.get(at..));
    parts.find(|part| initials(part)).unwrap_or(run)
}

/// Letters of an acronym, at most.
const ACRONYM: usize = 10;

/// The name of a unit with the number behind it: `Investigation Division 1`.
pub(super) fn numbered(doc: &Document<'_>, span: Span) -> Span {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let number = rest.strip_prefix(' ').map_or("", |rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits).unwrap_or("")
    });
    let behind = rest.get(1 + number.len()..).unwrap_or("");
    let ends = behind.is_empty()
        || behind.starts_with([',', '\n', ')', '.', ';', ':'])
        || behind.starts_with(" (");
    match number.len() {
        1 | 2 if ends => Span::new(span.start, span.end + 1 + number.len()),
        _ => span,
    }
}
