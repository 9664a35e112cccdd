/* Two versions of one cell: both in view, and neither lost whatever is chosen. */
import { button, el } from "./dom.js";

/* What two texts have in common at their ends, word by word. */
function apart(one, other) {
  const a = one.match(/\s+|\S+/gu) ?? [], b = other.match(/\s+|\S+/gu) ?? [];
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const cut = (words) => [words.slice(0, head).join(""), words.slice(head, words.length - tail).join(""), words.slice(words.length - tail).join("")];
  return [cut(a), cut(b)];
}
const side = (label, [before, own, after]) => el("section", { class: "side", "aria-label": label }, el("h4", { text: label }), el("p", { class: "version" }, before, own ? el("mark", { text: own }) : null, after, !(before + own + after) && el("span", { class: "hint", text: "(nothing)" })));

/**
 * The choice between two versions of a cell, below its field: it takes no focus, and one may go on typing in mine.
 * @param {string} mine
 * @param {string} theirs
 * @param {(what: "mine"|"theirs"|"both") => void} choose
 */
export function mergeEditor(mine, theirs, choose) {
  const [left, right] = apart(mine, theirs);
  return el("div", { class: "merge", role: "group", "aria-label": "Two versions of this cell" },
    el("p", { class: "merge-says", text: "This cell was changed elsewhere meanwhile: by an editor, by git, or in another window. Nothing was written over." }),
    el("div", { class: "sides" }, side("Mine", left), side("Theirs, on disk now", right)),
    el("div", { class: "actions" }, button("Keep mine", () => choose("mine"), { class: "main" }), button("Keep theirs", () => choose("theirs")), button("Both, one after the other", () => choose("both"))));
}
