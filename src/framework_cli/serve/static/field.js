/* The field of a summary: a text area over a mirror of its words, in which references and comments are marked. */
import { el } from "./dom.js";
import { leavePeek, peek } from "./peek.js";
import { inserted, parts, written } from "./references.js";

/**
 * A field.
 * @param {object} app
 * @param {{code: string, writable: boolean, known: (name: string) => object|undefined}} how `known`: what a reference stands for
 * @returns {{node: HTMLElement, area: HTMLTextAreaElement, put: Function, replace: Function, draw: Function, pointed: () => string, caret: Function,
 *   insert: Function}}
 */
export function summaryField(app, { code, writable, known }) {
  const mirror = el("div", { class: "mirror", "aria-hidden": "true" });
  const area = el("textarea", {
    id: `cell-${code}`,
    "aria-labelledby": `name-${code}`,
    "aria-describedby": `said-${code}`,
    rows: 1,
    spellcheck: "true",
    readonly: !writable,
    placeholder: "In your own words, close to theirs …",
  });
  const caret = () => ({ start: area.selectionStart, end: area.selectionEnd });

  function draw() {
    const spans = parts(area.value).map((part) =>
      part.kind === "words"
        ? part.text
        : el("span", {
            class: `in-${part.kind}${part.kind === "reference" && known(part.name) === undefined ? " lost" : ""}`,
            data: { name: part.name ?? "" },
            text: part.text,
          }),
    );
    mirror.replaceChildren(...spans, "\n");
  }
  function put(words) {
    area.value = words;
    draw();
  }
  /* As if it were typed: so the browser's own undo takes it back. */
  function typed(words, start, end) {
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
    area.setRangeText(words, start, end, "end");
    area.dispatchEvent(new Event("input"));
  }
  /* The pointer is over the field; what it points at is found in the mirror beneath. */
  function hovered({ clientX: x, clientY: y }) {
    for (const span of mirror.querySelectorAll(".in-reference"))
      for (const box of span.getClientRects())
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) {
          peek(app, known(span.dataset.name), box, span.dataset.name);
          return;
        }
    leavePeek();
  }
  area.addEventListener("mousemove", hovered);
  area.addEventListener("mouseleave", leavePeek);

  return {
    node: el("div", { class: "cell-field" }, mirror, area),
    area,
    put,
    draw,
    caret,
    /** Other words in place of all, which the field's own undo takes back. */
    replace: (words) => typed(words, 0, area.value.length),
    /** The name of the reference that the caret stands in, or nothing. */
    pointed() {
      let at = 0;
      for (const part of parts(area.value)) {
        const end = at + part.text.length;
        if (part.kind === "reference" && at <= area.selectionStart && area.selectionStart <= end) return part.name;
        at = end;
      }
      return "";
    },
    /** Puts a reference where one last typed; the focus stays where it is. */
    insert(id, quotable) {
      const { start, end } = caret();
      const { text, at } = inserted(area.value, start, end, written(id, quotable));
      const from = document.activeElement;
      typed(text.slice(start, text.length - (area.value.length - end)), start, end);
      area.setSelectionRange(at, at);
      if (from !== area) from?.focus({ preventScroll: true });
    },
  };
}
