/* References in a summary: [@id], [*@id], [P01:45-47]; comments in [[ ]]; and what a summary says without them. */

const CITED = /\[(\*?)(?:@([\p{L}\p{N}_][\p{L}\p{N}_.-]*)|([^[\]\n:@*][^[\]\n:]*):(\d{1,9})(?:[-–](\d{1,9}))?)\]/gu;
/* What it has read it does not give back, as when the files are read: hence the groups looked ahead for. */
const COMMENT = /\[\[(?=((?:(?=(\[[^[\]]*\]|[^[\]]|\[(?!\[)|\](?!\])))\2)*))\1\]\]/uy;

/**
 * The words of a cell, part by part. A comment that is not closed goes to the end, as in the file.
 * @param {string} words
 * @returns {{kind: "words"|"reference"|"comment", text: string, name?: string, quotable?: boolean, open?: boolean}[]}
 *   `name`: an excerpt's id, or "P01:45-47"
 */
export function parts(words) {
  const made = [];
  let at = 0;
  for (const { start, end, open } of comments(words)) {
    made.push(...cited(words.slice(at, start)), { kind: "comment", text: words.slice(start, end), open });
    at = end;
  }
  made.push(...cited(words.slice(at)));
  return made.filter((part) => part.text);
}

/* Both kinds of comments, in order; those that overlap are one. Each place is looked at once, however many are left open. */
function comments(words) {
  const tool = [],
    found = [];
  for (
    let at = words.indexOf("<!--"), end;
    at >= 0 && (end = words.indexOf("-->", at + 4)) >= 0;
    at = words.indexOf("<!--", end)
  )
    tool.push({ start: at, end: (end += 3), open: false });
  let inside = 0;
  for (let at = words.indexOf("[["); at >= 0;) {
    while (inside < tool.length && tool[inside].end <= at) inside += 1;
    if (inside < tool.length && tool[inside].start <= at) {
      at = words.indexOf("[[", at + 2);
      continue;
    }
    COMMENT.lastIndex = at;
    const end = COMMENT.test(words) ? COMMENT.lastIndex : words.length;
    found.push({ start: at, end, open: COMMENT.lastIndex === 0 });
    at = words.indexOf("[[", end);
  }
  const merged = [];
  for (const one of [...tool, ...found].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && one.start < last.end)
      Object.assign(last, { end: Math.max(last.end, one.end), open: last.open || one.open });
    else merged.push(one);
  }
  return merged;
}

function cited(text) {
  const made = [];
  let at = 0;
  for (const match of text.matchAll(CITED)) {
    const [all, star, id, source, line, last] = match;
    made.push({ kind: "words", text: text.slice(at, match.index) });
    const name =
      id ?? `${source.trim()}:${Number(line)}${last && Number(last) !== Number(line) ? "-" + Number(last) : ""}`;
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
  const said = parts(words)
    .filter((part) => part.kind === "words")
    .map((part) => part.text)
    .join(" ");
  return said.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Whether anything is said beside comments: what makes a cell a summary. */
export const summary = (words) =>
  parts(words)
    .filter((part) => part.kind !== "comment")
    .map((part) => part.text)
    .join("")
    .trim();

/** A reference as it is written. */
export const written = (id, quotable) => `[${quotable ? "*" : ""}@${id}]`;

/**
 * Where a reference goes in, with the blanks that it needs around it.
 * @returns {{text: string, at: number}} the new words, and the caret after the reference
 */
export function inserted(words, start, end, reference) {
  const before = words.slice(0, start),
    after = words.slice(end);
  const lead = before && !/[\s([]$/u.test(before) ? " " : "";
  const tail = after && !/^[\s.,;:!?)\]]/u.test(after) ? " " : "";
  return { text: before + lead + reference + tail + after, at: before.length + lead.length + reference.length };
}
