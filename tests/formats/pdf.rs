//! PDF.

use super::build::{pdf, pdf_stream, zlib};
use super::{failure, one, read_with};
use gija::ingest::Limits;

/// A page that shows `content` in a font with two bytes a code, and in one with a byte a code.
fn page(content: &[u8]) -> Vec<u8> {
    let to_unicode = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0010> <001F> <AC00> endbfrange 1 beginbfchar <0001> <0020> endbfchar";
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 4 0 R/F2 7 0 R/F3 9 0 R>>/XObject<</X1 8 0 R>>>>>>".into(),
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>".into(),
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</DW 1000/W[1[300]]>>]>>".into(),
        pdf_stream("", to_unicode.as_bytes()),
        pdf_stream("/Filter/FlateDecode", &zlib(content)),
        "<</Type/Font/Subtype/TrueType/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/bullet]>>/FirstChar 32/Widths[250]>>".into(),
        pdf_stream("/Type/XObject/Subtype/Form", b"BT /F2 10 Tf 300 20 Td (form) Tj ET"),
        "<</Type/Font/Subtype/Type0/Encoding/KSCms-UHC-H/DescendantFonts[<</DW 1000>>]>>".into(),
    ])
}

#[test]
fn lines_of_every_kind_of_font() {
    let content = "BT /F1 10 Tf 1 0 0 1 50 700 Tm [<00100011> -400 <0012>] TJ 0 -20 Td <001000010011> Tj \
        /F2 10 Tf 0 -20 Td (A\\(b\\) c) Tj T* ET q 2 0 0 2 0 0 cm BT /F3 10 Tf 25 300 Td (A \u{B0}\u{A1}) Tj ET Q \
        BI /W 1 /H 1 ID \x01EI( EI /X1 Do";
    // Each character stands for a byte.
    let content: Vec<u8> = content.chars().map(|c| c as u8).collect();
    let release = one(&page(&content));
    assert_eq!(release.text, "가각 갂\n가 각\n•(b) c\nA 가\nform");
    assert_eq!(release.source.format, "pdf");
}

#[test]
fn the_table_of_contents_is_not_needed() {
    let bytes = page(b"BT /F1 10 Tf 50 700 Td <00100011> Tj ET");
    assert_eq!(one(&bytes).text, "가각");
    let cut = bytes.windows(7).position(|w| w == b"trailer").unwrap();
    assert_eq!(one(&bytes[..cut]).text, "가각");
}

#[test]
fn objects_in_streams_and_later_versions() {
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>> ";
    let page = "<</Type/Page/Contents 6 0 R/Resources<</Font<</F 4 0 R>>>>>>";
    let head = format!("2 0 3 {} ", pages.len());
    let packed = zlib(format!("{head}{pages}{page}").as_bytes());
    let first = head.len();
    let bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "null".into(),
        "null".into(),
        "<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding>>".into(),
        pdf_stream(
            &format!("/Type/ObjStm/N 2/First {first}/Filter/FlateDecode"),
            &packed,
        ),
        pdf_stream("", b"BT /F 10 Tf (old) Tj ET"),
    ]);
    assert_eq!(one(&bytes).text, "old");
    let later = pdf_stream("", b"BT /F 10 Tf (new) Tj ET");
    let changed = [&bytes, &b"\n6 0 obj "[..], &later, b" endobj"].concat();
    assert_eq!(one(&changed).text, "new");
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(failure(&page(b"0 0 10 10 re f")), "no text layer");
    assert_eq!(
        failure(&page(b"BT /F1 10 Tf <0099> Tj ET")),
        "no text layer: the fonts do not say which characters they show"
    );
    let mut locked = page(b"BT /F1 10 Tf <0010> Tj ET");
    locked.extend(b"trailer <</Root 1 0 R/Encrypt 9 0 R>>");
    assert_eq!(failure(&locked), "encrypted");
    assert_eq!(failure(b"%PDF-1.7\n"), "broken PDF: no pages");
}

#[test]
fn forms_that_draw_themselves_end() {
    let bytes = page(b"/X1 Do");
    let form = pdf_stream(
        "/Type/XObject/Subtype/Form",
        b"BT /F2 10 Tf 300 20 Td (form) Tj ET",
    );
    let doubled = pdf_stream("/Type/XObject/Subtype/Form", b"/X1 Do /X1 Do /X1 Do /X1 Do");
    let at = bytes
        .windows(form.len())
        .position(|window| window == form)
        .unwrap();
    let bytes = [&bytes[..at], &doubled, &bytes[at + form.len()..]].concat();
    let limits = Limits {
        unpacked: 1 << 20,
        ..Limits::default()
    };
    assert_eq!(
        read_with(&bytes, &limits).remove(0).unwrap_err(),
        "more than 1048576 bytes unpacked"
    );
}
