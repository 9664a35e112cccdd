/* The matrix as progress: every cell with a letter for how it stands, marked singly or in a range, by keyboard. */
import { $, button, count, el } from "./dom.js";
import { listed } from "./keylist.js";
import { pressed } from "./keys.js";
import { cellAddress, rowName, STATUS } from "./status.js";

const KEYS = [
  ["ArrowLeft ArrowRight ArrowUp ArrowDown", "From cell to cell (Shift: a range)"],
  ["Home End", "First, last column (Ctrl: of the whole matrix)"],
  ["Enter", "Open the cell for charting"],
  ["n", "Nothing said: asked, and nothing was said on it"],
  ["a", "Not asked"],
  ["j", "The next cell to chart"],
  ["p", "The pile of this column's passages"],
  ["u Shift+U", "Undo, redo"],
  ["Escape", "A single cell again"],
  ["?", "All keys"],
];
/* Where one was: kept while the page is open. */
const kept = { row: 0, column: 0, by: null };

/** Shows the view; see main.js for what it gives back. */
export async function show(root, route, app) {
  let told = await app.get("/api/grid");
  let lines = [],
    nodes = [],
    anchor = null,
    gone = false;
  const at = { row: 0, column: 0 };
  if (kept.by === null) kept.by = told.order[0] ?? "";
  const table = el("div", {
    class: "matrix",
    role: "grid",
    "aria-label": "Progress: cases and subthemes",
    "aria-multiselectable": "true",
    data: { text: "" },
  });
  const legend = el("dl", { class: "legend", "aria-label": "What the letters mean" }),
    refused = el("div", { class: "refused", role: "region", "aria-label": "What was not marked" });
  const range = el("span", { class: "hint range" }),
    next = button("", jump, { class: "next" });
  const attributes = [...new Set([...told.order, ...told.rows.flatMap((row) => Object.keys(row.attributes))])];
  const by = el(
    "select",
    {
      id: "group-by",
      on: {
        change: () => {
          kept.by = by.value;
          draw();
        },
      },
    },
    el("option", { value: "" }, "no attribute"),
    attributes.map((name) => el("option", { value: name, selected: name === kept.by }, name)),
  );
  root.replaceChildren(
    el(
      "div",
      { class: "progress" },
      el(
        "div",
        { class: "grid-tools" },
        legend,
        el("label", { class: "by", for: "group-by" }, "Group by ", by),
        next,
        button("Keys", () => listed(app, "Keys of the matrix", KEYS), { class: "quiet" }),
      ),
      el(
        "div",
        { class: "grid-said" },
        el(
          "div",
          { class: "grid-here" },
          range,
          button("Open", () => open(), { class: "quiet", title: "Enter" }),
          button("Nothing said", () => mark("nothing-said"), { class: "quiet", title: "n" }),
          button("Not asked", () => mark("not-asked"), { class: "quiet", title: "a" }),
        ),
        refused,
      ),
      el("div", { class: "grid-box" }, table),
    ),
  );
  app.header.set({
    title: "Matrix",
    facts: [count(told.rows.length, "row"), count(told.columns.length, "column")],
    nav: "grid",
  });

  /* Drawing */
  const nameOf = (id) => told.columns.find((column) => column.id === id);
  const keyOf = (row, column) => `${rowName(lines[row])}/${told.columns[column].id}`;
  function grouped() {
    const groups = new Map();
    for (const row of told.rows) {
      const value = kept.by ? (row.attributes[kept.by] ?? "") : "";
      if (!groups.has(value)) groups.set(value, []);
      groups.get(value).push(row);
    }
    return groups;
  }
  function paint(node, cell) {
    const [letter, word] = STATUS[cell.status];
    node.className = `box ${cell.status}${cell.excerpts ? " held" : ""}`;
    node.firstChild.textContent = letter;
    node.lastChild.textContent = cell.excerpts || "";
    node.ariaLabel = `${word}, ${count(cell.excerpts, "excerpt")}`;
  }
  const model = el("div", { role: "gridcell", tabindex: -1 }, el("b"), el("span"));
  function repaint(node, cell) {
    const is = node.classList.contains("chosen");
    paint(node, cell);
    node.classList.toggle("chosen", is);
  }
  function box(cell, column) {
    const node = model.cloneNode(true);
    node.setAttribute("aria-colindex", column + 2);
    paint(node, cell);
    return node;
  }
  function head() {
    const themes = told.themes
      .map((theme) => [theme, told.columns.filter((column) => column.theme === theme.id)])
      .filter(([, own]) => own.length);
    const title = (column) =>
      el(
        "div",
        {
          role: "columnheader",
          class: "column",
          title: `${column.number} ${column.name}`,
          style: { "--hue": `var(--hue-${app.code(column.id).hue ?? "none"})` },
        },
        el(
          "a",
          { href: "#" + app.address("pile", column.id), tabindex: -1 },
          el("span", { class: "num", text: column.number }),
          " ",
          column.name,
        ),
      );
    return [
      el(
        "div",
        { role: "row", class: "themes" },
        el("div", { class: "corner", role: "columnheader" }, el("span", { class: "vh", text: "Theme" })),
        themes.map(([theme, own]) =>
          el(
            "div",
            {
              role: "columnheader",
              class: "theme-of",
              "aria-colspan": own.length,
              style: { "--span": own.length, "--hue": `var(--hue-${app.code(theme.id).hue ?? "none"})` },
              title: `${theme.number} ${theme.name}`,
            },
            el("span", { text: `${theme.number} ${theme.name}` }),
          ),
        ),
      ),
      el(
        "div",
        { role: "row", class: "columns" },
        el("div", { class: "corner", role: "columnheader" }, app.study.labels?.case ?? "Case"),
        told.columns.map(title),
      ),
    ];
  }
  function draw() {
    const focused = table.contains(document.activeElement);
    const here = lines[at.row] && rowName(lines[at.row]);
    lines = [];
    nodes = [];
    table.style.setProperty("--columns", told.columns.length);
    const parts = [el("div", { class: "grid-head", role: "rowgroup" }, head())];
    for (const [value, rows] of grouped()) {
      const name = kept.by ? `${kept.by}: ${value || "not given"}` : "";
      const group = el(
        "div",
        { role: "rowgroup", "aria-label": name || null },
        name &&
          el(
            "div",
            { role: "row", class: "group" },
            el(
              "div",
              { role: "rowheader", class: "group-name", "aria-colspan": told.columns.length + 1 },
              el("span", { text: name }),
              el("span", { class: "hint", text: ` ${rows.length}` }),
            ),
          ),
      );
      for (const row of rows) {
        const boxes = row.cells.map((cell, column) => box(cell, column));
        group.append(
          el(
            "div",
            { role: "row", class: "row-of-case" },
            el(
              "div",
              { role: "rowheader", class: "case" },
              el("a", {
                href: "#" + cellAddress(app, row, told.columns[0]?.theme ?? ""),
                tabindex: -1,
                text: rowName(row),
              }),
            ),
            boxes,
          ),
        );
        lines.push(row);
        nodes.push(boxes);
      }
      parts.push(group);
    }
    table.replaceChildren(...parts);
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
    if (to)
      next.replaceChildren(
        "Next to chart: ",
        el("b", { text: `${rowName(to)} · ${nameOf(to.code)?.number ?? ""} ${nameOf(to.code)?.name ?? to.code}` }),
        " ",
        el("kbd", { text: "j" }),
      );
  }

  /* Moving and choosing */
  function chosen() {
    const [top, bottom] = [Math.min(at.row, anchor?.row ?? at.row), Math.max(at.row, anchor?.row ?? at.row)];
    const [left, right] = [
      Math.min(at.column, anchor?.column ?? at.column),
      Math.max(at.column, anchor?.column ?? at.column),
    ];
    const found = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) found.push([row, column]);
    return found;
  }
  let lit = [];
  function go(row, column, { extend = false, focus = true, quiet = false } = {}) {
    if (!nodes.length || !told.columns.length) return;
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
    for (const each of lit) {
      each.ariaSelected = "false";
      each.classList.remove("chosen");
    }
    lit = anchor ? chosen().map(([r, c]) => nodes[r][c]) : [node];
    for (const each of lit) {
      each.ariaSelected = "true";
      each.classList.add("chosen");
    }
    tell(quiet);
  }
  /* The head and the names of the cases stand over the cells: a cell beneath them is scrolled out. */
  function into(node) {
    const pane = table.parentElement,
      one = node.getBoundingClientRect(),
      all = pane.getBoundingClientRect();
    const top = all.top + $(".grid-head", table).offsetHeight,
      left = all.left + $(".case", table).offsetWidth;
    const dy = one.top < top ? one.top - top : Math.max(0, one.bottom - all.bottom + 16),
      dx = one.left < left ? one.left - left : Math.max(0, one.right - all.right + 16);
    if (dx || dy) pane.scrollBy(dx, dy);
  }
  function tell(quiet) {
    const column = told.columns[at.column],
      cell = lines[at.row].cells[at.column];
    const words =
      lit.length > 1
        ? `${lit.length} cells`
        : `${rowName(lines[at.row])} · ${column.number} ${column.name}: ${STATUS[cell.status][1]}, ${count(cell.excerpts, "excerpt")}`;
    range.textContent = words;
    if (!quiet) app.announce(words);
  }
  function jump() {
    if (!told.next) return app.announce("Every cell is charted");
    return app.go(cellAddress(app, told.next, nameOf(told.next.code)?.theme ?? told.next.code, told.next.code));
  }
  const open = () => app.go(cellAddress(app, lines[at.row], told.columns[at.column].theme, told.columns[at.column].id));

  /* Marking */
  async function mark(state) {
    const cells = chosen().map(([row, column]) => keyOf(row, column));
    try {
      const reply = await app.write("POST", "/api/marks", { state, cells }, { final: true });
      if (gone) return;
      for (const [row, column] of chosen()) {
        const news = reply.cells[keyOf(row, column)];
        if (news) {
          lines[row].cells[column] = news;
          repaint(nodes[row][column], news);
        }
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
  /* What was refused stays in view until the next marking, reason by reason. */
  function said({ done, refused: left, said: words }) {
    const reasons = new Map();
    for (const { cell, why } of left) reasons.set(why, [...(reasons.get(why) ?? []), cell]);
    refused.replaceChildren(
      ...(left.length
        ? [
            el(
              "p",
              {},
              el("b", { text: `${count(left.length, "cell")} not marked` }),
              button("×", () => refused.replaceChildren(), { class: "quiet", "aria-label": "Close" }),
            ),
            el(
              "ul",
              {},
              [...reasons].map(([why, cells]) =>
                el(
                  "li",
                  {},
                  el("b", {
                    text: cells.slice(0, 6).join(", ") + (cells.length > 6 ? ` and ${cells.length - 6} more` : ""),
                  }),
                  ` ${why}`,
                ),
              ),
            ),
          ]
        : []),
    );
    const first = [...reasons]
      .map(([why, cells]) => `${cells.length > 1 ? `${cells.length} cells` : cells[0]} ${why}`)
      .join("; ");
    if (done.length)
      app.notify(words + (left.length ? `; ${left.length} not` : ""), {
        action: { label: "Undo", run: () => app.undo() },
      });
    if (left.length) app.announce(`${words ? words + ". " : ""}Not marked: ${first}`);
  }

  function key(event) {
    if (event.defaultPrevented || !event.target.closest(".box")) return;
    const name = pressed(event),
      shift = name.startsWith("Shift+"),
      step = shift ? name.slice(6) : name;
    const by = {
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
    }[step];
    const runs = {
      Enter: open,
      n: () => mark("nothing-said"),
      a: () => mark("not-asked"),
      j: jump,
      p: () => app.go(app.address("pile", told.columns[at.column].id)),
      u: () => app.undo(),
      "Shift+U": () => app.redo(),
      Escape: () => go(at.row, at.column),
      "?": () => listed(app, "Keys of the matrix", KEYS),
    };
    const run = by ? () => go(at.row + by[0], at.column + by[1], { extend: shift }) : runs[name];
    if (run) {
      event.preventDefault();
      run();
    }
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
    const news = await app.get("/api/grid");
    if (gone) return;
    const alike = frameOf(news) === frameOf(told);
    told = news;
    if (!alike) {
      draw();
      return;
    }
    const rows = new Map(news.rows.map((row) => [rowName(row), row]));
    lines = lines.map((row) => rows.get(rowName(row)));
    nodes.forEach((boxes, row) => boxes.forEach((node, column) => repaint(node, lines[row].cells[column])));
    settle();
    tell(true);
  }
  /* All of the matrix but how its cells stand. */
  const frameOf = ({ columns, rows, themes, order }) =>
    JSON.stringify([columns, themes, order, rows.map((row) => [rowName(row), row.attributes])]);
  const off = app.on("view", () => (app.view === "blind" ? app.go("/") : again().catch(app.failed)));
  Object.assign(at, { row: kept.row, column: kept.column });
  draw();
  go(kept.row, kept.column, { quiet: true });
  return {
    hide: () => {
      gone = true;
      off();
    },
    changed: (changes) => again().catch(app.failed),
    undone: () => again().catch(app.failed),
  };
}
