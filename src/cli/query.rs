//! `gija query`: questions to a store.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use console::{Style as Paint, Term, measure_text_width};
use jiff::civil::Date;

use gija::lexicon::Lexicon;
use gija::query::{Answer, Archive, Kind, Question, corrections_path, sections};
use gija::text::columns::{fit, fit_end, tidy, tidy_end, tidy_start};

mod duplicates;

use super::common::Global;
use super::{Outcome, complain};

/// Ask a store: who, what, when, in which words
///
/// Names may be Korean or English, whole or short: FSC, 금융위 and Financial Services Commission give the same answers.
/// Everything that is asked for has to hold. Answers are the facts that are named, or a passage of each release; --kind
/// asks for other facts of the same releases. Each stands with the sentence that proves it. Corrections in
/// STORE.corrections.tsv hold: lines of action (wrong, merge, rename), kind, id, release, into, note, when, parted by tabs.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Query {
    /// A file that `gija extract -o STORE.sqlite` made
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Words that a release holds; words in quotation marks as they stand
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// An organisation that it names
    #[arg(long, value_name = "NAME")]
    org: Vec<String>,
    /// A person that it names
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// A policy item that it names
    #[arg(long, value_name = "NAME")]
    policy: Vec<String>,
    /// What to answer: passage, date, organization, person, policy, law, program, plan, agreement, event, measure,
    /// amount, quote, contact, relation
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only what stands in these parts of a release: head, title, subtitle, body, table, contact, appendix
    #[arg(long, value_name = "PART,…")]
    section: Option<String>,
    /// Published on this day or later; with --kind date, what does not end before it
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Published on this day or earlier; with --kind date, what does not begin after it
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// The body that issued it
    #[arg(long, value_name = "NAME")]
    issuer: Option<String>,
    /// Answers at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// List pairs of releases whose texts are mostly the same, and answer nothing; with =ID, those that are like one
    #[arg(
        long,
        value_name = "ID",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with_all = ["text", "dictionary_lines"]
    )]
    duplicates: Option<Option<String>>,
    /// Print the organisations that corrections rename or merge as lines for a --dictionary folder, and answer nothing
    #[arg(long, conflicts_with = "text")]
    dictionary_lines: bool,
    /// Form of the answers
    #[arg(long, value_enum, value_name = "FORM", default_value = "table")]
    format: Format,
}

const EXAMPLES: &str = "Examples:
  gija query facts.sqlite --org FSC --from 2024-01-01
  gija query facts.sqlite \"불법 공매도\" --kind date --format csv
  gija query facts.sqlite \"가계부채\" --kind amount --section body
  gija query facts.sqlite --issuer 금융감독원 --kind agreement --format jsonl
  gija query facts.sqlite --duplicates
  gija query facts.sqlite --dictionary-lines > dictionary/government.tsv";

/// Forms of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// To read
    Table,
    /// One object per answer
    Jsonl,
    /// One row per answer
    Csv,
}

impl Query {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let archive = Archive::open(&self.store)?;
        if archive.is_unfinished()? && !global.quiet {
            complain("the last import was interrupted: names may be missing; go on with --resume");
        }
        if !archive.corrections().unknown().is_empty() && !global.quiet {
            let path = corrections_path(&self.store);
            let unknown = archive.corrections().unknown().join(", ");
            complain(&format!("{}: not in this store: {unknown}", path.display()));
        }
        if self.dictionary_lines {
            let lines = archive.dictionary_lines(&Lexicon::embedded()?)?;
            io::stdout().lock().write_all(lines.as_bytes())?;
            return Ok(Outcome::Done);
        }
        if let Some(one) = &self.duplicates {
            duplicates::print(&archive, one.as_deref(), self.format)?;
            return Ok(Outcome::Done);
        }
        let answers = archive.ask(&self.question()?)?;
        let mut out = io::stdout().lock();
        match self.format {
            Format::Table => table(&answers, &mut out)?,
            Format::Jsonl => {
                for answer in &answers {
                    serde_json::to_writer(&mut out, answer)?;
                    out.write_all(b"\n")?;
                }
            }
            Format::Csv => out.write_all(&Answer::csv(&answers)?)?,
        }
        if answers.len() == self.limit && !global.quiet && io::stderr().is_terminal() {
            complain(&format!("the first {} answers; see --limit", self.limit));
        }
        Ok(Outcome::Done)
    }

    fn question(&self) -> anyhow::Result<Question> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            bail!("--from {from}: is after --to {to}");
        }
        Ok(Question {
            text: self.text.clone(),
            organizations: self.org.clone(),
            people: self.person.clone(),
            policies: self.policy.clone(),
            issuer: self.issuer.clone(),
            from: self.from,
            to: self.to,
            kind: self.kind.as_deref().map(Kind::named).transpose()?,
            sections: self.section.as_deref().map_or(Ok(Vec::new()), sections)?,
            limit: self.limit,
        })
    }
}

/// Two lines for each answer: the release, and the fact in its sentence.
fn table(answers: &[Answer], out: &mut impl Write) -> io::Result<()> {
    let (width, colour) = match io::stdout().is_terminal() {
        true => (
            usize::from(Term::stdout().size().1),
            console::colors_enabled(),
        ),
        false => (100, false),
    };
    let paint = || Paint::new().force_styling(colour);
    let (faint, proof, strong) = (paint().dim(), paint().green().bold(), paint().bold());
    for answer in answers {
        let published = answer.published.as_deref().unwrap_or("----------");
        let issuer = tidy(answer.issuer_name.as_deref().unwrap_or("-"));
        let title = tidy(answer.title.as_deref().unwrap_or("(no title)"));
        let place = format!("  {published}  {issuer}  {}", tidy(&answer.release));
        let room = width.saturating_sub(measure_text_width(&place)).max(24);
        let title = fit(&title, room);
        writeln!(out, "{}{}", strong.apply_to(title), faint.apply_to(place))?;
        let fact = [&answer.name, &answer.detail];
        let fact: Vec<_> = fact.into_iter().flatten().map(|part| tidy(part)).collect();
        let mut line = String::from("    ");
        if !fact.is_empty() {
            let fact = fit(&fact.join(", "), width / 2);
            line.push_str(&strong.apply_to(fact).to_string());
            line.push_str("  ");
        }
        if let Some(evidence) = &answer.evidence {
            let room = width.saturating_sub(measure_text_width(&line)).max(24);
            let text = fit(&tidy(&evidence.text), room);
            let room = room.saturating_sub(measure_text_width(&text));
            let left = fit_end(&tidy_start(&evidence.before), room / 2);
            let room = room.saturating_sub(measure_text_width(&left));
            let right = fit(&tidy_end(&evidence.after), room);
            line.push_str(&format!("{left}{}{right}", proof.apply_to(text)));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}
