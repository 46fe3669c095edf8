//! `gija serve`: the web page over a store.

use std::io::{self, Write};
use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use gija::serve::Server;

use super::Outcome;

/// Serve a store as a web page, with a JSON API beneath it
///
/// Prints the address and answers until it is interrupted. Read-only; reachable from this machine only, unless --host
/// says otherwise. The API is described in the README.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Serve {
    /// A file that `gija extract -o STORE.sqlite` made
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Port to listen on; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8640)]
    port: u16,
    /// Address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
}

const EXAMPLE: &str = "Example:
  gija serve facts.sqlite --port 8640";

impl Serve {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let server = Server::bind(&self.store, self.host, self.port)?;
        let mut out = io::stdout().lock();
        writeln!(out, "http://{}/", server.address())?;
        out.flush()?;
        drop(out);
        server.run()?;
        Ok(Outcome::Done)
    }
}
