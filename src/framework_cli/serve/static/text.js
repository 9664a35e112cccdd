/* A transcript as the page reads it: places on disk are code points, places in the browser UTF-16 units; turns, sentences, words. */

const LONG = 4000;
const ABBREVIATED = /(?:^|[\s("“‘])(?:Mr|Mrs|Ms|Dr|Prof|Revd?|St|vs|cf|e\.g|i\.e|No|approx)\.\s*$/;
const OPENING = /[\p{Ps}\p{Pi}"'¿¡*_]/u;
const CLOSING = /[\p{Pe}\p{Pf}\p{Po}]/u;

/** Where in `sorted` the first number stands that is greater than `n`. */
function above(sorted, n) {
  let low = 0,
    high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > n) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The map between code points and UTF-16 units, made once for a text: only signs of two units are kept.
 * @param {string} text
 * @returns {{units: (points: number) => number, points: (units: number) => number}}
 */
export function mapOf(text) {
  const pairs = [],
    pairPoints = [];
  for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) {
    pairPoints.push(match.index - pairs.length);
    pairs.push(match.index);
  }
  return {
    units: (points) => points + above(pairPoints, points - 1),
    points: (units) => units - above(pairs, units - 1),
  };
}

/* Lines end at "\n" only. */
function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/* Paragraphs of a stretch: blank lines part them. Each [start, end], without the blank lines. */
function paragraphs(text, start, end) {
  const found = [];
  const gap = /\n[ \t]*(?=\n)/g;
  let from = start;
  const add = (to) => {
    if (text.slice(from, to).trim()) found.push([from, to]);
  };
  gap.lastIndex = start;
  for (let match = gap.exec(text); match && match.index < end; match = gap.exec(text)) {
    add(match.index);
    from = match.index + match[0].length + 1;
    gap.lastIndex = Math.max(gap.lastIndex, from - 1);
  }
  add(end);
  return found
    .map(([a, b]) => [a + text.slice(a, b).match(/^\n*/)[0].length, b - text.slice(a, b).match(/\s*$/)[0].length])
    .filter(([a, b]) => a < b);
}

/**
 * A source, ready to be shown and walked through. All places are UTF-16 units; `units` and `points` lead over.
 * Blocks are what is drawn: one a turn; a turn of no speaker, or a long one, has one a paragraph.
 * @param {{text: string, body: number, turns: Array<[string, number, number, number, string]>}} source
 */
export function reading(source) {
  const { text } = source;
  const map = mapOf(text);
  const lines = lineStarts(text);
  const body = map.units(source.body);
  /* Front matter is no talk: the first turn begins below it. */
  const turns = source.turns.map(([speaker, start, words, end, role]) => ({
    speaker,
    role,
    start: Math.max(body, map.units(start)),
    words: Math.max(body, map.units(words)),
    end: Math.max(body, map.units(end)),
  }));
  const blocks = turns.flatMap((turn, n) => blocksOf(text, turn, n));
  blocks.forEach((block, n) => {
    block.n = n;
  });
  const starts = blocks.map((block) => block.start);
  const doc = {
    text,
    turns,
    blocks,
    lines,
    units: map.units,
    points: map.points,
    body,
    /** The line a place is in, from 1. */
    line: (at) => above(lines, at),
    /** The block a place is in, or the nearest before it. */
    blockAt: (at) => Math.max(0, above(starts, at) - 1),
    sentences: (n) => (blocks[n].sentences ??= sentencesOf(text, blocks[n])),
    words: (n) => (blocks[n].tokens ??= wordsOf(text, blocks[n])),
    /** "41" or "41-43", as a reference says it. */
    lineRange(start, end) {
      const [first, last] = [doc.line(start), doc.line(Math.max(start, end - 1))];
      return first === last ? String(first) : `${first}-${last}`;
    },
  };
  return doc;
}

function blocksOf(text, turn, n) {
  const all = paragraphs(text, turn.words, turn.end);
  const whole = (paras, first) => ({
    turn: n,
    speaker: turn.speaker,
    role: turn.role,
    label: first,
    start: first ? turn.start : paras[0][0],
    words: paras[0]?.[0] ?? turn.words,
    end: paras.at(-1)?.[1] ?? turn.end,
    paras,
  });
  if (!all.length) return turn.speaker ? [whole([], true)] : [];
  if (turn.speaker && turn.end - turn.words < LONG) return [whole(all, true)];
  return all.flatMap((para) => pieces(text, para)).map((para, k) => whole([para], k === 0));
}

/* Thousands of lines without a blank one among them would be laid out at once: they are parted where a sentence ends with its line. */
function pieces(text, [start, end]) {
  const found = [];
  let from = start;
  while (end - from > 2 * LONG) {
    const window = text.slice(from, from + LONG);
    const stop = Math.max(...[".\n", "?\n", "!\n"].map((sign) => window.lastIndexOf(sign) + 1));
    const cut = stop || window.lastIndexOf("\n");
    if (cut <= 0) break;
    found.push([from, from + cut]);
    from += cut + 1;
  }
  return [...found, [from, end]];
}

/* A line feed is as long as the space it is read as: places stay right. */
const flat = (text, start, end) => text.slice(start, end).replaceAll("\n", " ");

function sentencesOf(text, block) {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" });
  const found = [];
  for (const [start, end] of block.paras) {
    let open = null;
    for (const { segment, index } of segmenter.segment(flat(text, start, end))) {
      const from = open ?? start + index;
      const to = start + index + segment.length;
      if (ABBREVIATED.test(segment) && to < end) {
        open = from;
        continue;
      }
      open = null;
      const words = text.slice(from, to);
      const lead = words.length - words.trimStart().length,
        length = words.trim().length;
      if (length) found.push([from + lead, from + lead + length]);
    }
  }
  return found;
}

/* Words with the signs that cling to them: an opening bracket before, a full stop after. */
function wordsOf(text, block) {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  const found = [];
  for (const [start, end] of block.paras) {
    let last = start;
    for (const { segment, index, isWordLike } of segmenter.segment(flat(text, start, end))) {
      if (!isWordLike) continue;
      let from = start + index,
        to = from + segment.length;
      while (from > last && OPENING.test(text[from - 1])) from -= 1;
      while (to < end && CLOSING.test(text[to])) to += 1;
      found.push([from, to]);
      last = to;
    }
  }
  return found;
}
