/* How a cell stands: a letter and a word for each state, never a colour alone. */
import { el } from "./dom.js";

/** Status → [letter, word, what it means]; in the order of the legend. */
export const STATUS = {
  uncharted: ["U", "uncharted", "Nobody has charted it yet"],
  draft: ["D", "draft", "There are words, not yet marked as charted"],
  charted: ["C", "charted", "Charted, and its evidence is as it was"],
  reviewed: ["R", "reviewed", "Charted, and somebody has reviewed it"],
  stale: ["S", "stale", "Its excerpts changed after it was charted"],
  "nothing-said": ["N", "nothing said", "Asked, and nothing was said on it"],
  "not-asked": ["A", "not asked", "It was not asked"],
};

/** The letter and the word of a status. */
export const chip = (status) =>
  el(
    "span",
    { class: `chip ${status}`, title: STATUS[status][2] },
    el("b", { text: STATUS[status][0], "aria-hidden": "true" }),
    " ",
    STATUS[status][1],
  );

/** The name of a row: "P01", "P01@2". */
export const rowName = ({ case: id, wave }) => (wave ? `${id}@${wave}` : id);

/** The address of a cell's charting, `code` being a theme or a subtheme. */
export const cellAddress = (app, row, theme, code = "") =>
  code ? app.address("cell", rowName(row), theme, code) : app.address("cell", rowName(row), theme);

/** Which case and wave an address names: a case that has an @ in its name is known by the study. */
export function rowNamed(app, name) {
  const at = name.lastIndexOf("@");
  if (at <= 0 || app.study.cases.some((one) => one.id === name)) return { case: name, wave: "" };
  return { case: name.slice(0, at), wave: name.slice(at + 1) };
}

/** A date as people write it, in this browser's own language; anything else as it is. */
export function day(iso) {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return iso;
  const [year, month, date] = iso.split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}
