/* Where the keys lead: from sentence to sentence, from word to word. Pure: a passage goes in, a passage comes out. */

/** The first sentence that starts at or after a place; null at the end of the text. */
export function sentenceFrom(doc, at) {
  for (let n = doc.blockAt(at); n < doc.blocks.length; n += 1) {
    const found = doc.sentences(n).find(([start]) => start >= at);
    if (found) return found;
  }
  return null;
}

/** The last sentence that starts before a place; null at the beginning. */
export function sentenceBefore(doc, at) {
  for (let n = doc.blockAt(Math.max(0, at - 1)); n >= 0; n -= 1) {
    const found = doc.sentences(n).findLast(([start]) => start < at);
    if (found) return found;
  }
  return null;
}

/** The sentence around a place, or the next one. */
export function sentenceAt(doc, at) {
  return doc.blocks.length
    ? (doc.sentences(doc.blockAt(at)).find(([start, end]) => start <= at && at < end) ??
        sentenceFrom(doc, at) ??
        sentenceBefore(doc, at))
    : null;
}

const passage = (found, down = 0) => found && { start: found[0], end: found[1], down };

/** Next sentence. `from`: where to begin while nothing is selected. */
export const next = (doc, chosen, from = 0) =>
  passage(chosen ? sentenceFrom(doc, chosen.end) : sentenceAt(doc, from)) ?? chosen;

/** Previous sentence. */
export const previous = (doc, chosen, from = 0) =>
  passage(chosen ? sentenceBefore(doc, chosen.start) : sentenceAt(doc, from)) ?? chosen;

/** A sentence more at the end; or, where the passage was extended upwards, one less at the start. */
export function extendNext(doc, chosen) {
  if (chosen.down < 0) {
    const after = sentenceFrom(doc, chosen.start + 1);
    if (after && after[1] <= chosen.end)
      return { start: after[0], end: chosen.end, down: after[1] < chosen.end ? -1 : 0 };
  }
  const more = sentenceFrom(doc, chosen.end) ?? null;
  return more ? { start: chosen.start, end: more[1], down: 1 } : chosen;
}

/** A sentence less at the end where the passage was extended downwards; else one more at the start. */
export function extendPrevious(doc, chosen) {
  if (chosen.down > 0) {
    const last = sentenceBefore(doc, chosen.end);
    const before = last && sentenceBefore(doc, last[0]);
    if (before && before[0] >= chosen.start)
      return { start: chosen.start, end: before[1], down: before[0] > chosen.start ? 1 : 0 };
  }
  const more = sentenceBefore(doc, chosen.start);
  return more ? { start: more[0], end: chosen.end, down: -1 } : chosen;
}

function boundary(doc, at, side, step) {
  for (let n = doc.blockAt(step < 0 ? Math.max(0, at - 1) : at); n >= 0 && n < doc.blocks.length; n += step) {
    const places = doc.words(n).map((word) => word[side]);
    const found = step > 0 ? places.find((place) => place > at) : places.findLast((place) => place < at);
    if (found !== undefined) return found;
  }
  return null;
}

/** The end a word further (`step` 1) or back (-1). A passage keeps a word at least. */
export function moveEnd(doc, chosen, step) {
  const end = boundary(doc, chosen.end, 1, step);
  return end === null || end <= chosen.start ? chosen : { ...chosen, end, down: 0 };
}

/** The start likewise. */
export function moveStart(doc, chosen, step) {
  const start = boundary(doc, chosen.start, 0, step);
  return start === null || start >= chosen.end ? chosen : { ...chosen, start, down: 0 };
}

/** The whole turn, or all the turns the passage touches. */
export function turn(doc, chosen) {
  const touched = doc.blocks.filter((block) => block.paras.length);
  const spoken = (at) => touched.findLast((block) => block.start <= at) ?? touched[0];
  if (!touched.length) return chosen;
  const [first, last] = [spoken(chosen.start).turn, spoken(Math.max(chosen.start, chosen.end - 1)).turn];
  const own = touched.filter((block) => block.turn >= first && block.turn <= last);
  return { start: own[0].words, end: own.at(-1).end, down: 0 };
}

/** A passage without the white space at its ends; null where nothing else is in it. */
export function trimmed(doc, start, end) {
  const words = doc.text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return words.trim() ? { start: start + lead, end: start + lead + words.trim().length, down: 0 } : null;
}

const inWord = (text, at) => at > 0 && at < text.length && /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1));

/** A passage that begins and ends with whole words: a hand seldom hits them. */
export function whole(doc, { start, end }) {
  let [from, to] = [start, end];
  while (inWord(doc.text, from)) from -= 1;
  while (inWord(doc.text, to)) to += 1;
  return { start: from, end: to, down: 0 };
}

/** Where words that stood at `start` stand in a text that was changed since: the occurrence nearest to it, or null. */
export function again(text, words, start) {
  if (!words) return null;
  const before = text.lastIndexOf(words, start),
    after = text.indexOf(words, start);
  const found = [before, after].filter((at) => at !== -1).sort((a, b) => Math.abs(a - start) - Math.abs(b - start))[0];
  return found === undefined ? null : { start: found, end: found + words.length, down: 0 };
}
