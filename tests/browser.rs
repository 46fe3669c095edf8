//! The page in a browser: Chromium, headless, opens its links and is used by mouse, keyboard and touch. Without Chromium there is nothing to test.
//!
//! `GIJA_SCREENSHOTS=1` writes the pictures of the README to `tests/screenshots`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "browser/devtools.rs"]
mod devtools;
#[path = "common/served.rs"]
mod served;
#[path = "browser/used.rs"]
mod used;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scraper::{ElementRef, Html, Selector};
use serde_json::json;

use served::{HOSTILE, Served, escaped, releases};

/// Where Chromium is, if it is; `GIJA_CHROMIUM` may say so.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("GIJA_CHROMIUM").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).flat_map(|folder| {
        ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name))
    });
    let found = named.into_iter().chain(found).find(|path| path.is_file());
    if found.is_none() {
        // Past the test harness, which keeps what tests say to itself.
        let _ = writeln!(
            std::io::stderr(),
            "tests/browser.rs: skipped: no chromium in PATH"
        );
    }
    found
}

/// A browser that looks at a server.
struct Browser {
    program: PathBuf,
    served: Served,
}

impl Browser {
    fn run(&self, path: &str, options: &[&str]) -> Output {
        let profile = tempfile::tempdir_in(self.served.folder.path()).unwrap();
        let mut chromium = Command::new(&self.program);
        chromium
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
            ])
            .args(["--disable-dev-shm-usage", "--virtual-time-budget=10000"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(options)
            .arg(format!("http://{}{path}", self.served.address));
        chromium.output().unwrap()
    }

    /// The page behind a link, once it has drawn what it asks for.
    fn open(&self, path: &str) -> Html {
        let done = self.run(path, &["--dump-dom"]);
        let page = String::from_utf8(done.stdout).unwrap();
        assert!(
            page.contains("<main") && !page.contains("aria-busy"),
            "{path}: {page} {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Html::parse_document(&page)
    }

    fn picture(&self, path: &str, name: &str, size: &str) {
        let kept = std::env::var_os("GIJA_SCREENSHOTS").is_some();
        let folder = match kept {
            true => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screenshots"),
            false => PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
        };
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(name);
        let _ = std::fs::remove_file(&file);
        let screenshot = format!("--screenshot={}", file.display());
        self.run(path, &[&screenshot, &format!("--window-size={size}")]);
        let picture = std::fs::read(&file).unwrap();
        assert!(
            picture.starts_with(b"\x89PNG") && picture.len() > 20_000,
            "{name}"
        );
    }
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The texts of all elements that `selector` finds.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).into_iter().map(text).collect()
}

fn links(page: &Html, selector: &str) -> Vec<String> {
    let found = select(page, selector).into_iter();
    found
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

/// The highlights in an element: the fact's key, the first code point and one past the last.
fn highlights(element: ElementRef<'_>) -> Vec<(String, usize, usize)> {
    fn walk(element: ElementRef<'_>, at: &mut usize, found: &mut Vec<(String, usize, usize)>) {
        let from = *at;
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                *at += text.chars().count();
            } else if let Some(child) = ElementRef::wrap(child) {
                walk(child, at, found);
            }
        }
        if let Some(key) = element.attr("data-fact") {
            found.push((key.to_owned(), from, *at));
        }
    }
    let mut found = Vec::new();
    walk(element, &mut 0, &mut found);
    found
}

fn browser() -> Option<Browser> {
    let program = chromium()?;
    let mut all = releases();
    all.push(json!({"id": "c", "title": "FSC to review loan rates", "published": "2025-01-11",
        "text": "Financial Services Commission Chairman Kim Joo-hyun said on January 10, 2025 that the Financial \
                 Supervisory Service will review loan rates. The results will follow on February 4, 2025."}));
    all.push(json!({"id": "d", "title": "간편결제 도입", "published": "2023-06-01",
        "text": "조회 수 16 추천 수 0\n중소벤처기업부는 6월 2일 간편결제를 도입한다고 밝혔다.\n목록\n소상공인의 부담이 줄어든다."}));
    let served = Served::of(&all);
    Some(Browser { program, served })
}

#[test]
fn both_languages_find_the_same() {
    let Some(browser) = browser() else { return };
    let korean = browser.open(&format!("/?lang=ko&org={}", escaped("금융위")));
    let english = browser.open("/?lang=en&org=FSC");
    assert_eq!(select(&korean, "html")[0].attr("lang"), Some("ko"));
    assert_eq!(select(&english, "html")[0].attr("lang"), Some("en"));
    let found = links(&english, ".answers h2 a");
    assert_eq!(
        found,
        ["/release?id=c", "/release?id=b", "/release?id=a%2F%3Cb%3E"]
    );
    assert_eq!(links(&korean, ".answers h2 a"), found);
    assert_eq!(texts(&korean, "#go"), ["검색"]);
    assert_eq!(texts(&english, "#go"), ["Search"]);
    let words = browser.open(&format!("/?lang=ko&q={}", escaped("금리")));
    assert_eq!(texts(&words, ".answers mark"), ["금리"]);
    let words = browser.open("/?lang=en&q=rates");
    assert_eq!(texts(&words, ".answers mark"), ["rates"]);
    let words = browser.open(&format!("/?lang=ko&q={}", escaped("대출 금리")));
    assert_eq!(texts(&words, ".answers mark"), ["대출", "금리"]);
    assert_eq!(texts(&words, "[role=status]"), ["보도자료 1건"]);
    assert_eq!(texts(&english, "[role=status]"), ["3 releases"]);
    // What is on the screen is exported by a link.
    let exports = links(&english, "a[download]");
    let csv = browser.served.get(&exports[0]);
    assert!(csv.head.contains("text/csv"), "{}", csv.head);
    let rows: Vec<_> = csv::Reader::from_reader(csv.body.as_bytes())
        .into_records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    assert_eq!(rows, ["c", "b", "a/<b>"]);
    let json = browser.served.json(&exports[1]);
    assert_eq!(json["answers"].as_array().unwrap().len(), 3);
}

#[test]
fn highlights_stand_at_the_right_characters() {
    let Some(browser) = browser() else { return };
    for id in ["b", "c"] {
        let release = browser.served.json(&format!("/api/release?id={id}"));
        let page = browser.open(&format!("/release?id={id}&repairs=repaired"));
        let body = select(&page, ".columns > .text")[0];
        assert_eq!(text(body), release["text"].as_str().unwrap());
        let shown = highlights(body);
        assert!(shown.len() > 4, "{shown:?}");
        let places: Vec<(String, usize, usize)> = release["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|p| p["field"] == "text" && p["kind"] != "relation" && p["kind"] != "quote")
            .map(|p| {
                let at = |name: &str| p[name].as_u64().unwrap() as usize;
                let key = format!("{}-{}", p["kind"].as_str().unwrap(), p["fact"]);
                (key, at("start"), at("stop"))
            })
            .collect();
        for (key, from, to) in &shown {
            let held = |p: &&(String, usize, usize)| p.0 == *key && p.1 <= *from && *to <= p.2;
            assert!(
                places.iter().any(|p| held(&p)),
                "{key} {from}..{to}: {places:?}"
            );
        }
        for (key, start, stop) in &places {
            let lit = |at: usize| shown.iter().any(|(_, from, to)| (*from..*to).contains(&at));
            assert!((*start..*stop).all(lit), "{key} {start}..{stop}: {shown:?}");
        }
        let only = browser.open(&format!("/release?id={id}&facts=person"));
        let kinds: Vec<_> = select(&only, ".text mark")
            .into_iter()
            .map(|m| m.attr("class"))
            .collect();
        assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == Some("person")));
    }
}

#[test]
fn repairs_are_marked_hidden_and_undone() {
    let Some(browser) = browser() else { return };
    let release = browser.served.json("/api/release?id=b");
    let after = release["repairs"][0]["after"].as_str().unwrap();
    let open = |mode: &str| browser.open(&format!("/release?id=b&repairs={mode}"));
    let marked = open("marked");
    assert_eq!(texts(&marked, ".text ins").concat(), after);
    let repaired = open("repaired");
    assert!(select(&repaired, ".text ins, .text del").is_empty());
    assert_eq!(
        texts(&repaired, ".text"),
        [release["text"].as_str().unwrap()]
    );
    let original = open("original");
    assert_eq!(
        texts(&original, ".text"),
        [releases()[1]["text"].as_str().unwrap()]
    );
    let switched = select(&original, "input[type=radio][checked]");
    assert_eq!(switched[0].attr("value"), Some("original"));
}

#[test]
fn an_entity_has_its_timeline_and_its_mentions() {
    let Some(browser) = browser() else { return };
    let page = browser.open("/entity?lang=ko&kind=organization&id=kr.fsc");
    assert_eq!(texts(&page, "h1"), ["금융위원회"]);
    // March 2024 to January 2025, those without any counted as well.
    assert_eq!(select(&page, ".chart rect").len(), 11);
    let months = links(&page, ".chart a");
    assert!(
        months[0].ends_with("from=2024-03-01&to=2024-03-31"),
        "{months:?}"
    );
    assert_eq!(links(&page, ".answers h2 a").len(), 3);
    assert!(texts(&page, ".companions a").contains(&"금융감독원".to_owned()));
    let month = browser.open(&months[0]);
    assert_eq!(links(&month, ".answers h2 a"), ["/release?id=a%2F%3Cb%3E"]);
}

#[test]
fn versions_stand_side_by_side() {
    let Some(browser) = browser() else { return };
    let release = browser.open("/release?lang=en&id=b");
    assert_eq!(links(&release, ".versions a"), ["/compare?a=b&b=c"]);
    let page = browser.open("/compare?lang=en&a=b&b=c");
    assert_eq!(
        texts(&page, ".differences thead .faint"),
        [
            "2025-01-10 · 대출 점검",
            "2025-01-11 · FSC to review loan rates"
        ]
    );
    let sides = texts(&page, ".pair .text");
    assert!(
        sides[0].contains("2월 3일") && sides[1].contains("February 4"),
        "{sides:?}"
    );
    let marks = texts(&page, ".pair mark");
    assert!(marks.iter().any(|m| m.contains("2월 3일")), "{marks:?}");
    assert!(marks.iter().any(|m| m.contains("February 4")), "{marks:?}");
    // What both say is not marked.
    assert!(
        marks
            .iter()
            .all(|m| !m.contains("김주현") && !m.contains("Financial Services")),
        "{marks:?}"
    );
    let same = texts(&page, ".differences tr td:nth-child(3) li");
    assert!(
        same.contains(&"김주현 · Kim Joo-hyun".to_owned()),
        "{same:?}"
    );
}

#[test]
fn a_line_of_the_page_corrects_the_store() {
    let Some(browser) = browser() else { return };
    let page = browser.open("/release?lang=en&id=b");
    let lines = texts(&page, "aside .lines").concat();
    let line = lines.lines().find(|line| line.contains("kr.fss")).unwrap();
    assert_eq!(line, "wrong\torganization\tkr.fss\tb");
    let beside = browser
        .served
        .folder
        .path()
        .join("a.sqlite.corrections.tsv");
    std::fs::write(beside, line).unwrap();
    let named = |page: &Html| texts(page, "aside .aim").contains(&"금융감독원".to_owned());
    assert!(named(&page) && !named(&browser.open("/release?lang=en&id=b")));
    let entity = browser.open("/entity?kind=organization&id=kr.fsc");
    let lines = texts(&entity, ".lines").concat();
    assert!(
        lines.contains("merge\torganization\tkr.fsc\t\t…\n"),
        "{lines}"
    );
}

#[test]
fn hostile_text_is_shown_as_text() {
    let Some(browser) = browser() else { return };
    let id = escaped("a/<b>");
    for path in [
        "/?org=FSC".to_owned(),
        format!("/release?id={id}"),
        format!("/compare?a={id}&b=b"),
        format!("/?q={}", escaped("\"><img src=x onerror=alert(1)>")),
    ] {
        let page = browser.open(&path);
        assert!(
            select(&page, "img, main script, iframe").is_empty(),
            "{path}"
        );
        assert!(!texts(&page, "title")[0].starts_with("owned"), "{path}");
        assert_eq!(select(&page, "script").len(), 1, "{path}");
    }
    let page = browser.open(&format!("/release?id={id}"));
    let shown = texts(&page, ".text").concat();
    assert!(
        shown.contains("<script>document.title = 'owned'</script>"),
        "{shown}"
    );
    assert!(shown.contains("\"><img src=x onerror=alert(1)>"), "{shown}");
    assert_eq!(texts(&page, "h1"), [HOSTILE]);
}

#[test]
fn pictures_of_the_page() {
    let Some(program) = chromium() else { return };
    let served = Served::over(Path::new("corpus/releases"), tempfile::tempdir().unwrap());
    let browser = Browser { program, served };
    let damaged = format!(
        "/release?lang=ko&id={}",
        escaped("lost-syllables/2021-msit-finland")
    );
    browser.picture(&damaged, "release.png", "1200,900");
    browser.picture(
        "/entity?lang=en&kind=organization&id=kr.koica",
        "organisation.png",
        "1200,900",
    );
    browser.picture(
        "/compare?lang=en&a=text/2019-mss-guide&b=english/2019-mss-guide",
        "versions.png",
        "1200,900",
    );
}
