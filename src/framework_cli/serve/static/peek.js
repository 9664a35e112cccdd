/* What a reference stands for, shown beside it while the pointer or the focus is on it; Esc puts it away. */
import { lines, quoted } from "./evidence.js";
import { el } from "./dom.js";

let shown = null;
let owner = null;
let timer = 0;

/** Puts it away. */
export function hidePeek() {
  clearTimeout(timer);
  shown?.remove();
  shown = null;
  owner = null;
}

/** Puts it away soon, unless the pointer has gone into it. */
export function leavePeek() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!shown?.matches(":hover")) hidePeek();
  }, 180);
}

/**
 * Shows an excerpt by a place of the window.
 * @param {object} app
 * @param {object|undefined} excerpt as the server tells it; undefined: the reference leads nowhere
 * @param {DOMRect} by
 * @param {string} name the reference
 */
export function peek(app, excerpt, by, name) {
  clearTimeout(timer);
  if (shown && owner === name) return;
  hidePeek();
  owner = name;
  shown = el(
    "div",
    { class: "peek", role: "tooltip", id: "peek" },
    excerpt
      ? [
          el(
            "div",
            { class: "head" },
            el("span", { class: "where", text: lines(excerpt) }),
            el("span", { class: "hint", text: excerpt.id ? `[@${excerpt.id}]` : "lines" }),
          ),
          quoted(app, { before: "", after: "", codes: [], ...excerpt }),
        ]
      : el("p", { text: `${name} leads nowhere just now.` }),
  );
  shown.addEventListener("pointerleave", leavePeek);
  document.body.append(shown);
  const { width, height } = shown.getBoundingClientRect();
  const left = Math.max(8, Math.min(by.left, innerWidth - width - 8));
  const below = by.bottom + 6;
  const top = below + height > innerHeight - 8 && by.top - height - 6 > 0 ? by.top - height - 6 : below;
  shown.style.setProperty("left", `${left}px`);
  shown.style.setProperty("top", `${Math.max(8, top)}px`);
}

addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && shown) {
      hidePeek();
      event.stopPropagation();
    }
  },
  true,
);
addEventListener("scroll", leavePeek, true);
