//! The web page over a store, and the JSON API beneath it. Read-only.
//!
//! | | answers with |
//! |---|---|
//! | `GET /api/store` | how much the store holds |
//! | `GET /api/search?q=&org=&person=&policy=&issuer=&kind=&section=&from=&to=&limit=` | `{"answers": […]}`, see [`crate::query::Answer`]; `&format=csv` for CSV |
//! | `GET /api/activity?` the same | `{"releases": …, "months": […]}`: how many releases fit, month by month |
//! | `GET /api/suggest?q=` | `{"entities": […]}`: whose names begin so |
//! | `GET /api/release?id=` | the release with its facts, their places, its repairs and what was taken out as page furniture |
//! | `GET /api/versions?id=` | `{"versions": […]}`: releases of those weeks that have most facts in common with it |
//! | `GET /api/duplicates?id=` | `{"duplicates": […]}`: releases whose texts are mostly the same, see [`crate::query::Duplicate`] |
//! | `GET /api/compare?a=&b=` | two releases, and the facts of both, of `a` only and of `b` only, see [`crate::query::Versions`] |
//! | `GET /api/entity?kind=&id=` | an organisation, person or policy item: forms, months, companions |
//!
//! An error is `{"error": "…"}` under status 400 (a question that means nothing), 404 (no such thing) or 500. Every
//! other path gives the page, which reads the same parameters, so that its links can be shared.
//!
//! Nothing from the store is ever markup: the page writes text nodes, and a content security policy forbids all script
//! and style but its own. Bound to a loopback address, the server answers to loopback names only, so that no other site
//! can reach it under a name of its own.

mod api;
mod guard;
mod params;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::lexicon::{Lexicon, LexiconError, Names};
use crate::query::{Archive, QueryError};

/// Questions that are worked on at once.
const AT_ONCE: usize = 4;

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] QueryError),
    /// The port cannot be had.
    #[error("{address}: {source}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The server stopped.
    #[error("server: {0}")]
    Stopped(#[from] io::Error),
}

/// A server that has its port but does not answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    state: Arc<Shared>,
}

/// What all requests share: the store, opened as often as it is asked at once, and the tables, once they are needed.
#[derive(Debug)]
pub(crate) struct Shared {
    store: Box<Path>,
    idle: Mutex<Vec<Archive>>,
    lexicon: OnceLock<Lexicon>,
}

impl Shared {
    /// Does `work` with the store.
    fn with<T>(
        &self,
        work: impl FnOnce(&Archive) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        // Corrections hold from the moment in which they are saved.
        let archive = match waiting.filter(Archive::is_current) {
            Some(archive) => archive,
            None => Archive::open(&self.store)?,
        };
        let done = work(&archive);
        idle().push(archive);
        done
    }

    /// The spellings of names.
    fn names(&self) -> Result<&Names, LexiconError> {
        if let Some(lexicon) = self.lexicon.get() {
            return Ok(&lexicon.names);
        }
        let lexicon = Lexicon::embedded()?;
        Ok(&self.lexicon.get_or_init(|| lexicon).names)
    }
}

impl Server {
    /// Opens the store and takes the port; 0 takes any that is free.
    ///
    /// # Errors
    /// Where there is no store of this version, or the port is not to be had.
    pub fn bind(store: &Path, host: IpAddr, port: u16) -> Result<Self, ServeError> {
        let archive = Archive::open(store)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(AT_ONCE)
            .build()?;
        let address = SocketAddr::new(host, port);
        let refused = |source| ServeError::Bind { address, source };
        let listener = runtime
            .block_on(TcpListener::bind(address))
            .map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self {
            runtime,
            listener,
            address,
            state: Arc::new(Shared {
                store: store.into(),
                idle: Mutex::new(vec![archive]),
                lexicon: OnceLock::new(),
            }),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the process is interrupted.
    ///
    /// # Errors
    /// Where the system takes the port away.
    pub fn run(self) -> Result<(), ServeError> {
        let router = router(self.state, self.address.ip());
        let interrupted = async {
            // Without a signal to wait for, a kill ends it all the same.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let server = axum::serve(self.listener, router).with_graceful_shutdown(interrupted);
        Ok(self.runtime.block_on(async { server.await })?)
    }
}

fn router(state: Arc<Shared>, host: IpAddr) -> Router {
    let script = || asset("text/javascript", include_str!("assets/app.js"));
    let words = || asset("text/javascript", include_str!("assets/words.js"));
    let marked = || asset("text/javascript", include_str!("assets/marked.js"));
    let style = || asset("text/css", include_str!("assets/app.css"));
    let page = || asset("text/html", include_str!("assets/index.html"));
    Router::new()
        .nest("/api", api::router(state))
        .route("/app.js", get(async move || script()))
        .route("/words.js", get(async move || words()))
        .route("/marked.js", get(async move || marked()))
        .route("/app.css", get(async move || style()))
        .fallback(get(async move || page()))
        .layer(axum::middleware::from_fn(move |request, next| {
            guard::guard(host, request, next)
        }))
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}
