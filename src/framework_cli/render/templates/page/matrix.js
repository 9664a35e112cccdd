/* Rows and columns of the matrix: chosen, searched, sorted; all of it stands in the address. */
const form = $("#matrix .tools");
const filters = form ? $$("select[data-filter]", form) : [];
const boxes = form ? $$("[name=column]", form) : [];
const more = form ? $(".more", form) : null;

const themeOf = (box) => box.closest("[data-theme]").dataset.theme;

function choose() {
  const words = form.elements.q.value.trim();
  const wanted = filters.map((select, n) => [n, select.value]).filter(([, value]) => value !== "*");
  const shown = boxes.map((box) => box.checked);
  const columns = shown.filter(Boolean).length;
  arrange(table, form.elements.sort.value);
  chooseColumns(shown);
  table.style.setProperty("--columns", columns);
  table.classList.toggle("full", form.elements.full.checked);
  const pattern = words ? phrase(words) : null;
  const [small] = words.toLowerCase().match(/[a-z0-9]+/g) || [""];
  const ranges = [];
  let count = 0;
  for (const row of rows) {
    const fits = wanted.every(([n, value]) => "=" + row.dataset["f" + n] === value);
    let found = !pattern;
    [...row.cells].forEach((cell, n) => {
      if (n) cell.hidden = !shown[n - 1];
      const marks = pattern && fits && !cell.hidden && said(cell).small.includes(small) ? hits(cell, pattern) : [];
      cell.classList.toggle("hit", marks.length > 0);
      if (marks.length) { found = true; ranges.push(...marks); }
    });
    row.hidden = !(fits && found);
    if (!row.hidden) count += 1;
  }
  for (const body of table.tBodies) {
    const title = $(".group", body);
    if (title) { title.hidden = !$("tr:not(.group):not([hidden])", body); title.cells[0].colSpan = columns + 1; }
  }
  const first = $("td.hit", table);
  const box = table.parentElement;
  if (pattern && first) box.scrollLeft = Math.max(0, first.offsetLeft - table.rows[0].cells[0].offsetWidth);
  if (more) {
    const hidden = wanted.filter(([n]) => more.contains(filters[n])).length;
    $(".chosen", more).textContent = hidden ? ` (${hidden})` : "";
  }
  if (globalThis.Highlight) CSS.highlights.set("hit", new Highlight(...ranges));
  $(".tally").value = `${count} of ${rows.length} rows` + (pattern ? `, ${ranges.length} ${ranges.length === 1 ? "hit" : "hits"}` : "")
    + (columns < boxes.length ? `, ${columns} of ${boxes.length} columns` : "");
  $(".none").hidden = count > 0;
  rove();
}
function chooseColumns(shown) {
  $$("colgroup[data-theme] col", table).forEach((col, n) => { col.hidden = !shown[n]; });
  $$(".tier2 th", table).forEach((th, n) => { th.hidden = !shown[n]; });
  for (const th of $$(".tier1 [data-theme]", table)) {
    const own = boxes.filter((box) => themeOf(box) === th.dataset.theme);
    const left = own.filter((box) => box.checked).length;
    th.hidden = left === 0;
    th.colSpan = left || 1;
    const all = $$("[name=theme]", form).find((box) => box.value === th.dataset.theme);
    all.checked = left === own.length;
    all.indeterminate = left > 0 && left < own.length;
  }
  const open = new Set(boxes.filter((box) => box.checked).map(themeOf));
  form.elements.only.value = open.size === 1 ? [...open][0] : "*";
}
function state() {
  const query = new URLSearchParams();
  const words = form.elements.q.value.trim();
  if (words) query.set("q", words);
  filters.forEach((select, n) => { if (select.value !== "*") query.set("f" + n, select.value.slice(1)); });
  if (form.elements.sort.value) query.set("sort", form.elements.sort.value);
  for (const theme of $$("[name=theme]", form)) {
    const own = boxes.filter((box) => themeOf(box) === theme.value);
    if (own.every((box) => !box.checked)) query.append("hide", theme.value);
    else for (const box of own) if (!box.checked) query.append("hide", box.value);
  }
  if (narrow.matches && boxes.every((box) => box.checked)) query.set("hide", "");
  if (form.elements.full.checked) query.set("full", "1");
  return query;
}
function pick(select, value) {
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}
function restore(query) {
  form.elements.q.value = query.get("q") || "";
  filters.forEach((select, n) => pick(select, query.has("f" + n) ? "=" + query.get("f" + n) : "*"));
  pick(form.elements.sort, query.get("sort") || "");
  const wanted = query.get("cell");
  /* A narrow window has room for one theme at a time: the first, or that of the cell asked for. */
  const at = wanted ? boxes.findIndex((_, n) => homes.some((row) => row[n].dataset.cell === wanted)) : 0;
  const one = narrow.matches && !query.has("hide") && boxes.length ? themeOf(boxes[Math.max(at, 0)]) : "";
  const hide = query.getAll("hide");
  for (const box of boxes) box.checked = one ? themeOf(box) === one : !hide.includes(box.value) && !hide.includes(themeOf(box));
  form.elements.full.checked = query.get("full") === "1";
  choose();
  const cell = wanted && $$("td[data-cell]", table).find((td) => td.dataset.cell === wanted);
  if (cell) open(cell);
  else if (panel.open) shut();
}

/* Arrow keys between cells: one cell at a time is in the order of Tab. */
const cells = () => plain(table).filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden));
function rove() {
  const current = $("tbody [tabindex='0']", table);
  if (current?.checkVisibility()) return;
  if (current) current.tabIndex = -1;
  const first = cells()[0]?.[1];
  if (first) first.tabIndex = 0;
}
function move(event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" && event.target === cell && cell.dataset.cell) { event.preventDefault(); enter(cell); return; }
  const grid = cells();
  const y = grid.findIndex((row) => row.includes(cell));
  if (y < 0) return;
  const x = grid[y].indexOf(cell);
  const to = { ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], Home: [y, 0], End: [y, grid[y].length - 1] }[event.key];
  if (!to) return;
  event.preventDefault();
  const next = grid[to[0]]?.[to[1]];
  if (!next) return;
  const old = $("tbody [tabindex='0']", table);
  if (old) old.tabIndex = -1;
  const focus = next.tagName === "TH" ? $("a", next) || next : next;
  focus.tabIndex = 0;
  focus.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
}

if (table) {
  for (const link of $$("tbody a", table)) link.tabIndex = -1;
  table.addEventListener("keydown", move);
  let waiting = 0;
  /* What is chosen while the panel is open stays when the panel closes, which then is no step back. */
  const changed = () => { choose(); history.replaceState(null, ""); remember(state()); };
  form.addEventListener("input", (event) => {
    const { name, value, checked } = event.target;
    if (name === "theme") for (const box of boxes) if (themeOf(box) === value) box.checked = checked;
    if (name === "only") for (const box of boxes) box.checked = value === "*" || themeOf(box) === value;
    clearTimeout(waiting);
    waiting = setTimeout(changed, 30);
  });
  form.addEventListener("click", (event) => {
    const only = event.target.closest(".only");
    if (!only) return;
    const shown = boxes.filter((box) => box.checked);
    const alone = shown.length && shown.every((box) => themeOf(box) === only.value);
    for (const box of boxes) box.checked = alone || themeOf(box) === only.value;
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  $(".reset").addEventListener("click", () => { remember(new URLSearchParams()); restore(new URLSearchParams()); });
  for (const chooser of $$(".chooser", form)) {
    document.addEventListener("click", (event) => { if (event.target.closest(".chooser") !== chooser) chooser.open = false; });
    chooser.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !chooser.open) return;
      event.stopPropagation();
      chooser.open = false;
      $("summary", chooser).focus();
    });
  }
}
