//! The header of a mail: what a mail is known by, and what it says of itself.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use mail_parser::Message;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use crate::ingest::decode;
use crate::text::single_spaced;

/// Hours that Korea is ahead of UTC.
const KOREA: i8 = 9;

/// Fields that only programs write.
const MACHINE: &[&str] = &["message-id", "mime-version", "received"];

/// Fields that people read.
const READ: &[&str] = &["date", "from", "subject"];

/// Whether `head`, the beginning of an input, is the header of a mail: fields and nothing else up to the first empty
/// line, one of them for people, one of them for programs. Instead of the latter a sender's address and a time will do.
/// A release that begins with `Subject:`, or `From:` and `Date:` as memos do, is no mail.
pub(in crate::ingest) fn is_mail(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let (mut read, mut machine, mut address, mut time) = (false, false, false, false);
    for (number, line) in head.split(|b| *b == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            break;
        }
        if number > 0 && matches!(line.first(), Some(b' ' | b'\t')) {
            continue;
        }
        let Some((name, value)) = named(line) else {
            return false;
        };
        let is = |known: &&str| name.eq_ignore_ascii_case(known.as_bytes());
        read |= READ.iter().any(is);
        machine |= MACHINE.iter().any(is);
        address |= is(&"from") && value.contains(&b'@');
        time |= is(&"date") && value.contains(&b':');
    }
    read && machine || address && time
}

/// Name and value of the field that `line` begins.
fn named(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = memchr::memchr(b':', line)?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    is_name.then_some((name, value))
}

/// What the header says of the mail.
#[derive(Default)]
pub(super) struct Head {
    /// The subject.
    pub(super) title: Option<String>,
    /// The day in Korea when it was sent.
    pub(super) sent: Option<Date>,
}

impl Head {
    /// Of the header `text` and what mail-parser makes of it.
    pub(super) fn new(text: &str, message: Option<&Message<'_>>) -> Self {
        let subject = field(text, "subject").map(|subject| words(&subject));
        Self {
            title: subject.filter(|subject| !subject.is_empty()),
            sent: message.and_then(sent),
        }
    }
}

fn sent(message: &Message<'_>) -> Option<Date> {
    let date = message.date().filter(|date| date.is_valid())?;
    let instant = Timestamp::from_second(date.to_timestamp()).ok()?;
    Some(Offset::constant(KOREA).to_datetime(instant).date())
}

/// A header as text that ends as a header has to. Some senders write Korean in it as it is.
pub(super) fn text(head: &[u8]) -> String {
    decode(head, Some("cp949")).text.into_owned() + "\n\n"
}

/// The value of the field `name`, its lines joined.
fn field(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().skip_while(|line| {
        named(line.as_bytes()).is_none_or(|(n, _)| !n.eq_ignore_ascii_case(name.as_bytes()))
    });
    let mut value = lines.next()?.split_once(':')?.1.to_owned();
    for line in lines.take_while(|line| line.starts_with([' ', '\t'])) {
        value.push_str(line);
    }
    Some(value)
}

/// `text` with its encoded words (RFC 2047) decoded and its spaces single. Words that follow one another are decoded
/// as one: senders cut characters in two between them, which mail-parser takes for broken ones.
fn words(text: &str) -> String {
    let mut done = String::new();
    let mut held: Option<Word<'_>> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let found = word(from);
        let follows = found.is_some() && before.trim().is_empty();
        if !follows || held.is_none() {
            release(&mut held, &mut done);
            done.push_str(before);
        }
        match found {
            Some((word, after)) => {
                match &mut held {
                    Some(last) if last.charset.eq_ignore_ascii_case(word.charset) => {
                        last.bytes.extend(word.bytes);
                    }
                    _ => {
                        release(&mut held, &mut done);
                        held = Some(word);
                    }
                }
                rest = after;
            }
            None => {
                done.push_str("=?");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    release(&mut held, &mut done);
    done.push_str(rest);
    single_spaced(&done)
}

/// Encoded words that follow one another in one encoding.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
}

fn release(held: &mut Option<Word<'_>>, done: &mut String) {
    if let Some(word) = held.take() {
        done.push_str(&decode(&word.bytes, Some(word.charset)).text);
    }
}

/// The encoded word that `text` begins with, and what follows it.
fn word(text: &str) -> Option<(Word<'_>, &str)> {
    let mut parts = text.strip_prefix("=?")?.splitn(3, '?');
    let charset = parts.next()?;
    // A language may follow the encoding.
    let charset = charset
        .split_once('*')
        .map_or(charset, |(charset, _)| charset);
    let way = parts.next()?;
    let (data, after) = parts.next()?.split_once("?=")?;
    let bytes = match way {
        "B" | "b" => base64_decode(data.as_bytes())?,
        "Q" | "q" => {
            let spaced = data.replace('_', " ");
            quoted_printable_decode(spaced.as_bytes())?
        }
        _ => return None,
    };
    Some((Word { charset, bytes }, after))
}
