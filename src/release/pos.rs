//! What is known of a word: its part of speech, what it names, how the dictionary came by it.

use std::fmt;
use std::str::FromStr;

macro_rules! parts_of_speech {
    ($($(#[doc = $doc:literal])* $tag:ident,)*) => {
        /// Parts of speech of ko-dic: those of the Sejong corpus with a few of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Pos {
            $($(#[doc = $doc])* $tag,)*
        }

        impl Pos {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$tag,)*];

            /// The tag as the dictionary writes it.
            pub fn tag(self) -> &'static str {
                match self {
                    $(Self::$tag => stringify!($tag),)*
                }
            }
        }
    };
}

parts_of_speech! {
    /// Common noun.
    NNG,
    /// Proper noun.
    NNP,
    /// Dependent noun.
    NNB,
    /// Dependent noun that counts: 명, 년.
    NNBC,
    /// Number in words.
    NR,
    /// Pronoun.
    NP,
    /// Verb.
    VV,
    /// Adjective.
    VA,
    /// Auxiliary verb or adjective.
    VX,
    /// Positive copula: 이다.
    VCP,
    /// Negative copula: 아니다.
    VCN,
    /// Determiner.
    MM,
    /// Adverb.
    MAG,
    /// Conjunctive adverb.
    MAJ,
    /// Interjection.
    IC,
    /// Subject particle.
    JKS,
    /// Complement particle.
    JKC,
    /// Genitive particle.
    JKG,
    /// Object particle.
    JKO,
    /// Adverbial particle.
    JKB,
    /// Vocative particle.
    JKV,
    /// Quotative particle.
    JKQ,
    /// Auxiliary particle: 은, 도.
    JX,
    /// Conjunctive particle: 와, 과.
    JC,
    /// Ending before the final one.
    EP,
    /// Sentence-final ending.
    EF,
    /// Connective ending.
    EC,
    /// Ending that makes a noun.
    ETN,
    /// Ending that makes a determiner.
    ETM,
    /// Prefix of nouns.
    XPN,
    /// Suffix that makes a noun.
    XSN,
    /// Suffix that makes a verb.
    XSV,
    /// Suffix that makes an adjective.
    XSA,
    /// Root.
    XR,
    /// Full stop, question mark, exclamation mark.
    SF,
    /// Ellipsis.
    SE,
    /// Opening bracket or quotation mark.
    SSO,
    /// Closing bracket or quotation mark.
    SSC,
    /// Separator: comma, middle dot, colon, slash.
    SC,
    /// Other mark.
    SY,
    /// Word in foreign letters.
    SL,
    /// Chinese characters.
    SH,
    /// Digits.
    SN,
    /// White space; no token has it.
    SP,
    /// Hangul that the dictionary does not know.
    UNKNOWN,
}

impl Pos {
    /// Whether it is a noun of any kind, a pronoun or a number in words.
    pub fn is_noun(self) -> bool {
        matches!(
            self,
            Self::NNG | Self::NNP | Self::NNB | Self::NNBC | Self::NR | Self::NP
        )
    }

    /// Whether it leans on what stands before it: a particle or a closing bracket.
    pub fn leans(self) -> bool {
        self.is_particle() || self == Self::SSC
    }

    /// Whether it is a particle (조사).
    pub fn is_particle(self) -> bool {
        matches!(
            self,
            Self::JKS
                | Self::JKC
                | Self::JKG
                | Self::JKO
                | Self::JKB
                | Self::JKV
                | Self::JKQ
                | Self::JX
                | Self::JC
        )
    }

    /// Whether it is a verbal ending (어미).
    pub fn is_ending(self) -> bool {
        matches!(self, Self::EP | Self::EF | Self::EC | Self::ETN | Self::ETM)
    }

    /// Whether it can be part of a name: a noun, a root, an affix of nouns, foreign letters, a number, the unknown.
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
                | Self::UNKNOWN
        )
    }

    /// Whether it is a mark rather than a word.
    pub fn is_mark(self) -> bool {
        matches!(
            self,
            Self::SF | Self::SE | Self::SSO | Self::SSC | Self::SC | Self::SY
        )
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Pos {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .find(|pos| pos.tag() == tag)
            .copied()
            .ok_or(())
    }
}

/// What a word names, as far as the dictionary says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// Nothing that is told apart here.
    #[default]
    None,
    /// A name of a person, or part of one (인명).
    Person,
    /// A name of a place (지명).
    Place,
    /// A kind of place: 공항 (장소).
    Site,
    /// Something that is done: 협약 (행위).
    Action,
}

/// How the dictionary came by a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An entry that is one morpheme.
    #[default]
    Simple,
    /// An entry of several morphemes side by side; [`Token::parts`](super::Token::parts) are these.
    Compound,
    /// An entry of several morphemes that have grown together, as 했 from 하 and 았.
    Inflected,
    /// A word of a user dictionary.
    User,
    /// No entry: a run of letters, digits, marks or unknown Hangul.
    Unknown,
}

/// What the words of one sort have in common.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Analysis {
    /// All parts of speech, joined by `+`.
    pub tag: &'static str,
    /// The first.
    pub first: Pos,
    /// The last.
    pub last: Pos,
    pub class: Class,
    pub kind: Kind,
}
