//! Hostile files: whatever is done to a file, reading it ends soon, without a panic, in little memory.
//!
//! `GIJA_MUTATIONS` sets how many changed files are read per format (2,000 unless it is set), `GIJA_FORMATS` which
//! formats (all), `GIJA_SEEDS` a folder whose files are changed too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "formats/build.rs"]
mod build;

use std::time::{Duration, Instant};

use build::{
    OBJECT, base64, deflated, gzipped, hwp5, locked, mail, mail_part, paragraph, pdf, pdf_stream,
    record, zipped, zlib,
};
use encoding_rs::EUC_KR;
use gija::ingest::{Input, Limits, Options, read};

/// A generator of numbers that anyone can repeat.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Changes `bytes` in one to four ways.
    fn mutate(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + 1 + self.below(64)).min(bytes.len());
            match self.below(8) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, part);
                }
                3 => {
                    let other = &others[self.below(others.len())];
                    let from = self.below(other.len());
                    let to = (from + self.below(4096)).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
                4 => {
                    let extreme = [0, 1, 0x7F, 0x80, 0xFE, 0xFF][self.below(6)];
                    bytes[at..end.min(at + 4)].fill(extreme);
                }
                _ => {
                    for _ in 0..=self.below(8) {
                        let at = self.below(bytes.len());
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte ^= 1 << self.below(8);
                        }
                    }
                }
            }
            if bytes.is_empty() {
                bytes.push(0);
            }
        }
    }
}

const LINE: &str =
    "중소벤처기업부(장관 박영선)는 16일 한독상공회의소와 업무협약을 맺었다고 밝혔다.";

fn section() -> Vec<u8> {
    [
        paragraph(0, &format!("보도자료{OBJECT}")),
        record(55, 1, b" lbt"),
        record(56, 2, &[0; 8]),
        paragraph(2, "칸"),
        paragraph(0, &LINE.repeat(100)),
    ]
    .concat()
}

fn wrap(paragraph: &str, text: &str, outside: &str) -> String {
    let one = format!("<{paragraph}><x:r><{text}>{LINE}</{text}></x:r></{paragraph}>");
    format!("<{outside} xmlns:x=\"x\">{}</{outside}>", one.repeat(20))
}

/// A PDF, its page packed or not.
fn pages(packed: bool) -> Vec<u8> {
    let to_unicode = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0010> <001F> <AC00> endbfrange 1 beginbfchar <0001> <0020> endbfchar";
    let content = "q 1 0 0 1 0 0 cm BT /F1 10 Tf 50 700 Td [<00100011> -400 <0012>] TJ /F2 10 Tf 0 -20 Td (A\\(b\\) c) Tj T* ET Q /X1 Do ";
    let page = content.repeat(10).into_bytes();
    let page = match packed {
        true => pdf_stream("/Filter/FlateDecode", &zlib(&page)),
        false => pdf_stream("", &page),
    };
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 1/Resources<</Font<</F1 4 0 R/F2 7 0 R>>/XObject<</X1 8 0 R>>>>>>".into(),
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>".into(),
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</DW 1000/W[1[300]2 90 500]>>]>>".into(),
        pdf_stream("", to_unicode.as_bytes()),
        page,
        "<</Type/Font/Subtype/TrueType/Encoding<</Differences[65/bullet]>>/FirstChar 32/Widths[250]>>".into(),
        pdf_stream("/Type/XObject/Subtype/Form", content.as_bytes()),
        "<</Type/Page/Parent 2 0 R/Contents[10 0 R]>>".into(),
        pdf_stream("", content.as_bytes()),
        pdf_stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &zlib(b"20 0 <</A[1 0 R]>>")),
    ])
}

/// A mail with its text written twice and two files.
fn letter(attached: &[u8]) -> String {
    let subject = base64("보도자료 배포".as_bytes());
    let fields = format!(
        "Subject: =?UTF-8?B?{subject}?=\r\nContent-Type: multipart/mixed; boundary=\"=_b\"\r\n"
    );
    let quoted = "=EB=B3=B4=EB=8F=84=EC=9E=90=EB=A3=8C =\r\n".repeat(20);
    let parts = [
        mail_part(
            "Content-Type: multipart/alternative; boundary=c\r\n",
            &format!(
                "--c\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>{LINE}</p>\r\n--c--\r\n"
            ),
        ),
        mail_part(
            "Content-Type: application/octet-stream; name*0*=utf-8''%EB%B3%B4; name*1=a.hwpx\r\nContent-Transfer-Encoding: base64\r\n",
            &base64(attached),
        ),
        mail_part(
            "Content-Type: message/rfc822\r\n",
            &mail("Subject: a\r\n", LINE),
        ),
    ];
    mail(&fields, &format!("{}--=_b--\r\n", parts.concat()))
}

/// What is changed, and how it becomes a file then.
struct Seed {
    name: String,
    bytes: Vec<u8>,
    file: fn(&[u8]) -> Vec<u8>,
}

fn hwpx_file(section: &[u8]) -> Vec<u8> {
    zipped(&[("Contents/section0.xml", section)])
}

fn docx_file(document: &[u8]) -> Vec<u8> {
    zipped(&[("word/document.xml", document)])
}

fn odt_file(content: &[u8]) -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ])
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn hwp5_file(section: &[u8]) -> Vec<u8> {
    hwp5(1, &[("BodyText/Section0", &deflated(section))])
}

/// Files of every format, and what stands packed in some of them.
fn seeds() -> Vec<Seed> {
    let packed = deflated(&section());
    let hwpx = wrap("x:p", "x:t", "x:sec");
    let docx = wrap("x:p", "x:t", "x:document");
    let odt = wrap("x:p", "x:span", "x:body");
    let hwpml = wrap("P", "CHAR", "BODY");
    let html = format!(
        "<html><body><div><table><tr><td>{}</td></tr></table></div></body></html>",
        format!("<p>{LINE}</p>").repeat(20)
    );
    let json = format!("{{\"id\": 1, \"text\": \"{LINE}\\n\\u00e9\", \"x\": [1, {{}}]}}\n");
    let items = format!(
        "<?xml version=\"1.0\"?><response>{}</response>",
        format!("<NewsItem><Title>가</Title><DataContents><![CDATA[<p>{LINE}</p>]]></DataContents></NewsItem>").repeat(5)
    );
    let inside = |name: &str, bytes, file| Seed {
        name: name.to_owned(),
        bytes,
        file,
    };
    let whole = |name, bytes| inside(name, bytes, <[u8]>::to_vec);
    let hwpx = hwpx.into_bytes();
    let zip = zipped(&[("a.hwpx", &hwpx_file(&hwpx)), ("b.txt", LINE.as_bytes())]);
    let letter = letter(&zip);
    let distribution = hwp5(5, &[("ViewText/Section0", &locked(&packed, 77))]);
    vec![
        whole("hwp5", hwp5_file(&section())),
        inside("hwp5-section", section(), hwp5_file),
        whole("hwp5-distribution", distribution),
        whole("zip", zip),
        whole("mail", letter.into_bytes()),
        whole("gzip", gzipped(LINE.repeat(20).as_bytes())),
        inside("gzip-jsonl", json.repeat(20).into_bytes(), gzipped),
        whole("hwpx", hwpx_file(&hwpx)),
        inside("hwpx-section", hwpx, hwpx_file),
        whole("docx", docx_file(docx.as_bytes())),
        inside("docx-document", docx.into_bytes(), docx_file),
        whole("odt", odt_file(odt.as_bytes())),
        inside("odt-content", odt.into_bytes(), odt_file),
        whole(
            "hwpml",
            format!("<?xml version=\"1.0\"?><HWPML>{hwpml}</HWPML>").into_bytes(),
        ),
        whole("pdf", pages(false)),
        whole("pdf-packed", pages(true)),
        whole("html", html.into_bytes()),
        whole("json", json.clone().into_bytes()),
        whole("jsonl", json.repeat(20).into_bytes()),
        whole("korea-kr-xml", items.into_bytes()),
        whole("text", LINE.repeat(20).into_bytes()),
        whole("text-utf-16", utf_16(&LINE.repeat(20))),
        whole("text-cp949", EUC_KR.encode(&LINE.repeat(20)).0.into_owned()),
    ]
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[test]
fn changed_files_neither_panic_nor_hang() {
    let count = setting("GIJA_MUTATIONS").map_or(2000, |n| n.parse().unwrap());
    let wanted = setting("GIJA_FORMATS");
    let options = Options {
        limits: Limits {
            unpacked: 64 << 20,
            archive: 256 << 20,
            ..Limits::default()
        },
        ..Options::default()
    };
    let mut seeds = seeds();
    for file in setting("GIJA_SEEDS")
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
    {
        let path = file.unwrap().path();
        seeds.push(Seed {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).unwrap(),
            file: <[u8]>::to_vec,
        });
    }
    let others: Vec<Vec<u8>> = seeds.iter().map(|s| s.bytes.clone()).collect();
    let is_wanted = |name: &str| {
        wanted
            .as_ref()
            .is_none_or(|w| w.split(',').any(|w| w == name))
    };
    for Seed {
        name,
        bytes: seed,
        file,
    } in seeds.iter().filter(|s| is_wanted(&s.name))
    {
        let mut read_at_all = 0;
        read_one(&file(seed), &options, &mut read_at_all);
        assert!(read_at_all > 0, "{name} is not read");
        let mut slowest = Duration::ZERO;
        for number in 0..count {
            let mut random = Random(
                0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95),
            );
            let mut bytes = seed.clone();
            random.mutate(&mut bytes, &others);
            let bytes = file(&bytes);
            let start = Instant::now();
            let done = std::panic::catch_unwind(|| {
                let mut found = 0;
                read_one(&bytes, &options, &mut found);
            });
            assert!(done.is_ok(), "{name}, mutation {number}: a panic");
            let took = start.elapsed();
            assert!(
                took < Duration::from_secs(5),
                "{name}, mutation {number}: {took:?}"
            );
            slowest = slowest.max(took);
        }
        println!("{name}: {count} files, the slowest in {slowest:?}");
    }
    let peak = peak_memory();
    assert!(peak < 500 << 10, "{peak} kB of memory");
}

fn read_one(bytes: &[u8], options: &Options, found: &mut usize) {
    let input = Input {
        path: "a",
        id: "a",
        bytes,
    };
    let mut answers = 0;
    read(input, options, &mut |outcome| {
        answers += 1;
        *found += usize::from(outcome.is_ok());
    });
    assert!(answers > 0, "nothing is dropped in silence");
}

/// The most memory that this process has taken, in kB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok())
        .unwrap_or(0)
}
