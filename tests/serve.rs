//! The web page and its API: what they answer, and that nothing from the data is ever markup.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use assert_cmd::Command;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gija");

const HOSTILE: &str = "<script>document.title = 'owned'</script> \"><img src=x onerror=alert(1)> 금융위원회는 3월 5일 밝혔다.";

/// A web page that shows [`HOSTILE`] as text: markup itself does not get through ingest.
fn hostile_page() -> String {
    let text = HOSTILE.replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{text}</p>")
}

/// A server over a store of two releases, on a port of its own.
struct Served {
    _folder: tempfile::TempDir,
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        assert!(
            self.head.contains("content-type: application/json"),
            "{}",
            self.head
        );
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Served {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.jsonl");
        let lines = [
            serde_json::json!({"id": "a/<b>", "title": HOSTILE, "published": "2024-03-05", "text": hostile_page()}),
            serde_json::json!({"id": "b", "title": "대출 점검", "published": "2025-01-10",
                "text": "금융위원회(위원장 김주현, 이하 금융위)는 1월 10() 금융감독원과 대출 금리를 점검한다고 밝혔다."}),
        ];
        std::fs::write(&input, lines.map(|l| l.to_string()).join("\n")).unwrap();
        let store = folder.path().join("a.sqlite");
        let mut extract = Command::new(PROGRAM);
        extract.arg("extract").arg(&input).arg("-o").arg(&store);
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
            _folder: folder,
            child,
        }
    }

    fn send(&self, method: &str, path: &str, host: &str) -> Answer {
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

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &self.address)
    }

    fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }
}

/// A parameter of an address.
fn escaped(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn the_api_answers_what_query_answers() {
    let served = Served::new();
    assert_eq!(served.json("/api/store")["releases"], 2);
    let korean = served.json(&format!("/api/search?org={}", escaped("금융위")));
    assert_eq!(korean["answers"].as_array().unwrap().len(), 2);
    assert_eq!(served.json("/api/search?org=FSC"), korean);
    assert_eq!(korean["answers"][0]["release"], "b");
    let found = served.json(&format!("/api/search?q={}&limit=1", escaped("금리")));
    assert_eq!(found["answers"][0]["evidence"]["text"], "금리");
    let months = served.json("/api/activity?org=FSC");
    assert_eq!(months["months"][0]["month"], "2024-03");
    assert_eq!(months["months"].as_array().unwrap().len(), 2);
    let names = served.json(&format!("/api/suggest?q={}", escaped("금융")));
    assert_eq!(names["entities"][0]["id"], "kr.fsc");
    let page = served.json("/api/entity?kind=organization&id=kr.fsc");
    assert_eq!(page["entity"]["name_en"], "Financial Services Commission");
    let beside = page["companions"].as_array().unwrap();
    assert!(beside.iter().any(|c| c["id"] == "kr.fss"), "{beside:?}");
    let csv = served.get("/api/search?org=FSC&format=csv");
    assert!(csv.head.contains("text/csv") && csv.head.contains("attachment"));
    assert_eq!(
        csv::Reader::from_reader(csv.body.as_bytes())
            .records()
            .count(),
        2
    );
}

#[test]
fn a_release_comes_with_places_that_fit_its_text() {
    let served = Served::new();
    let release = served.json("/api/release?id=b");
    let text: Vec<char> = release["text"].as_str().unwrap().chars().collect();
    let places = release["mentions"].as_array().unwrap();
    assert!(places.len() > 3);
    let stands = |kind: &str, words: &str| {
        places.iter().any(|p| {
            let at = |name: &str| p[name].as_u64().unwrap() as usize;
            let covered: String = text[at("start")..at("stop")].iter().collect();
            p["kind"] == kind && covered.contains(words)
        })
    };
    assert!(stands("organization", "금융감독원") && stands("person", "김주현"));
    // 10() lost its weekday, which repair put back.
    let repair = &release["repairs"][0];
    let at = |name: &str| repair[name].as_u64().unwrap() as usize;
    let after: String = text[at("start")..at("stop")].iter().collect();
    assert_eq!(repair["after"], after.as_str());
    let facts = release["facts"].as_array().unwrap();
    assert!(
        facts
            .iter()
            .any(|f| f["kind"] == "date" && f["name"] == "2025-01-10")
    );
}

#[test]
fn what_cannot_be_answered_says_why() {
    let served = Served::new();
    for (path, status) in [
        ("/api/search?kind=colour", 400),
        ("/api/search?from=yesterday", 400),
        ("/api/search?limit=many", 400),
        ("/api/search?format=xml", 400),
        ("/api/search?org=Nobody", 400),
        ("/api/release?id=none", 404),
        ("/api/entity?kind=colour&id=kr.fsc", 404),
        ("/api/none", 404),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.json()["error"].is_string(), "{path}");
    }
}

#[test]
fn nothing_from_the_data_is_markup() {
    let served = Served::new();
    let release = served.json(&format!("/api/release?id={}", escaped("a/<b>")));
    assert_eq!(release["title"], HOSTILE);
    assert_eq!(release["text"], HOSTILE);
    // Data come as JSON or CSV only, never as a page, and the page itself holds none.
    let page = served.get(&format!("/release?id={}", escaped("a/<b>")));
    assert!(page.head.contains("text/html"));
    assert!(!page.body.contains("owned") && !page.body.contains("a/<b>"));
    assert!(!page.body.contains("<script>") && !page.body.contains("onerror"));
    let script = ["/app.js", "/marked.js", "/words.js"]
        .map(|path| served.get(path).body)
        .concat();
    for markup in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "DOMParser",
        "eval(",
        "srcdoc",
    ] {
        assert!(!script.contains(markup), "the page uses {markup}");
    }
    for path in ["/", "/app.js", "/app.css", "/api/store", "/api/none"] {
        let head = served.get(path).head;
        assert!(head.contains("content-security-policy: default-src 'none'; script-src 'self'"));
        assert!(!head.contains("unsafe") && head.contains("x-content-type-options: nosniff"));
    }
}

#[test]
fn the_page_is_whole_in_itself() {
    let served = Served::new();
    for path in ["/", "/app.js", "/words.js", "/marked.js", "/app.css"] {
        let answer = served.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let foreign = answer.body.replace("http://www.w3.org/2000/svg", "");
        assert!(
            !foreign.contains("http://") && !foreign.contains("https://"),
            "{path}"
        );
    }
}

#[test]
fn only_this_host_and_only_reading() {
    let served = Served::new();
    assert_eq!(served.send("GET", "/api/store", "evil.example").status, 403);
    assert_eq!(served.send("GET", "/api/store", "localhost").status, 200);
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(
            served.send(method, "/api/store", &served.address).status,
            405
        );
    }
}

#[test]
fn a_store_that_is_not_there_says_so() {
    let mut gija = Command::new(PROGRAM);
    let run = gija
        .args(["serve", "/none/such.sqlite", "--port", "0"])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(
        String::from_utf8(run.stderr)
            .unwrap()
            .starts_with("gija: /none/such.sqlite: ")
    );
}
