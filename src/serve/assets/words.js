// What the page says, in two languages.

const WORDS = {
  ko: {
    search: '검색', placeholder: '낱말, 기관, 사람, 정책', skip: '본문으로', other: 'English', theme: '밝게/어둡게',
    passage: '문장', date: '날짜', organization: '기관', person: '사람', policy: '정책', law: '법령', program: '사업',
    plan: '계획', agreement: '협약', event: '행사', measure: '조치', amount: '금액', quote: '발언', contact: '담당자',
    relation: '관계', kind: '무엇을', kindDefault: '가장 알맞은 것', issuer: '발표 기관', from: '부터', to: '까지',
    apply: '적용', clear: '지우기', results: '결과', none: '찾은 것이 없습니다.', more: '더 보기', loading: '찾는 중…',
    activity: '달마다 보도자료', activityYear: '해마다 보도자료', exported: '내보내기', found: (n) => `보도자료 ${number(n)}건`, narrow: '좁혀 찾기', facts: '찾은 사실',
    repairs: '고친 곳', marked: '표시', repaired: '고친 글', original: '고치기 전', source: '출처', damage: '손상',
    companions: '같은 문단에 나오는 이름', forms: '쓰인 이름', mentions: '나오는 곳', timeline: '언제', failed: '안 되었습니다',
    missing: '없는 곳입니다.', store: (s) => `보도자료 ${number(s.releases)}건, ${s.first_day ?? '?'} – ${s.last_day ?? '?'}. ` +
      `기관 ${number(s.organizations)}곳, 사람 ${number(s.people)}명, 정책 ${number(s.policies)}개.`,
    together: (n) => `${n}건에서 함께`, count: (n) => `${n}건`, first: (n) => `처음 ${n}개`, tips: '/ 검색, ↑↓ 고르기',
    warnings: '알아 둘 것', changes: (n) => `${n}군데`, about: '기관', named: '이름으로 찾기',
    compare: '두 보도자료 견주기', versions: '견줄 보도자료', common: (n) => `같은 사실 ${n}개`, both: '둘 다',
    onlyLeft: '왼쪽에만', onlyRight: '오른쪽에만',
    duplicates: '거의 같은 보도자료', bits: (n) => `지문 ${n}비트 차이`,
    section: '어디에서', sectionDefault: '글 모두', head: '머리', title: '제목', subtitle: '부제', body: '본문', table: '표',
    appendix: '붙임·참고',
    removed: '떼어 낸 누리집 글귀', lines: (n) => `${n}줄 보기`,
    correct: '바로잡기', correctHow: '알맞은 줄을 자료 파일 옆의 ….corrections.tsv에 옮겨 적으면 바로 반영됩니다.',
  },
  en: {
    search: 'Search', placeholder: 'Words, organisations, people, policies', skip: 'Skip to content', other: '한국어',
    theme: 'Light or dark', passage: 'Passages', date: 'Dates', organization: 'Organisations', person: 'People',
    policy: 'Policy items', law: 'Laws', program: 'Programmes', plan: 'Plans', agreement: 'Agreements', event: 'Events',
    measure: 'Measures', amount: 'Amounts', quote: 'Quotes', contact: 'Contacts', relation: 'Relations', kind: 'Show',
    kindDefault: 'What fits best', issuer: 'Issued by', from: 'From', to: 'To', apply: 'Apply', clear: 'Clear',
    results: 'Results', none: 'Nothing found.', more: 'More', loading: 'Searching…', activity: 'Releases by month',
    activityYear: 'Releases by year', exported: 'Export',
    found: (n) => n === 1 ? '1 release' : `${number(n)} releases`, narrow: 'Narrow down', facts: 'Facts', repairs: 'Repairs',
    marked: 'marked', repaired: 'repaired', original: 'before repair', source: 'Source', damage: 'Damage',
    companions: 'Named in the same paragraphs', forms: 'Called', mentions: 'Mentions', timeline: 'Timeline',
    failed: 'That did not work', missing: 'There is no such page.',
    store: (s) => `${number(s.releases)} releases, ${s.first_day ?? '?'} – ${s.last_day ?? '?'}. ` +
      `${number(s.organizations)} organisations, ${number(s.people)} people, ${number(s.policies)} policy items.`,
    together: (n) => `together in ${n}`, count: (n) => `${n}`, first: (n) => `the first ${n}`,
    tips: '/ to search, ↑↓ to choose', warnings: 'To know', changes: (n) => `${n} changes`, about: 'organisation',
    named: 'By name', compare: 'Two releases compared', versions: 'Compare with', common: (n) => `${n} facts in common`,
    both: 'In both', onlyLeft: 'Left only', onlyRight: 'Right only',
    duplicates: 'Nearly the same text', bits: (n) => `fingerprints differ in ${n} bits`,
    section: 'Where', sectionDefault: 'Anywhere', head: 'Head', title: 'Headline', subtitle: 'Subtitles', body: 'Body',
    table: 'Tables', appendix: 'Appendices',
    removed: 'Page furniture taken out', lines: (n) => `show ${n} lines`,
    correct: 'Correct', correctHow: 'Copy the lines that apply into ….corrections.tsv beside the store; they hold at once.',
  },
};

// What one fact is called where the word above is for many.
const ONE = {
  ko: {},
  en: {
    passage: 'Passage', date: 'Date', organization: 'Organisation', person: 'Person', policy: 'Policy item', amount: 'Amount',
    quote: 'Quote', contact: 'Contact', relation: 'Relation', law: 'law', program: 'programme', plan: 'plan',
    agreement: 'agreement', event: 'event', measure: 'measure',
  },
};

// Types of organisations and roles of dates, as the record calls them.
const DETAILS = {
  ko: {
    ministry: '부·처', agency: '청·위원회', committee: '위원회', public_institution: '공공기관', team: '부서', assembly: '국회',
    association: '협회·단체', company: '기업', bank: '은행', international: '국제기구', foreign: '외국 기관',
    local_government: '지방자치단체', court: '법원·검찰', university: '대학', other: '기타', period: '기간', effective: '시행',
    published: '발표', held: '개최', deadline: '기한', signed: '체결', announced: '발표', attended: '참석', hosted: '개최',
    appointed: '임명',
  },
  en: { public_institution: 'public institution', local_government: 'local government' },
};

export const language = {
  now: new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language') ??
    (navigator.language.startsWith('ko') ? 'ko' : 'en'),
};
if (!(language.now in WORDS)) language.now = 'en';

/** What the page says for `name` in the language of the moment. */
export function say(name, value) {
  const word = WORDS[language.now][name] ?? name;
  return typeof word === 'function' ? word(value) : word;
}

/** The name of an entity in the language of the moment. */
export function nameOf(entity) {
  return (language.now === 'ko' ? entity.name_ko : entity.name_en) ?? entity.name;
}

/** What one fact of a kind is called. */
export function tagOf(kind) {
  return ONE[language.now][kind] ?? say(kind);
}

/** What a fact says of itself beside its name: a type, a role or a kind in the language of the moment. */
export function detailOf({ kind, detail }) {
  if (kind === 'policy') return tagOf(detail);
  if (kind === 'relation') return detail.replace(/^\S+/, (type) => DETAILS[language.now][type] ?? type);
  return ['organization', 'date'].includes(kind) ? DETAILS[language.now][detail] ?? detail : detail;
}

/** The name of a fact; digits of an amount in groups. */
export function factName({ kind, name }) {
  return kind === 'amount' && name ? name.replace(/\d{4,}/g, (digits) => number(BigInt(digits))) : name;
}

/** A number with its digits in groups. */
function number(value) {
  return value.toLocaleString(language.now);
}
