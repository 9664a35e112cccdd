/* A cell's words stand once in the file, in its case chart where there is one. The other tables get theirs
   from there: the n-th row of every table is the same case, and the columns follow one another. */
const plain = (table) => $$("tbody > tr:not(.group)", table);
const charts = $$(".chart");
const table = $(".matrix");
const rows = table ? plain(table) : [];
const grid = (tables) => tables.map(plain).reduce((all, found) => found.map((row, n) => [...(all[n] || []), ...$$("td", row)]), []);
const homes = $(".casechart")
  ? $$(".casechart").map((each) => $$("tr > td:nth-child(2)", each))
  : grid(charts.length ? charts : table ? [table] : []);
for (const row of homes) for (const home of row) {
  home.dataset.cell = decoded(home.id);
  const state = [...home.childNodes].find((node) => node.nodeType === 3 && node.data.trim());
  state?.replaceWith(make("p", state.data.trim(), "state " + home.className));
  /* Where nothing else is said, its excerpts are those that its words and links cite. */
  home.dataset.q ??= [...new Set($$(":scope > :not(.memo) a[href^='#q-']", home).map((cite) => cite.hash.slice(3)))].join(" ");
  home.classList.toggle("held", home.dataset.q !== "");
}

function fill(cell, home, clipped) {
  if (cell === home) return;
  cell.dataset.cell = home.dataset.cell;
  cell.classList.toggle("held", home.classList.contains("held"));
  const link = $("a[href^='#cell-']", cell), apart = $(".apart", cell);
  const words = clipped && link ? make("div", "", "clip") : document.createDocumentFragment();
  for (const child of home.children) if (!child.matches(".apart, .note, .signed, .memo, .refs, .foot")) words.append(child.cloneNode(true));
  const count = link?.textContent ?? "Summary";
  cell.replaceChildren(...(apart ? [apart] : []), words);
  if (count !== "Summary" && !cell.classList.contains("uncharted")) cell.append(make("p", count, "foot"));
}
rows.forEach((row, y) => $$("td", row).forEach((cell, x) => fill(cell, homes[y][x], true)));
grid(charts).forEach((row, y) => row.forEach((cell, x) => fill(cell, homes[y][x], false)));
/* Where a window has no room for columns, each cell says itself which it is of. */
for (const each of [...charts, ...(table ? [table] : [])]) {
  const heads = [...[...each.tHead.rows].at(-1).cells].map((th) => th.textContent.trim()).slice(each === table ? 0 : 1);
  for (const row of plain(each)) $$("td", row).forEach((cell, n) => { cell.dataset.head = heads[n]; });
}
const home = (cell) => homes.flat().find((each) => each.dataset.cell === cell.dataset.cell) || cell;

/* Whose cell it is, and under which heading */
function titles(cell) {
  const row = cell.parentElement, all = cell.closest("table");
  if (all.classList.contains("casechart")) return [cell.closest("section").querySelector("h3").textContent, row.cells[0].textContent];
  if (!all.matches(".matrix, .chart")) return [row.cells[0].textContent, cell.closest("section").querySelector("h2").textContent];
  const heads = [...all.tHead.rows].at(-1).cells;
  return [row.cells[0].firstChild.textContent, heads[cell.cellIndex - (all === table ? 1 : 0)].textContent];
}
