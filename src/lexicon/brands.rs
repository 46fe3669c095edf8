//! What lists call financial firms: 국민, 신한, 우리.

use hashbrown::HashMap;

use super::endings::Endings;
use super::organizations::Organizations;
use super::table::{Tables, required};
use super::{LexiconError, Strength};

/// A trade of financial firms; firms of one group have the same brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// Banks.
    Bank,
    /// Life insurers.
    Life,
    /// Other insurers.
    Nonlife,
    /// Card companies.
    Card,
    /// Securities companies.
    Securities,
    /// Financial holding companies.
    Holding,
}

impl Trade {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 6] = [
        Self::Bank,
        Self::Life,
        Self::Nonlife,
        Self::Card,
        Self::Securities,
        Self::Holding,
    ];
    const NAMES: [&str; 6] = ["bank", "life", "nonlife", "card", "securities", "holding"];
}

/// All brands.
#[derive(Debug)]
pub struct Brands {
    brands: HashMap<Box<str>, Brand>,
    trades: Endings<Trade>,
}

/// One line of `dictionaries/brands.tsv`.
#[derive(Debug)]
pub struct Brand {
    /// Whether it is no other word.
    pub sure: bool,
    firms: [Option<u32>; 6],
}

impl Brand {
    /// The firm of that trade, as [`Organizations::entry`] takes it.
    pub fn firm(&self, trade: Trade) -> Option<u32> {
        self.firms.get(trade as usize).copied().flatten()
    }
}

impl Brands {
    pub(super) fn read(
        tables: &Tables<'_>,
        organizations: &Organizations,
    ) -> Result<Self, LexiconError> {
        let mut brands = HashMap::new();
        let mut trades = Endings::default();
        tables.read(
            "brands.tsv",
            include_str!("../../dictionaries/brands.tsv"),
            &mut |row| {
                let [brand, names @ ..]: [&str; 7] = row.cells();
                let mut firms = [None; 6];
                for (firm, name) in firms.iter_mut().zip(names) {
                    let mut forms = organizations.forms().exact(name).iter();
                    let known = forms.find(|(_, strength)| *strength == Strength::Strong);
                    *firm = known.map(|(org, _)| *org);
                    if firm.is_none() && !name.is_empty() {
                        return Err(format!("no organisation {name:?}"));
                    }
                }
                let sure = !brand.starts_with('~');
                let brand = required(brand.trim_start_matches('~'), "brand")?;
                brands.insert(brand.as_ref().into(), Brand { sure, firms });
                Ok(())
            },
        )?;
        tables.read(
            "trades.tsv",
            include_str!("../../dictionaries/trades.tsv"),
            &mut |row| {
                let [word, trade] = row.cells();
                let named = Trade::NAMES.iter().position(|name| *name == trade);
                let trade = named.and_then(|i| Trade::ALL.get(i));
                let trade = trade.ok_or_else(|| format!("no trade {trade:?}"))?;
                trades.insert(&required(word, "word")?, *trade);
                Ok(())
            },
        )?;
        Ok(Self { brands, trades })
    }

    /// The brand of exactly this name.
    pub fn get(&self, name: &str) -> Option<&Brand> {
        self.brands.get(name)
    }

    /// The trade that `word` says firms beside it are of.
    pub fn trade(&self, word: &str) -> Option<Trade> {
        self.trades.of(word).next().map(|(_, trade)| *trade)
    }
}
