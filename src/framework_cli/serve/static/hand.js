/* The passage in hand: taken, moved on, and its boundaries changed; what is said of it to those who listen. */
import { later } from "./dom.js";
import { drawFoot } from "./foot.js";
import * as selecting from "./selecting.js";
import { told } from "./sources.js";
import { pickStripes } from "./stripes.js";

const SETTLE = 1500;

/* The code, or the open label, that is meant where a passage is taken as a whole. */
function first({ codes, open }) {
  if (codes.length) return { code: codes[0] };
  return open.length ? { open: open[0] } : null;
}
const whose = (excerpt) => (excerpt.agreed ? "agreed" : excerpt.mine ? "yours" : excerpt.coder);

/**
 * Gives a page `choose`, `pick`, `settle` and `back`: a stretch taken, a coded passage taken, a moved boundary saved,
 * or put back.
 * @param {object} page
 * @param {{see: function, top: function, remember: function}} sight
 * @returns {{go: function, nudge: function, coded: function, overlap: function}} what the keys do with it
 */
export function hand(page, { see, top, remember }) {
  const { app } = page;
  page.choose = (chosen, { quiet = false, scroll = true, keep = false } = {}) => {
    if (page.left) return;
    if (!keep) {
      page.settle();
      if (page.focus) {
        page.focus = null;
        pickStripes(page);
      }
    }
    page.chosen = chosen;
    page.paint.choose(chosen);
    if (chosen && scroll) see(chosen);
    page.panel.draw();
    drawFoot(page);
    if (chosen && !quiet)
      app.announce(
        `Line ${page.doc.lineRange(chosen.start, chosen.end)}${speaker(chosen)}: ${page.doc.text.slice(chosen.start, chosen.end).slice(0, 400)}`,
      );
    remember();
  };
  const speaker = ({ start }) => {
    const who = page.doc.blocks[page.doc.blockAt(start)]?.speaker;
    return who ? `, ${who}` : "";
  };
  page.pick = ({ excerpt, code, open }, { quiet = false, scroll = true } = {}) => {
    if (page.left) return;
    if (page.focus?.excerpt !== excerpt) page.settle();
    const label = code ? { code } : open ? { open } : first(excerpt);
    page.focus = { excerpt, label, mark: label?.code ?? label?.open ?? null };
    page.choose({ start: excerpt.from, end: excerpt.to, down: 0 }, { keep: true, quiet: true, scroll });
    pickStripes(page);
    told(page);
    const names = [...excerpt.codes.map((each) => app.code(each).name), ...excerpt.open].join(", ") || "no code";
    if (!quiet)
      app.announce(
        `${names}, ${whose(excerpt)}, line ${page.doc.lineRange(excerpt.from, excerpt.to)}: ${page.doc.text.slice(excerpt.from, excerpt.to).slice(0, 200)}`,
      );
  };
  /* Boundaries of a passage that is there already: moved first, saved after a pause. */
  const settleSoon = later(() => page.settle(), SETTLE);
  page.settle = () => {
    settleSoon.cancel();
    const { moving } = page;
    if (!moving) return;
    page.moving = null;
    page.deeds.resize(moving.excerpt, moving.to);
  };
  page.back = () => {
    settleSoon.cancel();
    const { moving } = page;
    page.moving = null;
    if (moving) {
      page.choose({ start: moving.excerpt.from, end: moving.excerpt.to, down: 0 }, { keep: true, quiet: true });
      app.announce("The boundary is where it was");
    } else if (page.chosen) page.choose(null);
  };
  function nudge(move, step) {
    if (!page.chosen) {
      go(selecting.next);
      return;
    }
    const to = move(page.doc, page.chosen, step);
    const own = page.focus?.excerpt.mine && !page.focus.excerpt.agreed ? page.focus.excerpt : null;
    if (own && to !== page.chosen) {
      page.moving = { excerpt: own, to };
      settleSoon();
    }
    page.choose(to, { keep: Boolean(own), quiet: true });
    app.announce(`${own ? "Moving: " : ""}${page.doc.text.slice(to.start, to.end).slice(-60)}`);
  }
  function go(move) {
    page.choose(move(page.doc, page.chosen, top() ?? 0));
  }
  function coded(step) {
    const { excerpts } = page.marks;
    if (!excerpts.length) {
      app.announce("Nothing is coded here yet");
      return;
    }
    const at = page.chosen?.start ?? (top() ?? 0) - 1;
    const now = page.focus ? excerpts.indexOf(page.focus.excerpt) : -1;
    const found =
      now !== -1
        ? excerpts[now + step]
        : step > 0
          ? excerpts.find((each) => each.from >= at)
          : excerpts.findLast((each) => each.from < at);
    if (found) page.pick({ excerpt: found });
    else app.announce(step > 0 ? "No coded passage after this" : "No coded passage before this");
  }
  function overlap() {
    if (!page.chosen) return;
    const { start, end } = page.chosen;
    if (!page.around || page.around.start > start || page.around.end < end) page.around = { start, end };
    const span = page.focus ? page.around : (page.around = { start, end });
    const all = page.marks.overlapping(span.start, span.end).flatMap((excerpt) => page.marks.of(excerpt));
    if (!all.length) {
      app.announce("Nothing is coded here");
      return;
    }
    const now = all.findIndex(
      (mark) => mark.excerpt === page.focus?.excerpt && (mark.code ?? mark.open ?? null) === page.focus.mark,
    );
    const next = all[(now + 1) % all.length];
    page.pick(next, { quiet: true });
    const name = next.code ? app.code(next.code).name : (next.open ?? "no code");
    app.announce(`${((now + 1) % all.length) + 1} of ${all.length}: ${name}, ${whose(next.excerpt)}`);
  }

  return { go, nudge, coded, overlap };
}
