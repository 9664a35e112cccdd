/* Margin stripes: a button for each code beside the lines it covers, drawn for blocks in view only. */
import { button, el, hue } from "./dom.js";
import { rangeOf } from "./transcript.js";

const LABEL = 17;
const LANE = 9;
const LANES = 7;

/** How a mark is called: "2.1 Routes in, lines 41-43, AK". */
export function named(page, mark) {
  const { app, doc } = page;
  const code = mark.code ? app.code(mark.code) : null;
  const what = code ? `${code.number} ${code.name}`.trim() : mark.open ? `open label ${mark.open}` : "no code yet";
  const by = mark.kind === "agreed" ? "agreed" : mark.kind === "mine" ? "mine" : `by ${mark.excerpt.coder}`;
  const lines = doc.lineRange(mark.excerpt.from, mark.excerpt.to);
  return `${what}, ${lines.includes("-") ? "lines" : "line"} ${lines}, ${by}${mark.excerpt.quotable ? ", quotable" : ""}${mark.excerpt.memo ? ", has a memo" : ""}`;
}

/* Where each mark stands: all places are read before any stripe is put. */
function measure(page, n) {
  const { doc, nodes, marks } = page;
  const box = nodes[n].getBoundingClientRect();
  const found = [];
  const seen = new Map();
  for (const mark of marks.in(n)) {
    let span = seen.get(mark.excerpt);
    if (!span) {
      const range = rangeOf(doc, nodes, n, mark.excerpt.from, mark.excerpt.to);
      const rect = range?.getBoundingClientRect();
      if (!rect || !rect.height) continue;
      span = { top: rect.top - box.top + 3, bottom: rect.bottom - box.top - 3 };
      seen.set(mark.excerpt, span);
    }
    found.push({ mark, ...span });
  }
  return { found: found.sort((a, b) => a.top - b.top || b.bottom - a.bottom), height: box.height };
}

function lanes(found, most) {
  const ends = [];
  for (const one of found) {
    let lane = ends.findIndex((end) => end <= one.top + 1);
    if (lane === -1) lane = Math.min(ends.length, most - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, one.bottom);
    one.lane = lane;
  }
  return Math.min(ends.length, most);
}

/* A label stands at its stripe's head, or below the label before it; where there is no room it is left out. */
function labels(found, height) {
  let free = -Infinity;
  for (const one of found) {
    const at = Math.max(one.top - 2, free);
    if (at + LABEL > Math.max(height, one.bottom + 4)) {
      one.label = null;
      continue;
    }
    one.label = at;
    free = at + LABEL;
  }
}

function stripe(page, { mark, top, bottom, lane, label }, width) {
  const code = mark.code ? page.app.code(mark.code) : null;
  const short = code ? code.name : (mark.open ?? "no code yet");
  const name = named(page, mark);
  const flags = (mark.excerpt.quotable ? "★ " : "") + (mark.excerpt.memo ? "✎ " : "");
  const by = mark.kind === "other" ? `${mark.excerpt.coder} ` : mark.kind === "agreed" ? "✓ " : "";
  const node = button("", () => page.pick(mark), {
    class: `stripe ${mark.kind}${mark.open ? " open" : ""}`,
    "aria-label": name,
    title: name,
    tabindex: "-1",
    style: {
      ...hue(mark.hue),
      "--top": `${top}px`,
      "--height": `${Math.max(14, bottom - top)}px`,
      "--lane": `${lane * LANE}px`,
    },
  });
  node.append(el("span", { class: "rod" }));
  if (label !== null)
    node.append(
      el(
        "span",
        { class: "label", style: { "--down": `${label - top}px`, "--in": `${(width - lane) * LANE + 3}px` } },
        flags && el("span", { class: "flag", text: flags }),
        by && el("b", { text: by }),
        short,
      ),
    );
  node.mark = mark;
  return node;
}

/** Draws the stripes of a block. */
export function drawStripes(page, n) {
  const margin = page.nodes[n].lastChild;
  const had = margin.contains(document.activeElement) ? document.activeElement.mark : null;
  letGo(page, margin);
  if (!page.marks.in(n).length) {
    margin.replaceChildren();
    return;
  }
  const { found, height } = measure(page, n);
  const width = lanes(found, Math.max(2, Math.min(LANES, Math.floor(margin.clientWidth / LANE))));
  labels(found, height);
  margin.replaceChildren(...found.map((one) => stripe(page, one, width)));
  focusStripe(page, margin);
  if (had) [...margin.children].find((node) => same(node.mark, had))?.focus({ preventScroll: true });
}
const same = (a, b) => a.excerpt === b.excerpt && a.code === b.code && a.open === b.open;

/* A stripe that goes gives the focus back to the text. */
function letGo(page, margin) {
  if (margin.contains(document.activeElement)) page.text.focus({ preventScroll: true });
}

/** Takes the stripes of a block away. */
export function clearStripes(page, n) {
  const margin = page.nodes[n].lastChild;
  if (!margin.firstChild) return;
  letGo(page, margin);
  margin.replaceChildren();
}

/* The stripe of the passage that has been picked can be reached by Tab: one of them all. */
function focusStripe(page, margin) {
  for (const node of margin.children) {
    const is =
      node.mark.excerpt === page.focus?.excerpt &&
      (!page.focus.mark || page.focus.mark === (node.mark.code ?? node.mark.open));
    node.classList.toggle("is", node.mark.excerpt === page.focus?.excerpt);
    node.tabIndex = is ? 0 : -1;
    if (is) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

/** Marks the stripes of the passage picked, among those drawn. */
export const pickStripes = (page) => page.paint.seen().forEach((n) => focusStripe(page, page.nodes[n].lastChild));
