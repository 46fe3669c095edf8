//! The trained model: one scorer per channel, the strings it knows, and how far its word can be trusted.

mod format;
pub(super) mod hash;
mod keys;
pub(super) mod net;
pub(super) mod rows;

use std::borrow::Cow;
use std::sync::OnceLock;

use super::damage::Channel;
use format::{Reader, Writer};
use net::{Net, Room};

/// First bytes of a model file, and its version.
const MAGIC: &str = "gija repair model 3";

/// Why a model file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not what it should be.
    #[error("repair model: {0}")]
    Reader(#[from] ReaderError),
}

/// What is wrong with a model file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReaderError {
    /// It ends too early.
    #[error("ends too early")]
    Short,
    /// It is of another kind or version.
    #[error("is no model of this version")]
    Magic,
    /// Its parts do not fit together.
    #[error("has parts that do not fit together")]
    Shape,
    /// It has a string that is not UTF-8.
    #[error("has a string that is not UTF-8")]
    Text,
}

/// The scorer of one channel with what turns its scores into words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Expert {
    pub net: Net,
    /// What the second head tells apart; empty where there is only one thing that can be lost.
    pub strings: Vec<String>,
    /// Scores and the share of right answers at each, both ascending.
    pub calibration: Vec<[f32; 2]>,
}

/// What the model takes to be lost at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Guess<'a> {
    /// The string; empty where the channel has only one.
    pub text: &'a str,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
    /// Probability that nothing is lost, 0 to 1.
    pub doubt: f64,
}

/// Room to work in, kept between places.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub keys: Vec<u32>,
    room: Room,
    hidden: Vec<f32>,
    fine: Vec<i16>,
    scores: Vec<f32>,
}

/// How many of the likeliest strings are kept of one place.
const KEPT: usize = 4;

/// What is said of one place: enough to compare it with others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    hit: f32,
    /// Places of strings with the probabilities that they are lost, likeliest first.
    best: [(usize, f32); KEPT],
}

impl Expert {
    pub(super) fn new(net: Net, strings: Vec<String>, calibration: Vec<[f32; 2]>) -> Self {
        Self {
            net,
            strings,
            calibration,
        }
    }

    /// The likeliest string for the features in `scratch.keys`, where something is lost with probability `floor`
    /// or more.
    pub(super) fn guess(&self, scratch: &mut Scratch, floor: f32) -> Option<Guess<'_>> {
        let (text, hit, score) = self.score(scratch, floor)?;
        Some(Guess {
            text,
            confidence: f64::from(self.calibrated(score)),
            doubt: f64::from(1.0 - hit),
        })
    }

    /// What is said of the features in `scratch.keys`, where something is lost with probability `floor` or more.
    pub(super) fn answer(&self, scratch: &mut Scratch, floor: f32) -> Option<Answer> {
        let (_, hit, _) = self.score(scratch, floor)?;
        let mut best = [(usize::MAX, 0.0); KEPT];
        for (i, score) in scratch.scores.iter().map(|score| hit * score).enumerate() {
            let rank = best.partition_point(|(_, better)| *better >= score);
            if let Some(worse @ [_, ..]) = best.get_mut(rank..) {
                worse.rotate_right(1);
                worse[0] = (i, score);
            }
        }
        Some(Answer { hit, best })
    }

    /// The likeliest string for places that lost the same.
    pub(super) fn common(&self, answers: &[Answer]) -> Option<Guess<'_>> {
        let share = 1.0 / answers.len().max(1) as f32;
        let hit = answers.iter().map(|a| a.hit).sum::<f32>() * share;
        let mut all: Vec<(usize, f32)> = answers.iter().flat_map(|a| a.best).collect();
        all.sort_by_key(|(string, _)| *string);
        let (string, score) = all
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| Some((same.first()?.0, same.iter().map(|s| s.1).sum::<f32>())))
            .reduce(|best, now| if now.1 > best.1 { now } else { best })?;
        Some(Guess {
            text: self.strings.get(string)?,
            confidence: f64::from(self.calibrated(score * share)),
            doubt: f64::from(1.0 - hit),
        })
    }

    /// The likeliest string, the probability that anything is lost, and that it is this string, both as scored.
    pub(super) fn score(&self, scratch: &mut Scratch, floor: f32) -> Option<(&str, f32, f32)> {
        self.net
            .hidden(&scratch.keys, &mut scratch.room, &mut scratch.hidden);
        let hit = self.net.hit(&scratch.hidden);
        if hit < floor {
            return None;
        }
        if self.strings.is_empty() {
            return Some(("", hit, hit));
        }
        self.net
            .what(&scratch.hidden, &mut scratch.fine, &mut scratch.scores);
        let (best, score) =
            (0..)
                .zip(scratch.scores.iter().copied())
                .fold(
                    (0usize, f32::MIN),
                    |best, now| if now.1 > best.1 { now } else { best },
                );
        Some((self.strings.get(best)?.as_str(), hit, hit * score))
    }

    /// What share of answers with this score is right, between the knots by a straight line.
    fn calibrated(&self, score: f32) -> f32 {
        let i = self.calibration.partition_point(|k| k[0] < score);
        match (
            i.checked_sub(1).and_then(|i| self.calibration.get(i)),
            self.calibration.get(i),
        ) {
            (Some(a), Some(b)) if b[0] > a[0] => {
                a[1] + (b[1] - a[1]) * (score - a[0]) / (b[0] - a[0])
            }
            (_, Some(k)) | (Some(k), None) => k[1],
            (None, None) => score,
        }
    }
}

/// The experts of all channels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    experts: Vec<(Channel, Expert)>,
    /// What it was trained on, for people to read.
    pub provenance: String,
}

impl Model {
    pub(super) fn new(experts: Vec<(Channel, Expert)>, provenance: String) -> Self {
        Self {
            experts,
            provenance,
        }
    }

    /// The model that the crate carries, read at the first call.
    ///
    /// # Errors
    /// Where the file that was built in is no model of this version.
    pub fn embedded() -> Result<&'static Self, ReaderError> {
        static MODEL: OnceLock<Result<Model, ReaderError>> = OnceLock::new();
        let read = || {
            let file: &'static [u8] = include_bytes!("../../../dictionaries/repair.model");
            Model::parse(file, Cow::Borrowed).map_err(|Error::Reader(e)| e)
        };
        MODEL.get_or_init(read).as_ref().map_err(|e| *e)
    }

    /// The expert for `channel`, if the model has one.
    pub(super) fn expert(&self, channel: Channel) -> Option<&Expert> {
        self.experts
            .iter()
            .find(|(c, _)| *c == channel)
            .map(|(_, e)| e)
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.text(MAGIC);
        out.text(&self.provenance);
        out.u32(self.experts.len() as u32);
        for (channel, expert) in &self.experts {
            out.u32(*channel as u32);
            expert.net.write(&mut out);
            out.text(&expert.strings.join("\t"));
            out.f32s(expert.calibration.as_flattened());
        }
        out.0
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// Where it is cut, of another version, or its parts do not fit.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes, |part| Cow::Owned(part.to_vec()))
    }

    /// As [`Self::read`]; `keep` says how to hold what is large.
    fn parse<'a>(bytes: &'a [u8], keep: fn(&'a [u8]) -> Cow<'static, [u8]>) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Ok(Self::new(Vec::new(), String::new()));
        }
        let mut input = Reader(bytes);
        if input.text()? != MAGIC {
            return Err(ReaderError::Magic.into());
        }
        let provenance = input.text()?;
        let mut experts = Vec::new();
        for _ in 0..input.u32()? {
            let channel = match input.u32()? {
                0 => Channel::Drop,
                1 => Channel::Space,
                2 => Channel::Runs,
                3 => Channel::Mojibake,
                _ => return Err(ReaderError::Shape.into()),
            };
            let net = Net::read(&mut input, keep)?;
            let strings: Vec<String> = match input.text()? {
                s if s.is_empty() => Vec::new(),
                s => s.split('\t').map(str::to_owned).collect(),
            };
            if strings.len() != net.answers() {
                return Err(ReaderError::Shape.into());
            }
            let (calibration, _) = input.f32s().map(|v| (v.as_chunks::<2>().0.to_vec(), ()))?;
            experts.push((channel, Expert::new(net, strings, calibration)));
        }
        Ok(Self::new(experts, provenance))
    }
}
