//! Organisations and their people in invented releases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use gija::pipeline::{Options, Pipeline};
use gija::record::Record;
use gija::release::RawRelease;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(Options::default()).expect("the dictionaries are sound"));

fn record(text: &str) -> Record {
    PIPELINE.run(RawRelease {
        id: "x".into(),
        text: text.into(),
        ..RawRelease::default()
    })
}

fn names(record: &Record) -> Vec<&str> {
    record
        .organizations
        .iter()
        .map(|o| o.name.as_str())
        .collect()
}

#[track_caller]
fn assert_holds(record: &Record, expected: &[&str]) {
    let found = names(record);
    for name in expected {
        assert!(found.contains(name), "{name} is not in {found:?}");
    }
}

fn people(record: &Record) -> Vec<(&str, Option<&str>, Option<&str>)> {
    record
        .people
        .iter()
        .map(|p| {
            let organization = p.organization.as_ref().map(|o| o.name.as_str());
            (p.name.as_str(), p.title.as_deref(), organization)
        })
        .collect()
}

#[test]
fn a_post_in_the_same_word_leaves_its_organisation() {
    let record = record("간담회에는 교육부장관과 한국전력공사사장, 한국소비자원장이 참석했다.");
    let found = names(&record);
    assert_eq!(found, ["교육부", "한국전력공사", "한국소비자원"]);
}

#[test]
fn a_list_shares_its_last_head() {
    let record = record("이번 협약에는 농협·수협·신협중앙회가 참여한다.");
    let ids: Vec<&str> = record.organizations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["kr.assoc.nonghyup", "kr.assoc.suhyup", "kr.assoc.cu"]);
}

#[test]
fn cooperatives_are_bodies_and_whom_others_are_handed_over_to_is_named() {
    let record = record("상호금융권(신협, 농협, 산림조합)은 위반자를 검찰고발 조치하였다.");
    assert_eq!(names(&record), ["신협", "농협", "산림조합", "검찰"]);
}

#[test]
fn units_stand_before_those_to_call_and_below_their_body() {
    let called = record("담당자 : 새싹2과 김가온(02-2100-1234)");
    assert_eq!(names(&called), ["새싹2과"]);
    let boxed = record("담당 부서\n법무부 새싹국 나래과\n책임자\n과장\n김가온\n(02-2110-1234)");
    assert_eq!(names(&boxed), ["법무부", "새싹국", "나래과"]);
    assert_eq!(people(&boxed), [("김가온", Some("과장"), Some("나래과"))]);
}

#[test]
fn a_box_may_have_those_in_charge_only() {
    let record =
        record("작성과\n나래2과\n담당자\n과  장 김가온\n주무관 이누리\n연락처\n02-2100-1234");
    let found = [
        ("김가온", Some("과장"), Some("나래2과")),
        ("이누리", Some("주무관"), Some("나래2과")),
    ];
    assert_eq!(people(&record), found);
}

#[test]
fn task_forces_in_quotes_have_the_words_before_them() {
    let record =
        record("「나래보호한도 상향 T/F(이하 ‘T/F’)」와 ‘고유가 지원금 전담TF’를 운영한다.");
    let found = ["나래보호한도 상향 T/F", "고유가 지원금 전담TF"];
    assert_eq!(names(&record), found);
}

#[test]
fn posts_may_have_a_field_and_foreign_names_both_spellings() {
    let record = record(
        "금융감독원 김가온 디지털·IT 부문 부원장보는 베트남우주항공청(청장 응우옌 반 민 Nguyen Van Minh)과 만났다.",
    );
    let found: Vec<_> = people(&record).into_iter().map(|p| (p.0, p.1)).collect();
    assert_eq!(
        found,
        [
            ("김가온", Some("디지털·IT 부문 부원장보")),
            ("응우옌 반 민", Some("청장")),
        ]
    );
}

#[test]
fn the_letter_arae_a_parts_names() {
    let record = record("행사는 국토교통부ㆍ환경부ㆍ산림청이 함께 연다.");
    assert_eq!(names(&record), ["국토교통부", "환경부", "산림청"]);
}

#[test]
fn a_unit_goes_by_its_body_unless_a_contact_box_names_it() {
    let record = record("상담은 한국소비자원 피해구제총괄팀이 맡는다.");
    assert_eq!(
        names(&record),
        ["한국소비자원", "한국소비자원 피해구제총괄팀"]
    );
}

#[test]
fn a_short_form_joins_the_full_name() {
    let record = record(
        "한국나무심기협회는 오늘 행사를 열었다. 나무심기협회는 내년에도 행사를 열 계획이다.",
    );
    assert_eq!(names(&record), ["한국나무심기협회"]);
    assert_eq!(record.organizations[0].aliases, ["나무심기협회"]);
}

#[test]
fn kinds_and_venues_are_no_organisations() {
    let record =
        record("8개은행과 시중은행은 유가증권 거래를 점검했고, 행사는 롯데호텔에서 열렸다.");
    assert!(names(&record).is_empty(), "{:?}", names(&record));
}

#[test]
fn firms_stand_beside_those_who_run_them() {
    let record = record(
        "먼저 가온로보틱스 김정훈 대표가 발표했다.\n□ 토론자 : 박지영 대표(누리소프트), 이상민 교수(서울대)",
    );
    assert_eq!(
        people(&record),
        [
            ("김정훈", Some("대표"), Some("가온로보틱스")),
            ("박지영", Some("대표"), Some("누리소프트")),
            ("이상민", Some("교수"), Some("서울대학교")),
        ]
    );
}

#[test]
fn councils_of_several_words_end_where_their_words_end() {
    let record =
        record("정부는 전세사기 피해 지원 협의체를 이번에 출범하고 이번 협의체에 전문가를 부른다.");
    assert_eq!(names(&record), ["전세사기 피해 지원 협의체"]);
}

#[test]
fn names_in_other_letters_are_names() {
    let record =
        record("발표는 최정민(崔正敏)이 맡고, 의장 다나 오르티스(Ms. Dana Ortiz)가 이끌었다.");
    let found: Vec<&str> = record.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(found, ["최정민", "다나 오르티스"]);
}

#[test]
fn syllables_set_apart_make_a_name() {
    let record = record("국장급 일반직고위공무원 김 정 훈\n");
    assert_eq!(people(&record)[0].0, "김정훈");
}

#[test]
fn english_contacts_belong_to_their_unit() {
    let record = record(
        "The Ministry of Environment said that the Water Team of the Office of Rivers will visit.\n\n\
         Contact: River Safety Division\nKim Min-jun, Director (+82-44-000-0000)\n\
         Lee Seo-yeon, Deputy Director (+82-44-000-0001)\n",
    );
    assert_holds(
        &record,
        &["Water Team", "Office of Rivers", "River Safety Division"],
    );
    let unit = Some("River Safety Division");
    assert_eq!(
        people(&record),
        [
            ("Kim Min-jun", Some("Director"), unit),
            ("Lee Seo-yeon", Some("Deputy Director"), unit),
        ]
    );
}

#[test]
fn a_list_of_firms_names_those_no_dictionary_has() {
    let found = record("이번 협약에는 삼성전자, 네이버, 가온시큐리티, 씨로프트 등이 참여한다.");
    assert_eq!(
        names(&found),
        ["삼성전자", "네이버", "가온시큐리티", "씨로프트"]
    );
    let stated = record("선정된 곳은 씨로프트, 엠디엘웨어 등 국내 2개 기업이다.");
    assert_eq!(names(&stated), ["씨로프트", "엠디엘웨어"]);
}

#[test]
fn a_list_of_other_things_names_no_firms() {
    let found = record(
        "클라우드, 블록체인, 핀테크 등 5개 분야 기업과 자동차보험, 암보험, 실손보험을 다룬다.",
    );
    assert_eq!(names(&found), [] as [&str; 0]);
}

#[test]
fn a_corps_is_named_by_its_intake_and_an_office_by_its_body() {
    let found = record("한국인터넷진흥원은 제3기 대학생기자단을 뽑고 OECD 사무국을 찾았다.");
    let found = names(&found);
    assert!(found.contains(&"제3기 대학생기자단"), "{found:?}");
    assert!(found.contains(&"OECD 사무국"), "{found:?}");
}

#[test]
fn lists_call_financial_firms_by_their_brands() {
    let ids = |text: &str| -> Vec<String> {
        let organizations = record(text).organizations;
        organizations.into_iter().map(|o| o.id).collect()
    };
    assert_eq!(
        ids("5대 시중은행(국민, 신한, 우리, 하나, 농협)이 참석했다."),
        [
            "co.kb-bank",
            "co.shinhan-bank",
            "co.woori-bank",
            "co.hana-bank",
            "co.nh-bank"
        ]
    );
    // The same brands of another trade.
    let insurers = ids("참석자 : (생보) 교보, 동양, 삼성, 한화");
    assert_eq!(insurers.len(), 4, "{insurers:?}");
    assert!(insurers.contains(&"krx.032830".to_owned()), "{insurers:?}");
    // Groups of companies, places, words.
    for text in [
        "삼성, 한화, 미래에셋, 교보, DB 등 5개 기업집단을 지정했다.",
        "설명회는 부산, 대구, 광주, 전북, 경남에서 열린다.",
        "국민, 기업, 산업, 우리, 하나 모두가 잘살게 한다.",
    ] {
        let found = ids(text);
        assert!(
            !found
                .iter()
                .any(|id| id.starts_with("co.") || id.starts_with("krx.")),
            "{found:?}"
        );
    }
}

#[test]
fn notices_of_appointments_name_people() {
    let text = "나래위원회 인사발령\n■ 나래위원회 ◇ 과장급 전보 ▲ 심사총괄담당관 황지은 ▲ 새싹기술과 고낙준\n";
    let record = record(text);
    let found = people(&record);
    assert_eq!(found[0].0, "황지은");
    assert_eq!(found[0].1, Some("심사총괄담당관"));
    assert_eq!(found[1].0, "고낙준");
    let columns = "금융위원회 인사 보도(고위공무원 전보)\n금융위원회\n\n상임위원\n\n안창호\n\n現\n\n새싹산업국장\n";
    let found = self::record(columns);
    assert_eq!(
        people(&found),
        [("안창호", Some("상임위원"), Some("금융위원회"))]
    );
    // Elsewhere a line alone is none.
    let other = self::record("금융위원회 회의 결과\n상임위원\n\n안창호\n");
    assert!(people(&other).is_empty());
}

#[test]
fn units_in_quotes_and_firms_of_partners_are_bodies() {
    let record =
        record("나래진흥원은 ‘스미싱대응팀’을 신설했다. 감사인(회계법인 누리봄)을 지정했다.");
    let found = names(&record);
    assert!(found.contains(&"스미싱대응팀"), "{found:?}");
    assert!(found.contains(&"회계법인 누리봄"), "{found:?}");
}

#[test]
fn short_names_count_beside_other_bodies_in_a_list() {
    let listed = record("금융감독원은 경찰, 국민건강보험공단과 협력한다.");
    assert!(names(&listed).contains(&"경찰청"), "{:?}", names(&listed));
    let alone = record("경찰이 수사한다고 국민건강보험공단은 밝혔다.");
    assert!(!names(&alone).contains(&"경찰청"), "{:?}", names(&alone));
}

#[test]
fn a_unit_ends_an_address_or_stands_before_its_telephone() {
    let address = record("우편 : 정부서울청사 금융위원회 새싹시장과\n전자우편 : a@korea.kr");
    let found = names(&address);
    assert!(found.contains(&"금융위원회 새싹시장과"), "{found:?}");
    let telephone = record("자료생산 : 나래인사과 (TEL 02-2100-0000)");
    assert_eq!(names(&telephone), ["나래인사과"]);
}

#[test]
fn firms_stand_behind_a_label_whatever_they_are_called() {
    let record = record(
        "멘토기업(총 4개사): 마이딜, 에임스, 누리랩, 276홀딩스\n대상: 부실징후기업, 회생, 워크아웃",
    );
    assert_eq!(names(&record), ["마이딜", "에임스", "누리랩", "276홀딩스"]);
}

#[test]
fn english_names_end_where_time_and_post_begin() {
    let record = record(
        "She studied at the University of the Small Isles in July 2012 and taught at Lun Secondary School. The Deputy \
         Director of the Sprout Sharing Division spoke with the Ministry of Environment, Green Growth and Tourism of \
         Sproutland about the matter, and all of them agreed that it was a good thing to do.",
    );
    assert_holds(
        &record,
        &[
            "University of the Small Isles",
            "Lun Secondary School",
            "Sprout Sharing Division",
            "Ministry of Environment, Green Growth and Tourism",
        ],
    );
}

#[test]
fn english_bodies_have_heads_in_front_and_units_long_names() {
    let record = record(
        "The festival was held by the Embassy of the Republic of Korea in Sproutland and the National Sprout Institute. \
         The Center for Green Growth and Rivers of the Ministry of Foreign Affairs took part with the Sproutland Chamber of Commerce and \
         Industry, as did Chairman Kim Ga-on of the Sprout Paper Cooperative. The Basic River Research \
         Bureau follows. Isles Chamber of Commerce and Industry Chairman Nuri Lee was there.",
    );
    assert_holds(
        &record,
        &[
            "Embassy of the Republic of Korea in Sproutland",
            "National Sprout Institute",
            "Center for Green Growth and Rivers",
            "Ministry of Foreign Affairs",
            "Sproutland Chamber of Commerce and Industry",
            "Sprout Paper Cooperative",
            "Basic River Research Bureau",
            "Isles Chamber of Commerce and Industry",
        ],
    );
}

#[test]
fn english_posts_name_fields_and_ministries() {
    let record = record(
        "Vice Minister of Foreign Affairs Kim Min-jun spoke. Director-General for Sprout Affairs Lee Seo-yeon and \
         Deputy Prime Minister and Minister of Economy and Finance Park Ji-ho listened. Trade, Industry and Energy \
         Minister Choi Ha-yoon came later. Nuri Haneul, the Director General of the Green Gallery, was there with Jung \
         Do-yun, head of the Financial Supervisory Service. Minister Yoon Seo-jun stayed away. The Minister of Environment, \
         Kang Ji-woo, attended, and Ju Biung-ga, Chairperson of the Financial Services Commission, left.",
    );
    let of = |name: &str| people(&record).into_iter().find(|(n, ..)| *n == name);
    let mofa = Some("Ministry of Foreign Affairs");
    assert_eq!(of("Kim Min-jun").unwrap().1, Some("Vice Minister"));
    assert_eq!(of("Kim Min-jun").unwrap().2, mofa);
    let field = Some("Director-General for Sprout Affairs");
    assert_eq!(of("Lee Seo-yeon").unwrap().1, field);
    let (_, title, organization) = of("Park Ji-ho").unwrap();
    assert_eq!(title, Some("Deputy Prime Minister and Minister"));
    assert_eq!(organization, Some("Ministry of Economy and Finance"));
    let (_, title, organization) = of("Choi Ha-yoon").unwrap();
    assert_eq!(title, Some("Minister"));
    assert_eq!(organization, Some("Ministry of Trade, Industry and Energy"));
    let (_, title, organization) = of("Kang Ji-woo").unwrap();
    assert_eq!(title, Some("Minister"));
    assert!(organization.is_some_and(|o| o.contains("Environment")));
    assert_eq!(
        of("Ju Biung-ga").unwrap().2,
        Some("Financial Services Commission")
    );
    // A body that is not known is not the issuer.
    assert_eq!(of("Nuri Haneul").unwrap().1, Some("Director General"));
    assert_eq!(of("Nuri Haneul").unwrap().2, None);
    let (_, title, organization) = of("Jung Do-yun").unwrap();
    assert_eq!(
        (title, organization),
        (Some("head"), Some("Financial Supervisory Service"))
    );
}

#[test]
fn english_municipalities_in_lists_are_bodies_unless_something_is_there() {
    let record = record(
        "The areas that were selected (Goheung-gun, Wando-gun) met at a center in Cheonan, Chungcheongnam-do, and all of \
         them agreed that it was a good thing to do.",
    );
    assert_eq!(names(&record), ["Goheung-gun", "Wando-gun"]);
}

#[test]
fn public_bodies_keep_the_full_english_names_of_a_release() {
    let record = record(
        "The Anti-Corruption and Civil Rights Commission (ACRC, Chairperson Kim Ga-on) said so. Assistant Director Lee \
         Seo-yeon and Park Ji-ho, Acting Director General for Green Planning, will answer questions about all of it.",
    );
    assert_eq!(
        names(&record),
        ["Anti-Corruption and Civil Rights Commission"]
    );
    let titles: Vec<_> = people(&record).into_iter().map(|p| p.1.unwrap()).collect();
    let expected = [
        "Chairperson",
        "Assistant Director",
        "Acting Director General for Green Planning",
    ];
    assert_eq!(titles, expected);
}

#[test]
fn units_of_english_contacts_stand_behind_their_body_and_before_their_number() {
    let record = record(
        "The Financial Services Commission (FSC) said that it was a good thing to do for all of them, and they agreed.\n\n\
         For inquiries, please contact:\nFSC River Markets Division\nKim Ga-on, Director (+82-2-000-0000)\n\
         General Sprout Division 2, Sprout and River Bureau\nLee Seo-yeon, Deputy Director (+82-2-000-0001)",
    );
    let of: Vec<_> = people(&record).into_iter().map(|p| p.2.unwrap()).collect();
    assert_eq!(of, ["River Markets Division", "General Sprout Division 2"]);
    assert!(
        names(&record).contains(&"Sprout and River Bureau"),
        "{:?}",
        names(&record)
    );
}

#[test]
fn firms_of_an_english_list_are_named_by_what_leads_in_to_it() {
    let record = record(
        "They chose nine of them, as it was said. The companies are Alphasprout, Nuri Security, B1 Rivers and SPRX. They \
         all agreed that it was a good thing to do. The companies are Small and late, so that nobody knew of them.",
    );
    assert_eq!(
        names(&record),
        ["Alphasprout", "Nuri Security", "B1 Rivers", "SPRX"]
    );
}

#[test]
fn english_heads_stand_inside_names_in_the_plural_and_before_what_they_are_for() {
    let record = record(
        "KOREA HERITAGE SERVICE | NEWS RELEASE\nWriter: River and Sprout Team   Date: 2026-04-13\n\nThe Nuri Regional Center \
         for Sprout Control and the Joint River Team to Protect Green Water met six Green River Support Centers. Haneul \
         Rivers Co., Ltd. (CEO Kim Ga-on) and the e-Rivers Division of the ministry were there with Kookmin, Shinhan and \
         Woori Banks, at the Nuri River Green Station Center. Kim Yeon-hee of the Urban River Division took a loan from \
         the Korea Credit Guarantee Fund, and Nuri-gu River Corporation said so.",
    );
    assert_holds(
        &record,
        &[
            "Korea Heritage Service",
            "River and Sprout Team",
            "Nuri Regional Center for Sprout Control",
            "Joint River Team to Protect Green Water",
            "Green River Support Centers",
            "Haneul Rivers",
            "Urban River Division",
            "Korea Credit Guarantee Fund",
        ],
    );
    let found = names(&record);
    let banks = ["Kookmin", "Shinhan", "Woori"];
    assert!(banks.iter().all(|bank| found.contains(bank)), "{found:?}");
    assert!(
        !found.iter().any(|name| name.contains("Station")),
        "{found:?}"
    );
    assert!(!found.iter().any(|name| name.contains("Ltd")), "{found:?}");
}

#[test]
fn english_names_that_leave_out_words_are_those_of_one_body() {
    let record = record(
        "River Training Institute, Nuri to Team Up\n\nThe National River and Safety Training Institute said that it was a \
         good thing. The Sprout National Research Institute of Green Rivers agreed, and the Sprout Institute will go on.",
    );
    assert_eq!(
        names(&record),
        [
            "National River and Safety Training Institute",
            "Sprout National Research Institute of Green Rivers",
        ]
    );
}

#[test]
fn english_places_in_brackets_are_no_bodies() {
    let record = record(
        "It met at the river market (Guri Market, Gyeonggi-do) and helped areas of Gyeongsangbuk-do that were hit, and all \
         of them agreed that it was a good thing to do.",
    );
    assert!(names(&record).is_empty(), "{:?}", names(&record));
}

#[test]
fn english_people_of_lists_belong_to_the_unit_behind_them() {
    let record = record(
        "The Korea Forest Service said that it was a good thing to do, and all of them agreed on it.\n\nInquiries: Director \
         Kim Ga-on (042-481-0000) or Deputy Director Lee Seo-yeon (042-481-0001), River and Sprout Team\n\
         Traffic River Division   Senior Supt. Park Ji-ho, 02-3150-0000 / Supt. Jung Do-yun, 02-3150-0001\n\
         CHOI Ha-yoon\n   Director General, Green River Bureau\nProfessor Yoon Seo-jun (Yonsei University)\n\
         Kwon Oh-eul, Minister of Foreign Affairs, and its sixth president, Ahn Ji-woo, were there.",
    );
    let found = people(&record);
    let of = |name: &str| found.iter().find(|(n, ..)| *n == name).copied().unwrap();
    let team = Some("River and Sprout Team");
    assert_eq!(of("Kim Ga-on"), ("Kim Ga-on", Some("Director"), team));
    assert_eq!(of("Lee Seo-yeon").2, team);
    let police = Some("Traffic River Division");
    assert_eq!(
        of("Park Ji-ho"),
        ("Park Ji-ho", Some("Senior Supt"), police)
    );
    assert_eq!(of("Jung Do-yun").1, Some("Supt"));
    let bureau = Some("Green River Bureau");
    assert_eq!(
        of("CHOI Ha-yoon"),
        ("CHOI Ha-yoon", Some("Director General"), bureau)
    );
    assert_eq!(of("Yoon Seo-jun").2, Some("Yonsei University"));
    assert_eq!(of("Kwon Oh-eul").2, Some("Ministry of Foreign Affairs"));
    assert_eq!(of("Ahn Ji-woo").1, Some("president"));
}

#[test]
fn english_names_begin_where_their_acronyms_do() {
    let record = record(
        "WHAT HAS BEEN DONE\n\nThe Review Meeting of the River Logistics Response Task Force took up the Direction of the \
         National Sprout Aid Council (NSAC). Kim Ga-on of the Nuri Law Society and LEE Seo-yeon of the Green Society for \
         Rivers met heads of it, and all of them agreed that it was a good thing to do.",
    );
    assert_holds(
        &record,
        &[
            "River Logistics Response Task Force",
            "National Sprout Aid Council",
        ],
    );
    let found: Vec<&str> = people(&record).into_iter().map(|p| p.0).collect();
    assert_eq!(found, ["Kim Ga-on", "LEE Seo-yeon"]);
}

#[test]
fn english_firms_stand_beside_known_ones() {
    let record = record(
        "The owners are told as Shinhan Securities, Sprusow, Nurix Growth, Hana Securities and Kiwoom Securities. All of \
         them met Hana Securities, Barley Farms and others, and they agreed that it was a good thing to do.",
    );
    let found = names(&record);
    assert_holds(&record, &["Sprusow", "Nurix Growth"]);
    assert!(
        !found.iter().any(|name| name.contains("Barley")),
        "{found:?}"
    );
}

#[test]
fn english_people_to_call_belong_to_the_unit_that_wrote_the_release() {
    let record = record(
        "Department: Sprout Economy Division | Date: 2026-04-12\n\nThe Korea Forest Service said in June that it was a good \
         thing to do. Moderator: Kim Ga-on, Department Head.\n\nContact\nDeputy Director Lee Seo-yeon, 044-200-0000\n",
    );
    let found = people(&record);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].1, Some("Department Head"));
    assert_eq!(found[1].2, Some("Sprout Economy Division"));
}

#[test]
fn english_units_and_offices_have_fields_and_groups_have_aims() {
    let record = record(
        "The Office of Safety, Environment and River Policy said that it was a good thing. The Wind River Promotion Group \
         and the Huione Group agreed. Song Mi-ryung, Minister of Agriculture, Food and Rural Affairs, came.\n\nContacts\n\
         Advanced Equipment, Materials and Seeds Division: Lee Seo-yeon (Acting Director)\n\
         FSS Investigation Department 3: Park Ji-ho (Director General)\n",
    );
    assert_holds(
        &record,
        &[
            "Office of Safety, Environment and River Policy",
            "Wind River Promotion Group",
            "Huione Group",
            "Advanced Equipment, Materials and Seeds Division",
            "Investigation Department 3",
        ],
    );
    let minister = people(&record)[0];
    let ministry = "Ministry of Agriculture, Food and Rural Affairs";
    assert_eq!(
        minister,
        ("Song Mi-ryung", Some("Minister"), Some(ministry))
    );
}

#[test]
fn a_minister_alone_tells_the_issuer_of_an_english_release() {
    let issuer = |text: &str| record(text).issuer.map(|o| o.id);
    let text = "On the same day, Minister of Foreign Affairs Kim Ga-on will deliver an opening speech at the forum.";
    assert_eq!(issuer(text).as_deref(), Some("kr.mofa"));
    let text = "Unification Minister Kim Ga-on attended the forum and gave a message for its opening ceremony.";
    assert_eq!(issuer(text).as_deref(), Some("kr.mou"));
    let text =
        "River Minister Kim Ga-on attended the forum and gave a message for its opening ceremony.";
    assert_eq!(issuer(text), None);
}

#[test]
fn a_ministry_issues_what_its_institute_announces() {
    let issuer = |text: &str| record(text).issuer.map(|o| o.id);
    let text = "산업통상부 국가기술표준원(원장 김가온)은 조사 결과를 발표했다.";
    assert_eq!(issuer(text).as_deref(), Some("kr.motir"));
    let text = "서울특별시 강남구(구청장 김가온)는 축제를 연다.";
    assert_eq!(issuer(text).as_deref(), Some("kr.seoul.gangnam"));
}

#[test]
fn the_one_above_issues_what_a_committee_decides() {
    let issuer = |text: &str| record(text).issuer.map(|o| o.id);
    let text = "증권선물위원회(위원장 김가온)는 제3차 회의에서 과징금을 부과하기로 하였다.";
    assert_eq!(issuer(text).as_deref(), Some("kr.fsc"));
    let boxed = format!("{text}\n담당 부서\n증권선물위원회\n책임자\n과장 이새봄");
    assert_eq!(issuer(&boxed).as_deref(), Some("kr.fsc.sfc"));
}

#[test]
fn the_issuer_is_what_sentences_are_about() {
    let issuer = |text: &str| record(text).issuer.map(|o| o.id);
    let text = "개정안이 국회 본회의를 통과했다. 한국거래소 규정도 바뀐다. 금융위원회와 금융감독원은 후속 조치를 준비한다.                 금융위원회는 의견을 듣는다.";
    assert_eq!(issuer(text).as_deref(), Some("kr.fsc"));
    assert_eq!(issuer("개정안이 국회 본회의를 통과했다."), None);
}

#[test]
fn a_bold_word_on_a_line_of_its_own_is_no_letterhead() {
    let bold = "새싹 정리계획을 마련하였습니다.\n\n- 금융위원회\n는 은행이 만든 계획과 \n예금보험공사\n가\n 만든 계획\n을\n \
                승인하고\n, 위기 대응\n을 강화\n하여\n 안정\n을 돕는다\n.";
    let issuer = record(bold).issuer.map(|o| o.id);
    assert_eq!(issuer.as_deref(), Some("kr.fsc"));
}

#[test]
fn those_appointed_went_to_schools() {
    let record = record(
        "주요학력\n강원 새싹고\n연세대 경제학과\n美.오레곤대경제학 석사\n英 Nuri대 로스쿨\n행정고시 40회\n결과를 발표하고 \
         서울대 법학과와 논의했다.",
    );
    let found = names(&record);
    for school in ["새싹고", "오레곤대", "Nuri대"] {
        assert!(found.contains(&school), "{found:?}");
    }
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn teams_of_a_contest_are_named_by_their_marks() {
    let record = record(
        "최우수상은 △새싹지킴이팀(분리배출 서비스)과 △Green Leaf팀(나무 지도)이 수상했다. 특별상은 ‘누리’(Nuri)팀이 받았다.",
    );
    assert_eq!(names(&record), ["새싹지킴이", "Green Leaf", "누리"]);
    let called = self::record("△새싹운영팀(02-123-4567), △누리운영팀(02-123-4568)");
    assert!(!names(&called).contains(&"새싹운영"));
}

#[test]
fn houses_on_a_tour_are_places() {
    let seen =
        record("연수생은 도시를 방문한다.\n* 국립어린이박물관, 국립세종도서관, 대통령기록관");
    let found = names(&seen);
    assert!(!found.contains(&"국립세종도서관"), "{found:?}");
    assert!(!found.contains(&"대통령기록관"), "{found:?}");
    let signed = record("국립세종도서관은 누리집을 새로 열었다.");
    assert_eq!(names(&signed), ["국립세종도서관"]);
}

#[test]
fn a_consortium_is_named_by_its_letters_or_its_leader() {
    let record = record(
        "예비인가를 NXT컨소시엄이 신청했고 한국거래소 컨소시엄도 나섰다. 업체 컨소시엄은 없다.",
    );
    let found = names(&record);
    assert!(found.contains(&"NXT컨소시엄"), "{found:?}");
    assert!(found.contains(&"한국거래소 컨소시엄"), "{found:?}");
    assert!(!found.contains(&"업체 컨소시엄"));
}

#[test]
fn the_dead_are_named_beside_their_memorials() {
    let record = record("답사단은 서상한 의거지와 이용자 거주지를 둘러본다.");
    let found: Vec<&str> = people(&record).into_iter().map(|p| p.0).collect();
    assert_eq!(found, ["서상한"]);
}

#[test]
fn an_office_stands_beside_its_team() {
    let record = record("○ (주관) 안전관리처 안전관리팀");
    assert_eq!(names(&record), ["안전관리처", "안전관리팀"]);
}

#[test]
fn marks_of_legal_form_stand_beside_names() {
    let firms = record(
        "누리식품㈜에서 발표했다. ㈜새싹케이에이, ㈜가온테크의 설비를 (사)한빛나눔협회장이 둘러봤다.",
    );
    assert_eq!(
        names(&firms),
        ["누리식품", "새싹케이에이", "가온테크", "한빛나눔협회"]
    );
    let none =
        record("(재)보험 가입, 회사수(사), 나만의 주식회사 만들기, 비상장 주식회사 693사가 있다.");
    assert_eq!(names(&none), [] as [&str; 0]);
}

#[test]
fn what_leads_up_to_a_name_is_no_part_of_it() {
    let sitting = record("‘제2차 미래금융정책협의회’를 열었다.");
    assert_eq!(names(&sitting), ["미래금융정책협의회"]);
    let form = record("재단법인미래기술진흥원은 밝혔다.");
    assert_eq!(names(&form), ["미래기술진흥원"]);
}

#[test]
fn a_short_form_goes_with_the_name_alone() {
    for (text, name) in [
        (
            "‘제2차 미래금융정책협의회’(이하 ‘미금협’)를 열었다. 미금협은 또 열린다.",
            "미래금융정책협의회",
        ),
        (
            "재단법인미래기술진흥원(이하 ‘미기원’)과 협약했다. 미기원은 돕는다.",
            "미래기술진흥원",
        ),
    ] {
        let record = record(text);
        assert_eq!(names(&record), [name]);
        assert_eq!(record.organizations[0].mentions.len(), 3, "{text}");
    }
}

#[test]
fn products_stand_ins_and_findings_are_no_organisations() {
    let none = record("집합투자증권과 상장지수증권을 ○○은행, OO자산운용, A택시㈜가 판다.");
    assert_eq!(names(&none), [] as [&str; 0]);
    let police = record("경찰청 수사결과 밝혀졌다.");
    assert_eq!(names(&police), ["경찰청"]);
    let quoted = record("‘국내 대표 ETF’와 ‘선불전자지급수단’이다.");
    assert_eq!(names(&quoted), [] as [&str; 0]);
}
