/* Charting: one case × one theme. The evidence on the left, the summaries on the right, the case before beside them. */
import { carriedOut } from "./api.js";
import { between } from "./between.js";
import { cellEditor } from "./cell.js";
import { $, button, el, later } from "./dom.js";
import { evidence, flowing } from "./evidence.js";
import { listed } from "./keylist.js";
import { listen, pressed } from "./keys.js";
import { hidePeek } from "./peek.js";
import { parts, references } from "./references.js";
import { cellAddress, rowName, rowNamed } from "./status.js";

const VIEWS = [
  ["case", "Whole case"],
  ["cell", "This cell"],
  ["linked", "In this summary"],
];
const KEYS = [
  ["i", "Insert a reference to this excerpt where you last typed"],
  ["*", "Insert it as a reference worth quoting"],
  ["ArrowDown ArrowUp", "Next, previous excerpt"],
  ["Escape", "From the text to the excerpts, and back (Enter goes back too)"],
  ["w", "Whole case, this cell, in this summary"],
  ["Ctrl+Enter", "Mark the cell in hand as charted, with its evidence"],
  ["Alt+ArrowUp Alt+ArrowDown", "Previous, next case"],
  ["Alt+PageUp Alt+PageDown", "Previous, next theme"],
  ["Alt+Enter", "The next cell to chart"],
  ["g m", "The matrix"],
  ["g c", "Back to the text"],
  ["u Shift+U", "Undo, redo (in the excerpts)"],
  ["?", "All keys (in the excerpts)"],
];
const FIXED =
  "Undo, redo, g m, g c and ? are as you set them in the transcript; the others are fixed, and act only in the list of excerpts, in a cell or with Alt.";
/* Which excerpts are shown, and which cell one was in: kept from case to case. */
let view = "cell";
let wanted = "";

/** Shows the view; see main.js for what it gives back. */
export async function show(root, route, app) {
  const row = rowNamed(app, route.parts[0] ?? "");
  const at = await app.get(address(row, route.parts[1] ?? ""));
  if (!root.isConnected) return null;
  const code = route.parts[2] ?? (route.parts[1] === at.theme.id ? wanted : route.parts[1]);
  /* One is here to write; on a telephone the keyboard would cover half of it. */
  return build(root, at, code, app, !matchMedia("(pointer: coarse)").matches);
}
const address = ({ case: id, wave }, theme, all = false) =>
  `/api/cells/${encodeURIComponent(id)}/${encodeURIComponent(theme)}?wave=${encodeURIComponent(wave)}${all ? "&all=1" : ""}`;

function build(root, first, code, app, focus) {
  let at = first,
    whole = null,
    gone = false;
  const excerpts = new Map();
  const known = (name) => excerpts.get(name) ?? (Object.hasOwn(sheet.cited, name) ? sheet.cited[name] : undefined);
  const sheet = {
    etag: at.etag,
    cited: { ...at.cited },
    known,
    writable: Boolean(at.path),
    path: (id) =>
      `/api/cells/${encodeURIComponent(at.case)}/${encodeURIComponent(id)}?wave=${encodeURIComponent(at.wave)}`,
  };
  const hold = (list) => {
    for (const each of list) if (!each.nameless) excerpts.set(each.id, each);
  };
  hold(at.excerpts);

  const list = evidence(app, {
    insert: put,
    back,
    cycle: () => choose(VIEWS[(VIEWS.findIndex(([one]) => one === view) + 1) % 3][0]),
  });
  const cells = at.cells.map((data) =>
    cellEditor(app, sheet, data, {
      active: activate,
      caret: list.point,
      changed,
      saved,
      leave: () => list.focus() || announceNone(),
      show: reveal,
    }),
  );
  let active = cells.find((cell) => cell.code === code) ?? cells[0] ?? null;
  const tabs = el(
    "div",
    { class: "segments", role: "group", "aria-label": "Which excerpts" },
    VIEWS.map(([name, label]) => button(label, () => choose(name), { data: { view: name } })),
  );
  const bar = between(app, at, { move, toChart, keys: () => listed(app, "Keys of charting", KEYS, FIXED) });
  const node = frame();

  /* Excerpts */
  function chosen() {
    if (view === "case") return whole ?? at.excerpts;
    if (!active) return at.excerpts;
    if (view === "cell") return at.excerpts.filter((each) => each.cells.includes(active.data.key));
    return references(active.field.value)
      .filter((one) => !one.lines)
      .map((one) => known(one.name))
      .filter(Boolean);
  }
  function draw() {
    const none = {
      case: "Nothing of this case is coded yet.",
      cell: "Nothing is coded here for this case. Was it asked, and nothing said? Or was it not asked?",
      linked: "The summary cites no excerpt yet.",
    }[view];
    const shown = chosen();
    list.show(shown, none);
    note();
    for (const each of tabs.children) {
      const name = each.dataset.view;
      each.setAttribute("aria-pressed", String(name === view));
    }
    $(".tally", node).textContent = `${shown.length} shown`;
  }
  function note() {
    if (active)
      list.note(
        references(active.field.value).map((one) => ({ ...one, name: known(one.name)?.id ?? one.name })),
        active.data.changes,
      );
  }
  async function choose(name) {
    view = name;
    if (name === "case" && !whole) {
      try {
        whole = (await app.get(address(at, at.theme.id, true))).excerpts;
        hold(whole);
      } catch (problem) {
        app.failed(problem);
        return;
      }
      if (gone) return;
    }
    draw();
  }
  function put(excerpt, quotable) {
    if (!active || excerpt.nameless || !sheet.writable)
      return app.announce("This excerpt has no id yet, so it cannot be cited");
    active.insert(excerpt.id, quotable);
    if (view !== "linked") note();
    return app.announce(`Reference to ${excerpt.source}:${excerpt.line} put into ${active.data.name}`);
  }
  function back() {
    (active?.field ?? node).focus({ preventScroll: !active });
  }
  function announceNone() {
    app.announce("No excerpts are shown here");
    return false;
  }
  async function reveal(id) {
    if (list.focus(id)) return;
    await choose("case");
    if (!list.focus(id)) app.announce("That excerpt is not among this case's");
  }

  /* Cells */
  function activate(cell) {
    const other = cell !== active;
    if (other) cell.sit();
    active = cell;
    wanted = cell.code;
    for (const each of cells) each.node.classList.toggle("active", each === cell);
    app.mark(cellAddress(app, at, at.theme.id, cell.code));
    if (other) draw();
    else note();
  }
  function changed(cell) {
    if (gone || cell !== active) return;
    if (view === "linked") draw();
    else note();
  }
  function saved(cell, reply, mark) {
    Object.assign(sheet.cited, reply.cited);
    at.next_cell = reply.next_cell;
    const next = bar.foretell(at.next_cell);
    if (mark) app.announce(`${cell.data.name}: ${cell.data.status.replace("-", " ")}. ${next}`);
    app.soon();
  }
  function toChart() {
    if (!at.next_cell) return app.announce("Every cell is charted");
    wanted = at.next_cell.code;
    return app.go(cellAddress(app, at.next_cell, app.code(at.next_cell.code).theme, at.next_cell.code));
  }
  function move(to, theme) {
    if (!to || !theme) return app.announce("There is no further one");
    if (theme !== at.theme.id) wanted = "";
    return app.go(cellAddress(app, to, theme));
  }

  /* The frame */
  function frame() {
    const facts = Object.entries(at.attributes)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}: ${value}`);
    app.header.set({
      title: `${rowName(at)} · ${at.theme.number} ${at.theme.name}`,
      facts,
      nav: "cell",
      cell: cellAddress(app, at, at.theme.id),
    });
    const made = el(
      "div",
      { class: "charting", tabindex: -1 },
      bar.node,
      el(
        "section",
        { class: "evidence", "aria-label": "Evidence" },
        el("div", { class: "evidence-head" }, tabs, el("span", { class: "hint tally" }), strip()),
        at.portrait &&
          el("details", { class: "portrait" }, el("summary", { text: "Pen portrait" }), el("p", { text: at.portrait })),
        list.node,
      ),
      el(
        "section",
        { class: "cells", "aria-label": "Summaries" },
        !at.path && el("p", { class: "closed", text: `This case's cells cannot be written: ${at.why}.` }),
        cells.length
          ? cells.map((cell) => el("div", { class: "pairing" }, cell.node, before(cell.code)))
          : el("p", { class: "hint", text: "This theme has no column in the matrix." }),
        el(
          "p",
          { class: "hint how" },
          el("code", { text: "[@id]" }),
          " cites an excerpt, ",
          el("code", { text: "[*@id]" }),
          " one worth quoting; ",
          el("code", { text: "[[double brackets]]" }),
          " hold your own comment, which is no summary and stays within the team.",
        ),
      ),
    );
    root.replaceChildren(made);
    return made;
  }
  /* How to get on, where one is looking: shown while the focus is among the excerpts. */
  function strip() {
    const key = (name) => el("kbd", { text: name });
    const here = [key("i"), " cites it, ", key("*"), " for quoting · ", key("Enter"), " back to the text · "];
    const there = [key("Esc"), " leads from the text to the excerpts · "];
    const both = [key("Ctrl+Enter"), " charted"];
    return el(
      "span",
      { class: "hint strip" },
      el("span", { class: "here" }, here),
      el("span", { class: "there" }, there),
      both,
    );
  }
  function before(id) {
    if (!at.previous) return null;
    const words = at.previous.cells.find((one) => one.code === id)?.words ?? "";
    const shown = parts(flowing(words)).map((part) => el("span", { class: `in-${part.kind}`, text: part.text }));
    return el(
      "details",
      { class: "previous", open: innerWidth > 1100 },
      el("summary", { text: `${rowName(at.previous)} said` }),
      words ? el("p", {}, shown) : el("p", { class: "hint", text: "Nothing is written there." }),
    );
  }

  /* Keys of the whole view */
  function key(event) {
    if (event.defaultPrevented || $("dialog[open]")) return;
    const name = pressed(event);
    const runs = {
      "Alt+ArrowUp": () => move(at.previous_case, at.theme.id),
      "Alt+ArrowDown": () => move(at.next_case, at.theme.id),
      "Alt+PageUp": () => move(at, at.previous_theme),
      "Alt+PageDown": () => move(at, at.next_theme),
      "Alt+Enter": toChart,
      "Ctrl+Enter": () => active?.mark("charted"),
    };
    /* On a link it opens another tab. */
    const run = name === "Ctrl+Enter" && event.target.closest("a") ? null : runs[name];
    if (run) {
      event.preventDefault();
      run();
    }
  }
  node.addEventListener("keydown", key);
  /* Single letters act in the list of excerpts alone, as in a transcript. */
  const unlisten = listen(
    list.node,
    {
      undo: () => app.undo(),
      redo: () => app.redo(),
      cell: back,
      grid: () => app.go("/grid"),
      help: () => listed(app, "Keys of charting", KEYS, FIXED),
      view: () => app.setView({ mine: "others", others: "mine", blind: "mine" }[app.view]).catch(app.failed),
    },
    () => app.study.keys ?? {},
  );

  const late = later(() => again().catch(app.failed), 300);
  async function again() {
    const done = carriedOut();
    const news = await app.get(address(at, at.theme.id));
    if (gone) return;
    /* What was written while it was read may not be in it. */
    if (carriedOut() !== done) {
      late();
      return;
    }
    if (news.cells.map((cell) => cell.key).join() !== at.cells.map((cell) => cell.key).join()) {
      const inside = root.contains(document.activeElement);
      const { start, end } = active?.caret() ?? {};
      leave();
      Object.assign(self, build(root, news, active?.code, app, inside));
      const field = document.activeElement;
      if (inside && field.id === `cell-${active?.code}`) field.setSelectionRange(start, end);
      return;
    }
    at = news;
    sheet.etag = news.etag;
    sheet.cited = { ...news.cited };
    whole = null;
    excerpts.clear();
    hold(news.excerpts);
    for (const cell of cells) cell.update(news.cells.find((one) => one.code === cell.code));
    bar.foretell(at.next_cell);
    await choose(view);
  }
  function leave() {
    for (const cell of cells) cell.flush();
    gone = true;
    late.cancel();
    hidePeek();
    for (const off of offs) off();
  }
  const hidden = () => {
    if (document.hidden) cells.forEach((cell) => cell.flush());
  };
  document.addEventListener("visibilitychange", hidden);
  const offs = [
    unlisten,
    app.on("view", () => {
      if (app.view !== "blind") again().catch(app.failed);
      else app.go("/");
    }),
    () => document.removeEventListener("visibilitychange", hidden),
  ];

  active?.node.classList.add("active");
  bar.foretell(at.next_cell);
  choose(view);
  if (focus) back();
  else if (document.activeElement === document.body) node.focus({ preventScroll: true });
  const self = {
    hide: leave,
    changed: (changes) =>
      changes.cells || changes.study || changes.sources?.length || changes.changed?.length
        ? again().catch(app.failed)
        : undefined,
    undone: () => again().catch(app.failed),
    unsaved: () => cells.some((cell) => cell.unsaved()),
  };
  return self;
}
