//! Mail.

use encoding_rs::EUC_KR;

use super::build::{base64, mail, mail_part, zipped};
use super::{Outcome, failure, one, read, read_with};
use gija::ingest::{Limits, recognise};
use gija::release::RawRelease;

const LINE: &str = "중소벤처기업부는 16일 업무협약을 맺었다고 밝혔다.";

fn mixed(parts: &[String]) -> String {
    mail(
        "Subject: parts\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_b\"\r\n",
        &format!("{}--=_b--\r\n", parts.concat()),
    )
}

fn attached(name: &str, bytes: &[u8]) -> String {
    let fields = format!(
        "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n"
    );
    mail_part(&fields, &base64(bytes))
}

fn hwpx() -> Vec<u8> {
    let section = format!("<s><p><run><t>{LINE}</t></run></p></s>");
    zipped(&[("Contents/section0.xml", section.as_bytes())])
}

fn said(outcome: &Outcome) -> (&str, &str, Option<&str>) {
    let release: &RawRelease = outcome.as_ref().unwrap();
    let member = release.source.member.as_deref();
    (release.id.as_str(), release.text.trim(), member)
}

#[test]
fn a_mail_is_a_release() {
    let release = one(mail("Subject: Two\r\n  lines\r\n", LINE).as_bytes());
    assert_eq!((release.id.as_str(), release.text.as_str()), ("a", LINE));
    assert_eq!(release.source.format, "mail");
    assert_eq!(release.title.as_deref(), Some("Two lines"));
    // Half past eleven at night of the 15th in London.
    let published = release.published.map(|day| day.to_string());
    assert_eq!(published.as_deref(), Some("2020-01-16"));
    let unix = mail("", LINE).replace("\r\n", "\n");
    let release = one(unix.as_bytes());
    assert_eq!((release.text.as_str(), release.title), (LINE, None));
}

#[test]
fn what_only_looks_like_mail_is_text() {
    for head in [
        "Subject: 보도자료\n\n",
        "From: 대변인실\nDate: 2020-01-16\nSubject: 보도자료\n\n",
        "Subject: 보도자료\nMIME-Version: 1.0 of the\nstandard is out\n\n",
        "보도시점: 16일\nMessage-ID: x\n\n",
    ] {
        let release = one(format!("{head}{LINE}").as_bytes());
        assert_eq!(release.source.format, "text", "{head}");
        assert!(release.text.starts_with(head));
    }
    let bare = b"From: a@b.example\nDate: Wed, 15 Jan 2020 23:30:00 +0900\n\nx";
    assert_eq!(recognise(bare).name(), "mail");
}

#[test]
fn encodings() {
    let cp949 = EUC_KR.encode(LINE).0.into_owned();
    let charset = |name: &str| format!("Content-Type: text/plain; charset=\"{name}\"\r\n");
    for name in ["ks_c_5601-1987", "euc-kr", "cp949", "ms949"] {
        let fields = charset(name) + "Content-Transfer-Encoding: base64\r\n";
        let release = one(mail(&fields, &base64(&cp949)).as_bytes());
        assert_eq!(release.text, LINE);
        assert_eq!(release.source.encoding, "cp949");
        // The same as they are.
        let bare = [mail(&charset(name), "").as_bytes(), &cp949].concat();
        assert_eq!(one(&bare).text, LINE);
    }
    let quoted: String = LINE.bytes().map(|b| format!("={b:02X}=\r\n")).collect();
    let fields = charset("utf-8") + "Content-Transfer-Encoding: Quoted-Printable\r\n";
    assert_eq!(one(mail(&fields, &quoted).as_bytes()).text, LINE);
    let shifted = mail(
        &charset("iso-2022-kr"),
        "\x1B$)C\x0EGQ1[\x0F 16\x0E@O\x0F\r\n",
    );
    let release = one(shifted.as_bytes());
    assert_eq!(
        (release.text.trim(), &*release.source.encoding),
        ("한글 16일", "iso-2022-kr")
    );
}

#[test]
fn subjects() {
    let word = |charset: &str, bytes: &[u8]| format!("=?{charset}?B?{}?=", base64(bytes));
    let title = "보도자료 (16일)";
    let cp949 = EUC_KR.encode(title).0.into_owned();
    // Cut within a character.
    let cut = [&title.as_bytes()[..4], &title.as_bytes()[4..]];
    for subject in [
        word("ks_c_5601-1987", &cp949),
        format!("{}\r\n {}", word("UTF-8", cut[0]), word("utf-8", cut[1])),
        format!("{} (16=?utf-8?Q?=EC=9D=BC?=)", word("EUC-KR", &cp949[..8])),
        format!("\t{title} "),
    ] {
        let release = one(mail(&format!("Subject: {subject}\r\n"), LINE).as_bytes());
        assert_eq!(release.title.as_deref(), Some(title), "{subject}");
    }
    let bare = [b"Subject: ", &cp949[..], b"\r\n", mail("", LINE).as_bytes()].concat();
    assert_eq!(one(&bare).title.as_deref(), Some(title));
    let broken = one(mail("Subject: =?utf-8?B?=!?= =?x\r\n", LINE).as_bytes());
    assert_eq!(broken.title.as_deref(), Some("=?utf-8?B?=!?= =?x"));
}

#[test]
fn the_text_is_the_plain_one() {
    let html = format!("<html><body><p>{LINE}</p><p>H&amp;T</p></body></html>");
    let html = mail_part("Content-Type: text/html; charset=utf-8\r\n", &html);
    let plain = |text: &str| mail_part("Content-Type: text/plain\r\n", text);
    assert_eq!(
        one(mixed(&[plain("plain"), html.clone()]).as_bytes())
            .text
            .trim(),
        "plain"
    );
    for parts in [vec![html.clone()], vec![plain(" \r\n"), html.clone()]] {
        let release = one(mixed(&parts).as_bytes());
        assert_eq!(release.text.trim(), format!("{LINE}\nH&T"));
    }
    let inner = format!("--c\r\n\r\n{LINE}\r\n--c--\r\n");
    let inner = mail_part(
        "Content-Type: multipart/alternative; boundary=c\r\n",
        &inner,
    );
    assert_eq!(one(mixed(&[inner]).as_bytes()).text, LINE);
}

#[test]
fn what_is_attached_is_an_input() {
    let zip = zipped(&[("속/c.txt", "다".as_bytes())]);
    let logo = "Content-Type: image/png\r\nContent-ID: <logo>\r\n";
    let bytes = mixed(&[
        mail_part("Content-Type: text/plain\r\n", "본문"),
        attached("=?utf-8?B?67O064+E7J6Q66OM?=.hwpx", &hwpx()),
        mail_part(logo, "\u{89}PNG"),
        attached("b.zip", &zip),
        attached("b.zip", &zip),
        mail_part("Content-Type: message/rfc822\r\n", &mail("", "속")),
        attached("photo.png", b"\x89PNG\r\n\x1a\n"),
    ]);
    let all = read(bytes.as_bytes());
    assert_eq!(all.len(), 6);
    assert_eq!(said(&all[0]), ("a", "본문", None));
    assert_eq!(said(&all[1]), ("a/보도자료", LINE, Some("보도자료.hwpx")));
    assert_eq!(said(&all[2]), ("a/b/속/c", "다", Some("b.zip/속/c.txt")));
    let again = Some("attachment 3/b.zip/속/c.txt");
    assert_eq!(said(&all[3]), ("a/attachment 3/b/속/c", "다", again));
    assert_eq!(
        said(&all[4]),
        ("a/attachment 4", "속", Some("attachment 4"))
    );
    assert_eq!(all[5].as_ref().unwrap_err(), "a PNG image is not read yet");
    let alone = read(mixed(&[attached("a.hwpx", &hwpx())]).as_bytes());
    assert_eq!(alone.len(), 1);
    assert_eq!(said(&alone[0]), ("a/a", LINE, Some("a.hwpx")));
}

#[test]
fn what_cannot_be_read() {
    assert_eq!(
        failure(mail("Subject: x\r\n", " \r\n").as_bytes()),
        "no text"
    );
    assert_eq!(failure(mail("Subject: x", "").as_bytes()), "no text");
    let png = mixed(&[attached("a.png", b"\x89PNG\r\n\x1a\n")]);
    let all: Vec<String> = read(png.as_bytes())
        .into_iter()
        .map(|o| o.unwrap_err())
        .collect();
    assert_eq!(all, ["a PNG image is not read yet", "no text"]);
    let sealed = mail("Content-Type: multipart/encrypted; boundary=x\r\n", "--x--");
    assert_eq!(failure(sealed.as_bytes()), "encrypted");
    let broken = mixed(&[attached("a.hwpx", &hwpx()).replace("UEsDB", "!!!!!")]);
    assert_eq!(
        read(broken.as_bytes())[0].as_ref().unwrap_err(),
        "broken a.hwpx"
    );
    // Cut: what came before is kept.
    let cut = mixed(&[mail_part("", "앞"), attached("a.hwpx", &hwpx())]);
    let all = read(&cut.as_bytes()[..cut.len() - 200]);
    assert_eq!(said(&all[0]).1, "앞");
    assert!(all[1].is_err());
}

#[test]
fn mail_bombs_end_at_the_limits() {
    let limits = Limits {
        unpacked: 1 << 20,
        entries: 100,
        depth: 50,
        nesting: 3,
        ..Limits::default()
    };
    let last = |mail: &str| {
        read_with(mail.as_bytes(), &limits)
            .pop()
            .unwrap()
            .unwrap_err()
    };
    let large = mixed(&[attached("a", &vec![b'a'; 2 << 20])]);
    let all = read_with(large.as_bytes(), &limits);
    assert_eq!(
        all[0].as_ref().unwrap_err(),
        "more than 1048576 bytes unpacked"
    );
    let many: Vec<String> = (0..101).map(|_| mail_part("", "a")).collect();
    assert_eq!(last(&mixed(&many)), "more than 100 entries");
    let deep: String = (0..60)
        .map(|i| {
            format!(
                "--{i}\r\nContent-Type: multipart/mixed; boundary={}\r\n\r\n",
                i + 1
            )
        })
        .collect();
    let deep = mail("Content-Type: multipart/mixed; boundary=0\r\n", &deep);
    assert_eq!(last(&deep), "more than 50 elements within one another");
    let forwarded = (0..5).fold(LINE.to_owned(), |inner, _| {
        mail("Content-Type: message/rfc822\r\n", &inner)
    });
    assert!(last(&forwarded).starts_with("no text"));
}

#[test]
fn a_missing_boundary_costs_no_time() {
    // Each part names a boundary that is nowhere; looked for up to the end, that would be 40 GB.
    let part = mail_part("Content-Type: multipart/mixed; boundary=none\r\n", "a");
    let bytes = mixed(&vec![part; 30_000]);
    let start = std::time::Instant::now();
    assert_eq!(read(bytes.as_bytes()).len(), 1);
    assert!(start.elapsed() < std::time::Duration::from_secs(5));
}

#[test]
fn attachments_of_one_name_have_ids_of_their_own() {
    let text = |name: &str| attached(name, LINE.as_bytes());
    let mail = mixed(&[text("x.txt"), text("x.html")]);
    let read = read(mail.as_bytes());
    let ids: Vec<_> = read.iter().map(|outcome| said(outcome).0).collect();
    assert_eq!(ids, ["a/x", "a/x.html"]);
}
