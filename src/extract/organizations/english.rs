//! Organisations by their English names: capitalised words around a head.

use hashbrown::HashSet;

use super::{Candidate, Document, firms};
use crate::extract::titlecase;
use crate::lexicon::{Cue, Head, Lexicon, is_english_word};
use crate::record::OrgType;
use crate::release::{Body, OrgMention};
use crate::text::{Span, single_spaced};

/// Every run of capitalised words with a strong head, or with any head before its acronym in brackets.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let contacts = contacts(doc);
    titlecase::runs(doc)
        .iter()
        .flat_map(|run| {
            let parts = parts(doc, run, lexicon);
            let whole = parts.len() == 1;
            let named: Vec<Candidate> = parts
                .into_iter()
                .filter_map(|part| {
                    let listed = part.first().is_some_and(|w| w.start >= contacts);
                    name(doc, part, !whole || listed, lexicon)
                })
                .chain(firms::incorporated(doc, run))
                .collect();
            named
        })
        .collect()
}

/// The unit that a form says wrote the release: `Writer: River Division`.
pub fn desk(doc: &Document<'_>, mentions: &[OrgMention]) -> Option<Body> {
    let team = |body: &Body| matches!(body, Body::Named { kind, .. } if *kind == OrgType::Team);
    let mut units = mentions.iter().filter(|m| team(&m.body));
    let unit = units.find(|m| is_labelled(doc, m.span.start));
    unit.map(|m| m.body.clone())
}

/// Where the list of those who answer questions begins.
pub fn contacts(doc: &Document<'_>) -> usize {
    let text = doc.text;
    let last = text.len() - text.len().min(LAST_PART);
    let from = (last..=text.len()).find(|at| text.is_char_boundary(*at));
    let tail = from.and_then(|at| text.get(at..)).unwrap_or("");
    (doc.cue(Cue::EnglishContacts).iter())
        .filter_map(|word| tail.find(word))
        .min()
        .map_or(usize::MAX, |at| text.len() - tail.len() + at)
}

/// No list of contacts stands further than this many bytes from the end.
const LAST_PART: usize = 1500;

/// A run parted where a unit is that of a body, and where another body follows: `Safety Team of the Office of Safety`,
/// `Embassy of … and the National Art Gallery`.
fn parts<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> Vec<&'a [Span]> {
    let mut parts = Vec::new();
    let mut rest = run;
    while let Some(at) = part(doc, rest, lexicon) {
        parts.extend(rest.get(..at));
        rest = rest.get(at + 2..).unwrap_or(&[]);
    }
    parts.push(rest);
    parts
}

fn is_head(doc: &Document<'_>, word: Span, lexicon: &Lexicon) -> bool {
    lexicon.heads.organization_word(doc.get(word)).is_some()
}

/// Where the first part of a run ends; two small words follow it.
fn part(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<usize> {
    let head = |word: &Span| is_head(doc, *word, lexicon);
    let word = |k: usize| run.get(k).map(|w| doc.get(*w));
    let leads = run
        .get(usize::from(word(0) == Some("The")))
        .is_some_and(head);
    (1..run.len()).find(|i| {
        if word(i + 1) != Some("the") {
            return false;
        }
        // Loans from the Economic Development Cooperation Fund.
        if matches!(word(*i), Some("from" | "with" | "by")) {
            return true;
        }
        if *i < 2 {
            return false;
        }
        let first = run.get(i + 2).is_some_and(head);
        match word(*i) {
            // Institute of … and the Training Institute.
            Some("and") => {
                let any = |part: Option<&[Span]>| part.is_some_and(|part| part.iter().any(head));
                leads || any(run.get(..*i)) && any(run.get(i + 2..))
            }
            Some("of") => {
                let owner = (run.get(i + 2..run.len() - 1).zip(run.last()))
                    .is_some_and(|(before, last)| !before.is_empty() && head(last));
                // Center for … of the Ministry of …: its own head stands in front.
                let own = run.get(i - 1).is_some_and(head);
                own && (first || owner) || leads && first
            }
            _ => false,
        }
    })
}

/// The name that a run holds; a unit counts only where it is `placed`: in a list of contacts, or beside its body.
fn name(doc: &Document<'_>, run: &[Span], placed: bool, lexicon: &Lexicon) -> Option<Candidate> {
    // The …, How the ….
    let opens = |w: &&Span| doc.cue(Cue::EnglishOpeners).has(doc.get(**w)) || doc.get(**w) == "the";
    let run = run.get(run.iter().take_while(opens).count()..)?;
    let run = behind_verb(doc, behind_name(doc, run, lexicon));
    let run = before_post(doc, bare(doc, run, lexicon), lexicon);
    let placed = placed || run.first().is_some_and(|w| is_labelled(doc, w.start));
    let run = after_post(doc, titlecase::before_when(doc, run), lexicon);
    let last = run.last()?;
    let span = run.first()?.cover(*last);
    let text = doc.get(span);
    let head = |word: &Span| lexicon.heads.organization_word(doc.get(*word));
    // A head comes last (… Research Institute) or first (Ministry of …, Bank of Korea).
    let outer = head(last).or_else(|| {
        let linked = run
            .get(1)
            .is_some_and(|w| matches!(doc.get(*w), "of" | "for" | "on"));
        run.first().filter(|_| linked).and_then(head)
    });
    let middle = middle(doc, run, lexicon);
    let on = middle.is_some();
    let outer = outer.or(middle);
    let inner = run.iter().filter_map(head).find(|h| h.strong);
    // Mongolian University of Life Sciences, Korean Association of International Studies.
    let front = run
        .iter()
        .take_while(|w| doc.get(**w).starts_with(char::is_uppercase));
    let front = run.get(..(front.count() + 1).min(run.len())).unwrap_or(run);
    let linked = front.windows(2).find_map(|pair| match pair {
        [word, of] if doc.get(*of) == "of" => {
            head(word).filter(|h| matches!(h.kind, OrgType::University | OrgType::Association))
        }
        _ => None,
    });
    // Embassy of … in …, Consulate General in …, Center for … Affairs.
    let led = run.first().and_then(head).filter(|h| match run.get(1) {
        Some(word) => match doc.get(*word) {
            "for" => run.len() > 3,
            "of" | "in" | "General" if h.kind == OrgType::Foreign => true,
            // Institutes of Health and Environment.
            "of" => run.len() > 3 && run.first().is_some_and(|w| doc.get(*w).ends_with('s')),
            _ => false,
        },
        None => false,
    });
    // Lun Secondary School, National Forecasting Center, Basic Source Research Policy Bureau: weak heads with enough
    // before them.
    let long = head(last).filter(|h| {
        let words = run.iter().map(|w| doc.get(*w));
        let national = run.first().is_some_and(|w| doc.get(*w) == "National");
        let plain = front.len() == run.len();
        (run.len() >= 3 || h.kind == OrgType::Company)
            && match h.kind {
                OrgType::University => true,
                OrgType::Other => national || run.len() > 3 && plain && !is_venue(doc, run),
                OrgType::Agency => run.len() > 3 && plain && follows_the(doc, run),
                OrgType::Team => true,
                // Huione Group, Advisory Group: only a word that is none makes a name.
                OrgType::Company => is_group(doc, run),
                _ => false,
            }
            && (h.kind == OrgType::Team && run.len() > 4 || !words.clone().any(|w| w == "and"))
    });
    let company = head(last).is_some_and(|head| head.kind == OrgType::Company);
    let acronym = acronym_follows(doc, span.end, text) || !company && defined(doc, span.end);
    let found = match (outer, inner) {
        (Some(head), _) if head.strong || acronym || on => head,
        (Some(head), _) if placed && matches!(head.kind, OrgType::Team | OrgType::Agency) => head,
        (_, Some(head)) if acronym => head,
        (Some(head), _) if text.starts_with("Ministry of") || text.starts_with("Office of") => head,
        _ => linked.or(led).or(long)?,
    };
    // Office of Safety, Environment and Energy Policy.
    let span = match found.kind {
        OrgType::Ministry | OrgType::Agency if run.get(1).is_some_and(|w| doc.get(*w) == "of") => {
            ministry(doc, span, lexicon)
        }
        OrgType::Team if placed => fields_before(doc, span, lexicon),
        _ => span,
    };
    let text = doc.get(span);
    if run.len() < 2 || lexicon.titles.english(text).is_some() {
        return None;
    }
    // "Minister of …", "Director of …": the post is not part of the name; General Affairs Division is one.
    let second = run.get(1).map_or("", |w| doc.get(*w));
    let unit = found.kind == OrgType::Team && !matches!(second, "of" | "for");
    if !unit && lexicon.titles.english(doc.get(*run.first()?)).is_some() {
        return None;
    }
    // FSC Capital Markets Division, Investigation Division 1.
    let owned = (matches!(found.kind, OrgType::Team | OrgType::Other)
        || placed && found.kind == OrgType::Agency)
        && run.len() > 2
        && (run.first()).is_some_and(|w| lexicon.organizations.knows(doc.get(*w)));
    let span = match run.get(1).filter(|_| owned) {
        Some(first) => Span::new(first.start, span.end),
        None => span,
    };
    let span = match found.kind {
        OrgType::Team => numbered(doc, span),
        _ => span,
    };
    let text = doc.get(span);
    // Office of Safety Management: beside its body, a unit of it.
    let unit = placed && found.kind == OrgType::Agency && text.starts_with("Office of");
    Some(Candidate::named(
        span,
        single_spaced(text),
        if unit { OrgType::Team } else { found.kind },
        if acronym { 0.9 } else { 0.75 },
    ))
}

/// The head inside a run that a link follows: `Advisory Group on …`, `Gyeongnam Regional Center for …`, `Joint Response
/// Team to …`. Before `of` it has to be a strong one, or to have two words before it.
fn middle(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<Head<OrgType>> {
    let capital = |word: &Span| doc.get(*word).starts_with(char::is_uppercase);
    let fronts = run.iter().take_while(|word| capital(word)).count();
    (1..fronts.min(FRONTS)).find_map(|at| {
        let head = lexicon.heads.organization_word(doc.get(*run.get(at)?))?;
        // Joint Fund for …: what is given, not who gives.
        if lexicon.heads.policy_word(doc.get(*run.get(at)?)).is_some() {
            return None;
        }
        let linked = match doc.get(*run.get(at + 1)?) {
            "for" => true,
            // Knowledge Center on Jeju Island: where it is.
            "on" => head.kind != OrgType::Other,
            "to" => head.kind == OrgType::Team,
            "of" => head.strong || at > 1,
            _ => false,
        };
        linked.then_some(head)
    })
}

/// Whether a group, a consortium or the like has a name: a word that is no English one, or what it is for, as units have.
fn is_group(doc: &Document<'_>, run: &[Span]) -> bool {
    let plain = run
        .iter()
        .all(|w| doc.get(*w).starts_with(char::is_uppercase));
    let own = run.len() <= FIRM && run.iter().any(|w| !is_english_word(doc.get(*w)));
    let aim = run.len().checked_sub(2).and_then(|at| run.get(at));
    let unit = aim.is_some_and(|w| doc.cue(Cue::EnglishUnitAims).has(doc.get(*w)));
    plain && (own || unit && run.len() > 2)
}

/// A unit with the field before the comma in its name, where that begins a line or stands behind a post: `Advanced
/// Equipment, | Materials and Seeds Division`.
fn fields_before(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Span {
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
    let led = lead.trim().is_empty() && line == doc.line_start(span.start)
        || titlecase::is_post(doc, post, lexicon);
    match named && led {
        true => Span::new(span.start - ", ".len() - field.len(), span.end),
        false => span,
    }
}

/// Whether "the" stands before a run.
fn follows_the(doc: &Document<'_>, run: &[Span]) -> bool {
    let before = run.first().and_then(|w| doc.text.get(..w.start));
    before.is_some_and(|before| before.trim_end().ends_with(" the"))
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
    let verbs = doc.cue(Cue::EnglishHeadlineVerbs);
    let verb = run.iter().rposition(|w| {
        let word = doc.get(*w);
        ["es", "s"]
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            .any(|word| verbs.has(word))
    });
    verb.and_then(|at| run.get(at + 1..)).unwrap_or(run)
}

/// Words of the name of a group of firms, at most.
const FIRM: usize = 3;
/// Words of a name up to the head inside it, at most.
const FRONTS: usize = 6;

/// Whether a name is only where something takes place: `at the Space Share Seoul Station Center`.
fn is_venue(doc: &Document<'_>, run: &[Span]) -> bool {
    let before = run.first().and_then(|w| doc.text.get(..w.start));
    let before = before.unwrap_or("").trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    doc.cue(Cue::EnglishVenues).end(before)
}

/// Whether a form says that what begins at byte `start` is the unit that wrote the release: `Writer: …`, `Dept. …`.
fn is_labelled(doc: &Document<'_>, start: usize) -> bool {
    let before = doc.text.get(..start).unwrap_or("");
    let before = before.trim_end_matches([' ', ':', '.', '\n', '|']);
    doc.cue(Cue::EnglishUnitLabels).end(before)
}

/// The name of a unit with the number behind it: `Investigation Division 1`.
fn numbered(doc: &Document<'_>, span: Span) -> Span {
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
fn after_post<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
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
fn ministry(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Span {
    let rest = doc.text.get(span.end..).unwrap_or("");
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

/// Whether the text says at byte `end` what it calls the body from there on.
fn defined(doc: &Document<'_>, end: usize) -> bool {
    let after = doc.text.get(end..).unwrap_or("").trim_start();
    after.starts_with("(hereinafter ")
}

/// Whether an acronym of `name` stands in brackets at byte `end`.
fn acronym_follows(doc: &Document<'_>, end: usize, name: &str) -> bool {
    let after = doc.text.get(end..).unwrap_or("").trim_start();
    let Some(inner) = after.strip_prefix('(') else {
        return false;
    };
    let word: String = inner
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    word.len() >= 2 && word.len() <= 12 && capitals * 2 > word.len() && initials(name, &word)
}

/// Whether most letters of an acronym begin a word of the name.
fn initials(name: &str, acronym: &str) -> bool {
    let firsts: HashSet<char> = name
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let hits = acronym
        .chars()
        .filter(|c| firsts.contains(&c.to_ascii_uppercase()))
        .count();
    hits * 2 > acronym.len()
}
