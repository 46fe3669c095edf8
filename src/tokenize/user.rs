//! Words that users add.

use std::path::Path;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::{Dictionary, UserDictionary};

use super::TokenizeError;

/// A word without a cost of its own costs this much: little enough to win over the parts that it is made of.
const COST: i16 = -2000;

/// A common word of each part of speech that may be added: its contexts serve for the user's word.
const MODELS: [(&str, &str); 7] = [
    ("NNG", "정책"),
    ("NNP", "서울"),
    ("NNB", "것"),
    ("MAG", "매우"),
    ("SL", "A"),
    ("VV", "가"),
    ("VA", "크"),
];

/// Reads `surface<TAB>part of speech[<TAB>cost]` lines; `tag` gives the number of a part of speech.
pub(super) fn load(
    path: &Path,
    dictionary: &Dictionary,
    tag: impl Fn(&str) -> Option<usize>,
) -> Result<UserDictionary, TokenizeError> {
    let error = |what: String| TokenizeError::User {
        path: path.display().to_string(),
        what,
    };
    let text = std::fs::read_to_string(path).map_err(|e| error(e.to_string()))?;
    let mut rows = String::new();
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut cells = line.split('\t').map(str::trim);
        let surface = cells.next().unwrap_or("");
        let pos = cells.next().unwrap_or("NNP");
        let cost = match cells.next().filter(|c| !c.is_empty()) {
            Some(cost) => cost
                .parse()
                .map_err(|_| error(format!("line {}: no cost {cost:?}", i + 1)))?,
            None => COST,
        };
        let model = MODELS.iter().find(|(name, _)| *name == pos);
        let (Some((_, model)), Some(tag)) = (model, tag(pos)) else {
            return Err(error(format!("line {}: no part of speech {pos:?}", i + 1)));
        };
        let ids = dictionary
            .prefix_dictionary
            .find_surface_iter(model)
            .next()
            .map(|entry| (entry.left_id(), entry.right_id()));
        let Some((left, right)) = ids.filter(|_| !surface.is_empty()) else {
            return Err(error(format!("line {}: no word", i + 1)));
        };
        let surface = surface.replace('"', "\"\"");
        for space in ["", "\u{1}"] {
            rows.push_str(&format!(
                "\"{space}{surface}\",{left},{right},{cost},{tag}\n"
            ));
        }
    }
    DictionaryBuilder::new((*dictionary.metadata).clone())
        .build_user_dict_from_reader(rows.as_bytes())
        .map_err(|e| error(e.to_string()))
}
