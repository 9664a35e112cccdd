/* The transcript drawn: all of its words at once, underlines and stripes for what is in view. */
import { $, el } from "./dom.js";
import { painter } from "./highlights.js";
import { marksOf } from "./marks.js";
import { clearStripes, drawStripes } from "./stripes.js";
import { reading } from "./text.js";
import { draw } from "./transcript.js";
import { broken, unresolved } from "./unresolved.js";

/**
 * Gives a page `doc`, `nodes`, `marks` and `paint` (by `transcript()`), and `place`, `forget`, `replace`, `redraw` for excerpts.
 * @param {object} page of coding.js
 */
export function drawing(page) {
  let watcher = null;

  /* How wide the speakers' names are. */
  function names() {
    const widest = Math.max(0, ...page.doc.blocks.map((block) => (block.label ? block.speaker.length : 0)));
    page.text.style.setProperty("--who", `${Math.min(7, widest ? 1.3 + widest * 0.55 : 0)}rem`);
  }
  function lost() {
    $(".unresolved", page.scroller)?.remove();
    $(".broken", page.scroller)?.remove();
    page.text.before(...[broken(page.source), unresolved(page)].filter(Boolean));
  }
  /* The transcript anew: at the beginning, and when its text was changed. */
  function transcript() {
    page.paint?.clear();
    page.doc = reading(page.source);
    page.nodes = draw(page.doc);
    page.marks = marksOf(page.doc, page.app.code);
    page.marks.reset(page.source.excerpts);
    page.paint = painter(page.doc, page.nodes, page.marks);
    watcher?.disconnect();
    watcher = new IntersectionObserver(sight, { root: page.scroller, rootMargin: "60% 0px" });
    names();
    const front = page.doc.text.slice(0, page.doc.body).trim();
    page.text.replaceChildren(
      ...(front
        ? [el("details", { class: "front" }, el("summary", { text: "Front matter" }), el("pre", { text: front }))]
        : []),
      ...page.nodes,
    );
    if (!page.nodes.length)
      page.text.append(el("p", { class: "hint", text: "There are no words in this transcript." }));
    page.nodes.forEach((node) => watcher.observe(node));
    lost();
  }
  /* What comes into view is underlined and gets its stripes; what leaves it is let go. */
  function sight(entries) {
    for (const { target, isIntersecting } of entries) {
      const n = Number(target.dataset.n);
      if (page.nodes[n] !== target) continue;
      if (isIntersecting) {
        page.paint.show(n);
        drawStripes(page, n);
      } else {
        page.paint.hide(n);
        clearStripes(page, n);
      }
    }
  }
  function stripes(blocks) {
    const seen = new Set(page.paint.seen());
    blocks.filter((n) => seen.has(n)).forEach((n) => drawStripes(page, n));
  }
  function around(excerpt) {
    const [first, last] = page.marks.blocksOf(excerpt);
    return Array.from({ length: last - first + 1 }, (_, k) => first + k);
  }
  function changed(blocks) {
    if (page.left) return;
    page.paint.again(blocks);
    stripes(blocks);
    page.panel.draw();
    page.told();
  }
  page.place = (excerpt) => {
    page.marks.add(excerpt);
    changed(around(excerpt));
  };
  page.forget = (excerpt) => {
    if (!page.marks.excerpts.includes(excerpt)) return;
    const blocks = around(excerpt);
    page.marks.remove(excerpt);
    if (page.focus?.excerpt === excerpt) page.focus = null;
    changed(blocks);
  };
  /* Anew, also where it stands elsewhere now. One that is gone meanwhile stays gone. */
  page.replace = (excerpt) => {
    if (!page.marks.excerpts.includes(excerpt)) return;
    const before = around(excerpt);
    page.marks.remove(excerpt);
    page.marks.add(excerpt);
    changed([...new Set([...before, ...around(excerpt)])]);
  };
  page.redraw = page.replace;
  return { transcript, stripes, lost, off: () => watcher?.disconnect() };
}
