/* What each key does to the transcript: the actions of keys.js by name. */
import { allKeys } from "./allkeys.js";
import { lastUsed, recents } from "./codes.js";
import { moveEnd, moveStart } from "./selecting.js";
import * as selecting from "./selecting.js";
import { cellOf } from "./sources.js";

/**
 * The table that `listen` is given.
 * @param {object} page
 * @param {{go: function, nudge: function, coded: function, overlap: function}} moves of the passage in hand
 */
export function actions(page, { go, nudge, coded, overlap }) {
  const { app } = page;
  return {
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
}
