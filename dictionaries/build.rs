//! Prepares what the crate embeds.

fn main() {
    println!("cargo::rerun-if-changed=dictionaries/build.rs");
}
