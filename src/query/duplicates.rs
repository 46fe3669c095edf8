//! Near-duplicates: releases whose texts are mostly the same, such as one that was posted again.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row};
use serde::Serialize;

use super::{Archive, QueryError};

/// Bits in which the fingerprints of near-duplicates differ, at most. Of 3,810 releases of four agencies, 78 pairs are so
/// near, and in the least alike of them 64 of 100 shingles are the same. From 9 bits on come pairs of which less than
/// half is the same.
pub const NEAR: u32 = 7;

/// Two releases, in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Bits in which their fingerprints differ.
    pub distance: u32,
    /// The earlier one.
    pub a: Alike,
    /// The later one.
    pub b: Alike,
}

/// A release that is like another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Alike {
    /// Day of publication.
    pub published: Option<String>,
    /// Its id.
    pub release: String,
    /// Its headline.
    pub title: Option<String>,
    /// Name of the body that issued it.
    pub issuer_name: Option<String>,
    /// Where it was read.
    pub path: String,
}

/// A release like a given one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// Bits in which their fingerprints differ.
    pub distance: u32,
    /// The release.
    #[serde(flatten)]
    pub release: Alike,
}

impl Archive {
    /// The near-duplicates of the release `id`, the nearest first: those within [`NEAR`]. Reads the fingerprints of the
    /// whole store, a tenth of a second for a million.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn duplicates_of(&self, id: &str) -> Result<Vec<Duplicate>, QueryError> {
        let own = "SELECT fingerprint FROM releases WHERE id = ?";
        let own: Option<Option<String>> = self
            .db
            .prepare_cached(own)?
            .query_row([id], |row| row.get(0))
            .optional()?;
        let Some(own) = own.flatten().and_then(|print| bits(&print)) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for (other, print) in self.fingerprints()? {
            let distance = (own ^ print).count_ones();
            if distance <= NEAR && other != id {
                let release = self.alike(&other)?;
                found.extend(release.map(|release| Duplicate { distance, release }));
            }
        }
        found.sort_by(|a, b| (a.distance, &a.release).cmp(&(b.distance, &b.release)));
        Ok(found)
    }

    /// All pairs of near-duplicates, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn duplicates(&self) -> Result<Vec<Pair>, QueryError> {
        let prints = self.fingerprints()?;
        let mut pairs = Vec::new();
        for (one, other, distance) in near(&prints) {
            let found = self
                .alike(&prints[one].0)?
                .zip(self.alike(&prints[other].0)?);
            pairs.extend(found.map(|(one, other)| {
                let (a, b) = (one.clone().min(other.clone()), one.max(other));
                Pair { distance, a, b }
            }));
        }
        pairs.sort_by(|x, y| (&y.b, &y.a).cmp(&(&x.b, &x.a)));
        Ok(pairs)
    }

    fn fingerprints(&self) -> Result<Vec<(String, u64)>, QueryError> {
        let sql = "SELECT id, fingerprint FROM releases WHERE fingerprint IS NOT NULL ORDER BY fingerprint, id";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut prints = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(print) = bits(row.get_ref(1)?.as_str().unwrap_or("")) {
                prints.push((row.get(0)?, print));
            }
        }
        Ok(prints)
    }

    /// What is told of the release `id` beside others that it is like; `None` where there is no such release.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn alike(&self, id: &str) -> Result<Option<Alike>, QueryError> {
        let sql = "SELECT published, id, title, renamed('organization', issuer, issuer_name, language), path
                   FROM releases WHERE id = ?";
        let alike = |row: &Row<'_>| {
            Ok(Alike {
                published: row.get(0)?,
                release: row.get(1)?,
                title: row.get(2)?,
                issuer_name: row.get(3)?,
                path: row.get(4)?,
            })
        };
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([id], alike).optional()?)
    }
}

/// A fingerprint as the store writes it.
fn bits(hexadecimal: &str) -> Option<u64> {
    u64::from_str_radix(hexadecimal, 16).ok()
}

/// The places of all pairs within [`NEAR`], and their distances. Of eight bytes, seven changed bits leave one as it was:
/// only fingerprints with a byte in common are compared (Manku, Jain and Das Sarma, 2007).
fn near(prints: &[(String, u64)]) -> Vec<(usize, usize, u32)> {
    let mut found = Vec::new();
    for byte in 0..8 {
        let mut alike: HashMap<u8, Vec<usize>> = HashMap::new();
        for (i, (_, print)) in prints.iter().enumerate() {
            let own = print.to_le_bytes()[byte];
            let others = alike.entry(own).or_default();
            for other in others.iter() {
                let differing = prints[*other].1 ^ print;
                let seen = differing.to_le_bytes().iter().take(byte).any(|b| *b == 0);
                if differing.count_ones() <= NEAR && !seen {
                    found.push((*other, i, differing.count_ones()));
                }
            }
            others.push(i);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_found_once() {
        let prints: Vec<(String, u64)> = (0..400u64)
            .map(|n| {
                let noise = (0..n % 12).fold(0u64, |bits, bit| bits | 1 << (bit * 5 + n % 4));
                (n.to_string(), 0x9E37_79B9_7F4A_7C15 ^ noise)
            })
            .collect();
        let mut found = near(&prints);
        found.sort();
        let mut wanted = Vec::new();
        for (i, (_, a)) in prints.iter().enumerate() {
            for (j, (_, b)) in prints.iter().enumerate().skip(i + 1) {
                let distance = (a ^ b).count_ones();
                if distance <= NEAR {
                    wanted.push((i, j, distance));
                }
            }
        }
        assert!(wanted.len() > 1000 && wanted.len() < 400 * 399 / 2);
        assert_eq!(found, wanted);
    }
}
