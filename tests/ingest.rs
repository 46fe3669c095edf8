//! Ingest: every format, every encoding and every failure, by content alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{Cursor, Write};

use encoding_rs::EUC_KR;
use gija::ingest::{self, Input, Limits, Mapping, Options, is_json_lines, read_line, recognise};
use gija::record::Source;
use gija::release::RawRelease;
use zip::write::SimpleFileOptions;

type Outcome = Result<RawRelease, (Source, String)>;

fn read_with(bytes: &[u8], mapping: &Mapping, limits: &Limits) -> Vec<Outcome> {
    let input = Input {
        path: "archive/a.bin",
        id: "a",
        bytes,
    };
    let mut all = Vec::new();
    let options = Options {
        mapping: mapping.clone(),
        limits: *limits,
    };
    ingest::read(input, &options, &mut |r| {
        all.push(r.map_err(|(source, error)| (source, error.to_string())));
    });
    assert!(!all.is_empty(), "nothing is dropped in silence");
    all
}

fn read(bytes: &[u8]) -> Vec<Outcome> {
    read_with(bytes, &Mapping::default(), &Limits::default())
}

fn one(bytes: &[u8]) -> RawRelease {
    let mut all = read(bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

fn failure(bytes: &[u8]) -> (Source, String) {
    let mut all = read(bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap_err()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn hwpx(sections: &[(&str, &str)]) -> Vec<u8> {
    let bodies: Vec<(String, String)> = sections
        .iter()
        .map(|(name, body)| {
            let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><hs:sec xmlns:hs=\"s\" xmlns:hp=\"p\">{body}</hs:sec>");
            ((*name).to_owned(), xml)
        })
        .collect();
    let mut entries: Vec<(&str, &[u8])> = vec![("mimetype", b"application/hwp+zip")];
    entries.extend(bodies.iter().map(|(n, b)| (n.as_str(), b.as_bytes())));
    zipped(&entries)
}

const RELEASE: &str =
    "보도자료\n\n중소벤처기업부(장관 박영선)는 16일 한독상공회의소와 업무협약을 맺었다고 밝혔다.\n";

#[test]
fn text_comes_as_it_is() {
    let release = one(RELEASE.as_bytes());
    assert_eq!(release.text, RELEASE);
    assert_eq!(release.id, "a");
    let source = &release.source;
    assert_eq!(
        (source.path.as_str(), source.format.as_str()),
        ("archive/a.bin", "text")
    );
    assert_eq!(
        (source.encoding.as_str(), source.bytes),
        ("utf-8", RELEASE.len() as u64)
    );
    assert_eq!(source.member, None);
    assert_eq!(
        one(b"abc").source.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let decomposed = "\u{1112}\u{1161}\u{11AB}국";
    assert_eq!(one(decomposed.as_bytes()).text, decomposed, "NFD stays NFD");
    assert!(one("<보도자료> 16일 <붙임> 참고".as_bytes()).source.format == "text");
}

#[test]
fn encodings() {
    let wide = |le: bool, mark: bool| -> Vec<u8> {
        let text = if mark {
            format!("\u{FEFF}{RELEASE}")
        } else {
            RELEASE.to_owned()
        };
        text.encode_utf16()
            .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
            .collect()
    };
    for (bytes, encoding) in [
        (format!("\u{FEFF}{RELEASE}").into_bytes(), "utf-8"),
        (EUC_KR.encode(RELEASE).0.into_owned(), "cp949"),
        (wide(true, true), "utf-16le"),
        (wide(false, true), "utf-16be"),
        (wide(true, false), "utf-16le"),
        (wide(false, false), "utf-16be"),
    ] {
        let release = one(&bytes);
        assert_eq!(release.source.encoding, encoding);
        assert_eq!(release.text, RELEASE, "{encoding}");
        assert_eq!(release.source.format, "text");
    }
    let mut bytes = RELEASE.as_bytes().to_vec();
    bytes[40] = 0xFF;
    let release = one(&bytes);
    assert_eq!(release.source.encoding, "utf-8 (broken)");
    assert!(release.text.contains('\u{FFFD}') && release.text.contains("업무협약"));
}

#[test]
fn what_is_not_read_is_named() {
    let ole = |inside: &[u8]| {
        [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(),
            &[0; 504],
            inside,
        ]
        .concat()
    };
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (ole(b""), "OLE compound file is not read yet"),
        (
            b"HWP Document File V3.00 \x1a\x01\x02".to_vec(),
            "HWP 3 is not read yet",
        ),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "a PNG image is not read yet"),
        (b"\xFF\xD8\xFF\xE0".to_vec(), "a JPEG image is not read yet"),
        (
            b"<?xml version=\"1.0\"?><a/>".to_vec(),
            "XML is not read yet",
        ),
        (b"".to_vec(), "empty"),
        (b" \r\n\t\xEF\xBB\xBF ".to_vec(), "empty"),
        (
            (0u8..=255).cycle().take(4000).collect(),
            "neither text nor a known format",
        ),
        (
            b"<html><body><script>x</script></body></html>".to_vec(),
            "no text",
        ),
        (hwpx(&[("Contents/section0.xml", "")]), "no text"),
        (
            b"{\"id\": 1}".to_vec(),
            "no text: there is no field \"text\"",
        ),
        (b"{\"id\": 1, \"text\": \" \"}".to_vec(), "no text"),
        (b"[]".to_vec(), "empty"),
    ];
    for (bytes, message) in cases {
        let (source, error) = failure(&bytes);
        assert_eq!(error, message);
        assert_eq!(source.path, "archive/a.bin");
        assert_eq!(source.bytes, bytes.len() as u64);
        assert_eq!(source.sha256.len(), 64);
    }
    assert!(failure(b"{\"id\": 1, ").1.starts_with("broken JSON"));
    let mut cut = hwpx(&[("Contents/section0.xml", "<hp:p><hp:t>a</hp:t></hp:p>")]);
    cut.truncate(cut.len() / 2);
    assert!(
        failure(&cut).1.starts_with("broken container"),
        "{}",
        failure(&cut).1
    );
}

#[test]
fn json_fields_and_their_other_names() {
    let release = one(
        "\u{FEFF}{\"doc_id\": 7, \"title\": \"제목\", \"content\": \"본\\n문\", \"version_date\": \"01/16/2020 09:00:00\", \"department\": \"중소벤처기업부\", \"x\": [{}]}"
            .as_bytes(),
    );
    assert_eq!(
        (release.id.as_str(), release.text.as_str()),
        ("7", "본\n문")
    );
    assert_eq!(release.title.as_deref(), Some("제목"));
    assert_eq!(release.agency.as_deref(), Some("중소벤처기업부"));
    assert_eq!(release.published.unwrap().to_string(), "2020-01-16");
    assert_eq!(release.source.format, "json");
    for written in ["2020-01-16T09:00", "2020.01.16", "2020. 1. 16.", "20200116"] {
        let json = format!("{{\"text\": \"가\", \"published\": \"{written}\"}}");
        assert_eq!(
            one(json.as_bytes()).published.unwrap().to_string(),
            "2020-01-16"
        );
    }
    assert_eq!(
        one(br#"{"text": "a", "published": "soon"}"#).published,
        None
    );
    assert_eq!(
        one(br#"{"body": "b", "text": "a", "doc_id": 2, "id": "1"}"#).text,
        "a"
    );
    let mut mapping = Mapping::default();
    mapping.set("text", "inhalt").unwrap();
    assert!(
        mapping
            .set("author", "x")
            .unwrap_err()
            .to_string()
            .contains("author")
    );
    let read = read_with(
        br#"{"inhalt": "b", "text": "a"}"#,
        &mapping,
        &Limits::default(),
    );
    assert_eq!(read[0].as_ref().unwrap().text, "b");
}

#[test]
fn json_arrays_fall_apart() {
    let all = read(br#"[{"id": 1, "text": "a"}, {"id": 2}, {"id": 3, "text": "c"}]"#);
    assert_eq!(all.len(), 3);
    assert_eq!(all[2].as_ref().unwrap().id, "3");
    let (source, error) = all[1].as_ref().unwrap_err();
    assert_eq!(source.member.as_deref(), Some("item 2"));
    assert_eq!(error, "item 2: no text: there is no field \"text\"");
}

#[test]
fn json_lines_with_a_broken_one() {
    let lines = "\u{FEFF}{\"id\": \"a\", \"text\": \"가\"}\r\n{\"id\": \"b\", \"te\n\n{\"id\": \"c\", \"text\": \"다\"}\n";
    assert!(is_json_lines(lines.as_bytes()));
    assert!(!is_json_lines(b"{\n  \"id\": 1,\n  \"text\": \"a\"\n}\n"));
    let all = read(lines.as_bytes());
    assert_eq!(all.len(), 3);
    let first = all[0].as_ref().unwrap();
    assert_eq!(
        (first.id.as_str(), first.source.format.as_str()),
        ("a", "jsonl")
    );
    assert_eq!(
        first.source.bytes,
        "{\"id\": \"a\", \"text\": \"가\"}".len() as u64
    );
    let (source, error) = all[1].as_ref().unwrap_err();
    assert_eq!(source.member.as_deref(), Some("line 2"));
    assert!(error.starts_with("line 2: broken JSON"), "{error}");
    let last = all[2].as_ref().unwrap();
    assert_eq!(last.source.member.as_deref(), Some("line 4"));
    let line = "{\"id\": \"c\", \"text\": \"다\"}\n".as_bytes();
    let alone = read_line(line, 4, "archive/a.bin", &Options::default()).unwrap();
    assert_eq!(alone.source, last.source);
    let wide: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let all = read(&wide);
    assert_eq!(all[2].as_ref().unwrap().text, "다");
    assert_eq!(all[2].as_ref().unwrap().source.encoding, "utf-16le");
}

#[test]
fn html_in_json_loses_its_markup() {
    let release =
        one("{\"text\": \"<p>첫&nbsp;줄<br>둘째 <b>줄</b>의 끝</p><p>A&amp;B</p>\"}".as_bytes());
    assert_eq!(release.text, "첫\u{A0}줄\n둘째 줄의 끝\nA&B");
    assert_eq!(
        one("{\"text\": \"<p>&amp;lsquo;별&amp;rsquo;&amp;nbsp;R&amp;D</p>\"}".as_bytes()).text,
        "‘별’\u{A0}R&D"
    );
    assert_eq!(
        one("{\"text\": \"<붙임> a < b\"}".as_bytes()).text,
        "<붙임> a < b"
    );
}

const PAGE: &str = "<!doctype html><html><head><meta charset=\"euc-kr\"><title>별을 보러 가는 트럭이 섬에 간다 - 보도자료</title><style>p{}</style></head><body>
<nav><a href=/>처음</a></nav><div class=menu><ul><li><a href=1>보도자료</a></li><li><a href=2>공지사항</a></li></ul></div>
<div class=view><h3>별을 보러 가는 트럭이 섬에 간다</h3><dl><dt>등록일</dt><dd>2005/08/16</dd><dt>조회수</dt><dd>731</dd></dl>
<div class=body><p>과학기술부(장관 민재국)는 과학관이 없는 섬을 찾아가는 이동과학교실을 18일 연다고 16일 밝혔다&#8226;</p>
<p>&nbsp;트럭은 내년 12월까지 인천과 전남의 섬 <b>62</b>곳을 돌며 천체망원경과 전자현미경을 보여 준다.</p>
<table><tr><td>1단계</td><td>인천 62개교</td></tr></table><p style=\"display: none\">숨은 글</p>
<p>민재국 장관은 별은 불빛이 적은 곳에서 더 잘 보인다며 모든 섬에 가겠다고 말했다.</p></div></div>
<div class=list><a href=list>목록</a> <a href=3>이전글 어촌의 빈집 삼백 채를 청년의 집으로 바꾼다</a></div>
<footer>Copyright (c) 2005 MOST. All rights reserved.</footer></body></html>";

#[test]
fn a_page_gives_its_release_and_nothing_around_it() {
    let (bytes, _, lossy) = EUC_KR.encode(PAGE);
    assert!(!lossy);
    let release = one(&bytes);
    assert_eq!(
        (
            release.source.format.as_str(),
            release.source.encoding.as_str()
        ),
        ("html", "cp949")
    );
    assert_eq!(
        release.title.as_deref(),
        Some("별을 보러 가는 트럭이 섬에 간다")
    );
    assert_eq!(release.published.unwrap().to_string(), "2005-08-16");
    let text = &release.text;
    assert!(
        text.starts_with("별을 보러 가는 트럭이 섬에 간다\n등록일\n2005/08/16\n과학기술부(장관"),
        "{text}"
    );
    assert!(
        text.contains("밝혔다•\n\u{A0}트럭은 내년 12월까지 인천과 전남의 섬 62곳을"),
        "{text}"
    );
    assert!(text.contains("\n1단계\n인천 62개교\n"), "{text}");
    for chrome in [
        "처음",
        "공지사항",
        "조회수",
        "숨은",
        "목록",
        "이전글",
        "Copyright",
    ] {
        assert!(!text.contains(chrome), "{chrome} in {text}");
    }
}

#[test]
fn a_form_around_the_page_does_not_hide_it() {
    let page = PAGE
        .replace("<body>", "<body><form>")
        .replace("</body>", "</form></body>");
    assert!(one(page.as_bytes()).text.contains("이동과학교실"));
}

#[test]
fn hostile_pages_fail_at_once() {
    let deep = ["<html>", &"<div>".repeat(100_000), "x"].concat();
    let formatting: String = (0..3_000).map(|i| format!("<font size={i}>")).collect();
    let attributes: String = (0..100_000).map(|i| format!("a{i}=1 ")).collect();
    for (page, message) in [
        (deep, "more than 4000 elements within one another"),
        (
            ["<html>", &formatting, &"<p>x</p>".repeat(100_000)].concat(),
            "more than 4000 elements within one another",
        ),
        (
            format!("<html><p {attributes}>x"),
            "more than 1000 attributes of an element",
        ),
    ] {
        assert_eq!(failure(page.as_bytes()).1, message);
    }
    let flat = ["<html>", &"<p>닫지 않은 문단도 문단이다.".repeat(10_000)].concat();
    assert_eq!(one(flat.as_bytes()).text.lines().count(), 10_000);
    let nested = ["<html>", &"<div>".repeat(3_000), "안쪽"].concat();
    assert_eq!(one(nested.as_bytes()).text, "안쪽");
}

#[test]
fn hwpx_paragraphs_in_reading_order() {
    let table = "<hp:p><hp:run><hp:t>앞</hp:t><hp:tbl><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>칸 1</hp:t></hp:run></hp:p></hp:subList></hp:tc><hp:tc><hp:subList><hp:p><hp:run><hp:t>칸 2</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl><hp:t> 뒤</hp:t></hp:run></hp:p>";
    let marks = "<hp:p><hp:run><hp:t>가<hp:tab width=\"1\"/>나<hp:lineBreak/>다<hp:nbSpace/>라<hp:fwSpace/>&lt;마&#xAC00;&amp;&gt;</hp:t></hp:run></hp:p><hp:p/><hp:p><hp:ctrl><hp:x>아님</hp:x></hp:ctrl></hp:p>";
    let bytes = hwpx(&[
        (
            "Contents/section10.xml",
            "<hp:p><hp:run><hp:t>끝</hp:t></hp:run></hp:p>",
        ),
        ("Contents/section2.xml", marks),
        ("Contents/section0.xml", table),
    ]);
    let release = one(&bytes);
    assert_eq!(release.text, "앞 뒤\n칸 1\n칸 2\n가\t나\n다 라 <마가&>\n끝");
    assert_eq!(
        (
            release.source.format.as_str(),
            release.source.encoding.as_str()
        ),
        ("hwpx", "utf-8")
    );
    assert_eq!(recognise(&bytes).name(), "hwpx");
}

#[test]
fn hostile_hwpx_fails_at_once() {
    let small = Limits {
        unpacked: 1 << 20,
        entries: 8,
        depth: 100,
        ..Limits::default()
    };
    let error = |bytes: &[u8]| {
        read_with(bytes, &Mapping::default(), &small)
            .remove(0)
            .unwrap_err()
            .1
    };
    let bomb = hwpx(&[("Contents/section0.xml", &" ".repeat(4 << 20))]);
    assert!(bomb.len() < 100_000);
    assert_eq!(error(&bomb), "more than 1048576 bytes unpacked");
    let deep = hwpx(&[("Contents/section0.xml", &"<hp:p>".repeat(50_000))]);
    assert_eq!(error(&deep), "more than 100 elements within one another");
    let names: Vec<String> = (0..20)
        .map(|i| format!("Contents/section{i}.xml"))
        .collect();
    let many: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "")).collect();
    assert_eq!(error(&hwpx(&many)), "more than 8 entries");
    assert!(
        error(&hwpx(&[("Contents/section0.xml", "<a></b>")]))
            .starts_with("broken Contents/section0.xml")
    );
    let locked = zipped(&[
        ("mimetype", b"application/hwp+zip"),
        ("META-INF/manifest.xml", b"<m><odf:encryption-data/></m>"),
        ("Contents/section0.xml", b"\x01\x02"),
    ]);
    assert_eq!(error(&locked), "encrypted");
}

#[test]
fn too_large_an_input_is_not_read() {
    let limits = Limits {
        bytes: 3,
        ..Limits::default()
    };
    let error = read_with(b"abcd", &Mapping::default(), &limits)
        .remove(0)
        .unwrap_err()
        .1;
    assert_eq!(error, "more than 3 bytes");
}
