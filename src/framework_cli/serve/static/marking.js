/* The buttons that mark a cell: with words as charted or reviewed, without as nothing said or not asked, or uncharted again. */
import { button, el, keepingFocus } from "./dom.js";

const SILENT = [
  ["nothing-said", "Nothing said", "Asked, and nothing was said on it"],
  ["not-asked", "Not asked", "It was not asked"],
];
const BACK = ["uncharted", "Take the mark back", "It says nothing again: uncharted"];
const WORDED = [
  ["charted", "Mark as charted", "Ctrl+Enter: records which excerpts it rests on"],
  ["reviewed", "Mark as reviewed", "You have read it against its excerpts"],
];

/**
 * The buttons of one cell.
 * @param {HTMLElement} home where the focus goes from a button that is no longer there
 * @param {(state: string) => void} mark
 * @returns {{node: HTMLElement, show: (how: {empty: boolean, status: string, saved: boolean}) => void}} `show`: those that fit how the cell stands
 */
export function marking(home, mark) {
  const node = el("div", { class: "marks" });
  let shown = "";
  return {
    node,
    show({ empty, status, saved }) {
      const marked = SILENT.some(([state]) => state === status);
      const fitting = [...(empty ? SILENT : WORDED), ...(empty && marked ? [BACK] : [])];
      const names = fitting.map(([state]) => state).join();
      if (names !== shown)
        keepingFocus(node, home, () =>
          node.replaceChildren(
            ...fitting.map(([state, label, title]) => button(label, () => mark(state), { title, data: { state } })),
          ),
        );
      shown = names;
      for (const each of node.children) {
        const is = each.dataset.state === status && saved;
        each.classList.toggle("main", each.dataset.state === "charted" && !is);
      }
    },
  };
}
