/* References in a summary: [@id], [*@id], [P01:45-47]; comments in [[ ]]; and what a summary says without them. */

const CITED = /\[(\*?)(?:@([\p{L}\p{N}_][\p{L}\p{N}_.-]*)|([^[\]\n:@*][^[\]\n:]*):(\d{1,9})(?:[-–](\d{1,9}))?)\]/gu;
/* What it has read it does not give back, as when the files are read: hence the groups looked ahead for. */
const COMMENT = /\[\[(?=((?:(?=(\[[^[\]]*\]|[^[\]]|\[(?!\[)|\](?!\])))\2)*))\1\]\]/gu;
const TOOL = /<!--[^]*?-->/gu;

/**
 * The words of a cell, part by part. A comment that is not closed goes to the end, as in the file.
 * @param {string} words
 * @returns {{kind: "words"|"reference"|"comment", text: string, name?: string, quotable?: boolean, open?: boolean}[]}
 *   `name`: an excerpt's id, or "P01:45-47"
 */
export function parts(words) {
  const found = [];
  for (const match of [...words.matchAll(TOOL), ...words.matchAll(COMMENT)].sort((a, b) => a.index - b.index)) {
    const last = found.at(-1);
    if (!last || match.index >= last.end) found.push({ start: match.index, end: match.index + match[0].length });
  }
  const open = firstOpen(words, found);
  if (open >= 0) { while (found.length && found.at(-1).start >= open) found.pop(); found.push({ start: open, end: words.length, open: true }); }
  const made = [];
  let at = 0;
  for (const { start, end, open: left = false } of found) {
    made.push(...cited(words.slice(at, start)), { kind: "comment", text: words.slice(start, end), open: left });
    at = end;
  }
  made.push(...cited(words.slice(at)));
  return made.filter((part) => part.text);
}

function firstOpen(words, closed) {
  for (let at = words.indexOf("[["); at >= 0; at = words.indexOf("[[", at + 2)) {
    const within = closed.find(({ start, end }) => start <= at && at < end);
    if (!within) return at;
    at = within.end - 2;
  }
  return -1;
}

function cited(text) {
  const made = [];
  let at = 0;
  for (const match of text.matchAll(CITED)) {
    const [all, star, id, source, line, last] = match;
    made.push({ kind: "words", text: text.slice(at, match.index) });
    const name = id ?? `${source.trim()}:${Number(line)}${last && Number(last) !== Number(line) ? "-" + Number(last) : ""}`;
    made.push({ kind: "reference", text: all, name, quotable: Boolean(star), lines: !id });
    at = match.index + all.length;
  }
  made.push({ kind: "words", text: text.slice(at) });
  return made;
}

/** The references of a summary, each once, in order: [{name, quotable, lines}]. */
export function references(words) {
  const seen = new Map();
  for (const part of parts(words)) {
    if (part.kind !== "reference") continue;
    const had = seen.get(part.name);
    if (had) had.quotable ||= part.quotable;
    else seen.set(part.name, { name: part.name, quotable: part.quotable, lines: part.lines });
  }
  return [...seen.values()];
}

/** How many words of summary there are: comments and references are none. */
export function wordCount(words) {
  const said = parts(words).filter((part) => part.kind === "words").map((part) => part.text).join(" ");
  return said.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Whether anything is said beside comments: what makes a cell a summary. */
export const summary = (words) => parts(words).filter((part) => part.kind !== "comment").map((part) => part.text).join("").trim();

/** A reference as it is written. */
export const written = (id, quotable) => `[${quotable ? "*" : ""}@${id}]`;

/**
 * Where a reference goes in, with the blanks that it needs around it.
 * @returns {{text: string, at: number}} the new words, and the caret after the reference
 */
export function inserted(words, start, end, reference) {
  const before = words.slice(0, start), after = words.slice(end);
  const lead = before && !/[\s([]$/u.test(before) ? " " : "";
  const tail = after && !/^[\s.,;:!?)\]]/u.test(after) ? " " : "";
  return { text: before + lead + reference + tail + after, at: before.length + lead.length + reference.length };
}
