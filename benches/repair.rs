//! Speed of repair, on text as it should be and on text that lost its lone syllables.

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use gija::release::CleanRelease;
use gija::repair::{Mode, Repairer};
use gija::text::{Mapped, OffsetMap};

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "산림청은 2024년 3월 15일(금) 정부대전청사에서 ‘숲길 안전 점검 회의’를 열고 봄철 산불 예방 및 등산객 \
    안전 대책 등을 논의했다고 밝혔다. 전국 5개 지방산림청과 소방청 등 관계 기관이 참석했으며, 위험한 곳은 바로 고칠 수 있도록 \
    예산을 먼저 쓸 계획이다.\n";
const DAMAGED: &str = "산림청은 2024 3 15() 정부대전청사에서 ‘숲길 안전 점검 회의 열고 봄철 산불 예방  등산객 \
    안전 대책 등을 논의했다고 밝혔다. 전국 5 지방산림청과 소방청  관계 기관이 참석했으며, 위험한 곳은 바로 고칠  있도록 \
    예산을 먼저  계획이다.\n";

static REPAIRER: LazyLock<Option<Repairer>> = LazyLock::new(|| Repairer::new().ok());

fn release(paragraph: &str) -> CleanRelease {
    let text = paragraph.repeat(40);
    let map = OffsetMap::identity(text.len());
    let mut release = CleanRelease::default();
    release.raw.text.clone_from(&text);
    release.text = Mapped { text, map };
    release
}

#[divan::bench(args = [("undamaged", PARAGRAPH), ("lost syllables", DAMAGED)])]
fn full(bencher: Bencher<'_, '_>, (_, paragraph): (&str, &str)) {
    let release = release(paragraph);
    bencher
        .counter(BytesCount::of_str(&release.text.text))
        .with_inputs(|| release.clone())
        .bench_values(|r| {
            REPAIRER
                .as_ref()
                .map(|repairer| repairer.repair(r, Mode::Full, None))
        });
}
