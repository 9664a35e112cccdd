/* One passage of a pile: where it stands and whose it is, its words with what is around them, its codes, what can be done. */
import { codeName } from "./codes.js";
import { button, el, keepingFocus } from "./dom.js";
import { place, quoted } from "./evidence.js";
import { cellAddress, rowName } from "./status.js";

/* Where a passage's case is charted: the cell that it counts in, else the theme of one of its codes. */
function charted(app, passage, one) {
  const code = passage.cells[0]?.split("/").at(-1) ?? passage.codes.find((id) => app.codes.get(id)?.theme);
  const theme = app.codes.get(code)?.theme ?? app.study.codebook.codes[0]?.id ?? "";
  return cellAddress(app, one, theme, passage.cells[0] ? code : "");
}

/**
 * Fills a list item with a passage.
 * @param {object} app
 * @param {HTMLElement} item
 * @param {object} passage
 * @param {{left: boolean, attributes: Map<string, object>, deeds: [label: string, key: string, run: () => void][]}} how `left`: it is in the pile no more
 */
export function fill(app, item, passage, { left, attributes, deeds }) {
  const cases = passage.cases.map((one) =>
    el("a", { href: "#" + charted(app, passage, one), title: "Open its cell", text: rowName(one) }),
  );
  const facts = passage.cases
    .flatMap((one) => Object.values(attributes.get(one.case) ?? {}))
    .filter(Boolean)
    .join(", ");
  const whose = passage.agreed ? "agreed" : `coded by ${passage.coder}`;
  item.className = `excerpt${left ? " done" : ""}`;
  keepingFocus(item, item, () =>
    item.replaceChildren(
      el(
        "div",
        { class: "head" },
        place(app, passage),
        cases,
        facts && el("span", { class: "hint", text: facts }),
        passage.mine ? null : el("span", { class: "hint", text: whose }),
        passage.quotable && el("span", { class: "note-flag", text: "worth quoting" }),
        left && el("span", { class: "note-flag cited", text: "✓ not in this pile any more" }),
      ),
      quoted(app, passage),
      el(
        "div",
        { class: "excerpt-codes" },
        passage.codes.map((id) => codeName(app.code(id))),
        passage.open.map((label) => el("span", { class: "code-name open", text: label })),
      ),
      passage.memo
        ? el("p", { class: "excerpt-memo" }, el("span", { class: "hint", text: "Memo: " }), passage.memo)
        : "",
      el(
        "div",
        { class: "deeds" },
        deeds.map(([label, key, run]) => button(label, run, { class: "quiet", tabindex: -1, title: key })),
      ),
    ),
  );
}

/** A passage in words, for a conflict's two sides. */
export function versionOf(app, passage) {
  if (!passage) return el("p", { text: "Taken out." });
  const row = (term, words) => [el("dt", { text: term }), el("dd", { text: words })];
  return el(
    "dl",
    {},
    row("Codes", passage.codes.map((id) => app.code(id).name).join(", ") || "none"),
    passage.open?.length ? row("Open labels", passage.open.join(", ")) : null,
    row("Memo", passage.memo || "none"),
    row("Quotable", passage.quotable ? "yes" : "no"),
  );
}
