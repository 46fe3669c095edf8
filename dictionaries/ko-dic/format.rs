//! The packed dictionary, `ko-dic.xz`: what the packer writes and the build script reads.
//!
//! One xz stream of these sections, each a `u32` length and that many bytes. Numbers are little-endian; a column of
//! numbers stands as all lowest bytes, then all next bytes, and so on, which compresses better than whole numbers.
//!
//! | section | content |
//! |---|---|
//! | format | `gija ko-dic 1` |
//! | surfaces | the distinct surfaces in byte order, each as one byte below 32, the number of characters that it shares with the one before, and its other characters |
//! | counts | for each surface how many entries it has, one byte |
//! | analyses | for each entry the line of `analysis table`, two bytes |
//! | costs | for each entry its cost, signed, two bytes; all of the first analysis, then all of the second, and so on |
//! | cuts | for each entry where a compound is cut: bit `i` after its character `i + 1`; three bytes |
//! | analysis table | lines of left id, right id, cost after white space, part of speech, semantic class, type |
//! | categories | lines of name, invoke, group, length (as in MeCab's `char.def`) |
//! | ranges | lines of first code point, last code point, category; what is missing belongs to the first category |
//! | unknown | lines of category, left id, right id, cost, part of speech |
//! | rows | for each left id its row of `cells`, two bytes |
//! | columns | for each right id its column of `cells`, two bytes |
//! | cells | the connection costs, row by row, signed, two bytes; ids with equal costs share a row or column |
//!
//! Included by path from both programs, so that the format is stated once.
#![allow(dead_code)]

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::str::FromStr;

const FORMAT: &[u8] = b"gija ko-dic 1";

/// The whole dictionary.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Packed {
    /// Ordered by surface; entries of one surface in MeCab's order.
    pub entries: Vec<Entry>,
    pub analyses: Vec<Analysis>,
    pub categories: Vec<Category>,
    pub ranges: Vec<Range>,
    pub unknown: Vec<Unknown>,
    pub matrix: Matrix,
}

/// One word in one reading.
#[derive(PartialEq, Eq, Debug)]
pub struct Entry {
    pub surface: String,
    /// Index into the analyses.
    pub analysis: u16,
    pub cost: i16,
    /// Bit `i` is set where a part of a compound ends after the character `i + 1`; 24 bits.
    pub cuts: u32,
}

/// What many words have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Analysis {
    /// Context id seen from the left.
    pub left: u16,
    /// Context id seen from the right.
    pub right: u16,
    /// What the word costs more after white space.
    pub space_penalty: i16,
    /// Part of speech, several joined by `+`.
    pub pos: String,
    /// Semantic class, `*` for none.
    pub class: String,
    /// `*`, `Compound`, `Inflect` or `Preanalysis`.
    pub kind: String,
}

/// A kind of character, and how unknown words are made of it.
#[derive(PartialEq, Eq, Debug)]
pub struct Category {
    pub name: String,
    /// Whether unknown words are tried where a known one begins.
    pub invoke: bool,
    /// Whether a run of such characters may be one word.
    pub group: bool,
    /// Up to how many characters are tried as one word.
    pub length: u32,
}

/// Code points of one category, both ends included.
#[derive(PartialEq, Eq, Debug)]
pub struct Range {
    pub first: u32,
    pub last: u32,
    /// Index into the categories.
    pub category: usize,
}

/// An unknown word of one category.
#[derive(PartialEq, Eq, Debug)]
pub struct Unknown {
    /// Index into the categories.
    pub category: usize,
    pub left: u16,
    pub right: u16,
    pub cost: i16,
    pub pos: String,
}

/// Connection costs. Ids with the same costs throughout share a row or a column.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Matrix {
    /// The row of each left id.
    pub rows: Vec<u16>,
    /// The column of each right id.
    pub columns: Vec<u16>,
    /// Row by row.
    pub cells: Vec<i16>,
}

impl Packed {
    /// Writes everything before compression.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        section(out, FORMAT)?;
        let (surfaces, counts) = self.surfaces()?;
        section(out, &surfaces)?;
        section(out, &counts)?;
        section(
            out,
            &planes(2, self.entries.iter().map(|e| u32::from(e.analysis))),
        )?;
        let costs = by_analysis(self.entries.iter().map(|e| e.analysis));
        let costs = costs.iter().filter_map(|&i| self.entries.get(i));
        section(out, &planes(2, costs.map(|e| bits(e.cost))))?;
        section(out, &planes(3, self.entries.iter().map(|e| e.cuts)))?;
        section(
            out,
            &lines(&self.analyses, |a| {
                [
                    &a.left as &dyn Display,
                    &a.right,
                    &a.space_penalty,
                    &a.pos,
                    &a.class,
                    &a.kind,
                ]
                .map(ToString::to_string)
                .to_vec()
            }),
        )?;
        section(
            out,
            &lines(&self.categories, |c| {
                vec![
                    c.name.clone(),
                    u8::from(c.invoke).to_string(),
                    u8::from(c.group).to_string(),
                    c.length.to_string(),
                ]
            }),
        )?;
        section(
            out,
            &lines(&self.ranges, |r| {
                vec![
                    r.first.to_string(),
                    r.last.to_string(),
                    r.category.to_string(),
                ]
            }),
        )?;
        section(
            out,
            &lines(&self.unknown, |u| {
                vec![
                    u.category.to_string(),
                    u.left.to_string(),
                    u.right.to_string(),
                    u.cost.to_string(),
                    u.pos.clone(),
                ]
            }),
        )?;
        let Matrix {
            rows,
            columns,
            cells,
        } = &self.matrix;
        section(out, &planes(2, rows.iter().map(|&r| r.into())))?;
        section(out, &planes(2, columns.iter().map(|&c| c.into())))?;
        section(out, &planes(2, cells.iter().map(|&c| bits(c))))
    }

    /// Reads what [`Packed::write`] wrote.
    pub fn read(input: &mut impl Read) -> io::Result<Self> {
        if next(input)? != FORMAT {
            return Err(bad("another format"));
        }
        let surfaces = next(input)?;
        let counts = next(input)?;
        let analyses = numbers(2, &next(input)?)?;
        let costs = numbers(2, &next(input)?)?;
        let cuts = numbers(3, &next(input)?)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(analyses.len());
        let mut columns = analyses.iter().zip(cuts);
        for (surface, &count) in read_surfaces(&surfaces)?.into_iter().zip(&counts) {
            for (&analysis, cuts) in columns.by_ref().take(count.into()) {
                entries.push(Entry {
                    surface: surface.clone(),
                    analysis: analysis as u16,
                    cost: 0,
                    cuts,
                });
            }
        }
        for (i, cost) in by_analysis(analyses.iter().map(|&a| a as u16))
            .into_iter()
            .zip(costs)
        {
            if let Some(entry) = entries.get_mut(i) {
                entry.cost = cost as u16 as i16;
            }
        }
        Ok(Self {
            entries,
            analyses: records(&next(input)?, |f| {
                Ok(Analysis {
                    left: f.number()?,
                    right: f.number()?,
                    space_penalty: f.number()?,
                    pos: f.text()?,
                    class: f.text()?,
                    kind: f.text()?,
                })
            })?,
            categories: records(&next(input)?, |f| {
                Ok(Category {
                    name: f.text()?,
                    invoke: f.number::<u8>()? == 1,
                    group: f.number::<u8>()? == 1,
                    length: f.number()?,
                })
            })?,
            ranges: records(&next(input)?, |f| {
                Ok(Range {
                    first: f.number()?,
                    last: f.number()?,
                    category: f.number()?,
                })
            })?,
            unknown: records(&next(input)?, |f| {
                Ok(Unknown {
                    category: f.number()?,
                    left: f.number()?,
                    right: f.number()?,
                    cost: f.number()?,
                    pos: f.text()?,
                })
            })?,
            matrix: Matrix {
                rows: numbers(2, &next(input)?)?
                    .iter()
                    .map(|&n| n as u16)
                    .collect(),
                columns: numbers(2, &next(input)?)?
                    .iter()
                    .map(|&n| n as u16)
                    .collect(),
                cells: numbers(2, &next(input)?)?
                    .iter()
                    .map(|&n| n as u16 as i16)
                    .collect(),
            },
        })
    }

    /// The analysis with a number.
    pub fn analysis(&self, number: u16) -> io::Result<&Analysis> {
        let analysis = self.analyses.get(usize::from(number));
        analysis.ok_or_else(|| bad("no such analysis"))
    }

    /// The sections of surfaces and of counts.
    fn surfaces(&self) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let (mut surfaces, mut counts) = (Vec::new(), Vec::new());
        let mut before = "";
        for group in self.entries.chunk_by(|a, b| a.surface == b.surface) {
            let Some(Entry { surface, .. }) = group.first() else {
                continue;
            };
            let pairs = surface.chars().zip(before.chars());
            let shared = pairs.take_while(|(a, b)| a == b).count();
            if shared >= 32 {
                return Err(bad("a surface too long"));
            }
            surfaces.push(shared as u8);
            surfaces.extend(
                surface
                    .chars()
                    .skip(shared)
                    .collect::<String>()
                    .into_bytes(),
            );
            counts.push(u8::try_from(group.len()).map_err(|_| bad("too many readings"))?);
            before = surface;
        }
        Ok((surfaces, counts))
    }
}

impl Matrix {
    /// The row of a left id.
    pub fn row(&self, left: u16) -> io::Result<u16> {
        let row = self.rows.get(usize::from(left));
        row.copied().ok_or_else(|| bad("no such left id"))
    }

    /// The column of a right id.
    pub fn column(&self, right: u16) -> io::Result<u16> {
        let column = self.columns.get(usize::from(right));
        column.copied().ok_or_else(|| bad("no such right id"))
    }
}

fn read_surfaces(section: &[u8]) -> io::Result<Vec<String>> {
    let mut surfaces = Vec::new();
    let mut surface = String::new();
    for own in section.chunk_by(|_, next| *next >= 32) {
        let (&shared, own) = own.split_first().ok_or_else(|| bad("surfaces"))?;
        let kept = surface
            .char_indices()
            .nth(shared.into())
            .map_or(surface.len(), |(at, _)| at);
        surface.truncate(kept);
        surface.push_str(str::from_utf8(own).map_err(io::Error::other)?);
        surfaces.push(surface.clone());
    }
    Ok(surfaces)
}

/// The numbers of the entries, those of the first analysis first.
fn by_analysis(analyses: impl Iterator<Item = u16>) -> Vec<usize> {
    let mut order: Vec<(u16, usize)> = analyses.enumerate().map(|(i, a)| (a, i)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, i)| i).collect()
}

fn bad(what: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("packed dictionary: {what}"),
    )
}

fn bits(n: i16) -> u32 {
    u32::from(n as u16)
}

fn section(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let len = u32::try_from(bytes.len()).map_err(|_| bad("a section above 4 GB"))?;
    out.write_all(&len.to_le_bytes())?;
    out.write_all(bytes)
}

fn next(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut len = [0; 4];
    input.read_exact(&mut len)?;
    let mut bytes = Vec::new();
    input
        .take(u32::from_le_bytes(len).into())
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn planes(width: usize, numbers: impl Iterator<Item = u32> + Clone) -> Vec<u8> {
    (0..width)
        .flat_map(|i| numbers.clone().map(move |n| n.to_le_bytes()[i]))
        .collect()
}

fn numbers(width: usize, planes: &[u8]) -> io::Result<Vec<u32>> {
    if !planes.len().is_multiple_of(width) {
        return Err(bad("a column of uneven bytes"));
    }
    let len = planes.len() / width;
    Ok((0..len)
        .map(|i| (0..width).fold(0, |n, w| n | u32::from(planes[w * len + i]) << (8 * w)))
        .collect())
}

fn lines<T>(records: &[T], fields: impl Fn(&T) -> Vec<String>) -> Vec<u8> {
    let mut text = String::new();
    for record in records {
        text.push_str(&fields(record).join("\t"));
        text.push('\n');
    }
    text.into_bytes()
}

/// The fields of one line, taken from left to right.
struct Fields<'a>(std::str::Split<'a, char>);

impl Fields<'_> {
    fn text(&mut self) -> io::Result<String> {
        Ok(self
            .0
            .next()
            .ok_or_else(|| bad("a field is missing"))?
            .to_owned())
    }

    fn number<T: FromStr>(&mut self) -> io::Result<T> {
        self.text()?.parse().map_err(|_| bad("not a number"))
    }
}

fn records<T>(bytes: &[u8], read: impl Fn(&mut Fields) -> io::Result<T>) -> io::Result<Vec<T>> {
    str::from_utf8(bytes)
        .map_err(io::Error::other)?
        .lines()
        .map(|line| read(&mut Fields(line.split('\t'))))
        .collect()
}
