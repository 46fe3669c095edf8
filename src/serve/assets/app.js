// The page: what the address asks for is asked of the API and shown. Nothing is kept but language and theme.

import { chart, el, lit, marked } from '/marked.js';
import { detailOf, factName, language, nameOf, say, tagOf } from '/words.js';

const FILTERS = ['q', 'org', 'person', 'policy', 'issuer', 'kind', 'section', 'from', 'to'];
const KINDS = ['passage', 'date', 'organization', 'person', 'policy', 'law', 'program', 'plan', 'agreement', 'event',
  'measure', 'amount', 'quote', 'contact', 'relation'];
const SECTIONS = ['body', 'title', 'subtitle', 'table', 'appendix', 'contact', 'head'];
const ENTITIES = { organization: 'org', person: 'person', policy: 'policy' };
const CORRECTED = ['organization', 'person', 'policy', 'date', 'amount', 'quote'];
const STEP = 20;

const main = document.getElementById('main');
const input = document.getElementById('q');
const list = document.getElementById('suggestions');
let turn = 0;

// ---- The API.

async function api(path, params) {
  const answer = await fetch(`/api/${path}?${params}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

// ---- Addresses.

/** The address of `path` with the parameters that are not empty, in the language of the moment. */
function href(path, params) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return search.size ? `${path}?${search}` : path;
}

const releaseHref = (id, fact) => href('/release', { id, fact });
const compareHref = (a, b) => href('/compare', { a, b });
const entityHref = (kind, id) => href('/entity', { kind, id });

/** Puts what is switched on this page into its address, so that the link shows the same. */
function keep(name, value) {
  const params = new URLSearchParams(location.search);
  if (value) params.set(name, value); else params.delete(name);
  history.replaceState(null, '', `${location.pathname}?${params}`);
}

function go(address) {
  history.pushState(null, '', address);
  show();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const address = link && link.getAttribute('href');
  if (!address || !address.startsWith('/') || address.startsWith('/api/')) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(address);
});
addEventListener('popstate', show);

// ---- Views.

async function show() {
  const mine = ++turn;
  close();
  words();
  const params = new URLSearchParams(location.search);
  input.value = params.get('q') ?? '';
  const view = { '/': search, '/release': release, '/entity': entity, '/compare': compare }[location.pathname];
  main.setAttribute('aria-busy', 'true');
  let nodes;
  try {
    nodes = view ? await view(params) : [el('p', {}, say('missing'))];
  } catch (error) {
    nodes = [el('p', { role: 'alert', class: 'alert' }, `${say('failed')}: ${error.message}`)];
  }
  if (mine !== turn) return;
  main.replaceChildren(...nodes);
  main.removeAttribute('aria-busy');
  const heading = main.querySelector('h1');
  document.title = heading ? `${heading.textContent} – gija` : 'gija';
  const aim = params.get('fact') && document.querySelector(`[data-fact="${CSS.escape(params.get('fact'))}"]`);
  if (aim) point(params.get('fact'));
}

async function search(params) {
  const asked = Object.fromEntries(FILTERS.map((name) => [name, params.get(name) ?? '']));
  const limit = Number(params.get('limit')) || STEP;
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  const [store, found, active] = await Promise.all([
    api('store', ''), api('search', `${query}&limit=${limit}`), api('activity', query)]);
  const answers = found.answers;
  const chips = FILTERS.filter((name) => asked[name] && !['q', 'kind', 'section', 'from', 'to'].includes(name))
    .map((name) => el('a', { class: 'chip', href: href('/', { ...asked, [name]: '' }), title: say('clear') },
      `${asked[name]} ×`));
  const more = answers.length >= limit
    ? el('a', { class: 'more', href: href('/', { ...asked, limit: limit + STEP }) }, say('more')) : null;
  return [
    el('p', { class: 'faint' }, say('store', store)),
    filters(asked),
    chips.length ? el('p', { class: 'chips' }, chips) : null,
    activity(active.months, (from, to) => href('/', { ...asked, from, to })),
    el('section', { 'aria-label': say('results') },
      el('p', { class: 'bar' }, el('b', { role: 'status' },
        answers.length ? say('found', active.releases) : say('none')), answers.length ? exports(query) : null),
      el('ol', { class: 'answers' }, answers.map((answer) => answered(answer, sought(asked.q)))), more),
  ].filter(Boolean);
}

/** The words of a question as they may stand in an answer. */
const sought = (text) => text.split(/[\s"“”]+/).filter(Boolean);

function filters(asked) {
  const field = (name, control) => el('label', {}, el('span', {}, say(name)), control);
  const select = (name, values) => field(name, el('select', { name, onchange: (event) => event.target.form.requestSubmit() },
    ['', ...values].map((value) => el('option', { value, selected: value === asked[name] }, say(value || `${name}Default`)))));
  const day = (name) => field(name, el('input', { name, type: 'date', value: asked[name] }));
  const send = (event) => {
    event.preventDefault();
    go(href('/', { ...asked, ...Object.fromEntries(new FormData(event.target)) }));
  };
  // On a phone they would stand between the question and its answers.
  const open = matchMedia('(min-width: 48rem)').matches || ['kind', 'section', 'issuer', 'from', 'to'].some((name) => asked[name]);
  return el('details', { open, class: 'narrowed' }, el('summary', {}, say('narrow')),
    el('form', { class: 'filters', onsubmit: send },
      select('kind', KINDS), select('section', SECTIONS),
      field('issuer', el('input', { name: 'issuer', value: asked.issuer })), day('from'), day('to'),
      el('button', {}, say('apply'))));
}

function exports(query) {
  const link = (format) => el('a', {
    href: `/api/search?${query}&limit=0&format=${format}`, download: `gija.${format}`,
  }, format.toUpperCase());
  return el('span', {}, `${say('exported')}: `, link('csv'), ' ', link('json'));
}

function answered(answer, words = []) {
  const { evidence } = answer;
  const named = answer.kind in ENTITIES && answer.id;
  const fact = answer.name && el('p', { class: 'fact' },
    el('span', { class: `tag ${answer.kind}` }, tagOf(answer.kind)), ' ',
    named ? el('a', { href: entityHref(answer.kind, answer.id) }, answer.name) : el('b', {}, factName(answer)),
    answer.detail ? ` ${detailOf(answer)}` : '');
  const rest = (text) => lit(text, answer.kind === 'passage' ? words : [], answer.kind);
  return el('li', {},
    el('h2', {}, el('a', { href: releaseHref(answer.release) }, answer.title ?? answer.release)),
    el('p', { class: 'faint' }, [answer.published, answer.issuer_name, answer.release].filter(Boolean).join(' · ')),
    fact || null,
    evidence && el('blockquote', {}, rest(evidence.before),
      evidence.text ? el('mark', { class: answer.kind }, evidence.text) : '', rest(evidence.after)));
}

/** The months, or the years, from `first` to `last`. */
function between(first, last, yearly) {
  const [from, to] = [first, last].map((month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1);
  const labels = new Set();
  for (let at = from; at <= to; at++) {
    const year = String(Math.floor(at / 12)).padStart(4, '0');
    labels.add(yearly ? year : `${year}-${String((at % 12) + 1).padStart(2, '0')}`);
  }
  return [...labels];
}

/** The chart of a question: by month, or by year where there are many. */
function activity(months, link) {
  if (!months.length) return null;
  const yearly = between(months[0].month, months.at(-1).month).length > 48;
  const sums = new Map(between(months[0].month, months.at(-1).month, yearly).map((label) => [label, 0]));
  for (const { month, releases } of months) {
    const label = yearly ? month.slice(0, 4) : month;
    sums.set(label, (sums.get(label) ?? 0) + releases);
  }
  const last = (month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const bars = [...sums].map(([label, value]) => ({
    label,
    value,
    href: yearly ? link(`${label}-01-01`, `${label}-12-31`) : link(`${label}-01`, `${label}-${last(label)}`),
  }));
  const title = say(yearly ? 'activityYear' : 'activity');
  return el('figure', {}, el('figcaption', {}, title), chart(bars, title, Math.max(280, Math.min(1120, main.clientWidth - 32))));
}

async function release(params) {
  const query = new URLSearchParams({ id: params.get('id') ?? '' });
  const [found, { versions }, { duplicates }] = await Promise.all(
    [api('release', query), api('versions', query), api('duplicates', query)]);
  const titles = new Map(found.facts.map((fact) => [`${fact.kind}-${fact.number}`,
    [factName(fact), fact.detail && detailOf(fact)].filter(Boolean).join(', ')]));
  const places = found.mentions.map((place) => ({ ...place, title: titles.get(`${place.kind}-${place.fact}`) }));
  const present = [...new Set(places.map((place) => place.kind))];
  const asked = params.get('facts')?.split(',');
  const kinds = new Set(present.filter((kind) => asked?.includes(kind) ?? !['relation', 'quote'].includes(kind)));
  const body = el('div', { class: 'text', lang: found.language === 'en' ? 'en' : 'ko' });
  const head = el('h1', {});
  let furniture = params.get('removed') === 'shown';
  const draw = (mode) => {
    const of = (field) => places.filter((place) => place.field === field);
    head.replaceChildren(...marked(found.title ?? found.id, of('title'), [], 'repaired', kinds));
    body.replaceChildren(...marked(found.text, of('text'), found.repairs, mode, kinds, furniture ? found.removed : []));
  };
  let mode = params.get('repairs') ?? 'marked';
  const modes = found.repairs.length ? el('fieldset', { class: 'modes' },
    el('legend', {}, `${say('repairs')} (${say('changes', found.repairs.length)})`),
    ['marked', 'repaired', 'original'].map((name) => el('label', {},
      el('input', { type: 'radio', name: 'mode', value: name, checked: name === mode, onchange: () => {
        mode = name;
        keep('repairs', mode);
        draw(mode);
      } }), say(name)))) : null;
  const shown = el('fieldset', { class: 'modes' }, el('legend', {}, say('facts')),
    present.map((kind) => el('label', {}, el('input', {
      type: 'checkbox', checked: kinds.has(kind), onchange: (event) => {
        if (event.target.checked) kinds.add(kind); else kinds.delete(kind);
        keep('facts', [...kinds].join(',') || 'none');
        draw(mode);
      },
    }), el('span', { class: `tag ${kind}` }, say(kind)))));
  const removed = found.removed.length ? el('fieldset', { class: 'modes' }, el('legend', {}, say('removed')),
    el('label', {}, el('input', { type: 'checkbox', name: 'removed', checked: furniture, onchange: (event) => {
      furniture = event.target.checked;
      keep('removed', furniture ? 'shown' : '');
      draw(mode);
    } }), say('lines', found.removed.length))) : null;
  draw(mode);
  const groups = [...new Set(found.facts.map((fact) => fact.kind))].map((kind) => el('details', { open: true },
    el('summary', {}, say(kind)),
    el('ul', {}, found.facts.filter((fact) => fact.kind === kind).map(listed))));
  return [
    head,
    found.subtitles ? el('p', { class: 'subtitles' }, found.subtitles) : null,
    el('p', { class: 'faint' }, [found.published, found.issuer_name, found.id].filter(Boolean).join(' · ')),
    el('p', { class: 'faint' }, `${say('source')}: ${[found.path, found.member].filter(Boolean).join(', ')} · ` +
      `${say('damage')} ${(100 * found.damage).toFixed(1)} %`),
    el('div', { class: 'controls' }, modes, shown, removed),
    found.warnings.length ? el('p', { class: 'alert' }, `${say('warnings')}: ${found.warnings.join('; ')}`) : null,
    duplicates.length ? el('div', { class: 'duplicates' }, el('p', {}, say('duplicates')), el('ul', {},
      duplicates.map((other) => el('li', {}, el('a', { href: compareHref(found.id, other.release) }, other.title ?? other.release),
        ' ', el('span', { class: 'faint' }, [other.published, other.issuer_name, say('bits', other.distance)]
          .filter(Boolean).join(' · ')))))) : null,
    el('div', { class: 'columns' }, body, el('aside', { 'aria-label': say('facts') }, groups, versions.length
      ? el('details', {}, el('summary', {}, say('versions')), el('ul', { class: 'versions' }, versions.map((other) =>
        el('li', {}, el('a', { href: compareHref(found.id, other.id) }, other.title ?? other.id), ' ',
          el('span', { class: 'faint' }, `${other.published} · ${say('common', other.common)}`))))) : null,
    corrections(found.facts.filter((fact) => CORRECTED.includes(fact.kind))
      .map((fact) => ['wrong', fact.kind, fact.id ?? fact.name, found.id])))),
  ].filter(Boolean);
}

/** Lines for the store's corrections, to be copied: the page itself only reads. */
function corrections(lines) {
  const whole = lines.filter((cells) => cells.every((cell) => !/[\t\r\n]/.test(cell ?? '')));
  return el('details', {}, el('summary', {}, say('correct')), el('p', { class: 'faint' }, say('correctHow')),
    el('pre', { class: 'lines', tabindex: '0' }, whole.map((cells) => `${cells.join('\t')}\n`).join('')));
}

/** Two releases side by side: what only one of them says is marked in its text. */
async function compare(params) {
  const { a, b, facts } = await api('compare', new URLSearchParams({ a: params.get('a') ?? '', b: params.get('b') ?? '' }));
  const side = (own, only) => {
    const alone = new Set(facts.flatMap((of) => of[only].map((name) => `${of.kind} ${name}`)));
    const keys = new Set(own.facts.filter((fact) => alone.has(`${fact.kind} ${fact.name}`))
      .map((fact) => `${fact.kind}-${fact.number}`));
    const places = own.mentions.filter((place) => keys.has(`${place.kind}-${place.fact}`));
    const kinds = new Set(places.map((place) => place.kind));
    const of = (field) => places.filter((place) => place.field === field);
    return el('article', { lang: own.language === 'en' ? 'en' : 'ko' },
      el('h2', {}, el('a', { href: releaseHref(own.id) }, marked(own.title ?? own.id, of('title'), [], 'repaired', kinds))),
      el('p', { class: 'faint' }, [own.published, own.issuer_name, own.id].filter(Boolean).join(' · ')),
      el('div', { class: 'text' }, marked(own.text, of('text'), [], 'repaired', kinds)));
  };
  const cell = (side, names, kind) => el('td', { 'data-side': names.length ? say(side) : '' },
    el('ul', {}, names.map((name) => el('li', {}, factName({ kind, name })))));
  const told = ({ title, id, published }) => el('span', { class: 'faint' },
    [published, title ?? id].filter(Boolean).join(' · '));
  const rows = facts.filter((of) => of.only_a.length + of.only_b.length + of.both.length)
    .map((of) => el('tr', {}, el('th', { scope: 'row' }, el('span', { class: `tag ${of.kind}` }, say(of.kind))),
      cell('onlyLeft', of.only_a, of.kind), cell('both', of.both, of.kind), cell('onlyRight', of.only_b, of.kind)));
  return [
    el('h1', {}, say('compare')),
    el('table', { class: 'differences' },
      el('thead', {}, el('tr', {}, el('td', {}), [['onlyLeft', a], ['both'], ['onlyRight', b]].map(([name, own]) =>
        el('th', { scope: 'col' }, say(name), own ? told(own) : null)))),
      el('tbody', {}, rows)),
    el('div', { class: 'pair' }, side(a, 'only_a'), side(b, 'only_b')),
  ];
}

function listed(fact) {
  const key = `${fact.kind}-${fact.number}`;
  const page = fact.kind in ENTITIES && fact.id;
  return el('li', {},
    el('button', { class: 'aim', type: 'button', onclick: () => point(key) }, factName(fact) ?? '?'),
    fact.detail ? el('span', { class: 'faint' }, ` ${detailOf(fact)}`) : null,
    page ? el('a', { href: entityHref(fact.kind, fact.id), 'aria-label': `${say('timeline')}: ${fact.name}` }, ' →') : null);
}

/** Shows where a fact stands. */
function point(key) {
  const aims = [...document.querySelectorAll(`mark[data-fact="${CSS.escape(key)}"]`)];
  document.querySelectorAll('mark.here').forEach((mark) => mark.classList.remove('here'));
  aims.forEach((mark) => mark.classList.add('here'));
  aims[0]?.scrollIntoView({ block: 'center' });
}

async function entity(params) {
  const [kind, id] = [params.get('kind') ?? '', params.get('id') ?? ''];
  const limit = Number(params.get('limit')) || STEP;
  const query = new URLSearchParams({ [ENTITIES[kind] ?? 'org']: id });
  for (const name of ['from', 'to']) if (params.get(name)) query.set(name, params.get(name));
  const [page, found] = await Promise.all([
    api('entity', new URLSearchParams({ kind, id })), api('search', `${query}&limit=${limit}`)]);
  const { entity: own } = page;
  const names = [own.name_ko, own.name_en].filter((name) => name && name !== nameOf(own));
  const here = { kind, id, from: params.get('from'), to: params.get('to') };
  return [
    el('h1', {}, nameOf(own)),
    el('p', { class: 'faint' }, [tagOf(kind), own.detail && detailOf({ kind, detail: own.detail }), ...names, own.id]
      .filter(Boolean).join(' · ')),
    el('p', {}, `${say('found', own.releases)}, ${own.first_day ?? '?'} – ${own.last_day ?? '?'}`),
    el('p', { class: 'faint' }, `${say('forms')}: ${page.forms.join(', ')}`),
    activity(page.months, (from, to) => href('/entity', { ...here, from, to })),
    el('section', {}, el('h2', {}, say('companions')), el('ul', { class: 'companions' },
      page.companions.map((other) => el('li', {},
        el('span', { class: `tag ${other.kind}` }, tagOf(other.kind)), ' ',
        el('a', { href: entityHref(other.kind, other.id) }, nameOf(other)), ' ',
        el('span', { class: 'faint' }, say('together', other.together)))))),
    corrections([['wrong', own.kind, own.id, ''], ['merge', own.kind, own.id, '', '…'], ['rename', own.kind, own.id, '', '…']]),
    el('section', {}, el('h2', {}, say('mentions')),
      el('p', { class: 'bar' }, here.from || here.to
        ? el('a', { class: 'chip', href: entityHref(kind, id) }, `${here.from ?? ''} – ${here.to ?? ''} ×`) : el('span'),
      exports(query)),
      el('ol', { class: 'answers' }, found.answers.map((answer) => answered(answer))),
      found.answers.length >= limit
        ? el('a', { class: 'more', href: href('/entity', { ...here, limit: limit + STEP }) }, say('more')) : null),
  ];
}

// ---- Search box.

let asking;

input.addEventListener('input', () => {
  clearTimeout(asking);
  asking = setTimeout(suggest, 80);
});

async function suggest() {
  const text = input.value.trim();
  if (!text) return close();
  const { entities } = await api('suggest', new URLSearchParams({ q: text })).catch(() => ({ entities: [] }));
  if (text !== input.value.trim() || document.activeElement !== input) return undefined;
  list.replaceChildren(...entities.map((found, i) => el('li', {
    role: 'option', id: `option-${i}`, 'aria-selected': 'false', 'data-href': entityHref(found.kind, found.id),
    onmousedown: (event) => {
      event.preventDefault();
      choose(event.currentTarget);
    },
  }, el('span', { class: `tag ${found.kind}` }, tagOf(found.kind)), ' ', nameOf(found), ' ',
  el('span', { class: 'faint' }, say('count', found.releases)))));
  list.hidden = !entities.length;
  input.setAttribute('aria-expanded', String(!list.hidden));
  return undefined;
}

function close() {
  clearTimeout(asking);
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function choose(option) {
  close();
  go(option.dataset.href);
}

input.addEventListener('blur', close);
input.addEventListener('keydown', (event) => {
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.isComposing) return;
  if (event.key === 'Escape') return close();
  if (event.key === 'Enter' && at >= 0 && !list.hidden) {
    event.preventDefault();
    return choose(options[at]);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || list.hidden) return undefined;
  event.preventDefault();
  const next = (at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length;
  options.forEach((option, i) => option.setAttribute('aria-selected', String(i === next)));
  input.setAttribute('aria-activedescendant', options[next].id);
  return undefined;
});

document.getElementById('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const params = location.pathname === '/' ? new URLSearchParams(location.search) : new URLSearchParams();
  const kept = Object.fromEntries(FILTERS.map((name) => [name, params.get(name)]));
  go(href('/', { ...kept, q: input.value.trim() }));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, select, textarea')) return;
  event.preventDefault();
  input.focus();
  input.select();
});

// ---- Language and theme.

function words() {
  document.documentElement.lang = language.now;
  input.placeholder = say('placeholder');
  input.setAttribute('aria-label', say('search'));
  input.title = say('tips');
  list.setAttribute('aria-label', say('named'));
  document.getElementById('go').textContent = say('search');
  document.getElementById('skip').textContent = say('skip');
  document.getElementById('language').textContent = say('other');
  const theme = document.getElementById('theme');
  theme.textContent = '◐';
  theme.setAttribute('aria-label', say('theme'));
}

document.getElementById('language').addEventListener('click', () => {
  language.now = language.now === 'ko' ? 'en' : 'ko';
  localStorage.setItem('language', language.now);
  show();
});

const theme = localStorage.getItem('theme');
if (theme) document.documentElement.dataset.theme = theme;
document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', root.dataset.theme);
});

show();
