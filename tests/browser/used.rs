//! The page as a reader uses it: clicks, typing, keys, touches.

use std::time::{Duration, Instant};

use super::devtools::Tab;
use super::served::{HOSTILE, releases};
use super::{Browser, browser, escaped};

fn opened(path: &str) -> Option<(Browser, Tab)> {
    let browser = browser()?;
    let mut tab = Tab::open(&browser.program);
    tab.go(&format!("http://{}{path}", browser.served.address));
    Some((browser, tab))
}

#[test]
fn a_reader_searches_in_both_languages() {
    let Some((_browser, mut tab)) = opened("/?lang=ko") else {
        return;
    };
    tab.click("#q");
    tab.write("금리");
    tab.press("Enter");
    tab.wait("document.querySelectorAll('.answers li').length === 1");
    assert_eq!(tab.texts(".answers mark"), ["금리"]);
    assert_eq!(tab.address(), format!("/?q={}", escaped("금리")));
    tab.click("#language");
    tab.wait("document.documentElement.lang === 'en'");
    assert_eq!(tab.texts("#go"), ["Search"]);
    tab.value("document.getElementById('q').select()");
    tab.click("#q");
    tab.value("document.getElementById('q').select()");
    tab.write("rates");
    tab.click("#go");
    tab.wait("document.querySelector('.answers mark')?.textContent === 'rates'");
    // What was found first is a step back.
    tab.value("history.back()");
    tab.wait("document.querySelector('.answers mark')?.textContent === '금리'");
}

#[test]
fn a_reader_without_a_mouse_gets_everywhere() {
    let Some((_browser, mut tab)) = opened("/?lang=en") else {
        return;
    };
    tab.press("Tab");
    assert_eq!(tab.value("document.activeElement.id"), "skip");
    tab.press("Enter");
    tab.wait("location.hash === '#main'");
    // From anywhere to the search box, and from there to whom it suggests.
    tab.press("/");
    assert_eq!(tab.value("document.activeElement.id"), "q");
    tab.write("FSC");
    tab.wait("!document.getElementById('suggestions').hidden");
    tab.press("ArrowDown");
    let chosen = "document.querySelector('#suggestions [aria-selected=true]')?.dataset.href ?? ''";
    assert_eq!(tab.value(chosen), "/entity?kind=organization&id=kr.fsc");
    tab.press("Enter");
    tab.wait("document.querySelector('h1')?.textContent === 'Financial Services Commission'");
    assert!(tab.has(".chart rect"));
    // Bars, links and switches are stops of the Tab key.
    let mut stops = Vec::new();
    for _ in 0..40 {
        tab.press("Tab");
        stops.push(tab.value(
            "document.activeElement.closest('.chart') ? 'bar' : document.activeElement.localName",
        ));
    }
    assert!(
        stops.iter().any(|stop| stop == "bar") && stops.iter().any(|stop| stop == "a"),
        "{stops:?}"
    );
    tab.value("document.querySelector('.answers h2 a').focus()");
    tab.press("Enter");
    tab.wait("location.pathname === '/release'");
    tab.wait_drawn();
}

#[test]
fn a_reader_opens_a_release_and_switches_what_it_shows() {
    let Some((browser, mut tab)) = opened(&format!("/?lang=ko&q={}", escaped("금리"))) else {
        return;
    };
    let release = browser.served.json("/api/release?id=b");
    let (text, after) = (
        release["text"].as_str().unwrap(),
        release["repairs"][0]["after"].as_str().unwrap(),
    );
    tab.click(".answers h2 a");
    tab.wait("document.querySelector('.columns .text') !== null");
    assert_eq!(tab.texts(".text ins").concat(), after);
    // A fact shows where it stands.
    tab.click("aside .aim");
    tab.wait("document.querySelector('mark.here') !== null");
    let fact = tab.texts("mark.here").concat();
    assert!(!fact.is_empty() && text.contains(&fact), "{fact}");
    tab.click("input[value=repaired]");
    tab.wait("document.querySelector('.text ins') === null");
    assert_eq!(tab.texts(".columns > .text"), [text]);
    // By keyboard to the next of the switches; the address tells all of it.
    tab.press("ArrowRight");
    tab.wait("new URLSearchParams(location.search).get('repairs') === 'original'");
    let before = tab.texts(".columns > .text").concat();
    assert_eq!(before, releases()[1]["text"].as_str().unwrap());
    tab.value("window.left = true; location.reload()");
    tab.wait("!window.left && document.querySelector('input[value=original]')?.checked === true");
    assert_eq!(tab.texts(".columns > .text"), [before]);
}

#[test]
fn furniture_of_the_page_is_shown_on_demand() {
    let Some((_browser, mut tab)) = opened("/release?lang=en&id=d") else {
        return;
    };
    assert!(!tab.has(".furniture"));
    let clean = tab.texts(".columns > .text").concat();
    assert!(!clean.contains("조회"), "{clean}");
    tab.click("input[name=removed]");
    tab.wait("document.querySelectorAll('.furniture').length === 2");
    assert_eq!(tab.texts(".furniture"), ["조회 수 16 추천 수 0", "목록"]);
    assert!(tab.address().ends_with("removed=shown"));
    tab.press(" ");
    tab.wait("document.querySelector('.furniture') === null");
    assert_eq!(tab.texts(".columns > .text"), [clean]);
}

#[test]
fn a_timeline_opens_and_narrows() {
    let Some((_browser, mut tab)) = opened("/release?lang=ko&id=b") else {
        return;
    };
    tab.click("aside a[href*='kr.fsc']");
    tab.wait("document.querySelector('h1')?.textContent === '금융위원회' && document.querySelector('.chart') !== null");
    assert_eq!(tab.texts(".answers h2").len(), 3);
    tab.click(".chart a");
    tab.wait("document.querySelectorAll('.answers h2').length === 1");
    assert!(tab.address().contains("from=2024-03-01"));
    tab.click(".chip");
    tab.wait("document.querySelectorAll('.answers h2').length === 3");
}

#[test]
fn what_is_on_the_screen_is_exported_by_a_click() {
    let Some((browser, mut tab)) = opened("/?lang=en&org=FSC") else {
        return;
    };
    let folder = browser.served.folder.path().join("downloads");
    std::fs::create_dir(&folder).unwrap();
    let allow = serde_json::json!({"behavior": "allow", "downloadPath": folder});
    tab.call("Page.setDownloadBehavior", allow);
    for (link, name) in [("csv", "gija.csv"), ("json", "gija.json")] {
        tab.click(&format!("a[download='gija.{link}']"));
        let (file, since) = (folder.join(name), Instant::now());
        // The browser makes the file before it writes it.
        let written = || std::fs::metadata(&file).is_ok_and(|file| file.len() > 0);
        while !written() && since.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let saved = std::fs::read_to_string(&file).unwrap();
        let releases = match link {
            "csv" => csv::Reader::from_reader(saved.as_bytes())
                .into_records()
                .count(),
            _ => serde_json::from_str::<serde_json::Value>(&saved).unwrap()["answers"]
                .as_array()
                .unwrap()
                .len(),
        };
        assert_eq!(releases, 3, "{name}");
    }
}

#[test]
fn hostile_text_does_nothing_however_it_is_reached() {
    let Some((_browser, mut tab)) = opened("/?lang=en") else {
        return;
    };
    tab.click("#q");
    tab.write("\"><img src=x onerror=alert(1)> 금융위");
    tab.press("Enter");
    // The answers of the page before may still stand there.
    tab.wait("location.search.includes('q=')");
    tab.wait_drawn();
    tab.click(".answers h2 a");
    tab.wait("document.querySelector('.columns .text') !== null");
    assert_eq!(tab.texts("h1"), [HOSTILE]);
    tab.click("aside .aim");
    tab.click("#language");
    tab.wait("document.documentElement.lang === 'ko'");
    tab.wait_drawn();
    assert!(!tab.has("main img, main script, main iframe"));
    assert_ne!(tab.value("document.title"), "owned");
    assert_eq!(tab.dialogs, 0);
}

#[test]
fn a_phone_shows_all_of_it() {
    let Some((browser, mut tab)) = opened("/?lang=ko") else {
        return;
    };
    tab.shrink();
    let id = escaped("a/<b>");
    for path in [
        "/?lang=ko".to_owned(),
        "/release?id=b".to_owned(),
        format!("/release?id={id}"),
        "/entity?kind=organization&id=kr.fsc".to_owned(),
        "/compare?a=b&b=c".to_owned(),
    ] {
        tab.go(&format!("http://{}{path}", browser.served.address));
        let wide = tab.value("document.documentElement.scrollWidth - innerWidth");
        assert_eq!(wide, 0, "{path} is wider than the screen");
    }
    tab.go(&format!("http://{}/?lang=ko", browser.served.address));
    // Filters do not stand between a question and its answers, until they are asked for.
    assert_eq!(tab.value("document.querySelector('.narrowed').open"), false);
    tab.tap(".narrowed summary");
    tab.wait("document.querySelector('.narrowed').open");
    tab.tap("#q");
    tab.write("금융");
    tab.wait("!document.getElementById('suggestions').hidden");
    tab.value("document.activeElement.blur()");
    tab.tap(".answers h2 a");
    tab.wait("location.pathname === '/release'");
    tab.wait_drawn();
    let below = "document.querySelector('aside').getBoundingClientRect().top >= \
                 document.querySelector('.columns > .text').getBoundingClientRect().bottom";
    assert_eq!(tab.value(below), true, "the facts stand below the text");
}
