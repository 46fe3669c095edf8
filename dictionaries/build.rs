//! Prepares what the crate embeds: the Korean dictionary, unpacked and in lindera's format.
//!
//! Needs nothing but the packed file: no network, no Python.

#[path = "ko-dic/format.rs"]
mod format;
#[path = "ko-dic/lindera/mod.rs"]
mod lindera;
#[path = "../src/tokenize/spelling.rs"]
mod spelling;

use std::error::Error;
use std::fs::{self, File};
use std::path::PathBuf;

use format::Packed;
use lzma_rust2::XzReader;

const PACKED: &str = "dictionaries/ko-dic/ko-dic.xz";

fn main() -> Result<(), Box<dyn Error>> {
    for input in [
        PACKED,
        "dictionaries/build.rs",
        "dictionaries/ko-dic/format.rs",
        "dictionaries/ko-dic/lindera",
        "src/tokenize/spelling.rs",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let folder = out.join("ko-dic");
    fs::create_dir_all(&folder)?;
    let packed = Packed::read(&mut XzReader::new(File::open(PACKED)?, false))?;
    lindera::write(&packed, &folder)?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}
