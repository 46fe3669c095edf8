//! Writes the dictionary in lindera's format, spelled without white space (see `src/tokenize/spelling.rs`).

mod analyses;
mod characters;
mod connections;
mod contexts;
mod leaning;
mod spaced;
mod unknown;
mod words;

use std::error::Error;
use std::fs;
use std::path::Path;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

use crate::format::Packed;
use analyses::Analyses;
use connections::Connections;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Writes all files into `folder`: those of lindera, and Rust code for the tokenizer.
pub fn write(packed: &Packed, folder: &Path) -> Result<()> {
    let mut analyses = Analyses::default();
    let connections = Connections::new(packed)?;
    let words = words::files(packed, &connections, &mut analyses)?;
    let unknown = unknown::file(packed, &connections, &mut analyses)?;
    let contexts = contexts::code(packed, &connections, &mut analyses)?;
    for (name, content) in [
        ("dict.trie", words.trie),
        ("dict.valsidx", words.index),
        ("dict.vals", words.values),
        // Details of the words, by their numbers; ours are in the numbers.
        ("dict.words", Vec::new()),
        ("dict.wordsidx", Vec::new()),
        ("unk.bin", unknown),
        ("char_def.bin", characters::file(packed)?),
        ("matrix.mtx", connections.file()?),
        ("contexts.rs", contexts.into_bytes()),
        ("leaning.rs", leaning::code(packed)?.into_bytes()),
        ("spaced.rs", spaced::code(packed)?.into_bytes()),
        ("analyses.rs", analyses.code().into_bytes()),
        ("analysis_bits.rs", analyses::BITS.to_string().into_bytes()),
    ] {
        fs::write(folder.join(name), content)?;
    }
    let fields = ["surface", "left_context_id", "right_context_id", "cost"];
    let metadata = Metadata {
        name: "ko-dic".into(),
        dictionary_schema: Schema::new(fields.map(str::to_owned).to_vec()),
        ..Metadata::default()
    };
    DictionaryBuilder::new(metadata).build_metadata(folder, None)?;
    Ok(())
}
