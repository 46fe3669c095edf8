//! HWP 5.

use super::build::{OBJECT, deflated, hwp5, locked, paragraph, record};
use super::{failure, one, read_with};
use gija::ingest::Limits;

/// So that the paragraph needs a size of its own.
const LONG: usize = 1000;

fn section() -> Vec<u8> {
    let long = "가나다라 ".repeat(LONG);
    [
        paragraph(0, &format!("보도자료{OBJECT} 뒤")),
        record(55, 1, b" lbt"),
        record(56, 2, &[0; 8]),
        paragraph(2, "칸 1"),
        record(56, 2, &[0; 8]),
        paragraph(2, "칸 2"),
        record(55, 1, b"  nf"),
        paragraph(2, "각주"),
        paragraph(0, " "),
        paragraph(0, long.trim_end()),
    ]
    .concat()
}

fn expected() -> String {
    let long = "가나다라 ".repeat(LONG);
    format!("보도자료 뒤\n칸 1\n칸 2\n각주\n{}", long.trim_end())
}

#[test]
fn paragraphs_tables_and_notes_in_reading_order() {
    let packed = deflated(&section());
    let last = deflated(&paragraph(0, "끝"));
    let bytes = hwp5(
        1,
        &[
            ("BodyText/Section10", &last),
            ("BodyText/Section0", &packed),
        ],
    );
    let release = one(&bytes);
    assert!(release.text == expected() + "\n끝");
    assert_eq!(release.source.format, "hwp5");
    let plain = hwp5(0, &[("BodyText/Section0", &section())]);
    assert!(one(&plain).text == expected());
}

#[test]
fn a_document_for_distribution_is_unlocked() {
    for seed in [0x0123_4567, 7, 0xFFFF_FFFF] {
        let stream = locked(&deflated(&section()), seed);
        let notice = deflated(&paragraph(0, "배포용 문서입니다"));
        let bytes = hwp5(
            1 | 4,
            &[
                ("BodyText/Section0", &notice),
                ("ViewText/Section0", &stream),
            ],
        );
        assert!(one(&bytes).text == expected());
    }
    let cut = hwp5(1 | 4, &[("ViewText/Section0", &[0; 100])]);
    assert_eq!(failure(&cut), "broken ViewText/Section0");
}

#[test]
fn what_cannot_be_read_says_why() {
    let packed = deflated(&section());
    for flag in [1 << 1, 1 << 4, 1 << 8, 1 << 10] {
        let bytes = hwp5(flag, &[("BodyText/Section0", &packed)]);
        assert_eq!(failure(&bytes), "encrypted");
    }
    let broken = hwp5(1, &[("BodyText/Section0", &packed[..packed.len() / 2])]);
    assert!(failure(&broken).starts_with("broken BodyText/Section0: "));
    assert_eq!(failure(&hwp5(1, &[])), "no text");
    let whole = hwp5(1, &[("BodyText/Section0", &packed)]);
    assert!(!failure(&whole[..whole.len() / 2]).is_empty());
    let bomb = deflated(&vec![0; 4 << 20]);
    let limits = Limits {
        unpacked: 1 << 20,
        ..Limits::default()
    };
    let bytes = hwp5(1, &[("BodyText/Section0", &bomb)]);
    assert_eq!(
        read_with(&bytes, &limits).remove(0).unwrap_err(),
        "more than 1048576 bytes unpacked"
    );
}
