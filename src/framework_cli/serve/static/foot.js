/* The line at the foot says where one is, and what can be done there. */
import { allKeys } from "./allkeys.js";
import { button, count, el } from "./dom.js";

/* What is said of the passage in hand. */
function says({ chosen, focus, doc, moving, source }) {
  if (moving) {
    return [
      "Moving the boundary: ",
      el("kbd", { text: "Enter" }),
      " saves it, ",
      el("kbd", { text: "Esc" }),
      " puts it back",
    ];
  }
  if (!chosen) return ["Nothing selected"];
  const words = doc.text.slice(chosen.start, chosen.end).split(/\s+/).filter(Boolean).length;
  return [
    el("b", { text: `${source.id}:${doc.lineRange(chosen.start, chosen.end)}` }),
    ` ${count(words, "word")}`,
    focus ? ` · ${count(focus.excerpt.codes.length + focus.excerpt.open.length, "code")}` : "",
  ];
}

/** Says it anew. */
export function drawFoot(page) {
  const { undo } = page.app.study;
  page.foot.replaceChildren(
    el("span", { class: page.moving ? "moving" : "" }, says(page)),
    el("span", { class: "hint wide" }, undo ? `Last: ${undo}` : ""),
    button("Keys", () => allKeys(page.app), { class: "quiet" }),
  );
}
