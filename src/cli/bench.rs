//! stub
use super::Outcome;
use clap::Args;
/// b
#[derive(Debug, Args)]
#[command(after_help = "gija bench")]
pub struct Bench {}
impl Bench {
    pub fn run(&self) -> anyhow::Result<Outcome> {
        Ok(Outcome::Done)
    }
}
