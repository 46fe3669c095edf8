//! lindera's `char_def.bin`: the categories of characters in each alphabet.

use lindera_dictionary::dictionary::character_definition::{
    CategoryData, CategoryId, CharacterDefinition, LookupTable,
};

use super::Result;
use crate::format::Packed;
use crate::spelling::{Alphabet, PLANE, marks_runs};

/// How many categories there are in all alphabets, [`gate`] among them.
pub fn count(packed: &Packed) -> usize {
    gate(packed).0 + 1
}

/// The category in an alphabet, by its number.
pub fn category(packed: &Packed, alphabet: usize, category: usize) -> CategoryId {
    CategoryId(alphabet * packed.categories.len() + category)
}

/// The second category of every character, which has no words.
///
/// lindera tries no unknown word before the end of the last one, while MeCab tries them everywhere. This category, being
/// the last to be tried, lets the last one end right behind its first character.
fn gate(packed: &Packed) -> CategoryId {
    category(packed, Alphabet::ALL.len(), 0)
}

/// For a character the category whose runs are marked as a whole, if it is in one.
pub fn runs(packed: &Packed) -> impl Fn(char) -> Option<usize> {
    let run = |number: usize| {
        let category = packed.categories.get(number)?;
        marks_runs(&category.name, category.group).then_some(number)
    };
    let default = run(0);
    let mut runs = vec![default; 0x1_0000];
    for range in &packed.ranges {
        runs[range.first as usize..=range.last as usize].fill(run(range.category));
    }
    move |c| runs.get(c as usize).copied().unwrap_or(default)
}

pub fn file(packed: &Packed) -> Result<Vec<u8>> {
    let mut definitions = Vec::new();
    let mut names = Vec::new();
    for alphabet in Alphabet::ALL {
        for category in &packed.categories {
            // Where only the first character is marked, those of two words must not become one run.
            let single = alphabet != Alphabet::Plain && !marks_runs(&category.name, category.group);
            definitions.push(CategoryData {
                invoke: category.invoke,
                group: category.group && !single,
                length: if single { 1 } else { category.length },
            });
            names.push(match alphabet {
                Alphabet::Plain => category.name.clone(),
                _ => format!("{} {alphabet:?}", category.name),
            });
        }
    }
    definitions.push(CategoryData {
        invoke: true,
        group: false,
        length: 0,
    });
    names.push("GATE".into());

    let planes = Alphabet::ALL.map(Alphabet::offset);
    let end = PLANE * planes.len() as u32;
    let mut bounds = vec![end];
    for plane in planes {
        bounds.push(plane);
        for range in &packed.ranges {
            bounds.extend([plane + range.first, plane + range.last + 1]);
        }
    }
    bounds.sort_unstable();
    bounds.dedup();
    let mapping = LookupTable::from_fn(bounds, &|code, found: &mut Vec<CategoryId>| {
        // Beyond the alphabets everything is of the first category.
        let (alphabet, code) = if code < end {
            (code / PLANE, code % PLANE)
        } else {
            (0, PLANE)
        };
        let range = packed
            .ranges
            .iter()
            .find(|range| (range.first..=range.last).contains(&code));
        found.push(category(
            packed,
            alphabet as usize,
            range.map_or(0, |range| range.category),
        ));
        found.push(gate(packed));
    });
    let definition = CharacterDefinition::new(definitions, names, mapping);
    Ok(rkyv::to_bytes::<rkyv::rancor::Error>(&definition)?.to_vec())
}
