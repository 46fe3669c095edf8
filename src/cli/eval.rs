//! stub
use super::Outcome;
use clap::Args;
/// b
#[derive(Debug, Args)]
#[command(after_help = "gija eval")]
pub struct Eval {}
impl Eval {
    pub fn run(&self) -> anyhow::Result<Outcome> {
        Ok(Outcome::Done)
    }
}
