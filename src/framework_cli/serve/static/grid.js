/* The matrix as progress: every cell with a letter for how it stands, marked singly or in a range, by keyboard. */
import { carriedOut } from "./api.js";
import { $, button, count, el } from "./dom.js";
import { listed } from "./keylist.js";
import { pressed } from "./keys.js";
import { drawn, paint } from "./matrix.js";
import { refusals } from "./refused.js";
import { cellAddress, rowName, STATUS } from "./status.js";

const KEYS = [
  ["ArrowLeft ArrowRight ArrowUp ArrowDown", "From cell to cell (Shift: a range)"],
  ["Home End", "First, last column (Ctrl: of the whole matrix)"],
  ["Enter", "Open the cell for charting"],
  ["n", "Nothing said: asked, and nothing was said on it"],
  ["a", "Not asked"],
  ["d", "Take either of them back: uncharted"],
  ["j", "The next cell to chart"],
  ["p", "The pile of this column's passages"],
  ["u Shift+U", "Undo, redo"],
  ["Escape", "A single cell again"],
  ["?", "All keys"],
];
const STEPS = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
  "Ctrl+Home": [-Infinity, -Infinity],
  "Ctrl+End": [Infinity, Infinity],
};
/* Where one was: kept while the page is open. */
const kept = { row: 0, column: 0, by: null };

/** Shows the view; see main.js for what it gives back. */
export async function show(root, route, app) {
  let told = await app.get("/api/grid");
  if (!root.isConnected) return null;
  let lines = [],
    nodes = [],
    lit = [],
    anchor = null,
    gone = false;
  const at = { row: kept.row, column: kept.column };
  if (kept.by === null) kept.by = told.order[0] ?? "";
  const keys = () =>
    listed(app, "Keys of the matrix", KEYS, "These keys are fixed, and act only while a cell has the focus.");
  const table = el("div", {
    class: "matrix",
    role: "grid",
    "aria-label": "Progress: cases and subthemes",
    "aria-multiselectable": "true",
  });
  const legend = el("dl", { class: "legend", "aria-label": "What the letters mean" });
  const refused = refusals(() => go(at.row, at.column));
  const range = el("span", { class: "hint range" }),
    next = button("", jump, { class: "next" });
  const by = el("select", { id: "group-by", on: { change: () => regroup(by.value) } });
  const pane = el("div", { class: "grid-box", tabindex: -1, data: { text: "" }, on: { focus: () => home() } }, table);
  root.replaceChildren(frame());
  app.header.set({
    title: "Matrix",
    facts: [count(told.rows.length, "row"), count(told.columns.length, "column")],
    nav: "grid",
  });

  /* Drawing */
  function frame() {
    const attributes = [...new Set([...told.order, ...told.rows.flatMap((row) => Object.keys(row.attributes))])];
    by.append(
      el("option", { value: "" }, "no attribute"),
      ...attributes.map((name) => el("option", { value: name, selected: name === kept.by }, name)),
    );
    const deed = (label, run, key) => button(label, run, { class: "quiet", title: key });
    return el(
      "div",
      { class: "progress" },
      el("div", { class: "grid-tools" }, legend, el("label", { class: "by", for: "group-by" }, "Group by ", by), next),
      el(
        "div",
        { class: "grid-said" },
        el(
          "div",
          { class: "grid-here" },
          range,
          deed("Open", () => open(), "Enter"),
          deed("Nothing said", () => mark("nothing-said"), "n"),
          deed("Not asked", () => mark("not-asked"), "a"),
          deed("Take the mark back", () => mark("uncharted"), "d"),
          button("Keys", keys, { class: "quiet keys" }),
        ),
        refused.node,
      ),
      pane,
    );
  }
  const nameOf = (id) => told.columns.find((column) => column.id === id);
  const keyOf = (row, column) => `${rowName(lines[row])}/${told.columns[column].id}`;
  function regroup(name) {
    kept.by = name;
    draw();
  }
  function draw() {
    const focused = pane.contains(document.activeElement);
    const here = lines[at.row] && rowName(lines[at.row]);
    const made = drawn(app, told, kept.by);
    ({ lines, nodes } = made);
    lit = [];
    const longest = Math.max(4, ...lines.map((row) => rowName(row).length));
    table.style.setProperty("--columns", told.columns.length);
    table.style.setProperty("--longest", `${longest}ch`);
    table.replaceChildren(...made.parts);
    table.setAttribute("aria-colcount", told.columns.length + 1);
    const again = lines.findIndex((row) => rowName(row) === here);
    settle();
    go(again >= 0 ? again : kept.row, kept.column, { focus: focused, quiet: true });
  }
  function settle() {
    const counts = {};
    for (const row of told.rows) for (const cell of row.cells) counts[cell.status] = (counts[cell.status] ?? 0) + 1;
    legend.replaceChildren(
      ...Object.entries(STATUS).map(([status, [letter, word, means]]) =>
        el(
          "div",
          { title: means },
          el("dt", { class: `letter ${status}`, text: letter }),
          el("dd", {}, word, " ", el("b", { text: (counts[status] ?? 0).toLocaleString("en") })),
        ),
      ),
    );
    const to = told.next;
    next.hidden = !to;
    if (!to) return;
    const name = `${rowName(to)} · ${nameOf(to.code)?.number ?? ""} ${nameOf(to.code)?.name ?? to.code}`;
    next.replaceChildren("Next to chart: ", el("b", { text: name }), " ", el("kbd", { text: "j" }));
  }

  /* Moving and choosing */
  function chosen() {
    const other = anchor ?? at;
    const [top, bottom] = [at.row, other.row].sort((a, b) => a - b),
      [left, right] = [at.column, other.column].sort((a, b) => a - b);
    const found = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) found.push([row, column]);
    return found;
  }
  function go(row, column, { extend = false, focus = true, quiet = false } = {}) {
    if (!nodes.length || !told.columns.length) {
      range.textContent = "No case and no subtheme yet: nothing to chart.";
      return;
    }
    nodes[at.row]?.[at.column]?.setAttribute("tabindex", -1);
    anchor = extend ? (anchor ?? { ...at }) : null;
    at.row = Math.max(0, Math.min(row, nodes.length - 1));
    at.column = Math.max(0, Math.min(column, told.columns.length - 1));
    Object.assign(kept, at);
    const node = nodes[at.row][at.column];
    node.tabIndex = 0;
    if (focus) {
      node.focus({ preventScroll: true });
      into(node);
    }
    light(anchor ? chosen().map(([r, c]) => nodes[r][c]) : [node]);
    tell(quiet);
  }
  function light(boxes) {
    for (const each of lit) {
      each.ariaSelected = "false";
      each.classList.remove("chosen");
    }
    lit = boxes;
    for (const each of lit) {
      each.ariaSelected = "true";
      each.classList.add("chosen");
    }
  }
  /* The head and the names of the cases stand over the cells: a cell beneath them is scrolled out. */
  function into(node) {
    const one = node.getBoundingClientRect(),
      all = pane.getBoundingClientRect();
    const top = all.top + $(".grid-head", table).offsetHeight,
      left = all.left + $(".case", table).offsetWidth;
    const dy = one.top < top ? one.top - top : Math.max(0, one.bottom - all.bottom + 16),
      dx = one.left < left ? one.left - left : Math.max(0, one.right - all.right + 16);
    if (dx || dy) pane.scrollBy(dx, dy);
  }
  const home = () => nodes[at.row]?.[at.column]?.focus({ preventScroll: true });
  function tell(quiet) {
    if (!lines[at.row]) return;
    const { number, name } = told.columns[at.column],
      cell = lines[at.row].cells[at.column];
    const words =
      lit.length > 1
        ? `${lit.length} cells`
        : `${rowName(lines[at.row])} · ${number} ${name}: ${STATUS[cell.status][1]}, ${count(cell.excerpts, "excerpt")}`;
    range.textContent = words;
    if (!quiet) app.announce(words);
  }
  function jump() {
    if (!told.next) return app.announce("Every cell is charted");
    return app.go(cellAddress(app, told.next, nameOf(told.next.code)?.theme ?? told.next.code, told.next.code));
  }
  function open() {
    const column = told.columns[at.column];
    if (column && lines[at.row]) app.go(cellAddress(app, lines[at.row], column.theme, column.id));
  }

  /* Marking: one may go on moving while it is written. */
  async function mark(state) {
    if (!lit.length) return;
    const meant = new Map(chosen().map(([row, column]) => [keyOf(row, column), [lines[row], column]]));
    try {
      const reply = await app.write("POST", "/api/marks", { state, cells: [...meant.keys()] }, { final: true });
      if (gone) return;
      for (const [key, news] of Object.entries(reply.cells)) {
        const [row, column] = meant.get(key);
        row.cells[column] = news;
        const node = nodes[lines.indexOf(row)]?.[column];
        if (node) paint(node, news);
      }
      told.next = reply.next;
      settle();
      tell(true);
      said(reply);
      app.soon();
    } catch (problem) {
      app.failed(problem);
    }
  }
  function said({ done, refused: left, said: words }) {
    const why = refused.show(left);
    if (done.length)
      app.notify(words + (left.length ? `; ${left.length} not` : ""), {
        action: { label: "Undo", run: () => app.undo() },
      });
    if (left.length) app.announce(`${words ? words + ". " : ""}Not marked: ${why}`);
  }

  function key(event) {
    if (event.defaultPrevented || !event.target.closest(".box")) return;
    const name = pressed(event),
      shift = name.startsWith("Shift+"),
      by = STEPS[shift ? name.slice(6) : name];
    const runs = {
      Enter: open,
      n: () => mark("nothing-said"),
      a: () => mark("not-asked"),
      d: () => mark("uncharted"),
      j: jump,
      p: () => app.go(app.address("pile", told.columns[at.column].id)),
      u: () => app.undo(),
      "Shift+U": () => app.redo(),
      Escape: () => go(at.row, at.column),
      "?": keys,
    };
    const run = by ? () => go(at.row + by[0], at.column + by[1], { extend: shift }) : runs[name];
    if (!run) return;
    event.preventDefault();
    if (by || !event.repeat) run();
  }
  table.addEventListener("keydown", key);
  table.addEventListener("mousedown", (event) => {
    const node = event.target.closest(".box");
    if (!node) return;
    event.preventDefault();
    const row = nodes.findIndex((boxes) => boxes.includes(node));
    go(row, nodes[row].indexOf(node), { extend: event.shiftKey });
  });
  table.addEventListener("dblclick", (event) => {
    if (event.target.closest(".box")) open();
  });

  async function again() {
    const done = carriedOut();
    const news = await app.get("/api/grid");
    if (gone) return undefined;
    /* What was marked while it was read may not be in it. */
    if (carriedOut() !== done) return again();
    const alike = frameOf(news) === frameOf(told);
    told = news;
    if (!alike) return draw();
    const rows = new Map(news.rows.map((row) => [rowName(row), row]));
    lines = lines.map((row) => rows.get(rowName(row)));
    nodes.forEach((boxes, row) => boxes.forEach((node, column) => paint(node, lines[row].cells[column])));
    settle();
    return tell(true);
  }
  /* All of the matrix but how its cells stand. */
  const frameOf = ({ columns, rows, themes, order }) =>
    JSON.stringify([columns, themes, order, rows.map((row) => [rowName(row), row.attributes])]);
  const off = app.on("view", () => (app.view === "blind" ? app.go("/") : again().catch(app.failed)));
  draw();
  go(at.row, at.column, { quiet: true });
  if (!lit.length) pane.focus({ preventScroll: true });
  return {
    hide: () => {
      gone = true;
      off();
    },
    changed: () => again().catch(app.failed),
    undone: () => again().catch(app.failed),
  };
}
