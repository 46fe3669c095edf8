//! The packed form of mecab-ko-dic: one xz stream of columns, so that like stands beside like and compresses well.
//!
//! Shared by `pack.rs`, which writes it, and by the build script, which reads it. All numbers are little-endian.
//!
//! ```text
//! magic   8 bytes "gijakod1"
//! then blocks, each a u32 length in bytes and the bytes, in this order:
//!   surfaces      per entry one byte of shared prefix with the surface before and the rest, ended by 0xFF
//!   left, right   per entry a u16: context ids; low bytes of all, then high bytes of all
//!   cost          per entry an i16, the same way
//!   features      distinct "part of speech, semantic class, type, first, last" lines, by '\n'
//!   feature       per entry a u16 index into them, low bytes then high bytes
//!   expressions   per entry the compound's expression or nothing, by '\n'
//!   unknown       "category,left,right,cost,tag" lines
//!   categories    "name invoke group length" lines
//!   ranges        "first last name name…" lines, code points in hexadecimal
//!   size          two u32: rows (right context ids of the left word), columns (left ids of the right word)
//!   row, column   per row and per column a u16: which of the distinct ones it is
//!   matrix        the distinct rows of distinct columns, i16, low bytes then high bytes
//! ```

use std::collections::HashMap;
use std::io::{self, Read, Write};

const MAGIC: &[u8; 8] = b"gijakod1";

/// A word of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub surface: String,
    pub left: u16,
    pub right: u16,
    pub cost: i16,
    /// Part of speech, semantic class, type, first and last part of speech, by commas.
    pub feature: String,
    /// What a compound or an inflected word is made of; `*` for none.
    pub expression: String,
}

/// The dictionary with what gija and its users can use of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    pub entries: Vec<Entry>,
    /// `category,left,right,cost,tag`.
    pub unknown: Vec<String>,
    /// `name invoke group length`, as in char.def.
    pub categories: Vec<String>,
    /// `first last name…`.
    pub ranges: Vec<String>,
    /// Right context ids: rows of the matrix.
    pub rows: usize,
    /// Left context ids: its columns.
    pub columns: usize,
    /// Connection costs, row by row.
    pub matrix: Vec<i16>,
}

/// Writes the columns; compression is the caller's.
pub fn write(packed: &Packed, out: &mut impl Write) -> io::Result<()> {
    out.write_all(MAGIC)?;
    let mut surfaces = Vec::new();
    let mut before: &str = "";
    for entry in &packed.entries {
        let shared = before
            .bytes()
            .zip(entry.surface.bytes())
            .take(254)
            .take_while(|(a, b)| a == b)
            .count();
        surfaces.push(shared as u8);
        surfaces.extend_from_slice(entry.surface.as_bytes().get(shared..).unwrap_or(&[]));
        surfaces.push(0xFF);
        before = &entry.surface;
    }
    block(out, &surfaces)?;
    let column = |value: fn(&Entry) -> u16| packed.entries.iter().map(value).collect::<Vec<u16>>();
    block(out, &split(&column(|e| e.left)))?;
    block(out, &split(&column(|e| e.right)))?;
    block(out, &split(&column(|e| e.cost as u16)))?;
    let mut features: Vec<&str> = packed.entries.iter().map(|e| e.feature.as_str()).collect();
    features.sort_unstable();
    features.dedup();
    let index: HashMap<&str, u16> = features
        .iter()
        .enumerate()
        .map(|(i, f)| (*f, i as u16))
        .collect();
    block(out, features.join("\n").as_bytes())?;
    let feature: Vec<u16> = packed
        .entries
        .iter()
        .map(|e| index.get(e.feature.as_str()).copied().unwrap_or_default())
        .collect();
    block(out, &split(&feature))?;
    let expressions: Vec<&str> = packed
        .entries
        .iter()
        .map(|e| {
            if e.expression == "*" {
                ""
            } else {
                e.expression.as_str()
            }
        })
        .collect();
    block(out, expressions.join("\n").as_bytes())?;
    for lines in [&packed.unknown, &packed.categories, &packed.ranges] {
        block(out, lines.join("\n").as_bytes())?;
    }
    let mut size = (packed.rows as u32).to_le_bytes().to_vec();
    size.extend((packed.columns as u32).to_le_bytes());
    block(out, &size)?;
    let (row, rows) = distinct(
        packed
            .matrix
            .chunks(packed.columns.max(1))
            .map(<[i16]>::to_vec),
    );
    let columns = (0..packed.columns).map(|c| {
        rows.iter()
            .map(|r| r.get(c).copied().unwrap_or(0))
            .collect()
    });
    let (column, columns) = distinct(columns);
    block(out, &split(&row))?;
    block(out, &split(&column))?;
    let costs: Vec<u16> = (0..rows.len())
        .flat_map(|r| {
            columns
                .iter()
                .map(move |c| c.get(r).copied().unwrap_or(0) as u16)
        })
        .collect();
    block(out, &split(&costs))
}

/// Reads what [`write`] wrote.
pub fn read(input: &mut impl Read) -> io::Result<Packed> {
    let mut magic = [0; 8];
    input.read_exact(&mut magic)?;
    if &magic != MAGIC {
        return Err(broken("not a packed dictionary"));
    }
    let surfaces = surfaces(&take(input)?)?;
    let n = surfaces.len();
    let left = join(&take(input)?, n)?;
    let right = join(&take(input)?, n)?;
    let cost = join(&take(input)?, n)?;
    let features = lines(take(input)?)?;
    let feature = join(&take(input)?, n)?;
    let expressions = lines(take(input)?)?;
    let unknown = lines(take(input)?)?;
    let categories = lines(take(input)?)?;
    let ranges = lines(take(input)?)?;
    let size = take(input)?;
    let number = |at: usize| {
        let bytes = size.get(at..at + 4).and_then(|b| b.try_into().ok());
        bytes
            .map(|b| u32::from_le_bytes(b) as usize)
            .ok_or_else(|| broken("size"))
    };
    let (rows, columns) = (number(0)?, number(4)?);
    let row = join(&take(input)?, rows)?;
    let column = join(&take(input)?, columns)?;
    let wide = column.iter().max().map_or(0, |m| usize::from(*m) + 1);
    let high = row.iter().max().map_or(0, |m| usize::from(*m) + 1);
    let costs = join(&take(input)?, wide * high)?;
    let matrix = row
        .iter()
        .flat_map(|r| {
            let costs = &costs;
            column.iter().map(move |c| {
                costs
                    .get(usize::from(*r) * wide + usize::from(*c))
                    .copied()
                    .unwrap_or(0) as i16
            })
        })
        .collect();
    let entries = surfaces
        .into_iter()
        .zip(expressions)
        .enumerate()
        .map(|(i, (surface, expression))| {
            Ok(Entry {
                surface,
                left: left[i],
                right: right[i],
                cost: cost[i] as i16,
                feature: features
                    .get(usize::from(feature[i]))
                    .ok_or_else(|| broken("feature"))?
                    .clone(),
                expression: if expression.is_empty() {
                    "*".to_owned()
                } else {
                    expression
                },
            })
        })
        .collect::<io::Result<Vec<_>>>()?;
    Ok(Packed {
        entries,
        unknown,
        categories,
        ranges,
        rows,
        columns,
        matrix,
    })
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

fn block(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u32).to_le_bytes())?;
    out.write_all(bytes)
}

fn take(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    let mut bytes = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize {
        Ok(bytes)
    } else {
        Err(broken("cut short"))
    }
}

/// Low bytes of all numbers, then the high bytes: each half alone compresses better.
fn split(numbers: &[u16]) -> Vec<u8> {
    let low = numbers.iter().map(|n| *n as u8);
    let high = numbers.iter().map(|n| (*n >> 8) as u8);
    low.chain(high).collect()
}

fn join(bytes: &[u8], n: usize) -> io::Result<Vec<u16>> {
    if bytes.len() != 2 * n {
        return Err(broken("a column is not as long as the others"));
    }
    let (low, high) = bytes.split_at(n);
    Ok(low
        .iter()
        .zip(high)
        .map(|(l, h)| u16::from(*l) | u16::from(*h) << 8)
        .collect())
}

fn lines(bytes: Vec<u8>) -> io::Result<Vec<String>> {
    let text = String::from_utf8(bytes).map_err(|_| broken("not UTF-8"))?;
    Ok(text.split('\n').map(str::to_owned).collect())
}

fn surfaces(bytes: &[u8]) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    let mut rest = bytes;
    while let Some((shared, tail)) = rest.split_first() {
        let end = tail
            .iter()
            .position(|b| *b == 0xFF)
            .ok_or_else(|| broken("surface"))?;
        before.truncate(usize::from(*shared));
        before.extend_from_slice(&tail[..end]);
        found.push(String::from_utf8(before.clone()).map_err(|_| broken("surface"))?);
        rest = &tail[end + 1..];
    }
    Ok(found)
}

/// Which of the distinct values each one is, and the distinct values in order of first appearance.
fn distinct(values: impl Iterator<Item = Vec<i16>>) -> (Vec<u16>, Vec<Vec<i16>>) {
    let mut seen: HashMap<Vec<i16>, u16> = HashMap::new();
    let mut kept: Vec<Vec<i16>> = Vec::new();
    let which = values
        .map(|value| {
            *seen.entry(value.clone()).or_insert_with(|| {
                kept.push(value);
                (kept.len() - 1) as u16
            })
        })
        .collect();
    (which, kept)
}
