//! Fonts: the characters and the widths behind the codes of a string.

use std::collections::BTreeMap;

use encoding_rs::{EUC_KR, Encoding, MACINTOSH, WINDOWS_1252};

use super::super::IngestError;
use super::super::limits::Budget;
use super::cmap::CMap;
use super::file::File;
use super::object::{Dict, Object};

/// A font as a page uses it.
#[derive(Debug)]
pub(super) struct Font {
    coding: Coding,
    to_unicode: CMap,
    /// Widths by code, or by glyph where the font has many, in thousandths of the size.
    widths: BTreeMap<u32, f64>,
    other_width: f64,
}

/// How the bytes of a string make codes, and which characters those are if nothing else says so.
#[derive(Debug)]
enum Coding {
    /// A byte each.
    Bytes(Box<[Option<char>; 256]>),
    /// Two bytes each, which say nothing but the glyph.
    Glyphs,
    /// UTF-16.
    Utf16,
    /// CP949, of which the width of a character has to be guessed.
    Cp949,
    /// As the file says.
    Map(CMap),
}

/// One code of a string.
pub(super) struct Shown {
    /// Its characters; empty where nobody knows.
    pub(super) text: String,
    /// In thousandths of the size.
    pub(super) width: f64,
    /// Whether it is the space of one byte, which may be widened.
    pub(super) space: bool,
}

impl Font {
    pub(super) fn read(
        file: &File<'_>,
        dict: &Dict,
        budget: &mut Budget<'_>,
    ) -> Result<Self, IngestError> {
        let to_unicode = match dict.get("ToUnicode") {
            Some(map) => file.stream(map, budget)?.map(|(_, data)| CMap::read(&data)),
            None => None,
        };
        let mut font = Self {
            coding: Coding::Glyphs,
            to_unicode: to_unicode.unwrap_or_default(),
            widths: BTreeMap::new(),
            other_width: 500.0,
        };
        if file.get(dict, "Subtype").name() == Some("Type0") {
            font.coding = composite_coding(file, dict, budget)?;
            font.composite_widths(file, dict, budget)?;
        } else {
            font.coding = Coding::Bytes(Box::new(simple_coding(file, dict)));
            font.simple_widths(file, dict);
        }
        Ok(font)
    }

    fn simple_widths(&mut self, file: &File<'_>, dict: &Dict) {
        let first = file.get(dict, "FirstChar").number().unwrap_or(0.0) as u32;
        let widths = file.get(dict, "Widths");
        for (code, width) in (first..).zip(widths.array().unwrap_or(&[])) {
            if let Some(width) = file.resolve(width).number() {
                self.widths.insert(code, width);
            }
        }
        // The glyphs of these fonts are drawn in a space of their own.
        if let Object::Array(matrix) = file.get(dict, "FontMatrix")
            && let Some(scale) = matrix.first().and_then(Object::number)
        {
            for width in self.widths.values_mut() {
                *width *= scale * 1000.0;
            }
        }
    }

    fn composite_widths(
        &mut self,
        file: &File<'_>,
        dict: &Dict,
        budget: &Budget<'_>,
    ) -> Result<(), IngestError> {
        let fonts = file.get(dict, "DescendantFonts");
        let font = fonts.array().and_then(<[_]>::first);
        let Object::Dict(font) = font.map_or(Object::Null, |font| file.resolve(font)) else {
            return Ok(());
        };
        self.other_width = file.get(&font, "DW").number().unwrap_or(1000.0);
        let widths = file.get(&font, "W");
        let mut items = widths.array().unwrap_or(&[]).iter();
        // One array may be asked for again and again.
        let mut told = 0;
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Some(first) = first.number() else { break };
            match file.resolve(second) {
                Object::Array(widths) => {
                    told += widths.len();
                    budget.entries(told)?;
                    for (code, width) in (first as u32..).zip(widths) {
                        if let Some(width) = width.number() {
                            self.widths.insert(code, width);
                        }
                    }
                }
                last => {
                    let (Some(last), Some(width)) = (last.number(), items.next()) else {
                        break;
                    };
                    let width = width.number().unwrap_or(self.other_width);
                    let codes = first as u32..=(last as u32).min(0xFFFF);
                    told += codes.clone().count();
                    budget.entries(told)?;
                    for code in codes {
                        self.widths.insert(code, width);
                    }
                }
            }
            budget.time()?;
        }
        Ok(())
    }

    /// Gives each code of `string` to `each`.
    pub(super) fn show(&self, string: &[u8], mut each: impl FnMut(Shown)) {
        let mut rest = string;
        while !rest.is_empty() {
            let (length, code) = self.next(rest);
            let (bytes, after) = rest.split_at(length.clamp(1, rest.len()));
            rest = after;
            let text = self.to_unicode.text(code);
            let text = text.or_else(|| self.own_text(bytes, code));
            each(Shown {
                text: text.unwrap_or_default(),
                width: self.width(code),
                space: length == 1 && code == 32,
            });
        }
    }

    fn next(&self, string: &[u8]) -> (usize, u32) {
        let pair = |string: &[u8]| match string {
            [high, low, ..] => (2, u32::from(*high) << 8 | u32::from(*low)),
            [byte] => (1, u32::from(*byte)),
            [] => (1, 0),
        };
        match (&self.coding, string) {
            (Coding::Bytes(_), [byte, ..]) | (Coding::Cp949, [byte @ ..0x81, ..]) => {
                (1, u32::from(*byte))
            }
            (Coding::Utf16, [0xD8..=0xDB, _, _, _, ..]) => (4, pair(string).1),
            (Coding::Map(map), string) => map.next(string),
            (_, string) => pair(string),
        }
    }

    /// What a code stands for by its coding alone.
    fn own_text(&self, bytes: &[u8], code: u32) -> Option<String> {
        match &self.coding {
            Coding::Bytes(table) => table
                .get(code as usize)
                .copied()
                .flatten()
                .map(String::from),
            Coding::Utf16 => {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                String::from_utf16(&units).ok()
            }
            Coding::Cp949 => EUC_KR
                .decode_without_bom_handling_and_without_replacement(bytes)
                .map(|text| text.into_owned()),
            Coding::Glyphs | Coding::Map(_) => None,
        }
    }

    fn width(&self, code: u32) -> f64 {
        let known = match &self.coding {
            Coding::Map(map) => self.widths.get(&map.glyph(code).unwrap_or(code)),
            // The widths are those of glyphs whose numbers only the collection knows.
            Coding::Cp949 | Coding::Utf16 => return if code < 0x80 { 500.0 } else { 1000.0 },
            Coding::Bytes(_) | Coding::Glyphs => self.widths.get(&code),
        };
        known.copied().unwrap_or(self.other_width)
    }
}

fn composite_coding(
    file: &File<'_>,
    dict: &Dict,
    budget: &mut Budget<'_>,
) -> Result<Coding, IngestError> {
    let Some(encoding) = dict.get("Encoding") else {
        return Ok(Coding::Glyphs);
    };
    if let Some((_, data)) = file.stream(encoding, budget)? {
        return Ok(Coding::Map(CMap::read(&data)));
    }
    Ok(match file.resolve(encoding).name() {
        Some(name) if name.starts_with("UniKS-UC") || name.contains("-UTF16-") => Coding::Utf16,
        Some(name) if name.starts_with("KSC") => Coding::Cp949,
        _ => Coding::Glyphs,
    })
}

/// The characters of a font with a byte a code.
fn simple_coding(file: &File<'_>, dict: &Dict) -> [Option<char>; 256] {
    let encoding = file.get(dict, "Encoding");
    let base = match &encoding {
        Object::Dict(dict) => file.get(dict, "BaseEncoding"),
        encoding => encoding.clone(),
    };
    let base: &Encoding = match base.name() {
        Some("MacRomanEncoding") => MACINTOSH,
        _ => WINDOWS_1252,
    };
    let mut table = [None; 256];
    for (code, slot) in (0u8..=255).zip(&mut table) {
        let code = [code];
        let (text, _) = base.decode_without_bom_handling(&code);
        *slot = text.chars().next().filter(|c| !c.is_control());
    }
    let Object::Dict(encoding) = encoding else {
        return table;
    };
    let mut code = 0;
    for item in file.get(&encoding, "Differences").array().unwrap_or(&[]) {
        match item {
            Object::Number(number) => code = *number as usize,
            Object::Name(name) => {
                if let Some(slot) = table.get_mut(code) {
                    *slot = named(name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

/// Names of characters that are more than the character itself or its number.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("degree", '°'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("Euro", '€'),
    ("won", '₩'),
    ("nbspace", ' '),
];

fn named(name: &str) -> Option<char> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    let number = |digits: &str| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, c)| *c)
        .or_else(|| number(name.strip_prefix("uni")?.get(..4)?))
        .or_else(|| number(name.strip_prefix('u')?))
}
