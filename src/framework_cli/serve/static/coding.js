/* The page for reading and coding: one transcript, with the codebook on its left and the passage on its right. */
import { allKeys } from "./allkeys.js";
import { codebook, lastUsed, recents } from "./codes.js";
import { deeds } from "./deeds.js";
import { button, count, el, later } from "./dom.js";
import { drawing } from "./drawing.js";
import { listen } from "./keys.js";
import { outside } from "./outside.js";
import { openPalette } from "./palette.js";
import { side } from "./passage.js";
import { pointing } from "./pointing.js";
import { moveEnd, moveStart } from "./selecting.js";
import * as selecting from "./selecting.js";
import { cellOf, told } from "./sources.js";
import { pickStripes } from "./stripes.js";
import { rangeOf } from "./transcript.js";

const SETTLE = 1500;
const PALETTE = 440;
const enc = encodeURIComponent;

/** Shows a transcript: #/source/P01, #/source/P01/41, #/source/P01?excerpt=ID. */
export async function show(root, route, app) {
  if (!CSS.highlights)
    throw new Error(
      "This browser cannot underline coded passages. Chrome and Edge can from 105 on, Safari from 17.2, Firefox from 140.",
    );
  const page = await pageOf(app, route.parts[0]);
  if (!root.isConnected) return page;
  page.build(root);
  page.land(route);
  return page;
}

async function pageOf(app, id) {
  const page = { app, source: await app.get(`/api/source/${enc(id)}`), chosen: null, focus: null, moving: null };
  const offs = [];

  page.words = ({ start, end }) => page.doc.text.slice(page.doc.units(start), page.doc.units(end));
  page.told = () => {
    if (page.left) return;
    told(page);
    strip();
  };

  const drawn = drawing(page);
  /* The passage that is selected, and what is said of it. */
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
    strip();
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
    const label = code
      ? { code }
      : open
        ? { open }
        : excerpt.codes.length
          ? { code: excerpt.codes[0] }
          : excerpt.open.length
            ? { open: excerpt.open[0] }
            : null;
    page.focus = { excerpt, label, mark: label?.code ?? label?.open ?? null };
    page.choose({ start: excerpt.from, end: excerpt.to, down: 0 }, { keep: true, quiet: true, scroll });
    pickStripes(page);
    told(page);
    const names = [...excerpt.codes.map((each) => app.code(each).name), ...excerpt.open].join(", ") || "no code";
    if (!quiet)
      app.announce(
        `${names}, ${excerpt.agreed ? "agreed" : excerpt.mine ? "yours" : excerpt.coder}, line ${page.doc.lineRange(excerpt.from, excerpt.to)}: ${page.doc.text.slice(excerpt.from, excerpt.to).slice(0, 200)}`,
      );
  };
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
  /* The line at the foot says where one is, and what can be done there. */
  function strip() {
    const { chosen, focus, doc, moving } = page;
    const says = moving
      ? [
          "Moving the boundary: ",
          el("kbd", { text: "Enter" }),
          " saves it, ",
          el("kbd", { text: "Esc" }),
          " puts it back",
        ]
      : chosen
        ? [
            el("b", { text: `${page.source.id}:${doc.lineRange(chosen.start, chosen.end)}` }),
            ` ${count(doc.text.slice(chosen.start, chosen.end).split(/\s+/).filter(Boolean).length, "word")}`,
            focus ? ` · ${count(focus.excerpt.codes.length + focus.excerpt.open.length, "code")}` : "",
          ]
        : ["Nothing selected"];
    page.foot.replaceChildren(
      el("span", { class: moving ? "moving" : "" }, says),
      el("span", { class: "hint wide" }, app.study.undo ? `Last: ${app.study.undo}` : ""),
      button("Keys", () => allKeys(app), { class: "quiet" }),
    );
  }
  const remember = later(() => {
    const at = page.chosen?.start ?? top();
    if (at === null || (app.study.place?.source === page.source.id && app.study.place.offset === page.doc.points(at)))
      return;
    app.study.place = { source: page.source.id, offset: page.doc.points(at) };
    app.write("POST", "/api/place", app.study.place, { final: true }).catch(() => {});
  }, 800);
  function top() {
    const box = page.scroller.getBoundingClientRect();
    const node = page.paint
      .seen()
      .sort((a, b) => a - b)
      .map((n) => page.nodes[n])
      .find((each) => each.getBoundingClientRect().bottom > box.top + 20);
    return node ? page.doc.blocks[Number(node.dataset.n)].words : (page.doc.blocks[0]?.words ?? null);
  }

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
    app.announce(
      `${((now + 1) % all.length) + 1} of ${all.length}: ${name}, ${next.kind === "mine" ? "yours" : next.excerpt.agreed ? "agreed" : next.excerpt.coder}`,
    );
  }

  page.deeds = deeds(page);
  page.apply = (code) => {
    root_.dataset.drawer = "";
    return page.deeds.apply(code);
  };
  page.label = (label) => {
    root_.dataset.drawer = "";
    return page.deeds.label(label);
  };
  /* The passage stays in sight above the palette, or below it. */
  page.palette = () => {
    const rect = page.rect();
    if (rect && rect.bottom + PALETTE > innerHeight && rect.top < PALETTE)
      page.scroller.scrollTop += rect.top - page.scroller.getBoundingClientRect().top - 40;
    openNow();
  };
  const openNow = () =>
    openPalette({
      app,
      near: page.rect(),
      apply: (code) => page.apply(code.id),
      open: (label) => page.label(label),
      title: page.chosen
        ? `Find a code for line ${page.doc.lineRange(page.chosen.start, page.chosen.end)}`
        : "Find a code",
    });
  page.memo = () => {
    root_.dataset.drawer = "side";
    page.panel.memo();
  };
  const actions = {
    next: () => go(selecting.next),
    previous: () => go(selecting.previous),
    "extend-next": () => (page.chosen ? page.choose(selecting.extendNext(page.doc, page.chosen)) : go(selecting.next)),
    "extend-previous": () =>
      page.chosen ? page.choose(selecting.extendPrevious(page.doc, page.chosen)) : go(selecting.previous),
    "end-left": () => nudge(moveEnd, -1),
    "end-right": () => nudge(moveEnd, 1),
    "start-left": () => nudge(moveStart, -1),
    "start-right": () => nudge(moveStart, 1),
    turn: () => {
      if (!page.chosen) go(selecting.next);
      if (page.chosen) page.choose(selecting.turn(page.doc, page.chosen));
    },
    recent: (_, digit) => {
      const id = recents(app)[digit - 1];
      if (id) page.apply(id);
      else app.announce(`No code has the digit ${digit} yet`);
    },
    repeat: () => {
      const code = lastUsed();
      if (code) page.apply(code);
      else app.announce("No code was applied yet");
    },
    palette: (event) => (page.moving && event.key === "Enter" ? page.settle() : page.palette()),
    "next-coded": () => coded(1),
    "previous-coded": () => coded(-1),
    overlap,
    memo: () => page.memo(),
    quotable: () => page.deeds.quotable(),
    remove: () => page.deeds.remove(),
    read: () => page.deeds.read(),
    undo: () => {
      page.settle();
      app.undo();
    },
    redo: () => {
      page.settle();
      app.redo();
    },
    view: () => app.setView({ mine: "others", others: "blind", blind: "mine" }[app.view]).catch(app.failed),
    cell: () => {
      const cell = cellOf(page);
      if (cell) app.go(cell);
      else app.announce("This passage feeds no cell");
    },
    grid: () => app.go("/grid"),
    leave: () => page.back(),
    help: () => allKeys(app),
  };

  let root_;
  page.build = (root) => {
    root_ = root;
    page.text = el("div", {
      class: "text",
      data: { text: "" },
      tabindex: "0",
      role: "application",
      "aria-label": `Transcript ${page.source.id}`,
      "aria-describedby": "how",
    });
    page.scroller = el(
      "section",
      { class: "reading", "aria-label": "Transcript" },
      el("p", {
        class: "vh",
        id: "how",
        text: "Arrow down takes the next sentence, a digit applies a code, slash finds one, question mark lists all keys.",
      }),
      page.text,
    );
    page.foot = el("div", { class: "foot" });
    page.tree = codebook(page);
    page.panel = side(page);
    const drawer = (name, label) =>
      button(
        label,
        () => {
          root.dataset.drawer = root.dataset.drawer === name ? "" : name;
        },
        { "aria-controls": `drawer-${name}` },
      );
    page.tree.node.id = "drawer-codes";
    page.panel.node.id = "drawer-side";
    root.replaceChildren(
      page.tree.node,
      page.scroller,
      page.panel.node,
      page.foot,
      el(
        "div",
        { class: "drawers" },
        drawer("codes", "Codes"),
        drawer("side", "Passage"),
        button("Find a code", () => page.palette(), {}),
      ),
    );
    root.dataset.drawer = "";
    drawn.transcript();
    offs.push(
      pointing(page).off,
      listen(page.text, actions, () => app.study.keys),
      app.on("view", () => page.reload({ force: true }).catch(app.failed)),
      app.on("study", () => page.told()),
      page.tree.off,
    );
    page.scroller.addEventListener("scroll", () => remember(), { passive: true });
    page.widths = new ResizeObserver(later(() => drawn.stripes(page.paint.seen()), 120));
    page.widths.observe(page.text);
    page.told();
  };
  /* Where the address leads; else where one was last; else the beginning. */
  page.land = ({ parts, query }) => {
    const excerpt = query.get("excerpt") && page.marks.byId(query.get("excerpt"));
    const line = Number(parts[1]);
    const last = app.study.place?.source === id ? app.study.place.offset : null;
    page.text.focus({ preventScroll: true });
    if (excerpt) page.pick({ excerpt });
    else if (query.get("excerpt"))
      app.notify("That passage is not shown here", {
        hint: "It was taken out, or it is another coder's: v shows those too.",
      });
    else if (line > 0 && line <= page.doc.lines.length)
      page.choose(selecting.next(page.doc, null, page.doc.lines[line - 1]));
    else if (last > 0 && page.nodes.length) page.choose(selecting.next(page.doc, null, page.doc.units(last)));
    if (!page.chosen) page.panel.draw();
    requestAnimationFrame(() => {
      if (page.chosen) see(page.chosen);
    });
  };
  page.move = (route) => {
    if (route.parts[0] !== id) return false;
    page.land(route);
    return true;
  };

  offs.push(outside(page, { ...drawn, top }));
  page.unsaved = () => page.panel.unsaved() || Boolean(page.moving);
  page.hide = () => {
    page.settle();
    remember.now();
    page.panel.leave();
    page.left = true;
    page.paint.clear();
    drawn.off();
    page.widths.disconnect();
    offs.forEach((off) => off());
  };
  return page;
}
