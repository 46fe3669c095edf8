//! What may follow a noun in the same word.

use std::sync::LazyLock;

use super::endings::Endings;

/// The particles and the like of `dictionaries/particles.tsv`, one a line.
static PARTICLES: LazyLock<Endings<()>> = LazyLock::new(|| {
    include_str!("../../dictionaries/particles.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(|p| (p, ()))
        .collect()
});

/// Whether `rest`, what is left of a word after a noun, is a particle, a chain of them that the table lists, or nothing.
pub fn is_particle(rest: &str) -> bool {
    rest.is_empty() || PARTICLES.get(rest).is_some()
}

/// `word` without its trailing particle, of which at least `keep` bytes stay.
pub fn without_particle(word: &str, keep: usize) -> &str {
    word.get(..particle_end(word, keep)).unwrap_or(word)
}

/// Where in `word` its trailing particle begins; the length of `word` where there is none. At least `keep` bytes of
/// the word stay, and the longest particle wins.
pub fn particle_end(word: &str, keep: usize) -> usize {
    let mut ends = PARTICLES.of(word).map(|(at, ())| at);
    ends.find(|at| *at >= keep).unwrap_or(word.len())
}
