//! How long properties are tried.

/// So many cases, or `PROPTEST_CASES` where that is set: for a long run.
pub fn cases(usually: u32) -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(usually)
}
