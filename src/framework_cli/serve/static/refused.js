/* Cells that were not marked, reason by reason; in view until the next marking. */
import { button, count, el } from "./dom.js";

const FEW = 6;

/**
 * The place where refusals are told.
 * @param {() => void} away where the focus goes when they are closed
 * @returns {{node: HTMLElement, show: (refused: {cell: string, why: string}[]) => string}} `show` gives them in a sentence, "" for none
 */
export function refusals(away) {
  const node = el("div", { class: "refused", role: "region", "aria-label": "What was not marked" });
  const close = () => {
    node.replaceChildren();
    away();
  };
  return {
    node,
    show(refused) {
      const reasons = new Map();
      for (const { cell, why } of refused) reasons.set(why, [...(reasons.get(why) ?? []), cell]);
      const few = (cells) =>
        cells.slice(0, FEW).join(", ") + (cells.length > FEW ? ` and ${cells.length - FEW} more` : "");
      const head = el(
        "p",
        {},
        el("b", { text: `${count(refused.length, "cell")} not marked` }),
        button("×", close, { class: "quiet", "aria-label": "Close" }),
      );
      const list = [...reasons].map(([why, cells]) =>
        el("li", {}, el("b", { text: few(cells) }), cells.length > 1 ? `: ${why}` : ` ${why}`),
      );
      node.replaceChildren(...(refused.length ? [head, el("ul", {}, list)] : []));
      return [...reasons]
        .map(([why, cells]) => `${cells.length > 1 ? `${cells.length} cells` : cells[0]} ${why}`)
        .join("; ");
    },
  };
}
