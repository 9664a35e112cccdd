/* The order of rows: the study's own, or by an attribute in groups, or by how much is charted. Documents come last. */
const tables = [...(table ? [table] : []), ...charts];
const lines = new Map(tables.map((each) => [each, plain(each)]));
const begun = new Map(tables.map((each) => [each, [...each.tBodies].map((body) => [body, [...body.rows]])]));
const arranged = new Map();
/* What each row goes by stands in the first table; the others have the same rows. */
const facts = tables.length ? lines.get(tables[0]).map((row) => row.dataset) : [];

function arrange(each, by) {
  if (by === (arranged.get(each) ?? "")) return;
  arranged.set(each, by);
  const bodies = begun.get(each);
  const people = lines.get(each).map((row, n) => [row, facts[n]]).filter(([, fact]) => !("apart" in fact));
  const known = new Map(people);
  const apart = bodies.filter(([, held]) => !held.some((row) => known.has(row)));
  while (each.tBodies.length) each.tBodies[0].remove();
  if (by === "coverage") each.append(gathered(people.map(([row]) => [row, $$("td:not(.nothing-said, .not-asked, .uncharted)", row).length]).sort((a, b) => b[1] - a[1]).map(([row]) => row)));
  else if (by) {
    for (const value of [...new Set(people.map(([, fact]) => fact[by]))].sort()) {
      each.append(gathered(people.filter(([, fact]) => fact[by] === value).map(([row]) => row), value || "not given"));
    }
  }
  /* What the study groups rows by stands beside their names where something else groups them. */
  for (const [, held] of bodies) for (const row of held) {
    const beside = $("th .attributes", row), title = held[0].matches(".group") ? held[0].textContent.trim() : "";
    if (beside) beside.dataset.group = by && title && known.has(row) && known.get(row)[by] !== title ? title + (beside.textContent ? ", " : "") : "";
  }
  for (const [body, held] of by ? apart : bodies) { body.replaceChildren(...held); each.append(body); }
}
function gathered(held, name) {
  const body = make("tbody");
  if (name) {
    const th = make("th");
    th.scope = "rowgroup";
    th.colSpan = held[0].cells.length;
    th.append(make("span", name));
    const title = make("tr", "", "group");
    title.append(th);
    body.append(title);
  }
  body.append(...held);
  return body;
}

/* The thematic charts, all by the same attribute; the address says which. */
const grouping = $(".grouping select");
function regroup(query) {
  if (!grouping) return;
  if (query?.has("by")) pick(grouping, query.get("by"));
  const by = grouping.value, { name } = address();
  if (by || query?.has("by") || !query) history.replaceState(history.state, "", "#" + (name || "themes") + (by ? "?by=" + by : ""));
  for (const chart of charts) arrange(chart, by);
}
grouping?.addEventListener("input", () => regroup());
