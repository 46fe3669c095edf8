//! Builds the tokenizer's dictionary out of its packed form, in lindera's format, for embedding.
//!
//! MeCab-ko skips white space: the words on both sides of it connect directly, and a particle or an ending after white
//! space costs extra. lindera has white space as a word of its own and connects through it. What MeCab-ko does is
//! written into the dictionary instead:
//!
//! - Every word stands in it twice, bare and with [`SPACE`] before it, the latter with that extra cost. The tokenizer
//!   gives the search that character for a space, since lindera's builder trims white space off its words.
//! - Words that only character categories describe (numbers, Latin, unknown Hangul) cannot begin with a space. Before
//!   them stands one of several white-space words: each takes its left cost from the kind of unknown word it leads to,
//!   and its right context lets nothing else follow.

#[path = "ko-dic/format.rs"]
#[allow(dead_code, reason = "the packer writes, this script reads")]
mod format;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;

const PACKED: &str = "dictionaries/ko-dic/mecab-ko-dic-2.1.1.xz";

/// Stands for a space in the search. One byte, like the space itself; no text has it.
const SPACE: char = '\u{1}';

/// Nothing else may follow.
const NEVER: i16 = 30_000;

/// `left-space-penalty-factor` of mecab-ko-dic's dicrc, by the first part of speech of a word.
fn space_penalty(pos: &str) -> i16 {
    match pos.split('+').next().unwrap_or(pos) {
        "EC" | "EF" | "EP" | "ETM" | "ETN" | "VCP" | "XSA" | "XSN" | "XSV" => 3000,
        "JC" | "JKB" | "JKC" | "JKG" | "JKO" | "JKQ" | "JKS" | "JKV" | "JX" => 6000,
        _ => 0,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    for input in [
        PACKED,
        "dictionaries/build.rs",
        "dictionaries/ko-dic/format.rs",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let source = out.join("ko-dic-source");
    fs::create_dir_all(&source)?;
    let packed = File::open(PACKED).map(BufReader::new)?;
    let packed = format::read(&mut lzma_rust2::XzReader::new(packed, false))?;

    let mut tags = Tags::default();
    words(&packed, &mut tags, &source.join("words.csv"))?;
    let spaces = unknown(&packed, &mut tags, &source.join("unk.def"))?;
    characters(&packed, &source.join("char.def"))?;
    matrix(&packed, &spaces, &source.join("matrix.def"))?;
    fs::write(out.join("tags.tsv"), tags.lines.join("\n"))?;

    DictionaryBuilder::new(metadata()?).build_dictionary(&source, &out.join("ko-dic"))?;
    fs::remove_dir_all(&source)?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}

/// The tags that words carry as a number: part of speech and semantic class.
#[derive(Default)]
struct Tags {
    lines: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Tags {
    fn number(&mut self, pos: &str, class: &str) -> usize {
        let line = format!("{pos}\t{class}");
        *self.index.entry(line).or_insert_with_key(|line| {
            self.lines.push(line.clone());
            self.lines.len() - 1
        })
    }
}

/// Every word, bare and after a space.
fn words(packed: &format::Packed, tags: &mut Tags, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    for entry in &packed.entries {
        let mut feature = entry.feature.split(',');
        let (pos, class) = (feature.next().unwrap_or("*"), feature.next().unwrap_or("*"));
        let class = if matches!(class, "인명" | "지명") {
            class
        } else {
            "*"
        };
        let tag = tags.number(pos, class);
        let surface = entry.surface.replace('"', "\"\"");
        let (left, right, cost) = (entry.left, entry.right, entry.cost);
        let spaced = cost.saturating_add(space_penalty(pos));
        writeln!(out, "\"{surface}\",{left},{right},{cost},{tag}")?;
        writeln!(out, "\"{SPACE}{surface}\",{left},{right},{spaced},{tag}")?;
    }
    Ok(())
}

/// Words by character category, with one white-space word per left context of the others. Gives those left contexts.
fn unknown(
    packed: &format::Packed,
    tags: &mut Tags,
    path: &Path,
) -> Result<Vec<u16>, Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut contexts: Vec<u16> = Vec::new();
    for line in &packed.unknown {
        let columns: Vec<&str> = line.split(',').collect();
        let [category, left, right, cost, tag] = columns.as_slice() else {
            return Err(format!("unknown word {line:?}").into());
        };
        if *category == "SPACE" {
            continue;
        }
        let left: u16 = left.parse()?;
        if !contexts.contains(&left) {
            contexts.push(left);
        }
        writeln!(
            out,
            "{category},{left},{right},{cost},{}",
            tags.number(tag, "*")
        )?;
    }
    let space = tags.number("SP", "*");
    for (i, left) in contexts.iter().enumerate() {
        writeln!(out, "SPACE,{left},{},0,{space}", packed.rows + i)?;
    }
    Ok(contexts)
}

/// char.def, with white space always a candidate.
fn characters(packed: &format::Packed, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    for category in &packed.categories {
        match category.strip_prefix("SPACE ") {
            Some(_) => writeln!(out, "SPACE 1 0 1")?,
            None => writeln!(out, "{category}")?,
        }
    }
    writeln!(out, "0x{0:04X}..0x{0:04X} SPACE", u32::from(SPACE))?;
    for range in &packed.ranges {
        let mut words = range.split(' ');
        let (first, last) = (words.next().unwrap_or("0"), words.next().unwrap_or("0"));
        let names: Vec<&str> = words.collect();
        writeln!(out, "0x{first}..0x{last} {}", names.join(" "))?;
    }
    Ok(())
}

/// The connection costs, with a row per white-space word.
fn matrix(packed: &format::Packed, spaces: &[u16], path: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(out, "{} {}", packed.rows + spaces.len(), packed.columns)?;
    for (row, costs) in packed.matrix.chunks(packed.columns).enumerate() {
        for (column, cost) in costs.iter().enumerate() {
            writeln!(out, "{row} {column} {cost}")?;
        }
    }
    for (i, left) in spaces.iter().enumerate() {
        for column in 0..packed.columns {
            let cost = if column == usize::from(*left) {
                0
            } else {
                NEVER
            };
            writeln!(out, "{} {column} {cost}", packed.rows + i)?;
        }
    }
    Ok(())
}

fn metadata() -> Result<Metadata, Box<dyn Error>> {
    let json = r#"{
        "name": "ko-dic",
        "encoding": "UTF-8",
        "default_word_cost": -10000,
        "default_left_context_id": 0,
        "default_right_context_id": 0,
        "default_field_value": "*",
        "flexible_csv": false,
        "skip_invalid_cost_or_id": false,
        "normalize_details": false,
        "dictionary_schema": {"fields": ["surface", "left_context_id", "right_context_id", "cost", "tag"]},
        "user_dictionary_schema": {"fields": ["surface", "left_context_id", "right_context_id", "cost", "tag"]},
        "connection_id_mapping": true
    }"#;
    Ok(Metadata::load(json.as_bytes())?)
}
