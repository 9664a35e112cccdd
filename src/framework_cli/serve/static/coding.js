/* The page for reading and coding: one transcript, with the codebook on its left and the passage on its right. */
import { actions } from "./actions.js";
import { deeds } from "./deeds.js";
import { later } from "./dom.js";
import { drawing } from "./drawing.js";
import { drawFoot } from "./foot.js";
import { hand } from "./hand.js";
import { listen } from "./keys.js";
import { layout } from "./layout.js";
import { outside } from "./outside.js";
import { openPalette } from "./palette.js";
import { pointing } from "./pointing.js";
import * as selecting from "./selecting.js";
import { sight } from "./sight.js";
import { told } from "./sources.js";

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
    drawFoot(page);
  };

  const drawn = drawing(page);
  const { see, top } = sight(page);
  const remember = later(() => {
    const at = page.chosen?.start ?? top();
    if (at === null || (app.study.place?.source === page.source.id && app.study.place.offset === page.doc.points(at)))
      return;
    app.study.place = { source: page.source.id, offset: page.doc.points(at) };
    app.write("POST", "/api/place", app.study.place, { final: true }).catch(() => {});
  }, 800);
  const moves = hand(page, { see, top, remember });

  page.deeds = deeds(page);
  page.apply = (code) => {
    page.drawer("");
    return page.deeds.apply(code);
  };
  page.label = (label) => {
    page.drawer("");
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
    page.drawer("side");
    page.panel.memo();
  };
  page.build = (root) => {
    layout(page, root);
    drawn.transcript();
    offs.push(
      pointing(page).off,
      listen(page.text, actions(page, moves), () => app.study.keys),
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
