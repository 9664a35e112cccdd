/* The matrix as a table: names that stay in view while one scrolls, and a box for each cell with its letter. */
import { count, el, hue } from "./dom.js";
import { cellAddress, rowName, STATUS } from "./status.js";

const box = el("div", { role: "gridcell", tabindex: -1 }, el("b"), el("span"));

/** Shows in a box how its cell stands. Whether it is chosen stays. */
export function paint(node, cell) {
  const [letter, word] = STATUS[cell.status];
  const chosen = node.classList.contains("chosen") ? " chosen" : "";
  node.className = `box ${cell.status}${cell.excerpts ? " held" : ""}${chosen}`;
  node.firstChild.textContent = letter;
  node.lastChild.textContent = cell.excerpts || "";
  node.ariaLabel = `${word}, ${count(cell.excerpts, "excerpt")}`;
}

/** The names of themes and columns. */
function head(app, told) {
  const themes = told.themes
    .map((theme) => [theme, told.columns.filter((column) => column.theme === theme.id).length])
    .filter(([, own]) => own);
  const theme = ([{ id, number, name }, own]) =>
    el(
      "div",
      {
        role: "columnheader",
        class: "theme-of",
        "aria-colspan": own,
        style: { "--span": own, ...hue(app.code(id).hue) },
        title: `${number} ${name}`,
      },
      el("span", { text: `${number} ${name}` }),
    );
  const column = ({ id, number, name }) =>
    el(
      "div",
      { role: "columnheader", class: "column", title: `${number} ${name}`, style: hue(app.code(id).hue) },
      el(
        "a",
        { href: "#" + app.address("pile", id), tabindex: -1 },
        el("span", { class: "num", text: number }),
        " ",
        name,
      ),
    );
  return el(
    "div",
    { class: "grid-head", role: "rowgroup" },
    el(
      "div",
      { role: "row", class: "themes" },
      el("div", { class: "corner", role: "columnheader" }, el("span", { class: "vh", text: "Theme" })),
      themes.map(theme),
    ),
    el(
      "div",
      { role: "row", class: "columns" },
      el("div", { class: "corner", role: "columnheader" }, app.study.labels?.case ?? "Case"),
      told.columns.map(column),
    ),
  );
}

function group(name, size, width, rows) {
  const title = el(
    "div",
    { role: "row", class: "group" },
    el(
      "div",
      { role: "rowheader", class: "group-name", "aria-colspan": width },
      el("span", { text: name }),
      el("span", { class: "hint", text: ` ${size}` }),
    ),
  );
  return el("div", { role: "rowgroup", "aria-label": name || null }, name && title, rows);
}

/* The beginning and the end of a long name: rows are often told apart by their end. */
function named(app, row, theme) {
  const name = rowName(row);
  const cut = name.length > 12 ? name.length - 6 : name.length;
  return el(
    "div",
    { role: "rowheader", class: "case", title: name },
    el(
      "a",
      { href: "#" + cellAddress(app, row, theme), tabindex: -1, "aria-label": name },
      el("bdi", { class: "start", text: name.slice(0, cut) }),
      cut < name.length && el("bdi", { class: "end", text: name.slice(cut) }),
    ),
  );
}

/** The rows by an attribute, in the order of the study; without one all in one. */
function grouped(rows, by) {
  const groups = new Map();
  for (const row of rows) {
    const value = by ? (row.attributes[by] ?? "") : "";
    groups.set(value, [...(groups.get(value) ?? []), row]);
  }
  return groups;
}

/**
 * The table drawn.
 * @param {object} app
 * @param {object} told the grid as the server tells it
 * @param {string} by the attribute that rows are grouped by, or ""
 * @returns {{parts: HTMLElement[], lines: object[], nodes: HTMLElement[][]}} what to put into the table; its rows as they stand; their boxes
 */
export function drawn(app, told, by) {
  const parts = [head(app, told)],
    lines = [],
    nodes = [];
  for (const [value, rows] of grouped(told.rows, by)) {
    const shown = rows.map((row) => {
      const boxes = row.cells.map((cell, column) => {
        const node = box.cloneNode(true);
        node.setAttribute("aria-colindex", column + 2);
        paint(node, cell);
        return node;
      });
      lines.push(row);
      nodes.push(boxes);
      return el("div", { role: "row", class: "row-of-case" }, named(app, row, told.columns[0]?.theme ?? ""), boxes);
    });
    parts.push(group(by ? `${by}: ${value || "not given"}` : "", rows.length, told.columns.length + 1, shown));
  }
  return { parts, lines, nodes };
}
