//! Words that users add.

use std::fs;
use std::path::{Path, PathBuf};

use super::TokenizeError;
use crate::release::Pos;

/// What a word costs where its line does not say: less than nearly any two words in its place.
const DEFAULT_COST: i16 = 0;

/// A word of a user dictionary.
///
/// A user dictionary is a text file in UTF-8 with a word on each line: surface, part of speech and, if wanted, cost,
/// parted by tabs. A surface may have blanks inside. Lower costs win over other ways of cutting the text; the words of ko-dic cost some 0 to 8,000.
/// Empty lines and lines that begin with `#` are skipped.
///
/// ```
/// use gija::tokenize::{Korean, UserWord};
/// let words = UserWord::parse("# our projects\n기정원\tNNP\n스마트공장\tNNG\t-500\n")?;
/// let korean = Korean::with_user_words(&words)?;
/// let text = "기정원은 스마트공장을";
/// let mut tokens = Vec::new();
/// korean.tokenize(text, &mut tokens)?;
/// let words: Vec<_> = tokens.iter().map(|t| (t.text(text), t.tag())).collect();
/// assert_eq!(words, [("기정원", "NNP"), ("은", "JX"), ("스마트공장", "NNG"), ("을", "JKO")]);
/// # Ok::<(), gija::tokenize::TokenizeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserWord {
    /// As it stands in texts.
    pub surface: String,
    /// One part of speech, mostly `NNP` or `NNG`.
    pub pos: Pos,
    /// Lower wins.
    pub cost: i16,
}

impl UserWord {
    /// Reads the lines of a user dictionary.
    ///
    /// # Errors
    ///
    /// [`TokenizeError::UserWord`] names the first line that cannot be used.
    pub fn parse(text: &str) -> Result<Vec<Self>, TokenizeError> {
        Self::parse_file(text, Path::new(""))
    }

    fn parse_file(text: &str, path: &Path) -> Result<Vec<Self>, TokenizeError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let unusable = |at, why| TokenizeError::UserWord {
            path: path.into(),
            line: at + 1,
            why,
        };
        lines
            .map(|(at, line)| Self::parse_line(line).map_err(|why| unusable(at, why)))
            .collect()
    }

    fn parse_line(line: &str) -> Result<Self, String> {
        let mut fields = line.split('\t').map(str::trim);
        let surface = fields.next().unwrap_or_default();
        if surface.is_empty() {
            return Err("no surface".into());
        }
        let tag = fields
            .next()
            .ok_or("no part of speech; fields are parted by tabs")?;
        let pos: Pos = tag
            .parse()
            .map_err(|()| format!("unknown part of speech {tag:?}"))?;
        if matches!(pos, Pos::SP | Pos::UNKNOWN) {
            return Err(format!("no word can be {pos}"));
        }
        let cost = match fields.next() {
            None | Some("") => DEFAULT_COST,
            Some(cost) => cost
                .parse()
                .map_err(|_| format!("{cost:?} is no cost from -32768 to 32767"))?,
        };
        Ok(Self {
            surface: surface.into(),
            pos,
            cost,
        })
    }

    /// Reads a user dictionary, or all files of a folder that end in `.tsv`, in the order of their names.
    ///
    /// # Errors
    ///
    /// [`TokenizeError::UserFile`] if something cannot be read, and as [`UserWord::parse`].
    pub fn read(path: &Path) -> Result<Vec<Self>, TokenizeError> {
        let mut words = Vec::new();
        for file in files(path).map_err(|why| unreadable(path, why))? {
            let text = fs::read_to_string(&file).map_err(|why| unreadable(&file, why))?;
            words.extend(Self::parse_file(&text, &file)?);
        }
        Ok(words)
    }
}

fn unreadable(path: &Path, why: std::io::Error) -> TokenizeError {
    TokenizeError::UserFile {
        path: path.into(),
        why,
    }
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.into()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "tsv") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_cannot_be_used_are_named() {
        for (text, line) in [
            ("가나", 1),
            ("# x\n\n가나\tXX", 3),
            ("가나\tNNP\tten", 1),
            ("\tNNP", 1),
            ("가\tSP", 1),
        ] {
            match UserWord::parse(text) {
                Err(TokenizeError::UserWord { line: found, .. }) => {
                    assert_eq!(found, line, "{text:?}")
                }
                other => panic!("{text:?} gave {other:?}"),
            }
        }
    }
}
