//! The JSON API.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Shared;
use super::params::Params;
use crate::query::{Answer, Archive, QueryError};

/// Names that are suggested.
const SUGGESTIONS: usize = 8;

pub(super) fn router(state: Arc<Shared>) -> Router {
    Router::new()
        .route("/store", get(store))
        .route("/search", get(search))
        .route("/activity", get(activity))
        .route("/suggest", get(suggest))
        .route("/release", get(release))
        .route("/compare", get(compare))
        .route("/versions", get(versions))
        .route("/duplicates", get(duplicates))
        .route("/entity", get(entity))
        .fallback(async || Fault::missing("no such path"))
        .with_state(state)
}

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Fault {
    status: StatusCode,
    error: String,
}

impl Fault {
    pub fn bad(error: String) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
        }
    }

    fn missing(error: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            error: error.to_owned(),
        }
    }
}

impl From<QueryError> for Fault {
    fn from(error: QueryError) -> Self {
        let status = match error {
            QueryError::Unknown { .. }
            | QueryError::NoKind(_)
            | QueryError::NoSection(_)
            | QueryError::NoWord(_) => StatusCode::BAD_REQUEST,
            QueryError::Store(_)
            | QueryError::Corrections(_)
            | QueryError::Sqlite(_)
            | QueryError::Tokenize(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self {
            status,
            error: error.to_string(),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let answer = answer(&json!({ "error": self.error }));
        (self.status, answer).into_response()
    }
}

fn answer(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Asks the store on a thread that may wait for the disk.
async fn ask<T: Send + 'static>(
    state: Arc<Shared>,
    work: impl FnOnce(&Archive) -> Result<T, QueryError> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(move || state.with(work)).await;
    let failed = |_| Fault {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error: "the question could not be worked on".to_owned(),
    };
    Ok(done.map_err(failed)??)
}

type Shares = State<Arc<Shared>>;

async fn store(State(state): Shares) -> Result<Response, Fault> {
    Ok(answer(&ask(state, Archive::summary).await?))
}

async fn search(State(state): Shares, Query(params): Query<Params>) -> Result<Response, Fault> {
    let question = params.question()?;
    let answers = ask(state, move |archive| archive.ask(&question)).await?;
    match params.format.as_str() {
        "" | "json" => Ok(answer(&json!({ "answers": answers }))),
        "csv" => csv(&answers),
        other => Err(Fault::bad(format!("format {other}: neither json nor csv"))),
    }
}

fn csv(answers: &[Answer]) -> Result<Response, Fault> {
    let table = Answer::csv(answers).map_err(|error| Fault {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error: error.to_string(),
    })?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"gija.csv\""),
    ];
    Ok((headers, table).into_response())
}

async fn activity(State(state): Shares, Query(params): Query<Params>) -> Result<Response, Fault> {
    let question = params.question()?;
    let activity = ask(state, move |archive| archive.activity(&question)).await?;
    Ok(answer(&activity))
}

async fn suggest(State(state): Shares, Query(params): Query<Params>) -> Result<Response, Fault> {
    let work = move |archive: &Archive| archive.suggest(params.text(), None, SUGGESTIONS);
    let entities = ask(state, work).await?;
    Ok(answer(&json!({ "entities": entities })))
}

/// Which one is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct One {
    kind: String,
    id: String,
}

async fn release(State(state): Shares, Query(one): Query<One>) -> Result<Response, Fault> {
    let found = ask(state, move |archive| archive.release(&one.id)).await?;
    let found = found.ok_or_else(|| Fault::missing("no such release"))?;
    Ok(answer(&found))
}

async fn versions(State(state): Shares, Query(one): Query<One>) -> Result<Response, Fault> {
    let found = ask(state, move |archive| archive.versions(&one.id)).await?;
    Ok(answer(&json!({ "versions": found })))
}

async fn duplicates(State(state): Shares, Query(one): Query<One>) -> Result<Response, Fault> {
    let found = ask(state, move |archive| archive.duplicates_of(&one.id)).await?;
    Ok(answer(&json!({ "duplicates": found })))
}

/// Which two are compared.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Two {
    a: String,
    b: String,
}

async fn compare(State(state): Shares, Query(two): Query<Two>) -> Result<Response, Fault> {
    let lexicon = Arc::clone(&state);
    let work = move |archive: &Archive| match lexicon.names() {
        Ok(names) => Ok(Ok(archive.compare(&two.a, &two.b, names)?)),
        Err(error) => Ok(Err(error)),
    };
    let found = ask(state, work).await?.map_err(|error| Fault {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error: error.to_string(),
    })?;
    let found = found.ok_or_else(|| Fault::missing("no such release"))?;
    Ok(answer(&found))
}

async fn entity(State(state): Shares, Query(one): Query<One>) -> Result<Response, Fault> {
    let found = ask(state, move |archive| archive.entity(&one.kind, &one.id)).await?;
    let found = found.ok_or_else(|| Fault::missing("no such entity"))?;
    Ok(answer(&found))
}
