/* Two versions of one cell: both in view, and neither lost whatever is chosen. */
import { button, el } from "./dom.js";

const MOST = 1500;

/* Word by word what two texts have in common (the longest common subsequence) and what is each one's own. */
function apart(one, other) {
  const a = one.match(/\s+|\S+/gu) ?? [],
    b = other.match(/\s+|\S+/gu) ?? [];
  if (a.length > MOST || b.length > MOST) return [[[one, true]], [[other, true]]];
  const width = b.length + 1,
    length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i * width + j] =
        a[i] === b[j]
          ? length[(i + 1) * width + j + 1] + 1
          : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
  const left = [],
    right = [];
  const add = (to, word, own) => {
    if (to.at(-1)?.[1] === own) to.at(-1)[0] += word;
    else to.push([word, own]);
  };
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(left, a[i], false);
      add(right, b[j], false);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length[(i + 1) * width + j] >= length[i * width + j + 1])) {
      add(left, a[i], true);
      i += 1;
    } else {
      add(right, b[j], true);
      j += 1;
    }
  }
  return [left, right];
}
const side = (label, pieces) =>
  el(
    "section",
    { class: "version-of", "aria-label": label },
    el("h3", { text: label }),
    el(
      "p",
      {},
      pieces.length
        ? pieces.map(([words, own]) => (own ? el("mark", { text: words }) : words))
        : el("span", { class: "hint", text: "(nothing)" }),
    ),
  );

/**
 * The choice between two versions of a cell, below its field: it takes no focus, and one may go on typing in mine.
 * @param {string} mine
 * @param {string} theirs
 * @param {(what: "mine"|"theirs"|"both") => void} choose
 */
export function mergeEditor(mine, theirs, choose) {
  const [left, right] = apart(mine, theirs);
  return el(
    "div",
    { class: "merge", role: "group", "aria-label": "Two versions of this cell" },
    el("p", {
      class: "merge-says",
      text: "This cell was changed elsewhere meanwhile: by an editor, by git, or in another window. Nothing was written over.",
    }),
    el("div", { class: "versions" }, side("Mine", left), side("Theirs, on disk now", right)),
    el(
      "div",
      { class: "actions" },
      button("Keep mine", () => choose("mine"), { class: "main" }),
      button("Keep theirs", () => choose("theirs")),
      button("Both, one after the other", () => choose("both")),
    ),
  );
}
