//! Answers as a table for other programs.

use std::io;

use super::Answer;

/// The columns of an answer in CSV.
const COLUMNS: [&str; 18] = [
    "release",
    "title",
    "published",
    "issuer",
    "issuer_name",
    "kind",
    "id",
    "name",
    "detail",
    "evidence",
    "field",
    "start",
    "stop",
    "source_start",
    "source_stop",
    "path",
    "member",
    "section",
];

impl Answer {
    /// Answers as CSV with a header; the evidence is its whole sentence.
    ///
    /// # Errors
    /// None but of memory.
    pub fn csv(answers: &[Self]) -> io::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for answer in answers {
            let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
            let number = |cell: Option<i64>| cell.map(|n| n.to_string()).unwrap_or_default();
            let evidence = answer.evidence.as_ref().map(|e| e.sentence());
            writer.write_record([
                answer.release.clone(),
                text(&answer.title),
                text(&answer.published),
                text(&answer.issuer),
                text(&answer.issuer_name),
                answer.kind.clone(),
                text(&answer.id),
                text(&answer.name),
                text(&answer.detail),
                evidence.unwrap_or_default(),
                text(&answer.field),
                number(answer.start),
                number(answer.stop),
                number(answer.source_start),
                number(answer.source_stop),
                answer.path.clone(),
                text(&answer.member),
                text(&answer.section),
            ])?;
        }
        writer.into_inner().map_err(|e| e.into_error())
    }
}
