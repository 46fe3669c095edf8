//! Files made to take time and memory.

use std::time::{Duration, Instant};

use super::build::{pdf, pdf_stream, zlib};
use super::read;

fn ends(bytes: &[u8]) {
    let start = Instant::now();
    read(bytes);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
}

/// A page with these resources and this content, and one more object.
fn page(resources: &str, content: &[u8], object: &str) -> Vec<u8> {
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]>>".into(),
        format!("<</Type/Page/Contents 4 0 R/Resources<<{resources}>>>>").into_bytes(),
        pdf_stream("/Filter/FlateDecode", &zlib(content)),
        object.into(),
    ])
}

#[test]
fn pdf_that_asks_for_the_same_again_and_again() {
    let numbers = "1 ".repeat(500_000);
    let widths = format!("/W[{}]", "1 5 0 R ".repeat(100_000));
    let font = format!("/Font<</F<</Subtype/Type0/DescendantFonts[<<{widths}>>]>>>>");
    ends(&page(
        &font,
        b"BT /F 1 Tf (aa) Tj ET",
        &format!("[{numbers}]"),
    ));
    let names: String = (0..50_000).map(|i| format!("/F{i} 5 0 R")).collect();
    let fonts = format!("/Font<<{names}>>/XObject<<{names}>>");
    let content = b"/F9 1 Tf /F9 Do /F1 Do ".repeat(100_000);
    ends(&page(&fonts, &content, "<</Subtype/TrueType>>"));
    let content = [
        b"[".repeat(1_000_000),
        b"1 ".repeat(10_000_000),
        b"trailer<<".repeat(100_000),
    ]
    .concat();
    ends(&page("", &content, "null"));
    ends(
        &[
            b"%PDF-1.4 ".to_vec(),
            b"1 0 obj<<>>stream\n".repeat(100_000),
            content,
        ]
        .concat(),
    );
}

#[test]
fn pdf_with_a_tree_that_leads_back() {
    let bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R 1 0 R]>>".into(),
        "<</Type/Pages/Kids[2 0 R]/Resources 4 0 R>>".into(),
        "5 0 R".into(),
        "4 0 R".into(),
    ]);
    ends(&bytes);
}

#[test]
fn glyphs_without_order() {
    let font = "/Font<</F<</Subtype/TrueType>>>>";
    let mut content = b"BT /F 1 Tf ".to_vec();
    for i in 0..100_000u64 {
        let (x, y) = (i * 7919 % 100_003, i * 104_729 % 99_991);
        content.extend(format!("1 0 0 1 {x} {y} Tm (a) Tj ").bytes());
    }
    ends(&page(font, &content, "null"));
}
