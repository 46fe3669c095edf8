//! Tokens: what the tokenizer says of a text.

use crate::text::Span;

/// A morpheme of Korean or a word of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Part of speech; of a token made of several morphemes, that of the first.
    pub pos: Pos,
    /// Part of speech of the last morpheme; the same as `pos` for a simple token.
    pub last: Pos,
    /// What kind of thing it names, where the dictionary says so.
    pub class: Class,
}

/// Part of speech in the Sejong tag set as ko-dic has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustfmt::skip]
#[allow(missing_docs, reason = "the tag set is documented as a whole")]
pub enum Pos {
    // Nouns: common, proper, bound, counter, numeral, pronoun.
    NNG, NNP, NNB, NNBC, NR, NP,
    // Verbs: verb, adjective, auxiliary, copula, negative copula.
    VV, VA, VX, VCP, VCN,
    // Modifiers, interjections.
    MM, MAG, MAJ, IC,
    // Particles: subject, complement, genitive, object, adverbial, vocative, quoting, auxiliary, joining.
    JKS, JKC, JKG, JKO, JKB, JKV, JKQ, JX, JC,
    // Endings: pre-final, final, connective, nominal, adnominal.
    EP, EF, EC, ETN, ETM,
    // Affixes and roots.
    XPN, XSN, XSV, XSA, XR,
    // Marks: full stop and kin, ellipsis, opening, closing, separator, other; Latin, Han, number.
    SF, SE, SSO, SSC, SC, SY, SL, SH, SN,
    /// Not in the dictionary.
    Unknown,
}

impl Pos {
    /// The part of speech of a Sejong tag; [`Pos::Unknown`] for any other.
    #[rustfmt::skip]
    pub fn from_tag(tag: &str) -> Self {
        const TAGS: [(&str, Pos); 43] = [
            ("NNG", Pos::NNG), ("NNP", Pos::NNP), ("NNB", Pos::NNB), ("NNBC", Pos::NNBC), ("NR", Pos::NR), ("NP", Pos::NP),
            ("VV", Pos::VV), ("VA", Pos::VA), ("VX", Pos::VX), ("VCP", Pos::VCP), ("VCN", Pos::VCN), ("MM", Pos::MM),
            ("MAG", Pos::MAG), ("MAJ", Pos::MAJ), ("IC", Pos::IC), ("JKS", Pos::JKS), ("JKC", Pos::JKC), ("JKG", Pos::JKG),
            ("JKO", Pos::JKO), ("JKB", Pos::JKB), ("JKV", Pos::JKV), ("JKQ", Pos::JKQ), ("JX", Pos::JX), ("JC", Pos::JC),
            ("EP", Pos::EP), ("EF", Pos::EF), ("EC", Pos::EC), ("ETN", Pos::ETN), ("ETM", Pos::ETM), ("XPN", Pos::XPN),
            ("XSN", Pos::XSN), ("XSV", Pos::XSV), ("XSA", Pos::XSA), ("XR", Pos::XR), ("SF", Pos::SF), ("SE", Pos::SE),
            ("SSO", Pos::SSO), ("SSC", Pos::SSC), ("SC", Pos::SC), ("SY", Pos::SY), ("SL", Pos::SL), ("SH", Pos::SH),
            ("SN", Pos::SN),
        ];
        TAGS.iter().find(|(name, _)| *name == tag).map_or(Self::Unknown, |(_, pos)| *pos)
    }

    /// Whether it is a particle (조사).
    pub fn is_particle(self) -> bool {
        (Self::JKS..=Self::JC).contains(&self)
    }

    /// Whether it is a verbal ending (어미).
    pub fn is_ending(self) -> bool {
        (Self::EP..=Self::ETM).contains(&self)
    }

    /// Whether it can be part of a name: a noun, a root, an affix of nouns, Latin, Han, a number.
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::NNG
                | Self::NNP
                | Self::NNB
                | Self::NNBC
                | Self::NR
                | Self::XPN
                | Self::XSN
                | Self::XR
                | Self::SL
                | Self::SH
                | Self::SN
                | Self::Unknown
        )
    }
}

/// What kind of thing a token names (ko-dic's semantic class).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// 인명.
    Person,
    /// 지명.
    Place,
    /// Anything else, or not said.
    #[default]
    Other,
}
