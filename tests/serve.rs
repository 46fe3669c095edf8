//! The web page and its API: what they answer, and that nothing from the data is ever markup.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "common/served.rs"]
mod served;

use assert_cmd::Command;
use serde_json::Value;

use served::{HOSTILE, PROGRAM, Served, escaped, releases};

#[test]
fn the_api_answers_what_query_answers() {
    let served = Served::of(&releases());
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
fn activity_counts_where_the_answers_stand() {
    let text = "금융위원회 보도자료\n보도시점 2024. 5. 7.(화) 조간\n대출 금리 점검\n금융위원회는 5월 8일 회의를 연다.\n\
                담당 부서 은행과 책임자 과장 강은지 (02-0000-0000)\n참고\n한국은행은 5월 9일 금리를 정했다.";
    let served = Served::of(&[
        serde_json::json!({"id": "a", "title": "대출 금리 점검", "published": "2024-05-07", "text": text}),
        serde_json::json!({"id": "b", "title": "통화정책 방향", "published": "2024-06-03",
            "text": "한국은행은 6월 4일 회의를 연다."}),
    ]);
    let bank = escaped("한국은행");
    for (asked, months) in [
        (format!("org={bank}"), &["2024-05", "2024-06"][..]),
        (format!("org={bank}&section=body"), &["2024-06"]),
        (format!("org={bank}&section=appendix"), &["2024-05"]),
        (format!("q={bank}&section=body"), &["2024-06"]),
        ("kind=date&section=appendix,head".to_owned(), &["2024-05"]),
        ("kind=amount&section=body".to_owned(), &[]),
        ("section=body&from=2024-05-08".to_owned(), &["2024-06"]),
    ] {
        let activity = served.json(&format!("/api/activity?{asked}"));
        let found = activity["months"].as_array().unwrap();
        let shown: Vec<_> = found.iter().map(|m| m["month"].as_str().unwrap()).collect();
        assert_eq!(shown, months, "{asked}");
        assert!(found.iter().all(|m| m["releases"] == 1), "{asked}");
        assert_eq!(activity["releases"], months.len(), "{asked}");
        // The chart shows what the list shows.
        let listed = served.json(&format!("/api/search?{asked}"));
        assert_eq!(
            listed["answers"].as_array().unwrap().is_empty(),
            months.is_empty(),
            "{asked}"
        );
    }
}

#[test]
fn what_was_taken_out_is_told() {
    let text = "조회 수 16\n금융위원회는 밝혔다.\n이전글 없음\n목록\n대출 금리를 점검한다.";
    let served = Served::of(&[serde_json::json!({"id": "a", "text": text})]);
    let release = served.json("/api/release?id=a");
    let line = |at, text, rule| serde_json::json!({"at": at, "text": text, "rule": rule});
    assert_eq!(
        release["removed"],
        serde_json::json!([
            line(0, "조회 수 16", "board-counters"),
            line(11, "이전글 없음", "board-prev-next"),
            line(11, "목록", "board-tools"),
        ])
    );
    assert_eq!(
        release["text"],
        "금융위원회는 밝혔다.\n대출 금리를 점검한다."
    );
}

#[test]
fn a_release_that_was_posted_again_is_told() {
    let body = std::fs::read_to_string("corpus/releases/text/2019-mss-guide.txt").unwrap();
    let other = std::fs::read_to_string("corpus/releases/text/2023-kma-dust.txt").unwrap();
    let release = |id, text| serde_json::json!({"id": id, "published": "2019-10-15", "text": text});
    let again = format!("조회 수 16\n{}\n목록\n", body.replace("5만 부", "6만 부"));
    let served = Served::of(&[
        release("a", body),
        release("again", again),
        release("other", other),
    ]);
    let ids = |id: &str| {
        let found = served.json(&format!("/api/duplicates?id={id}"));
        let found = found["duplicates"].as_array().unwrap().clone();
        found
            .into_iter()
            .map(|f| f["release"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("a"), ["again"]);
    assert_eq!(ids("again"), ["a"]);
    assert_eq!(ids("other"), [""; 0]);
    assert_eq!(ids("none"), [""; 0]);
    let store = served.folder.path().join("a.sqlite");
    let listed = |args: &[&str]| {
        let mut gija = Command::new(PROGRAM);
        let done = gija.arg("query").arg(&store).args(args).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    let pair: Value =
        serde_json::from_str(&listed(&["--duplicates", "--format", "jsonl"])).unwrap();
    assert_eq!(
        (&pair["a"]["release"], &pair["b"]["release"]),
        (&"a".into(), &"again".into())
    );
    assert_eq!(
        listed(&["--duplicates=again", "--format", "csv"])
            .lines()
            .count(),
        2
    );
    assert_eq!(listed(&["--duplicates=other"]), "");
}

#[test]
fn versions_are_found_and_compared() {
    let served = Served::of(&[
        serde_json::json!({"id": "first", "published": "2024-03-05",
            "text": "금융위원회(위원장 김주현)는 3월 5일 금융감독원과 회의를 열었다. 2024년 6월 3일 1,200억원을 지원한다."}),
        serde_json::json!({"id": "second", "published": "2024-03-07",
            "text": "금융위원회(위원장 김주현)는 3월 5일 금융감독원과 회의를 열었다. 2024년 6월 4일 1,300억원을 지원한다."}),
        serde_json::json!({"id": "english", "published": "2024-03-06",
            "text": "Financial Services Commission Chairman Kim Joo-hyun held a meeting with the Financial Supervisory \
                     Service on March 5, 2024. KRW 120 billion will be provided on June 3, 2024."}),
        serde_json::json!({"id": "other", "published": "2024-08-01", "text": "금융위원회는 금융감독원과 3월 5일을 기억한다."}),
    ]);
    let versions = served.json("/api/versions?id=first");
    let ids: Vec<_> = versions["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| &v["id"])
        .collect();
    assert!(ids.len() == 2 && ids.contains(&&"second".into()) && ids.contains(&&"english".into()));
    let facts = |path: &str, kind: &str| {
        let found = served.json(path);
        let of_kind = found["facts"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["kind"] == kind);
        let list = |name: &str| of_kind.unwrap()[name].clone();
        (list("only_a"), list("both"), list("only_b"))
    };
    let in_time = "/api/compare?a=first&b=second";
    let of = |values: &[&str]| Value::from(values);
    assert_eq!(
        facts(in_time, "date"),
        (
            of(&["2024-06-03"]),
            of(&["2024-03-05"]),
            of(&["2024-06-04"])
        )
    );
    assert_eq!(
        facts(in_time, "amount"),
        (
            of(&["120000000000 KRW"]),
            of(&[]),
            of(&["130000000000 KRW"])
        )
    );
    assert_eq!(
        facts(in_time, "person"),
        (of(&[]), of(&["김주현"]), of(&[]))
    );
    let bodies = of(&["금융위원회", "금융감독원"]);
    assert_eq!(facts(in_time, "organization"), (of(&[]), bodies, of(&[])));
    // In two languages, either way round.
    let turned = "/api/compare?a=english&b=second";
    assert_eq!(facts(turned, "person").1, of(&["김주현 · Kim Joo-hyun"]));
    assert_eq!(facts(turned, "amount").0, of(&["120000000000 KRW"]));
    assert_eq!(facts(turned, "amount").2, of(&["130000000000 KRW"]));
    assert_eq!(facts("/api/compare?a=first&b=english", "date").0, of(&[]));
    assert_eq!(served.get("/api/compare?a=first&b=none").status, 404);
}

#[test]
fn corrections_hold_as_soon_as_they_are_saved() {
    let served = Served::of(&releases());
    assert_eq!(
        served.json("/api/search?org=FSC")["answers"][0]["name"],
        "금융위원회"
    );
    let beside = served.folder.path().join("a.sqlite.corrections.tsv");
    std::fs::write(
        &beside,
        "rename\torganization\tkr.fsc\t\t금융청\nmerge\torganization\tkr.fss\t\tkr.fsc\n",
    )
    .unwrap();
    assert_eq!(
        served.json("/api/search?org=FSC")["answers"][0]["name"],
        "금융청"
    );
    let page = served.json("/api/entity?kind=organization&id=kr.fss");
    assert_eq!(
        (&page["entity"]["id"], &page["entity"]["name_ko"]),
        (&"kr.fsc".into(), &"금융청".into())
    );
    assert_eq!(page["entity"]["releases"], 2);
    let beside_it = page["companions"].as_array().unwrap();
    assert!(
        beside_it.iter().all(|c| c["kind"] != "organization"),
        "{beside_it:?}"
    );
    let names = served.json(&format!("/api/suggest?q={}", escaped("금융")));
    let named: Vec<_> = names["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["name"])
        .collect();
    assert_eq!(named, ["금융청"]);
    std::fs::write(&beside, "wrong\torganization\tkr.fsc\tb\n").unwrap();
    let release = served.json("/api/release?id=b");
    let bodies = |list: &str| {
        release[list]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["kind"] == "organization")
            .count()
    };
    assert_eq!((bodies("facts"), bodies("mentions")), (1, 1));
    std::fs::write(&beside, "wrong\tcolour\tblue\n").unwrap();
    assert_eq!(served.get("/api/store").status, 500);
}

#[test]
fn a_release_comes_with_places_that_fit_its_text() {
    let served = Served::of(&releases());
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
    let served = Served::of(&releases());
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
    let served = Served::of(&releases());
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
    let served = Served::of(&releases());
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
    let served = Served::of(&releases());
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
