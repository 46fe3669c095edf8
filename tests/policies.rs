//! Policy items and relations: each construction that names one, in invented releases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use gija::pipeline::{Options, Pipeline};
use gija::record::{Record, RelationKind};
use gija::release::RawRelease;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Options::default()).unwrap());

fn record(text: &str) -> Record {
    PIPELINE.run(RawRelease {
        id: "t".to_owned(),
        text: text.to_owned(),
        ..RawRelease::default()
    })
}

/// `kind name` of every item, in order.
fn items(text: &str) -> Vec<String> {
    record(text)
        .policies
        .iter()
        .map(|p| {
            let kind = serde_json::to_value(p.kind).unwrap();
            format!("{} {}", kind.as_str().unwrap(), p.name)
        })
        .collect()
}

#[test]
fn sanctions_are_what_a_session_decides() {
    let found = items(
        "증권선물위원회는 새싹㈜에 대하여 감사인지정\n등의 조치를 의결하였습니다. 감사절차를 소홀히 한 누리회계법인에 대해서는 \
         당해회사 감사업무 제한 등의 조치를 의결하였고, 아래와 같이 과징금 부과를 의결하였습니다. 심사 등의 조치가 따른다.",
    );
    let expected = [
        "measure 감사인지정 등의 조치",
        "measure 당해회사 감사업무 제한 등의 조치",
        "measure 과징금 부과",
    ];
    assert_eq!(found, expected);
}

#[test]
fn lists_of_steps_parts_and_requests_are_no_measures() {
    let acts = items("이번 사업은 ①새싹 나무 기준 강화, ②나무 심기 지원 확대 등을 추진한다.");
    assert_eq!(acts.len(), 2, "{acts:?}");
    for text in [
        "절차는 ①나무 처리 목적 설정 지원 → ②나무 심기 위험성 분석 → ③숲길 사전 가명처리 지원 순이다.",
        "새싹기구는 ①나무 이름의 배분과 관리, ②숲길 번호 체계 관리 등의 업무를 관장하는 기구다.",
        "첫째, 회사의 새싹 보안 관리 체계를 구축\n해 주시기 바랍니다. 둘째, 나무 심기 책임 체계를 확립하여 주십시오.",
        "□ 이용 방법\n① 나무 심기 앱 새로 설치\n② 새싹 개인정보 수집 동의 및 본인 인증\n",
    ] {
        assert!(items(text).is_empty(), "{text} {:?}", items(text));
    }
}

#[test]
fn measures_are_numbered_in_square_brackets_and_cite_their_clauses() {
    let found = items(
        "주요 내용은 아래와 같다.\n[1] 새싹대리점 판매상품 확대\n(§27, 28, 별표3)\n당초 나무만 팔 수 있던 곳의 이름을 \
         바꿨다.\n[2] 나무 민원처리 효율화\n(§84)\n접수된 민원이 많았다.\n",
    );
    let expected = [
        "measure 새싹대리점 판매상품 확대",
        "measure 나무 민원처리 효율화",
    ];
    assert_eq!(found, expected);
}

#[test]
fn laws_in_all_brackets() {
    for (open, close) in [
        ("「", "」"),
        ("｢", "｣"),
        ("『", "』"),
        ("ꡔ", "ꡕ"),
        ("<", ">"),
        ("《", "》"),
        ("〈", "〉"),
    ] {
        let text = format!("정부는 {open}가로수 관리 기준법{close} 제3조를 고친다.");
        assert_eq!(items(&text), ["law 가로수 관리 기준법"], "{text}");
    }
}

#[test]
fn laws_with_middle_dots_of_five_shapes_are_one() {
    let dots = ['·', 'ㆍ', '‧', '․', '・'];
    let ids: Vec<String> = dots
        .iter()
        .map(|dot| {
            let text = format!("「저출산{dot}고령사회기본법」 제5조에 따른다.");
            record(&text).policies[0].id.clone()
        })
        .collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn the_same_law_is_the_one_named_before() {
    let record = record(
        "「개인정보 보호법」을 고치고 같은 법 시행령과 동법 제15조를 손본다. 노동법은 다르다.",
    );
    let names: Vec<_> = record.policies.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["개인정보 보호법", "개인정보 보호법 시행령"]);
    assert_eq!(record.policies[0].mentions.len(), 2);
}

#[test]
fn notices_have_numbers() {
    assert_eq!(
        items("자세한 것은 산림청 고시 제2031-12호를 보면 된다."),
        ["law 산림청 고시 제2031-12호"]
    );
}

#[test]
fn meetings_have_ordinals() {
    let found = items("조달청은 제7차 국가우주위원회에 참석했다. 제12회 국무회의도 열렸다.");
    assert_eq!(
        found,
        ["event 제7차 국가우주위원회", "event 제12회 국무회의"]
    );
}

#[test]
fn commissions_count_their_sittings() {
    let found =
        items("개인정보보호위원회는 11월 10일(수) 제18회 전체회의를 열고 안건을 의결하였다.");
    assert!(
        found.contains(&"event 제18회 전체회의".to_owned()),
        "{found:?}"
    );
}

#[test]
fn the_national_agenda_stands_behind_its_heading() {
    let found = items(
        "【관련 국정과제】 58-3번, 새싹 분야로의 자금공급 확대\n(81) 나래경제 성장 촉진(나래금융 활성화)\n\n금융위원회는 회의를 열었다.",
    );
    assert_eq!(
        found,
        [
            "plan 새싹 분야로의 자금공급 확대",
            "plan 나래경제 성장 촉진"
        ]
    );
}

#[test]
fn what_brought_a_measure_about_is_none() {
    let list = |heading| {
        format!(
            "□ {heading}\n ㅇ 새싹기업 지원 강화\n ㅇ 나래산업 육성 확대\n ㅇ 누리사업 추진 강화"
        )
    };
    assert_eq!(items(&list("주요 내용")).len(), 3);
    assert_eq!(items(&list("추진 배경")), Vec::<String>::new());
}

#[test]
fn a_known_name_ends_where_it_ends() {
    let found =
        items("변동성이 커지는 경우 국민취업지원제도를 확대한다. 문의는 국민신문고과로 하면 된다.");
    assert_eq!(found, ["program 국민취업지원제도"]);
}

#[test]
fn plans_have_days() {
    assert_eq!(
        items("정부는 4.19 갯벌보전 대책을 이어 간다. 물가는 3.5 오른 대책이 아니다."),
        ["plan 4.19 갯벌보전 대책"]
    );
}

#[test]
fn long_compounds_are_names_and_short_ones_are_not() {
    assert_eq!(
        items("산림청은 청소년 갯벌 생태 탐구 체험 사업을 맡고, 지역 사업을 돕는다."),
        ["program 청소년 갯벌 생태 탐구 체험 사업"]
    );
}

#[test]
fn a_quotation_begins_a_longer_name() {
    assert_eq!(
        items(
            "두 기관은 ‘갯벌 지도 함께 쓰기’를 위한 업무협약을 맺었다. 「갯벌 수기 공모전」 수상자 간담회도 열었다."
        ),
        [
            "agreement 갯벌 지도 함께 쓰기를 위한 업무협약",
            "event 갯벌 수기 공모전 수상자 간담회"
        ]
    );
}

#[test]
fn lists_with_all_marks() {
    let acts = [
        "갯벌 지도 전면 공개",
        "어촌 쉼터 확대 설치",
        "해설사 수당 신설",
    ];
    let marks = [
        ["① ", "② ", "③ "],
        ["\u{f02b1} ", "\u{f02b2} ", "\u{f02b3} "],
        ["▲ ", "▲ ", "▲ "],
        ["△ ", "△ ", "△ "],
        ["가. ", "나. ", "다. "],
        ["1. ", "2. ", "3. "],
        ["첫째, ", "둘째, ", "셋째, "],
        ["ㅇ ", "ㅇ ", "ㅇ "],
    ];
    for row in marks {
        let lines: Vec<String> = row
            .iter()
            .zip(acts)
            .map(|(m, act)| format!("{m}{act}"))
            .collect();
        let text = format!("다음과 같이 추진한다.\n{}\n", lines.join("\n"));
        let wanted: Vec<String> = acts.iter().map(|a| format!("measure {a}")).collect();
        assert_eq!(items(&text), wanted, "{text}");
    }
}

#[test]
fn items_end_before_the_verb_and_go_on_past_adverbial_clauses() {
    assert_eq!(
        items(
            "수산청은 ①누구나 쓸 수 있도록 갯벌 지도를 공개하고 ②표본 목록 등을 어촌계에 배포하며 ③어촌 쉼터 설치 등을 통해 방문객을 늘린다."
        ),
        [
            "measure 누구나 쓸 수 있도록 갯벌 지도를 공개",
            "measure 표본 목록 등을 어촌계에 배포",
            "measure 어촌 쉼터 설치"
        ]
    );
}

#[test]
fn paragraphs_sentences_and_what_citizens_do_are_no_measures() {
    for text in [
        "□ 갯벌 지도 전면 공개\n□ 어촌 쉼터 확대 설치\n□ 해설사 수당 신설\n",
        "① 참석자들은 갯벌 지도 공개에 찬성하고 어촌 쉼터를 설치\n② 어업인이 해설사를 양성\n",
        "① 피해 사실 신고\n② 인터넷 접수\n",
    ] {
        assert!(items(text).is_empty(), "{:?}", items(text));
    }
}

#[test]
fn duties_of_others_are_no_measures() {
    let text =
        "① 어업인은 다음 각 호의 장비를 설치하여야 한다.\n② 어업인은 그 기록을 관리하여야 한다.\n";
    assert!(items(text).is_empty(), "{:?}", items(text));
}

#[test]
fn rows_of_budget_tables() {
    let text = "추경 예산(억원)\n▪ 갯벌생태복원\n(염습지 되살리기)\n+120\n△20\n+100\n▪ 어촌쉼터조성\n+30\n-\n+30\n";
    assert_eq!(
        items(text),
        [
            "program 갯벌생태복원",
            "program 염습지 되살리기",
            "program 어촌쉼터조성"
        ]
    );
}

#[test]
fn the_end_of_a_name_is_its_short_form() {
    let record = record("갯벌 지도 공동 활용 설명회를 연다. 공동 활용 설명회는 세 번 열린다.");
    assert_eq!(record.policies.len(), 1, "{:?}", record.policies);
    assert_eq!(record.policies[0].mentions.len(), 2);
}

#[test]
fn subjects_hold_and_others_attend() {
    let record = record(
        "산림청(청장 홍길동)은 5월 3일 조달청, 관세청 등과 함께 「도시숲 점검회의」를 개최했다.",
    );
    let held: Vec<_> = record
        .relations
        .iter()
        .filter(|r| r.kind == RelationKind::Hosted)
        .collect();
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(held[0].subject, "kr.kfs");
    assert!(held[0].evidence.text.contains("점검회의"));
}

#[test]
fn persons_are_appointed() {
    let record = record("산림청은 5월 3일 김민준 교수를 숲길 자문위원으로 위촉했다.");
    let found = record
        .relations
        .iter()
        .find(|r| r.kind == RelationKind::Appointed)
        .unwrap();
    assert_eq!(found.subject, "kr.kfs");
    assert_eq!(found.object, record.people[0].id);
}

#[test]
fn a_headline_says_what_is_held() {
    let text = "새싹금융원, 전산 장애 관련 지역 은행 긴급 대응회의 개최\n새싹금융원은 회의를 열어 대책을 살폈다.";
    assert_eq!(
        items(text),
        ["event 전산 장애 관련 지역 은행 긴급 대응회의"]
    );
    let text = "새싹금융원은 어제 은행장들과 만나 긴급 대응회의 개최를 알렸다.";
    assert!(items(text).is_empty(), "{:?}", items(text));
}

#[test]
fn an_item_goes_by_what_the_release_calls_it() {
    let policies = record("보험사는 K-ICS 비율을 공시한다.").policies;
    assert_eq!(policies[0].name, "K-ICS");
    assert_eq!(policies[0].name_ko.as_deref(), Some("신지급여력제도"));
    let policies = record("보험사는 신지급여력제도(K-ICS)를 따른다.").policies;
    assert_eq!(policies[0].name, "신지급여력제도");
}

#[test]
fn an_edition_belongs_to_its_series() {
    let text = "제3회 개인정보보호 모의재판 경연대회가 열렸다. 개인정보보호 모의재판 경연대회는 해마다 열린다.";
    let policies = record(text).policies;
    assert_eq!(policies.len(), 1, "{policies:?}");
    assert_eq!(policies[0].name, "제3회 개인정보보호 모의재판 경연대회");
    assert_eq!(policies[0].id, "event.pi-mock-trial");
}

#[test]
fn short_names_of_laws_need_a_sign() {
    assert_eq!(
        items("상법 제3조와 「민법」을 고쳤다."),
        ["law 상법", "law 민법"]
    );
    assert!(items("영상법 강의와 상법 강의를 열었다.").is_empty());
}

#[test]
fn two_things_are_not_one_name() {
    let text = "새싹기금은 중소기업 상생펀드·지역기업 도약펀드에 투자한다.";
    assert_eq!(
        items(text),
        ["program 중소기업 상생펀드", "program 지역기업 도약펀드"]
    );
}

#[test]
fn talks_and_intents_are_no_plans() {
    let text =
        "그는 ‘새싹 금융 발전 전략’을 주제로 발표했다. “새싹 기업을 지원할 계획”이라고 했다.";
    assert!(items(text).is_empty(), "{:?}", items(text));
}

#[test]
fn english_items_are_told_by_what_stands_around_them() {
    let text = "The Sprout Commission said on Monday that the first supplementary budget of 2026 was fixed. \
        Startups Forever, a one-stop program for founders, will receive KRW 155 billion, the Regional Sprout \
        Package KRW 51.1 billion. It was decided at the 26th meeting of the Sprout Policy Committee. The \
        commission was asked about it by many people, and it answered them all in the same way.";
    assert_eq!(
        items(text),
        [
            "plan first supplementary budget of 2026",
            "program Startups Forever",
            "program Regional Sprout Package",
            "event 26th meeting of the Sprout Policy Committee",
        ]
    );
}

#[test]
fn english_items_begin_behind_sentence_openings_and_headlines() {
    let text = "Sprout Commission Announces 2026 Green Work Plan\n\nThis MOU was signed at the Sprout Forum for Rivers \
        from September 3. The minister reviewed the Progress of the Support Package for Small Farms and the revision of \
        the River Protection Act and the Forest Framework Act. Commission Invites Applications for the 2026 River Watch \
        Support Project. A Memorandum of Understanding followed, and all of them \
        agreed that it was a good thing to do.";
    let found = items(text);
    for item in [
        "plan 2026 Green Work Plan",
        "event Sprout Forum for Rivers",
        "program Support Package for Small Farms",
        "law River Protection Act",
        "law Forest Framework Act",
        "program River Watch Support Project",
    ] {
        assert!(found.iter().any(|f| f == item), "{item}: {found:?}");
    }
    assert!(
        !found.iter().any(|f| f.starts_with("agreement")),
        "{found:?}"
    );
}

#[test]
fn english_items_of_lists_end_with_their_head_phrases() {
    let text = "The commission will do three things this year, as it has told the people of the isles before:\n\n\
        ▲ train 600 foresters at the Sprout Institute,\n\
        ▲ (Lectures) Visiting lectures by foresters will be given to the isles from December,\n\
        ▲ Opening of help desks: from May 4, brokers will be on duty twice a week in the offices, and\n\
        ▲ translate 120 reports into English.\n\nIt was asked about it by many people, and it answered them all.";
    assert_eq!(
        items(text),
        [
            "measure train 600 foresters",
            "measure Visiting lectures by foresters",
            "measure Opening of help desks",
            "measure translate 120 reports",
        ]
    );
}

#[test]
fn english_lists_of_acts_are_measures_whatever_marks_them() {
    let text = "The commission told the people of the isles how it will go on, and they were glad.\n\n\
        1) joint planning, development and broadcasting of films\n2) exchange of foresters\n\n\
        The minister worked out the details of\n▪ banning boats in principle;\n▪ prompting farms to save water; and\n\
        ▪ promoting green roofs\n\nFirst, concentrating support on farms and rivers.\nSecond, the commission will be asked \
        again.\n\nWhat are we looking for?\n▲ Obstacles to the trade of fish between isles\n▲ Inconvenience of boats for \
        the old\n\n(River support) Boats were given top priority by all of them in March.\n(Sprout relief) Four farms \
        were allowed to pay later than others.\n";
    assert_eq!(
        items(text),
        [
            "measure joint planning, development and broadcasting of films",
            "measure exchange of foresters",
            "measure banning boats in principle",
            "measure prompting farms to save water",
            "measure promoting green roofs",
            "measure concentrating support on farms and rivers",
            "measure River support",
            "measure Sprout relief",
        ]
    );
}

#[test]
fn english_measures_begin_with_verbs_and_stand_behind_letters() {
    let text = "The commission told the people of the isles how it will go on, and they were glad about it.\n\n\
        ○ Widen the river subsidy, which covers what boats cost when they are old, to all of the isles in May.\n\
        ○ Assist farms in need\n\nHow to apply\n1. Choose your farm\n2. Receive your certificate\n\nThe minister worked \
        on such tasks as (a) prohibiting boats in principle, (b) encouraging farms to save water and (c) promoting roofs. \
        The Certification for the 50 Best River Trails began.";
    assert_eq!(
        items(text),
        [
            "measure Widen the river subsidy",
            "measure Assist farms in need",
            "measure prohibiting boats in principle",
            "measure encouraging farms to save water",
            "measure promoting roofs",
            "program Certification for the 50 Best River Trails",
        ]
    );
}

#[test]
fn english_items_are_no_posts_houses_firms_or_people() {
    let text = "Kim Ga-on, Deputy Minister for Green River Policy, met them at the Lucky Conference center. KIM Dong-hyun \
        told of the Sprout Idea Contest on River's Boxes and of labels such as \u{201c}1.5 L\u{201d}. A memorandum of \
        understanding on river safety education with the isles was signed, and the Haneul Rivers project began.\n\n\
        (1) Nuri Cheonggwa Co., Ltd. (CEO Lee Seo-yeon)\n(2) Gaon Cheonggwa Co., Ltd. (CEO Park Ji-ho)\n";
    assert_eq!(
        items(text),
        [
            "event Sprout Idea Contest",
            "agreement memorandum of understanding on river safety education",
            "program Haneul Rivers",
        ]
    );
}

#[test]
fn english_agreements_and_sittings_are_told_by_what_follows_them() {
    let text = "A memorandum of understanding (MOU) on the prevention of river damage was signed with the isles. It was \
        decided at the 8th regular meeting of the Sprout Policy Committee, and at the 54th Sprout Policy Committee \
        meeting, which held the \u{201c}River Innovation toward a Green Korea.\u{201d} All of them agreed on it.";
    assert_eq!(
        items(text),
        [
            "agreement memorandum of understanding (MOU) on the prevention of river damage",
            "event 8th regular meeting of the Sprout Policy Committee",
            "event 54th Sprout Policy Committee meeting",
            "program River Innovation toward a Green Korea",
        ]
    );
}

#[test]
fn founding_a_body_is_a_measure() {
    let text = "새싹부는 ‘누리환경 대응 협의체(가칭)’를 출범한다. 한편 5월부터 새싹누리점검단을 구성해 점검한다.";
    let found = items(text);
    assert!(
        found.contains(&"measure 누리환경 대응 협의체 출범".to_owned()),
        "{found:?}"
    );
    // What is told of as done before founds nothing.
    let past = items("새싹부는 ‘누리환경 대응 협의체’가 출범한 이후 성과를 점검했다.");
    assert!(
        !past.iter().any(|item| item.starts_with("measure")),
        "{past:?}"
    );
}

#[test]
fn badges_are_no_part_of_names() {
    let text = "<새싹 사업>\n신규누리기업 인턴십\n인턴 지원\n확대새싹 스포츠 교실\n수강 지원\n신규한울영화 관람 지원\n할인 제공\n새싹부가 밝혔다.";
    let found = items(text);
    for name in ["누리기업 인턴십", "새싹 스포츠 교실", "한울영화 관람 지원"]
    {
        assert!(found.contains(&format!("program {name}")), "{found:?}");
    }
    assert!(
        !found
            .iter()
            .any(|item| item.contains("신규") || item.contains("확대"))
    );
}

#[test]
fn an_address_makes_a_platform_of_a_name_but_not_of_a_site() {
    let found = items(
        "신청은 새싹이음터(https://saessak.go.kr)에서, 문의는 금융위원회 누리집(www.fsc.go.kr)에서 한다.",
    );
    assert_eq!(found, ["program 새싹이음터"]);
}

#[test]
fn a_headline_says_what_authority_does() {
    let found = items(
        "개인정보위, ‘누리카드’ 조사 착수‧진행 중\n\n개인정보보호위원회는 누리카드를 조사한다고 밝혔다.",
    );
    assert_eq!(found, ["measure 누리카드 조사 착수"]);
    let law = items("새싹부, 새싹기본법 시행령 위반 특별점검 실시\n\n새싹부는 점검한다고 밝혔다.");
    assert!(
        !law.iter().any(|item| item.starts_with("measure")),
        "{law:?}"
    );
}

#[test]
fn meetings_count_in_the_headline_and_elsewhere_with_a_number() {
    let found = items(
        "새싹부, 누리업계 간담회 개최\n\n새싹부가 회의를 열었다고 밝혔다. 이후 지역상인 간담회도 이어간다. 제3회 한울농업기술 설명회를 연다.",
    );
    assert_eq!(
        found,
        ["event 누리업계 간담회", "event 한울농업기술 설명회"]
    );
}

#[test]
fn what_brings_an_act_about_is_part_of_it() {
    let found = items(
        "새싹부는 ▲민관 정보 공유를 통한 공동 대응체계 구축 ▲누리 기술 개발 ▲새싹 인력 양성을 추진한다.",
    );
    assert!(
        found.contains(&"measure 민관 정보 공유를 통한 공동 대응체계 구축".to_owned()),
        "{found:?}"
    );
}
