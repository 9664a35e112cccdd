/* Start, the address, and what every view shares: the study, the view of others' coding, undo, and changes from outside. */
import { get, onSaving, Problem, retry, saving, unsaved, write } from "./api.js";
import { announce, conflict, dialog, notify } from "./dialog.js";
import { $, el, later } from "./dom.js";
import * as header from "./header.js";

const POLL = 1500;
const views = {
  source: () => import("./coding.js"),
  cell: () => import("./charting.js"),
  grid: () => import("./grid.js"),
  pile: () => import("./pile.js"),
};
const listeners = new Map();
let shown = null;
let turn = 0;

/** What every view is given: see the fields. Events: "study" (read again), "view", "changes" (what /api/changes said). */
export const app = {
  study: null,
  route: null,
  codes: new Map(),
  get,
  write,
  announce,
  notify,
  dialog,
  conflict,
  header,
  /** "mine", "others" or "blind". */
  get view() {
    return app.study.view;
  },
  /** The entry of the codebook, also where it was retired or is not known. */
  code: (id) => app.codes.get(id) ?? { id, name: id, number: "", hue: null, definition: "", missing: true },
  /** Shows an address without its "#": app.go("/source/P01?excerpt=k3f9a2q7"). `replace`: not a step of its own in the history. */
  go(address, { replace = false } = {}) {
    if (location.hash === "#" + address) return show();
    if (!replace) {
      location.hash = address;
      return undefined;
    }
    history.replaceState(null, "", "#" + address);
    return show();
  },
  /** The address of a view: app.address("source", "P01", 41) is "/source/P01/41". */
  address: (view, ...parts) => "/" + [view, ...parts].map(encodeURIComponent).join("/").replaceAll("%40", "@"),
  /** Writes the place into the address and shows nothing anew. */
  mark: (address) => history.replaceState(null, "", "#" + address),
  on(event, run) {
    if (!listeners.has(event)) listeners.set(event, new Set());
    listeners.get(event).add(run);
    return () => listeners.get(event).delete(run);
  },
  emit: (event, what) => listeners.get(event)?.forEach((run) => run(what)),
  /** Reads the study again; every view hears "study". */
  async refresh() {
    const { recent } = app.study ?? {};
    app.study = await get("/api/study");
    if (recent && unsaved()) app.study.recent = recent;
    app.codes = new Map(app.study.codebook.codes.map((code) => [code.id, code]));
    for (const { id, into } of app.study.codebook.retired ?? [])
      if (!app.codes.has(id))
        app.codes.set(id, { id, name: id, number: "", hue: null, definition: "", retired: into ?? [] });
    app.emit("study", app.study);
    return app.study;
  },
  /** Reads it again soon: after writes, whose counts may wait. */
  soon: later(() => app.refresh().catch(() => {}), 700),
  async setView(view) {
    await write("POST", "/api/view", { view });
    await app.refresh();
    app.emit("view", view);
    announce(
      { mine: "Mine only", others: "Mine and others'", blind: "Blind: nothing of others' coding is sent" }[view],
    );
  },
  undo: () => step("undo"),
  redo: () => step("redo"),
  /** What to say of an error: never thrown away, never a dialog. */
  failed(problem) {
    notify(problem.message, { kind: "problem", hint: problem.hint ?? "" });
    if (!(problem instanceof Problem)) console.error(problem);
  },
};

/* Undo tells what it undid and goes there. */
async function step(name) {
  try {
    const done = await write("POST", `/api/${name}`, {}, { final: true });
    notify(done.said || (name === "undo" ? "There is nothing to undo" : "There is nothing to redo"));
    if (done.source || done.excerpt || done.cell) await land(done);
    app.emit("undone", done);
    app.soon();
    return done;
  } catch (problem) {
    app.failed(problem);
    return null;
  }
}
async function land({ source, excerpt, cell }) {
  const query = excerpt ? `?excerpt=${encodeURIComponent(excerpt.id ?? excerpt)}` : "";
  if (cell && app.route.view !== "grid") {
    const [where, theme] = [cell.case ?? String(cell).split("/")[0], cell.theme ?? app.route.parts[1]];
    if (app.route.view === "cell" && shown?.undone) return shown.undone({ cell });
    return theme ? app.go(app.address("cell", where, theme)) : undefined;
  }
  if (!source || app.route.view === "pile") return shown?.undone?.({ source, excerpt, cell });
  if (app.route.view === "source" && app.route.parts[0] === source && shown?.undone)
    return shown.undone({ source, excerpt });
  return app.go(app.address("source", source) + query);
}

function read() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...parts] = path.split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { view, parts: parts.filter(Boolean), query: new URLSearchParams(query) };
}

async function show() {
  const route = read();
  if (!views[route.view]) return app.go(home(), { replace: true });
  const mine = ++turn;
  if (shown && app.route?.view === route.view && shown.move?.(route)) {
    app.route = route;
    return undefined;
  }
  const left = shown;
  shown = null;
  left?.hide?.();
  app.route = route;
  /* Each view has an element of its own: one whose answer comes late cannot write over the next. */
  const root = el("main", { id: "main", tabindex: "-1", class: route.view });
  root.append(el("p", { class: "waiting", text: "Reading …" }));
  $("#main").replaceWith(root);
  try {
    const module = await views[route.view]();
    if (mine !== turn) return undefined;
    const made = await module.show(root, route, app);
    if (mine === turn) shown = made ?? {};
    else made?.hide?.();
  } catch (problem) {
    if (mine !== turn) return undefined;
    root.replaceChildren(
      el(
        "div",
        { class: "waiting" },
        el("h1", { text: "This cannot be shown" }),
        el("p", { text: problem.message }),
        problem.hint && el("p", { class: "hint", text: problem.hint }),
        el("p", {}, el("a", { href: "#" + home(true) }, "To the transcripts")),
      ),
    );
    app.failed(problem);
  }
  return undefined;
}

/** Where one was last; else the first source. */
function home(first = false) {
  const place = first ? null : app.study.place;
  const known = app.study.sources.some((source) => source.id === place?.source);
  const source = known ? place.source : app.study.sources[0]?.id;
  return source === undefined ? "/grid" : app.address("source", source);
}

/* Files changed outside appear within three seconds. A page that nobody looks at asks when it is looked at again. */
async function poll() {
  if (document.hidden) return;
  const changes = await get(`/api/changes?stamp=${encodeURIComponent(app.pollStamp ?? app.study.stamp ?? "")}`);
  app.pollStamp = changes.stamp;
  if (changes.git) {
    app.study.git = changes.git;
    app.emit("git", changes.git);
  }
  if (!changes.changed?.length && !changes.study && !changes.sources?.length && !changes.cells) return;
  await app.refresh();
  app.emit("changes", changes);
  await shown?.changed?.(changes);
}
async function watch() {
  try {
    await poll();
    lost(null);
    if ([0, 403].includes(saving().status)) retry({ quiet: true });
  } catch (problem) {
    lost(problem);
  }
  setTimeout(watch, POLL);
}
let away = null;
function lost(problem) {
  if (problem && !away)
    away = notify(problem.message, {
      kind: "problem",
      hint: problem.status === 0 ? "What you see stays; what you write is kept and tried again." : (problem.hint ?? ""),
    });
  if (problem || !away) return;
  away();
  away = null;
}

async function start() {
  header.mode();
  try {
    await app.refresh();
  } catch (problem) {
    $("#main").replaceChildren(
      el(
        "div",
        { class: "waiting" },
        el("h1", { text: "The study cannot be read" }),
        el("p", { text: problem.message }),
        el("p", { class: "hint", text: problem.hint ?? "" }),
      ),
    );
    return;
  }
  app.pollStamp = app.study.stamp;
  header.build($("#bar"), app);
  onSaving(header.saved);
  $("#skip").addEventListener("click", () => ($("[data-text]") ?? $("#main")).focus());
  addEventListener("hashchange", show);
  addEventListener("beforeunload", (event) => {
    if (saving().state !== "saved" || shown?.unsaved?.()) event.preventDefault();
  });
  await show();
  setTimeout(watch, POLL);
}

start();
