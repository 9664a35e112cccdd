/* The excerpts beside the text: each with a turn of context, marked as in the transcript, and put into the summary by a key. */
import { codeName } from "./codes.js";
import { $, $$, button, el, hue } from "./dom.js";
import { pressed } from "./keys.js";
import { written } from "./references.js";

const WHAT = {
  added: "new since it was charted",
  reworded: "reworded since it was charted",
  recoded: "recoded since it was charted",
  gone: "gone since it was charted",
};

/**
 * Words without the line breaks of a hard-wrapped file: a line feed alone reads as a blank, unless a speaker's label or
 * a comment begins the line; several end a paragraph. A label in bold is told without its stars.
 */
export const flowing = (words) =>
  words
    .replace(/^\*\*([^*\n]{1,40}:)\*\*/gmu, "$1")
    .replace(/\n+/gu, (feeds, at, all) =>
      feeds.length > 1 || /^\n+(?:[^\n:]{1,30}:\s|\[\[)/u.test(all.slice(at, at + 40)) ? "\n" : " ",
    );

/** The words of an excerpt under the marks of its codes: a wash, and an underline for each. */
export function marked(app, excerpt) {
  const hues = excerpt.codes.length ? excerpt.codes.map((id) => app.code(id).hue) : [null];
  return hues.reduceRight(
    (inner, slot, level) => el("span", { class: `underline level-${Math.min(level, 3)}`, style: hue(slot) }, inner),
    el("span", { class: "wash", style: hue(hues[0]), text: flowing(excerpt.text) }),
  );
}

/** Where an excerpt stands: "P01:2-3". */
export const lines = ({ source, line, end_line: last }) => `${source}:${line}${last !== line ? "-" + last : ""}`;

/** Where an excerpt stands, as a link into its transcript. */
export function place(app, excerpt) {
  const query = excerpt.id ? `?excerpt=${encodeURIComponent(excerpt.id)}` : "";
  const where = excerpt.id
    ? app.address("source", excerpt.source) + query
    : app.address("source", excerpt.source, excerpt.line);
  return el("a", { class: "where", href: "#" + where, title: "Open in the transcript" }, lines(excerpt));
}

/** An excerpt's words with what stands around them. */
export const quoted = (app, excerpt) =>
  el(
    "blockquote",
    { class: "words" },
    excerpt.before && el("span", { class: "around", text: flowing(excerpt.before) }),
    marked(app, excerpt),
    excerpt.after && el("span", { class: "around", text: flowing(excerpt.after) }),
  );

/**
 * The list of excerpts. `hooks`: insert(excerpt, quotable), back() (to where one last typed), cycle() (other excerpts).
 * @returns {{node: HTMLElement, show: Function, note: Function, focus: (id?: string) => boolean, point: (id: string) => void}}
 */
export function evidence(app, hooks) {
  const list = el("ul", { class: "excerpts", "aria-label": "Excerpts" });
  const empty = el("p", { class: "hint nothing" });
  const node = el("div", { class: "evidence-list" }, list, empty);
  let at = 0;
  let drawn = "";

  const cards = () => $$("li", list);
  function rove(n, focus = true) {
    const all = cards();
    if (!all.length) return;
    if (all[at]) all[at].tabIndex = -1;
    at = Math.max(0, Math.min(n, all.length - 1));
    all[at].tabIndex = 0;
    if (focus) {
      all[at].focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "nearest" });
    }
  }
  const held = new WeakMap();

  function card(excerpt) {
    const put = (quotable) => hooks.insert(excerpt, quotable);
    const made = el(
      "li",
      { class: "excerpt", tabindex: -1, data: { id: excerpt.id } },
      el(
        "div",
        { class: "head" },
        place(app, excerpt),
        excerpt.mine
          ? null
          : el("span", { class: "hint", text: excerpt.agreed ? "agreed" : `coded by ${excerpt.coder}` }),
        el("span", { class: "flags" }),
        excerpt.nameless
          ? null
          : button("Insert", () => put(false), {
              class: "quiet insert",
              tabindex: -1,
              "aria-label": `Insert ${written(excerpt.id, false)}`,
              title: `Insert ${written(excerpt.id, false)}  (i)`,
            }),
      ),
      quoted(app, excerpt),
      el(
        "div",
        { class: "excerpt-codes" },
        excerpt.codes.map((id) => codeName(app.code(id))),
      ),
      excerpt.memo && el("p", { class: "excerpt-memo" }, el("span", { class: "hint", text: "Memo: " }), excerpt.memo),
    );
    held.set(made, excerpt);
    return made;
  }

  list.addEventListener("focusin", (event) => {
    const card = event.target.closest("li");
    if (card) rove(cards().indexOf(card), false);
  });
  list.addEventListener("keydown", (event) => {
    const card = event.target.closest("li");
    if (!card) return;
    const excerpt = held.get(card);
    const key = pressed(event);
    const runs = {
      ArrowDown: () => rove(at + 1),
      ArrowUp: () => rove(at - 1),
      Home: () => rove(0),
      End: () => rove(Infinity),
      i: () => hooks.insert(excerpt, false),
      "*": () => hooks.insert(excerpt, true),
      Escape: hooks.back,
      w: hooks.cycle,
    };
    if (event.target === card) runs.Enter = hooks.back;
    const run = runs[key];
    if (run) {
      event.preventDefault();
      event.stopPropagation();
      run();
    }
  });

  return {
    node,
    /** Puts other excerpts in; `none` is said where there are none. */
    show(excerpts, none) {
      const next = JSON.stringify([excerpts, none]);
      if (next === drawn) return;
      drawn = next;
      const before = cards()[at]?.dataset.id;
      const inside = list.contains(document.activeElement);
      list.replaceChildren(...excerpts.map(card));
      empty.textContent = excerpts.length ? "" : none;
      list.hidden = !excerpts.length;
      at = Math.max(
        0,
        excerpts.findIndex((excerpt) => excerpt.id === before),
      );
      rove(at, inside);
      if (inside && !excerpts.length) hooks.back();
    },
    /** Says of each excerpt whether the summary cites it and what has changed, without building it anew. */
    note(cites, changes) {
      for (const card of cards()) {
        const excerpt = held.get(card);
        const cited = cites.find((one) => one.name === excerpt.id);
        const change = changes.find((one) => one.excerpt === excerpt.id);
        const flags = [
          cited && el("span", { class: "note-flag cited", text: cited.quotable ? "✓ cited, for quoting" : "✓ cited" }),
          excerpt.quotable && el("span", { class: "note-flag", text: "worth quoting" }),
          change && el("span", { class: "note-flag changed", text: WHAT[change.what] }),
          excerpt.nameless &&
            el("span", { class: "note-flag changed", text: "has no id yet: framework check --fix gives it one" }),
        ];
        $(".flags", card).replaceChildren(...flags.filter(Boolean));
        card.classList.toggle("is-cited", Boolean(cited));
      }
    },
    focus(id) {
      const n = id ? cards().findIndex((card) => card.dataset.id === id) : at;
      if (n < 0 || !cards().length) return false;
      rove(n);
      return true;
    },
    /** Shows which excerpt the caret's reference means, and leaves the focus where it is. */
    point(id) {
      for (const card of cards()) {
        const is = Boolean(id) && card.dataset.id === id;
        if (is && !card.classList.contains("pointed")) card.scrollIntoView({ block: "nearest" });
        card.classList.toggle("pointed", is);
      }
    },
  };
}
