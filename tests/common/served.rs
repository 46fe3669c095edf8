//! A server over a store, for the tests of the page and its API.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use assert_cmd::Command;
use serde_json::Value;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_gija");

/// A text that would like to be a page.
pub const HOSTILE: &str = "<script>document.title = 'owned'</script> \"><img src=x onerror=alert(1)> 금융위원회는 3월 5일 밝혔다.";

/// A web page that shows [`HOSTILE`] as text: markup itself does not get through ingest.
fn hostile_page() -> String {
    let text = HOSTILE.replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{text}</p>")
}

/// Two releases: one is hostile, one lost a weekday.
pub fn releases() -> Vec<Value> {
    vec![
        serde_json::json!({"id": "a/<b>", "title": HOSTILE, "published": "2024-03-05", "text": hostile_page()}),
        serde_json::json!({"id": "b", "title": "대출 점검", "published": "2025-01-10",
            "text": "😀 금융위원회(위원장 김주현, 이하 금융위)는 1월 10() 금융감독원과 대출 금리를 점검한다고 밝혔다.\n\
                     김주현 위원장은 2월 3일 결과를 알린다."}),
    ]
}

/// A server over a store, on a port of its own.
pub struct Served {
    pub folder: tempfile::TempDir,
    child: Child,
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What it answers to a request.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        assert!(
            self.head.contains("content-type: application/json"),
            "{}",
            self.head
        );
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Served {
    /// Over these releases.
    pub fn of(releases: &[Value]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.jsonl");
        let lines: Vec<_> = releases.iter().map(Value::to_string).collect();
        std::fs::write(&input, lines.join("\n")).unwrap();
        Self::over(&input, folder)
    }

    /// Over the releases in `input`, seen from the top of the house; the store stands in `folder`.
    pub fn over(input: &Path, folder: tempfile::TempDir) -> Self {
        let store = folder.path().join("a.sqlite");
        let mut extract = Command::new(PROGRAM);
        extract.arg("extract").arg(input).arg("-o").arg(&store);
        extract.current_dir(env!("CARGO_MANIFEST_DIR"));
        extract.args(["--repair", "full"]).assert().success();
        let mut child = std::process::Command::new(PROGRAM)
            .arg("serve")
            .arg(&store)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap();
        Self {
            address: address.trim_end_matches('/').to_owned(),
            folder,
            child,
        }
    }

    pub fn send(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut whole = String::new();
        stream.read_to_string(&mut whole).unwrap();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &self.address)
    }

    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }
}

/// A parameter of an address.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
