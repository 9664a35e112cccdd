/* Where one can go from a cell: the case and theme before and after, the case's other waves, and the next cell to chart. */
import { button, el } from "./dom.js";
import { cellAddress, rowName } from "./status.js";

/**
 * The bar over the cells.
 * @param {object} app
 * @param {object} at the case and theme as the server tells them
 * @param {{move: (row: object, theme: string) => void, toChart: () => void, keys: () => void}} hooks
 * @returns {{node: HTMLElement, foretell: (to: object|null) => string}} `foretell`: shows the next cell to chart, and gives it in words
 */
export function between(app, at, { move, toChart, keys }) {
  const next = button("", toChart, { class: "next" });
  const step = (label, title, shown, run, to) =>
    button(label, run, { class: "quiet step", title: `${title} (${shown})`, "aria-label": title, disabled: !to });
  const waves = el(
    "span",
    { class: "waves" },
    at.rows.map((one) =>
      el("a", {
        href: "#" + cellAddress(app, one, at.theme.id),
        "aria-current": one.wave === at.wave ? "true" : null,
        text: one.wave ? `wave ${one.wave}` : "no wave",
      }),
    ),
  );
  const node = el(
    "nav",
    { class: "between", "aria-label": "Cases and themes" },
    el(
      "span",
      { class: "pair" },
      step("↑", "Previous case", "Alt+↑", () => move(at.previous_case, at.theme.id), at.previous_case),
      el("b", { text: rowName(at) }),
      step("↓", "Next case", "Alt+↓", () => move(at.next_case, at.theme.id), at.next_case),
    ),
    at.rows.length > 1 ? waves : null,
    el(
      "span",
      { class: "pair" },
      step("←", "Previous theme", "Alt+PgUp", () => move(at, at.previous_theme), at.previous_theme),
      el("b", { text: `${at.theme.number} ${at.theme.name}` }),
      step("→", "Next theme", "Alt+PgDn", () => move(at, at.next_theme), at.next_theme),
    ),
    next,
    button("Keys", keys, { class: "quiet" }),
  );
  return {
    node,
    foretell(to) {
      next.hidden = !to;
      if (!to) return "";
      const name = `${rowName(to)} · ${app.code(to.code).number} ${app.code(to.code).name}`;
      next.replaceChildren("Next to chart: ", el("b", { text: name }), " ", el("kbd", { text: "Alt+Enter" }));
      return `Next to chart: ${name}`;
    },
  };
}
