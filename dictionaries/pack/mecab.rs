//! Reads a compiled MeCab dictionary: `sys.dic`, `unk.dic`, `char.bin`, `matrix.bin` and the penalties of `dicrc`.
//!
//! The layouts are those of MeCab 0.996 (`dictionary.cpp`, `char_property.cpp`, `connector.cpp`, `darts.h`) as
//! mecab-ko uses them. All numbers are little-endian.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

/// Bytes before the double array: ten numbers and the name of the character set.
const HEADER: usize = 10 * 4 + 32;
const MAGIC: u32 = 0xef71_8f77;
const VERSION: u32 = 102;

/// A word of `sys.dic` or a category of `unk.dic`.
pub struct Token {
    pub surface: String,
    pub left: u16,
    pub right: u16,
    /// Number of the part of speech in `pos-id.def`.
    pub pos_id: u16,
    pub cost: i16,
    /// The CSV fields after the costs.
    pub feature: String,
}

/// Reads all tokens of a dictionary in byte order of their surfaces.
pub fn tokens(file: &[u8]) -> Result<Vec<Token>> {
    let header: Vec<u32> = numbers(file.get(..40).context("no header")?);
    let &[
        magic,
        version,
        _,
        count,
        _,
        _,
        array_len,
        tokens_len,
        features_len,
        _,
    ] = header.as_slice()
    else {
        bail!("no header");
    };
    ensure!(
        magic ^ MAGIC == file.len() as u32,
        "not a MeCab dictionary, or cut off"
    );
    ensure!(version == VERSION, "version {version} instead of {VERSION}");
    ensure!(file[40..HEADER].starts_with(b"UTF-8\0"), "not in UTF-8");
    let (array, rest) = file[HEADER..]
        .split_at_checked(array_len as usize)
        .context("cut off")?;
    let (tokens, features) = rest
        .split_at_checked(tokens_len as usize)
        .context("cut off")?;
    ensure!(features.len() == features_len as usize, "cut off");

    let mut read = Vec::with_capacity(count as usize);
    for (surface, value) in DoubleArray(&numbers(array)).keys() {
        let surface = String::from_utf8(surface)?;
        let (first, len) = ((value >> 8) as usize, (value & 0xff) as usize);
        for i in first..first + len {
            let token = tokens
                .get(16 * i..16 * (i + 1))
                .context("a token is missing")?;
            let u16_at = |at: usize| u16::from_le_bytes([token[at], token[at + 1]]);
            let feature = u32::from_le_bytes([token[8], token[9], token[10], token[11]]) as usize;
            let feature = features.get(feature..).context("a feature is missing")?;
            let end = feature
                .iter()
                .position(|&b| b == 0)
                .context("an endless feature")?;
            read.push(Token {
                surface: surface.clone(),
                left: u16_at(0),
                right: u16_at(2),
                pos_id: u16_at(4),
                cost: u16_at(6) as i16,
                feature: str::from_utf8(&feature[..end])?.to_owned(),
            });
        }
    }
    ensure!(
        read.len() == count as usize,
        "{} tokens instead of {count}",
        read.len()
    );
    Ok(read)
}

/// Darts: units of `base` and `check`. The child of a unit for byte `c` stands at `base + c + 1`, its value at `base`.
struct DoubleArray<'a>(&'a [u32]);

impl DoubleArray<'_> {
    /// `(base, check)` of the unit `i`.
    fn unit(&self, i: u32) -> Option<(i32, u32)> {
        let at = 2 * i as usize;
        Some((*self.0.get(at)? as i32, *self.0.get(at + 1)?))
    }

    /// All keys with their values in byte order.
    fn keys(&self) -> Vec<(Vec<u8>, u32)> {
        let mut found = Vec::new();
        let mut open = vec![(0u32, Vec::new())];
        while let Some((unit, key)) = open.pop() {
            let Some((base, _)) = self.unit(unit) else {
                continue;
            };
            let Ok(base) = u32::try_from(base) else {
                continue;
            };
            if let Some((value, check)) = self.unit(base)
                && check == base
                && value < 0
            {
                found.push((key.clone(), (-(value + 1)) as u32));
            }
            for byte in (0..=u8::MAX).rev() {
                let child = base + u32::from(byte) + 1;
                if self.unit(child).is_some_and(|(_, check)| check == base) {
                    let mut key = key.clone();
                    key.push(byte);
                    open.push((child, key));
                }
            }
        }
        found
    }
}

/// One category of `char.bin` with how unknown words are made of it.
pub struct Category {
    pub name: String,
    pub invoke: bool,
    pub group: bool,
    pub length: u32,
}

/// The categories of `char.bin`, and for each code point of the Basic Multilingual Plane which is its own.
///
/// Where a code point has several, the one that its unknown words come from is taken.
pub fn characters(file: &[u8]) -> Result<(Vec<Category>, Vec<usize>)> {
    let count = u32::from_le_bytes(*file.first_chunk().context("cut off")?) as usize;
    let (names, table) = file[4..].split_at_checked(32 * count).context("cut off")?;
    let table: Vec<u32> = numbers(table);
    ensure!(table.len() == 0xffff, "{} characters", table.len());
    let mut categories = Vec::with_capacity(count);
    for name in names.chunks(32) {
        let end = name.iter().position(|&b| b == 0).unwrap_or(32);
        categories.push(Category {
            name: str::from_utf8(&name[..end])?.to_owned(),
            invoke: false,
            group: false,
            length: 0,
        });
    }
    let mut own = Vec::with_capacity(table.len());
    for info in table {
        let category = (info >> 18 & 0xff) as usize;
        let Some(known) = categories.get_mut(category) else {
            bail!("a character of an unknown category");
        };
        known.length = info >> 26 & 0xf;
        known.group = info >> 30 & 1 == 1;
        known.invoke = info >> 31 == 1;
        own.push(category);
    }
    Ok((categories, own))
}

/// Connection costs: the right id of a word is the place in a row, the left id of the next word is the row.
pub struct Matrix {
    pub width: usize,
    pub cells: Vec<i16>,
}

/// Reads `matrix.bin`.
pub fn matrix(file: &[u8]) -> Result<Matrix> {
    let (size, cells) = file.split_at_checked(4).context("cut off")?;
    let width = u16::from_le_bytes([size[0], size[1]]) as usize;
    let height = u16::from_le_bytes([size[2], size[3]]) as usize;
    ensure!(cells.len() == 2 * width * height, "cut off");
    let cells = cells
        .chunks_exact(2)
        .map(|c| i16::from_le_bytes([c[0], c[1]]))
        .collect();
    Ok(Matrix { width, cells })
}

/// What words of a part of speech cost more after white space, by its number: `left-space-penalty-factor` of `dicrc`.
pub fn space_penalties(dicrc: &str) -> Result<BTreeMap<u16, i16>> {
    let line = dicrc
        .lines()
        .find_map(|line| line.strip_prefix("left-space-penalty-factor"))
        .context("no left-space-penalty-factor")?;
    let list = line.trim_start_matches([' ', '=']);
    let fields: Vec<&str> = list.split(',').map(str::trim).collect();
    fields
        .chunks(2)
        .map(|pair| match pair {
            [id, cost] => Ok((id.parse()?, cost.parse()?)),
            _ => bail!("a number without its penalty"),
        })
        .collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let chunks = bytes.chunks_exact(4);
    chunks
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect()
}
