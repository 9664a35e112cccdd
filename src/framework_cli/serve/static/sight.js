/* What of a transcript is in sight: where a passage stands in the window, what comes first in it, and bringing one there. */
import { rangeOf } from "./transcript.js";

/**
 * Gives a page `rect()`: the place in the window of the passage in hand, or null.
 * @returns {{see: (chosen: object) => void, top: () => number|null}} `see` brings a passage into view; `top` is where
 * the first turn in view begins
 */
export function sight(page) {
  page.rect = () => {
    if (!page.chosen) return null;
    const { doc, nodes, chosen } = page;
    const first = rangeOf(doc, nodes, doc.blockAt(chosen.start), chosen.start, chosen.end)?.getBoundingClientRect();
    const last = rangeOf(
      doc,
      nodes,
      doc.blockAt(Math.max(chosen.start, chosen.end - 1)),
      chosen.start,
      chosen.end,
    )?.getBoundingClientRect();
    return first && last ? { left: first.left, top: first.top, bottom: last.bottom } : null;
  };
  /* Brings a passage into view, with some of what comes before and after it. */
  function see(chosen) {
    const n = page.doc.blockAt(chosen.start);
    const far = !page.paint.seen().includes(n);
    if (far) page.nodes[n]?.scrollIntoView({ block: "center" });
    bring(chosen);
    settled(chosen, far ? 12 : 6);
  }
  /* How high the turns around it are is known only once they were drawn. */
  const settled = (chosen, frames) =>
    requestAnimationFrame(() => {
      if (page.left || page.chosen !== chosen) return;
      bring(chosen);
      if (frames > 1) settled(chosen, frames - 1);
    });
  function bring(chosen) {
    const { scroller } = page;
    const box = scroller.getBoundingClientRect(),
      rect = page.rect();
    if (!rect) return;
    const [top, bottom] = [box.top + box.height * 0.12, box.top + box.height * 0.72];
    if (rect.top < top || (rect.bottom > bottom && rect.bottom - rect.top > bottom - top))
      scroller.scrollTop += rect.top - top;
    else if (rect.bottom > bottom) scroller.scrollTop += rect.bottom - bottom;
  }
  function top() {
    const box = page.scroller.getBoundingClientRect();
    const node = page.paint
      .seen()
      .sort((a, b) => a - b)
      .map((n) => page.nodes[n])
      .find((each) => each.getBoundingClientRect().bottom > box.top + 20);
    return node ? page.doc.blocks[Number(node.dataset.n)].words : (page.doc.blocks[0]?.words ?? null);
  }

  return { see, top };
}
