//! Contact boxes: `담당 부서 · 책임자 · 담당자`, as rows of a table or run together on a line.

mod numbers;

use super::Document;
use super::pieces::{Gap, Piece, gap, is_hangul};
use crate::lexicon::{Cue, Lexicon};
use crate::record::OrgType;
use crate::release::ContactMention;
use crate::text::{Span, single_spaced};
use numbers::{email, phone};

/// One person of a contact box.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the record shows.
    pub contact: ContactMention,
    /// Where the unit that the person belongs to stands; empty where the box gives none.
    pub unit: Span,
    /// Where title and name stand.
    pub person: Span,
}

/// The contact boxes of a release.
#[derive(Clone, Debug, Default)]
pub struct Boxes {
    /// Their people, in order.
    pub rows: Vec<Row>,
    /// Every unit that they name, in order.
    pub units: Vec<Span>,
    /// Where those with people stand, in order.
    pub spans: Vec<Span>,
}

/// What a piece, or some pieces together, mean in a box.
#[derive(Clone, Debug)]
enum Item {
    /// 담당 부서.
    Department,
    /// 책임자.
    Responsible,
    /// 담당자.
    InCharge,
    /// A post, spaces inside gone.
    Title(String),
    /// A name, spaces inside gone.
    Name(String),
    Phone,
    Email,
    /// Anything else, taken for a unit.
    Unit,
}

/// One part of a box: units, then people.
#[derive(Debug, Default)]
struct Group {
    /// Units before the one responsible.
    upper: Vec<Span>,
    /// Units between the one responsible and those in charge.
    lower: Vec<Span>,
    /// Units after those in charge: of the next group.
    next: Vec<Span>,
    responsible: Vec<Entry>,
    in_charge: Vec<Entry>,
}

impl Group {
    /// The people that a section holds.
    fn people(&mut self, section: &Item) -> &mut Vec<Entry> {
        match section {
            Item::InCharge => &mut self.in_charge,
            _ => &mut self.responsible,
        }
    }
}

#[derive(Debug, Default, Clone)]
struct Entry {
    title: Option<String>,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    span: Option<Span>,
}

/// A box ends where this many pieces in a row are neither keyword, title, name nor number.
const STRANGERS: usize = 7;

/// Reads every contact box of a release.
pub fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Boxes {
    let mut boxes = Boxes::default();
    let mut i = 0;
    while i < pieces.len() {
        match keyword(doc, pieces, i) {
            Some((item, taken)) if begins(doc, pieces, i + taken, &item, lexicon) => {
                let (first, before) = (i, boxes.rows.len());
                i = read_box(doc, pieces, i, lexicon, &mut boxes);
                let whole = pieces.get(first).zip(pieces.get(i - 1));
                if let Some((first, last)) = whole.filter(|_| boxes.rows.len() > before) {
                    boxes.spans.push(first.span.cover(last.span));
                }
            }
            _ => i += 1,
        }
    }
    boxes
}

/// Whether a box begins with the keyword `item`, behind which piece `next` stands. Old boxes have those in charge only.
fn begins(
    doc: &Document<'_>,
    pieces: &[Piece],
    next: usize,
    item: &Item,
    lexicon: &Lexicon,
) -> bool {
    let staffed = || {
        let (post, taken) = title(doc, pieces, next, lexicon)?;
        // 담당자 : 새싹기획담당관 김가온(02-123-4567): the post stands for a unit.
        if post.ends_with("담당관") {
            return None;
        }
        name(doc, pieces, next + taken, lexicon)
    };
    !matches!(item, Item::InCharge) || staffed().is_some()
}

/// Reads the box that begins at piece `from`; gives the piece after it.
fn read_box(
    doc: &Document<'_>,
    pieces: &[Piece],
    from: usize,
    lexicon: &Lexicon,
    boxes: &mut Boxes,
) -> usize {
    let mut group = Group::default();
    let mut section = Item::Department;
    let mut entry = Entry::default();
    let mut strangers = 0;
    // So many of the last people have their numbers below one another in the next cell.
    let mut unnumbered = 0;
    let mut end = from + 1;
    let mut i = from;
    while i < pieces.len() && strangers < STRANGERS {
        if !matches!(section, Item::Department)
            && let Some((stack, taken)) = stacked(doc, pieces, i, lexicon)
        {
            unnumbered = stack.len();
            group.people(&section).extend(stack);
            entry = Entry::default();
            strangers = 0;
            i += taken;
            end = i;
            continue;
        }
        let (item, taken) = item(doc, pieces, i, &entry, &section, lexicon);
        let span = pieces[i]
            .span
            .cover(pieces[(i + taken - 1).min(pieces.len() - 1)].span);
        match item {
            Item::Department => {
                flush(&mut group, doc, lexicon, boxes);
                section = Item::Department;
                entry = Entry::default();
                strangers = 0;
            }
            Item::Responsible => {
                if !group.responsible.is_empty() || !group.in_charge.is_empty() {
                    let next = std::mem::take(&mut group.next);
                    flush(&mut group, doc, lexicon, boxes);
                    group.upper = next;
                }
                section = Item::Responsible;
                entry = Entry::default();
                strangers = 0;
                end = i + taken;
            }
            Item::InCharge => {
                if !group.next.is_empty() {
                    // A table may print the unit below the first of its people: then it is theirs too.
                    let next = std::mem::take(&mut group.next);
                    let own = |spans: &[Span]| spans.iter().any(|s| is_team(doc.get(*s), lexicon));
                    if own(&group.upper) || own(&group.lower) {
                        flush(&mut group, doc, lexicon, boxes);
                    }
                    group.lower.extend(next);
                }
                section = Item::InCharge;
                entry = Entry::default();
                strangers = 0;
                end = i + taken;
            }
            Item::Title(title) => {
                entry = Entry {
                    title: Some(title),
                    span: Some(span),
                    ..Entry::default()
                };
                strangers = 0;
            }
            Item::Name(name) => {
                entry.name = Some(name);
                entry.span = Some(entry.span.map_or(span, |s| s.cover(span)));
                group.people(&section).push(entry.clone());
                unnumbered = 1;
                strangers = 0;
                end = i + taken;
            }
            Item::Phone | Item::Email => {
                let people = group.people(&section);
                let at = people.len().saturating_sub(unnumbered.max(1));
                if let Some(person) = people.get_mut(at) {
                    let text = doc.get(span).to_owned();
                    if matches!(item, Item::Phone) {
                        person.phone.get_or_insert(text);
                        unnumbered = unnumbered.saturating_sub(1);
                    } else {
                        person.email.get_or_insert(text);
                    }
                }
                entry = Entry::default();
                strangers = 0;
                end = i + taken;
            }
            Item::Unit => {
                strangers += taken;
                if !group.in_charge.is_empty() {
                    group.next.push(span);
                } else if matches!(section, Item::Department) {
                    group.upper.extend(levels(doc, span, lexicon));
                } else {
                    group.lower.extend(levels(doc, span, lexicon));
                }
            }
        }
        i += taken;
    }
    flush(&mut group, doc, lexicon, boxes);
    end
}

/// Turns a group into rows and empties it.
fn flush(group: &mut Group, doc: &Document<'_>, lexicon: &Lexicon, boxes: &mut Boxes) {
    let group = std::mem::take(group);
    let is_unit = |span: &&Span| looks_like_unit(doc.get(**span), lexicon);
    let upper: Vec<Span> = group.upper.iter().filter(is_unit).copied().collect();
    let lower: Vec<Span> = group.lower.iter().filter(is_unit).copied().collect();
    let all: Vec<Span> = upper.iter().chain(&lower).copied().collect();
    if !group.responsible.is_empty() || !group.in_charge.is_empty() {
        boxes.units.extend(&all);
    }
    let post_last = |spans: &[Span]| {
        spans
            .iter()
            .rev()
            .find(|s| !super::organizations::is_post(doc.get(**s)))
            .copied()
    };
    let own = post_last(&lower).or_else(|| post_last(&upper));
    for (entry, responsible) in group
        .responsible
        .iter()
        .map(|e| (e, true))
        .chain(group.in_charge.iter().map(|e| (e, false)))
    {
        let level = entry.title.as_deref().and_then(unit_of_title);
        let fitting = level.filter(|_| responsible).and_then(|level| {
            all.iter()
                .rev()
                .find(|s| doc.get(**s).ends_with(level))
                .copied()
        });
        let unit = fitting.or(own);
        boxes.rows.push(Row {
            contact: ContactMention {
                department: unit.map(|u| single_spaced(doc.get(u))),
                name: entry.name.clone(),
                title: entry.title.clone(),
                phone: entry.phone.clone(),
                email: entry.email.clone(),
            },
            unit: unit.unwrap_or_default(),
            person: entry.span.unwrap_or_default(),
        });
    }
}

/// The units that a cell names from the body down (`법무부 검찰국 검찰과`), or the one unit that it names.
fn levels(doc: &Document<'_>, cell: Span, lexicon: &Lexicon) -> Vec<Span> {
    let words = doc.words_in(cell);
    match words {
        [_, upper @ .., last]
            if !upper.is_empty()
                && is_team(doc.get(*last), lexicon)
                && upper.iter().all(|word| is_team(doc.get(*word), lexicon)) =>
        {
            words.to_vec()
        }
        _ => vec![cell],
    }
}

/// What a title heads: 과장 a 과, 심의관 a 국.
fn unit_of_title(title: &str) -> Option<&'static str> {
    const LEVELS: [(&str, &str); 12] = [
        ("센터장", "센터"),
        ("본부장", "본부"),
        ("심의관", "국"),
        ("부국장", "국"),
        ("과장", "과"),
        ("팀장", "팀"),
        ("국장", "국"),
        ("실장", "실"),
        ("부장", "부"),
        ("단장", "단"),
        ("처장", "처"),
        ("소장", "소"),
    ];
    LEVELS
        .iter()
        .find(|(suffix, _)| title.ends_with(suffix))
        .map(|(_, unit)| *unit)
}

/// Whether a stranger in a box is likely a unit or a post that stands for one.
fn looks_like_unit(text: &str, lexicon: &Lexicon) -> bool {
    let name = single_spaced(text);
    let last = name.split(' ').next_back().unwrap_or("");
    lexicon.heads.organization(last).is_some()
        || super::organizations::is_post(last)
        || lexicon.organizations.knows(&name)
}

/// Whether a unit is a department or a team rather than the body above it.
fn is_team(text: &str, lexicon: &Lexicon) -> bool {
    let name = single_spaced(text);
    let last = name.split(' ').next_back().unwrap_or("");
    lexicon
        .heads
        .organization(last)
        .is_some_and(|(at, head)| at > 0 && head.kind == OrgType::Team)
        && !lexicon.organizations.knows(&name)
}

/// The keyword that begins at piece `i`, and how many pieces it takes.
fn keyword(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<(Item, usize)> {
    let word = doc.get(pieces.get(i)?.span);
    let next = pieces.get(i + 1).map(|p| doc.get(p.span));
    match (word, next) {
        (_, Some("부서")) if doc.cue(Cue::DepartmentsIn).has(word) => Some((Item::Department, 2)),
        ("담당", Some("부")) if pieces.get(i + 2).is_some_and(|p| doc.get(p.span) == "서") => {
            Some((Item::Department, 3))
        }
        ("책임자" | "책임관", _) => Some((Item::Responsible, 1)),
        ("담당자" | "실무자", _) => Some((Item::InCharge, 1)),
        _ if doc.cue(Cue::DepartmentLabels).has(word) => Some((Item::Department, 1)),
        _ => None,
    }
}

fn item(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    entry: &Entry,
    section: &Item,
    lexicon: &Lexicon,
) -> (Item, usize) {
    if let Some(found) = keyword(doc, pieces, i) {
        return found;
    }
    if let Some(taken) = phone(doc, pieces, i) {
        return (Item::Phone, taken);
    }
    if let Some(taken) = email(doc, pieces, i) {
        return (Item::Email, taken);
    }
    let in_people = !matches!(section, Item::Department);
    if in_people
        && entry.title.is_some()
        && entry.name.is_none()
        && let Some((name, taken)) = name(doc, pieces, i, lexicon)
    {
        return (Item::Name(name), taken);
    }
    // A post that was lost leaves a name with its number.
    if in_people
        && entry.title.is_none()
        && let Some(name) = numbered_name(doc, pieces, i, lexicon)
    {
        return (Item::Name(name), 1);
    }
    if in_people && let Some((title, taken)) = title(doc, pieces, i, lexicon) {
        // Before a keyword stands a unit, even where its name is that of a post (기획재정담당관).
        if keyword(doc, pieces, i + taken).is_none() {
            return (Item::Title(title), taken);
        }
    }
    (Item::Unit, unit(doc, pieces, i))
}

/// People whose posts stand one below the other in one cell and their names in the next (`팀  장⏎선  임⏎김가온⏎이누리`), or
/// who share a post (`사무관⏎김가온/이누리`).
fn stacked(
    doc: &Document<'_>,
    pieces: &[Piece],
    from: usize,
    lexicon: &Lexicon,
) -> Option<(Vec<Entry>, usize)> {
    let mut i = from;
    let mut posts = Vec::new();
    while keyword(doc, pieces, i).is_none()
        && let Some((post, taken)) = title(doc, pieces, i, lexicon)
    {
        posts.push(post);
        i += taken;
        if posts.len() > 1 && gap_before(doc, pieces, i) != Gap::Line {
            return None;
        }
    }
    let shared = posts.len() == 1;
    let mut posts = posts.into_iter();
    let mut stack: Vec<Entry> = Vec::new();
    loop {
        let listed = pieces
            .get(i)
            .zip(pieces.get(i.wrapping_sub(1)))
            .is_some_and(|(p, before)| {
                let between = Span::new(before.span.end, p.span.start).of(doc.text);
                matches!(between.trim_matches(' '), "/" | "," | "·" | "ㆍ")
            });
        let post = match posts.next() {
            Some(post) => post,
            None if shared && listed => stack.first()?.title.clone()?,
            None => break,
        };
        let (name, taken) = name(doc, pieces, i, lexicon)?;
        let last = pieces.get(i + taken - 1)?.span;
        stack.push(Entry {
            title: Some(post),
            name: Some(name),
            span: Some(pieces.get(i)?.span.cover(last)),
            ..Entry::default()
        });
        i += taken;
    }
    (stack.len() > 1).then_some((stack, i - from))
}

/// A post of up to three pieces (`과  장`, `사 무 관`).
fn title(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<(String, usize)> {
    let mut joined = String::new();
    let mut best = None;
    for taken in 1..=4 {
        let Some(piece) = pieces.get(i + taken - 1) else {
            break;
        };
        let word = doc.get(piece.span);
        let parted = taken > 1
            && (!matches!(
                gap_before(doc, pieces, i + taken - 1),
                Gap::Space | Gap::Line
            ) || word.chars().count() > 2);
        if parted {
            break;
        }
        joined.push_str(word);
        let known = lexicon.titles.korean(&joined).is_some()
            || lexicon
                .titles
                .korean_suffix(&joined)
                .is_some_and(|(at, title)| {
                    at > 0 && title.ko.as_deref().is_some_and(|t| t.chars().count() >= 3)
                });
        if known && is_hangul(&joined) {
            best = Some((joined.clone(), taken));
        }
        if word.chars().count() > 2 {
            break;
        }
    }
    best
}

/// A name of up to three pieces (`이 화`).
fn name(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<(String, usize)> {
    let whole = doc.get(pieces.get(i)?.span);
    if lexicon.titles.korean(whole).is_some() {
        return None;
    }
    let named = is_hangul(whole) && (2..=4).contains(&whole.chars().count());
    if named && (lexicon.names.could_be(whole) || phone(doc, pieces, i + 1).is_some()) {
        return Some((whole.to_owned(), 1));
    }
    let mut joined = whole.to_owned();
    for taken in 2..=3 {
        let piece = pieces.get(i + taken - 1)?;
        // A name broken over lines is one where its number follows.
        let whole = match gap_before(doc, pieces, i + taken - 1) {
            Gap::Space => true,
            Gap::Line => phone(doc, pieces, i + taken).is_some(),
            _ => return None,
        };
        joined.push_str(doc.get(piece.span));
        if whole && lexicon.names.could_be(&joined) {
            // 최 남 임: three syllables set apart.
            let third = pieces.get(i + taken).map(|p| doc.get(p.span));
            let apart = joined.chars().count() == taken
                && taken == 2
                && gap_before(doc, pieces, i + taken) == Gap::Space;
            if let Some(third) = third
                && apart
                && is_hangul(third)
                && third.chars().count() == 1
            {
                joined.push_str(third);
                return Some((joined, taken + 1));
            }
            return Some((joined, taken));
        }
    }
    None
}

/// A name that a telephone number follows.
fn numbered_name(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<String> {
    let word = doc.get(pieces.get(i)?.span);
    let named = is_hangul(word)
        && (2..=4).contains(&word.chars().count())
        && lexicon.names.could_be(word)
        && lexicon.titles.korean(word).is_none()
        && lexicon.heads.organization(word).is_none();
    (named && phone(doc, pieces, i + 1).is_some()).then(|| word.to_owned())
}

/// How many pieces a unit takes: those of its line, up to the next keyword.
fn unit(doc: &Document<'_>, pieces: &[Piece], i: usize) -> usize {
    let mut taken = 1;
    while pieces.get(i + taken).is_some()
        && matches!(gap_before(doc, pieces, i + taken), Gap::Space | Gap::Comma)
        && keyword(doc, pieces, i + taken).is_none()
        && taken < STRANGERS
    {
        taken += 1;
    }
    taken
}

fn gap_before(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Gap {
    match (i.checked_sub(1).and_then(|b| pieces.get(b)), pieces.get(i)) {
        (Some(before), Some(piece)) => gap(doc.text, before.span.end, piece.span.start),
        _ => Gap::Other,
    }
}
