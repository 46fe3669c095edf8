// A text with its facts highlighted and its repairs marked. Offsets count code points. Nothing is ever parsed as markup.

/** An element with attributes and children; text becomes text nodes. */
export function el(tag, attributes = {}, ...children) {
  // `svg:rect` is an element of a drawing.
  const name = tag.replace('svg:', '');
  const node = name === tag ? document.createElement(name) : document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A repair without what stands at its ends before and after. */
function trimmed({ start, before, after, kind }) {
  const [old, now] = [Array.from(before), Array.from(after)];
  const least = Math.min(old.length, now.length);
  let head = 0;
  while (head < least && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < least - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const part = (points) => points.slice(head, points.length - tail);
  return { start: start + head, stop: start + now.length - tail, before: part(old).join(''), after: part(now).join(''), kind };
}

/**
 * Nodes for `text`. `places` are `{kind, fact, start, stop}`, `changes` `{start, stop, before, after, kind}`; `mode` is
 * marked, repaired or original; `kinds` those that are highlighted; `taken` `{at, text, rule}`, lines to be shown again
 * where they were taken out.
 */
export function marked(text, places, changes, mode, kinds, taken = []) {
  const repairs = changes.map(trimmed);
  const points = Array.from(text);
  const shown = places.filter((place) => kinds.has(place.kind) && place.stop > place.start);
  const cuts = new Set([0, points.length]);
  for (const { start, stop } of [...shown, ...repairs]) {
    cuts.add(Math.min(start, points.length));
    cuts.add(Math.min(stop, points.length));
  }
  taken.forEach(({ at }) => cuts.add(Math.min(at, points.length)));
  const sorted = [...cuts].sort((a, b) => a - b);
  const nodes = [];
  const gone = (at) => repairs.filter((repair) => repair.start === at).forEach((repair) => {
    if (mode === 'repaired' || !repair.before) return;
    nodes.push(mode === 'marked' ? el('del', { title: repair.kind }, repair.before) : repair.before);
  });
  for (let i = 0; i < sorted.length; i++) {
    const [from, to] = [sorted[i], sorted[i + 1]];
    taken.filter(({ at }) => at === from).forEach((line) => {
      nodes.push(el('s', { class: 'furniture', title: line.rule }, line.text));
    });
    gone(from);
    if (to === undefined) break;
    const repair = repairs.find((r) => r.start <= from && to <= r.stop && r.stop > r.start);
    if (repair && mode === 'original') continue;
    // The shortest place that covers it tells most.
    const place = shown.filter((p) => p.start <= from && to <= p.stop)
      .sort((a, b) => (a.stop - a.start) - (b.stop - b.start))[0];
    let node = points.slice(from, to).join('');
    if (repair && mode === 'marked') node = el('ins', { title: repair.kind }, node);
    if (place) {
      node = el('mark', { class: place.kind, 'data-fact': `${place.kind}-${place.fact}`, title: place.title }, node);
    }
    nodes.push(node);
  }
  return nodes;
}

/** `text` with every place marked at which one of `words` stands. */
export function lit(text, words, kind) {
  const sought = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!sought.length) return [text];
  return text.split(new RegExp(`(${sought.join('|')})`, 'iu'))
    .map((part, i) => i % 2 ? el('mark', { class: kind }, part) : part);
}

/** A chart of bars, so many pixels wide; `bars` are `{label, value, href}`. */
export function chart(bars, title, wide) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const high = 120;
  const step = Math.min(84, wide / Math.max(1, bars.length));
  const drawn = bars.map((bar, i) => {
    const height = bar.value ? Math.max(2, (bar.value / most) * high) : 0;
    const label = `${bar.label}: ${bar.value}`;
    const shape = { x: i * step + step * 0.1, y: high - height, width: step * 0.8, height };
    return el('svg:a', { href: bar.href, 'aria-label': label }, el('svg:rect', shape, el('svg:title', {}, label)));
  });
  // Pixels that a label takes; none stands over the edge or another.
  const room = 60;
  const [every, first] = [Math.ceil(room / step), Math.ceil(room / 2 / step - 0.5)];
  const labels = bars.map((bar, i) => {
    const x = (i + 0.5) * step;
    const fits = i >= first && (i - first) % every === 0 && x <= wide - room / 2;
    return fits ? el('svg:text', { x, y: high + 22, 'text-anchor': 'middle' }, bar.label) : null;
  });
  const size = { viewBox: `0 0 ${wide} ${high + 30}`, width: wide, height: high + 30 };
  return el('svg:svg', { ...size, role: 'group', 'aria-label': title, class: 'chart' }, drawn, labels);
}
