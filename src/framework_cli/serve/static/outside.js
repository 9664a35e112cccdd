/* What others do to the files meanwhile: read again, with place, passage and what is being typed kept. */
import { carriedOut, onSaving, unsaved } from "./api.js";
import { renewed } from "./deeds.js";
import { again } from "./selecting.js";

const signed = (data) =>
  JSON.stringify([
    data.sha,
    data.etag,
    data.read,
    data.unresolved,
    data.problems,
    data.excerpts.map((each) => [
      each.id,
      each.start,
      each.end,
      each.codes,
      each.open,
      each.memo,
      each.quotable,
      each.cells,
    ]),
  ]);

/**
 * Gives a page `reload`, `changed` and `undone`.
 * @param {object} page of coding.js
 * @param {{transcript: Function, stripes: Function, lost: Function, top: Function}} drawn
 */
export function outside(page, { transcript, stripes, lost, top }) {
  const { app } = page;
  const { id } = page.source;
  const address = `/api/source/${encodeURIComponent(id)}`;
  let signature = signed(page.source);
  let stale = false;
  let asked = 0,
    taken = 0;

  /* An excerpt stays the same object: somebody may be writing its memo. One that is on its way to the server stays as well. */
  function merged(excerpts) {
    const had = new Map(page.marks.excerpts.filter((each) => each.id).map((each) => [each.id, each]));
    const coming = page.marks.excerpts.filter((each) => !each.id && each.waiting);
    return [...excerpts.map((each) => (had.has(each.id) ? renewed(had.get(each.id), each) : each)), ...coming];
  }
  function textChanged(data) {
    const at = top(),
      old = page.doc;
    const high = at === null ? 0 : (page.nodes[old.blockAt(at)]?.getBoundingClientRect().top ?? 0);
    page.source = data;
    transcript();
    const found = at === null ? null : again(page.doc.text, old.text.slice(at, at + 60), at);
    const node = page.nodes[page.doc.blockAt(found?.start ?? at ?? 0)];
    if (node) page.scroller.scrollTop += node.getBoundingClientRect().top - high;
    app.notify("The transcript was changed on disk: this is the new text");
  }
  function codingChanged(data) {
    page.source = data;
    page.marks.reset(data.excerpts);
    page.paint.allAgain();
    stripes(page.paint.seen());
    lost();
  }
  function take(data) {
    const { chosen, doc, focus } = page;
    const words = chosen && doc.text.slice(chosen.start, chosen.end);
    const same = data.text === doc.text;
    data.excerpts = merged(data.excerpts);
    page.moving = same ? page.moving : null;
    page.focus = null;
    if (same) codingChanged(data);
    else textChanged(data);
    if (page.moving) {
      page.focus = focus;
      page.told();
      return;
    }
    const kept = same ? chosen : again(page.doc.text, words, chosen?.start ?? 0);
    if (focus && page.marks.excerpts.includes(focus.excerpt))
      page.pick({ excerpt: focus.excerpt, ...focus.label }, { quiet: true, scroll: false });
    else page.choose(kept, { quiet: true, scroll: false });
    page.told();
  }

  /** Reads the source again. Not while something of one's own is on its way, unless `force`. */
  page.reload = async ({ force = false } = {}) => {
    if (unsaved() && !force) {
      stale = true;
      return;
    }
    const mine = (asked += 1),
      done = carriedOut();
    const data = await app.get(address);
    if (page.left || mine < taken) return;
    /* What was written while it was read may not be in it. */
    const late = unsaved() || carriedOut() !== done;
    stale = late;
    if (!late || force) {
      taken = mine;
      const now = signed(data);
      if (now !== signature || force) take(data);
      signature = now;
    }
    if (late && !unsaved()) await page.reload();
  };
  page.changed = (changes) => {
    /* A code may have another name or colour now. */
    if (changes.study) signature = "";
    return changes.sources?.includes(id) || changes.study ? page.reload() : undefined;
  };
  page.undone = async ({ source, excerpt }) => {
    if (source && source !== id) {
      app.go(app.address("source", source) + (excerpt?.id ? `?excerpt=${encodeURIComponent(excerpt.id)}` : ""));
      return;
    }
    await page.reload({ force: true });
    const found = excerpt && page.marks.byId(excerpt.id ?? excerpt);
    if (found) page.pick({ excerpt: found }, { quiet: true });
  };
  return onSaving(({ state }) => {
    if (state === "saved" && stale) page.reload().catch(app.failed);
  });
}
