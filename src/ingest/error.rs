//! Why an input gave no release.

/// What is wrong with an input, or with a part of one.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is nothing in it, or nothing but white space.
    #[error("empty")]
    Empty,
    /// It is neither text nor a known format.
    #[error("neither text nor a known format")]
    NotText,
    /// It is in a format that is recognised but not read.
    #[error("{0} is not read yet")]
    Unread(&'static str),
    /// It was read, but no text stands in it.
    #[error("no text")]
    NoText,
    /// It shows pictures of text at most.
    #[error("no text layer")]
    NoTextLayer,
    /// It shows glyphs, but does not say which characters they are.
    #[error("no text layer: the fonts do not say which characters they show")]
    UnknownCharacters,
    /// A JSON object has no field with the text.
    #[error("no text: there is no field {0:?}")]
    MissingText(String),
    /// It says JSON but is none.
    #[error("broken JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A line of JSON Lines.
    #[error("line {number}: {cause}")]
    Line {
        /// Which line, from 1.
        number: usize,
        /// What is wrong with it.
        cause: Box<IngestError>,
    },
    /// An item of a JSON array.
    #[error("item {number}: {cause}")]
    Item {
        /// Which item, from 1.
        number: usize,
        /// What is wrong with it.
        cause: Box<IngestError>,
    },
    /// A container could not be opened.
    #[error("broken container: {0}")]
    Container(#[from] zip::result::ZipError),
    /// It is locked with a password or a certificate.
    #[error("encrypted")]
    Encrypted,
    /// A part of a container could not be unpacked.
    #[error("broken {part}: {source}")]
    Unpack {
        /// Its name in the container.
        part: String,
        /// What the unpacking said.
        source: std::io::Error,
    },
    /// A part of a container is not the XML that it should be.
    #[error("broken {part}: {source}")]
    Xml {
        /// Its name in the container.
        part: String,
        /// What the parser said.
        source: quick_xml::Error,
    },
    /// A part of a container is not what it should be.
    #[error("broken {part}")]
    Damaged {
        /// Its name in the container.
        part: String,
    },
    /// It takes longer than the limits allow.
    #[error("more than {} seconds", limit.as_secs_f64())]
    TooSlow {
        /// How long it may take.
        limit: std::time::Duration,
    },
    /// It is larger than the limits allow.
    #[error("more than {limit} {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: u64,
    },
    /// A mapping for something that is not read.
    #[error("no field {0:?}: the fields are id, title, text, published and agency")]
    UnknownField(String),
    /// A limit on something that has none.
    #[error(
        "no limit {0:?}: the limits are bytes, unpacked, archive, entries, depth, nesting and seconds"
    )]
    UnknownLimit(String),
}
