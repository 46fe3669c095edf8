//! Whether a word looks made up, as firms' names are: no word of the language and none that its words make.

use super::staffed::firm_at;
use super::{Candidate, Document};
use crate::extract::pieces::is_hangul;
use crate::lexicon::{Lexicon, particle_end};
use crate::record::OrgType;
use crate::release::{Class, Pos};
use crate::text::{Span, hangul};

/// Syllables that are frequent in words of other languages and rare in Korean ones.
const LOAN: &str = "겟그글깃나넛네넷노뉴닉닌닐닛닝다더데덱덴델도드들디딘딜딩라락란래랙랜램랩러럭런럼레렉렌렐로록론롬루룩룰룸류르리릭린릴림립릿링마매맥맨머멀메멘멜모몬몰뮤믹밀밍바백밴밸버벅번베벡벤벨보복본볼봇부뷰브블비빅빈빌빔빗빙샌샐샵섀서센셀셋셔션소손솔쇼숍슈스슬시식신실싱싸써쎄쏘쏠쓰씨씽아알앤앱어언얼업에엑엔엘엠오온올와우워원월웍웨웰웹위윈윌윙유이익인잇잉잡재잭저제젝젠젯조존쥬즈지진질짐집징차채챗처첸체쳐츄츠치칩카칸캐캔캠캡캣커컨컬컴컷케켄켓코콘콜쿠쿡쿼퀀퀄퀵큐크클키킨킬킷킹타탁탄태택탠탭터턴털테텍텐텔템텝토톡톤톨톱투튜트티틱틴틸팀팁팅파팍팜패팩팬퍼펀페펙펜펠포폰폴푸풀퓨프플피픽핀필핏핑하할해핸햅허헤헬호홀홈후휠휴히힐";

/// What firms sell and are, and the heads of firms that the dictionaries have whole.
const SOLD: [&str; 11] = [
    "보험", "증권", "펀드", "대출", "은행", "지주", "카드", "주식", "방송", "회사", "채권",
];

/// The firm that the word at `span` would be, where it looks made up.
pub(super) fn firm(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<Candidate> {
    let name = doc.get(span);
    let tokens = doc.tokens_in(span);
    let head = lexicon.heads.organization(name);
    let placed = tokens.iter().any(|t| t.class == Class::Place);
    if lexicon.names.likeness(name) >= 0.6
        || lexicon.heads.is_loan_word(name)
        || name.ends_with('들')
        || SOLD.iter().any(|word| name.ends_with(word))
        || !name
            .chars()
            .all(|c| hangul::is_syllable(c) || c.is_ascii_alphabetic() || c == '&')
        || name.is_ascii()
        || placed && head.is_none()
    {
        return None;
    }
    if let Some(firm) = firm_at(doc, span, lexicon) {
        return Some(firm);
    }
    let length = name.chars().count();
    let broken = tokens.iter().any(|t| {
        !t.pos.is_nominal()
            || t.pos == Pos::NNP
            || matches!(t.pos, Pos::NNG | Pos::NNB) && doc.get(t.span).chars().count() == 1
    });
    // What the tokenizer can only read as other parts of speech side by side is no phrase where it sounds foreign.
    (is_hangul(name)
        && (3..=12).contains(&length)
        && tokens.len() >= 2
        && broken
        && particle_end(name, 6) == name.len()
        && sounds_foreign(name)
        && tokens
            .last()
            .is_some_and(|t| t.last.is_nominal() && t.last != Pos::XSN)
        && head.is_none_or(|(at, head)| at > 0 && head.kind == OrgType::Company)
        && lexicon.titles.korean_suffix(name).is_none()
        && !lexicon.heads.is_generic(name))
    .then(|| Candidate::named(span, name, OrgType::Company, 0.65))
}

/// Whether three in four syllables of a word are such as words of other languages have.
pub(super) fn sounds_foreign(word: &str) -> bool {
    let loan = word.chars().filter(|c| LOAN.contains(*c)).count();
    loan * 4 >= word.chars().count() * 3
}
