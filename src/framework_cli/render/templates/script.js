"use strict";
(() => {
  const $ = (query, from = document) => from.querySelector(query);
  const $$ = (query, from = document) => [...from.querySelectorAll(query)];
  const root = document.documentElement;
  const parts = $$(".part");
  const panel = $(".panel");
  const table = $(".matrix");
  const form = $(".tools");
  const rows = table ? $$("tbody tr:not(.group)", table) : [];
  const filters = form ? $$("select", form) : [];
  let opener = null;
  root.classList.add("js");

  /* The address says what is shown: #part?q=…&full=1, or #anchor within a part. */
  const address = () => {
    const [name, query = ""] = location.hash.slice(1).split("?");
    return { name, query: new URLSearchParams(query) };
  };
  const remember = (query, push) => {
    const text = query.toString();
    history[push ? "pushState" : "replaceState"](push ? { cell: true } : history.state, "", "#matrix" + (text ? "?" + text : ""));
  };

  function show(scroll = true) {
    const { name, query } = address();
    const target = name ? document.getElementById(name) : null;
    const part = target?.closest(".part") || parts[0];
    const changed = part?.hidden !== false || !part.dataset.shown;
    for (const each of parts) {
      if (each === part) { each.hidden = false; each.dataset.shown = "1"; }
      else { each.setAttribute("hidden", "until-found"); delete each.dataset.shown; }
    }
    $(".masthead").classList.toggle("away", part !== parts[0]);
    for (const link of $$(".bar a")) {
      if (link.hash.slice(1) === part?.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!scroll) return;
    const left = document.activeElement?.closest(".part");
    if (left && left !== part) { target.tabIndex = -1; target.focus({ preventScroll: true }); }
    if (target && target !== part) target.scrollIntoView({ behavior: "instant" });
    else if (changed) scrollTo({ top: 0, behavior: "instant" });
    if (part?.id === "matrix") restore(query);
    else if (panel.open) shut();
  }

  /* Rows and columns of the matrix */
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  function choose() {
    const words = form.elements.q.value.trim();
    const wanted = filters.map((select, n) => [n, select.value]).filter(([, value]) => value !== "*");
    const hidden = new Set($$("[name=theme]", form).filter((box) => !box.checked).map((box) => box.value));
    let columns = 0;
    const themes = [];
    for (const group of $$("colgroup[data-theme]", table)) {
      group.hidden = hidden.has(group.dataset.theme);
      for (const _ of group.children) themes.push(!group.hidden);
      if (!group.hidden) columns += group.children.length;
    }
    for (const th of $$("thead [data-theme]", table)) th.hidden = hidden.has(th.dataset.theme);
    table.style.setProperty("--columns", columns);
    table.classList.toggle("full", form.elements.full.checked);
    const pattern = words ? new RegExp(escaped(words), "giu") : null;
    const ranges = [];
    let shown = 0;
    for (const row of rows) {
      const fits = wanted.every(([n, value]) => "=" + row.dataset["f" + n] === value);
      let found = !pattern;
      [...row.cells].forEach((cell, n) => {
        if (n) cell.hidden = !themes[n - 1];
        const marks = pattern && fits && !cell.hidden ? hits(cell, pattern) : [];
        cell.classList.toggle("hit", marks.length > 0);
        if (marks.length) { found = true; ranges.push(...marks); }
      });
      row.hidden = !(fits && found);
      if (!row.hidden) shown += 1;
    }
    for (const body of table.tBodies) {
      const title = $(".group", body);
      if (title) { title.hidden = !$("tr:not(.group):not([hidden])", body); title.cells[0].colSpan = columns + 1; }
    }
    const first = $("td.hit", table);
    const box = table.parentElement;
    if (pattern && first) box.scrollLeft = Math.max(0, first.offsetLeft - table.rows[0].cells[0].offsetWidth);
    if (globalThis.Highlight) CSS.highlights.set("hit", new Highlight(...ranges));
    $(".tally").value = `${shown} of ${rows.length} rows` + (pattern ? `, ${ranges.length} ${ranges.length === 1 ? "hit" : "hits"}` : "");
    $(".none").hidden = shown > 0;
    rove();
  }
  function hits(cell, pattern) {
    const found = [];
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (const match of node.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        found.push(range);
      }
    }
    return found;
  }
  function state() {
    const query = new URLSearchParams();
    const words = form.elements.q.value.trim();
    if (words) query.set("q", words);
    filters.forEach((select, n) => { if (select.value !== "*") query.set("f" + n, select.value.slice(1)); });
    for (const box of $$("[name=theme]", form)) if (!box.checked) query.append("hide", box.value);
    if (form.elements.full.checked) query.set("full", "1");
    return query;
  }
  function restore(query) {
    form.elements.q.value = query.get("q") || "";
    filters.forEach((select, n) => { select.value = query.has("f" + n) ? "=" + query.get("f" + n) : "*"; if (select.selectedIndex < 0) select.value = "*"; });
    const hide = query.getAll("hide");
    for (const box of $$("[name=theme]", form)) box.checked = !hide.includes(box.value);
    form.elements.full.checked = query.get("full") === "1";
    choose();
    const cell = query.get("cell") && $$("td[data-cell]", table).find((td) => td.dataset.cell === query.get("cell"));
    if (cell) open(cell);
    else if (panel.open) shut();
  }

  /* From a cell to its excerpts and back */
  const copied = (text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.dataset.copy = text;
    button.textContent = "Copy reference";
    return button;
  };
  function make(tag, text, name) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (name) node.className = name;
    return node;
  }
  function heading(cell) {
    const row = cell.parentElement;
    const all = cell.closest("table");
    if (all.classList.contains("casechart")) return [cell.closest("section").querySelector("h3").textContent, row.cells[0].textContent];
    const heads = [...all.tHead.rows].at(-1).cells;
    const column = heads[cell.cellIndex - (all === table ? 1 : 0)];
    return [row.cells[0].firstChild.textContent, column.textContent];
  }
  function open(cell, quote) {
    const body = $(".panel-body", panel);
    const [who, what] = heading(cell);
    const title = make("h2", what);
    title.id = "panel-title";
    title.tabIndex = -1;
    const summary = make("div", "", "summary");
    for (const child of cell.children) summary.append(child.cloneNode(true));
    const ids = cell.dataset.q ? cell.dataset.q.split(" ") : [];
    const label = ids.length + (ids.length === 1 ? " excerpt" : " excerpts");
    body.replaceChildren(make("p", who, "of"), title, summary, copied(cell.dataset.cell),
      make("h3", ids.length ? label + (cell.classList.contains("uncharted") ? " waiting to be charted" : "") : "No excerpts"));
    let focus = title;
    for (const id of ids) {
      const source = document.getElementById(id);
      if (!source) continue;
      const copy = source.cloneNode(true);
      copy.dataset.id = copy.id;
      copy.removeAttribute("id");
      if (quote === copy.dataset.id) { copy.classList.add("at"); copy.tabIndex = -1; focus = copy; }
      copy.append(copied(source.dataset.ref));
      body.append(copy);
    }
    opener?.classList.remove("open");
    opener = cell;
    cell.classList.add("open");
    root.classList.add("paneled");
    if (!panel.open) {
      if (matchMedia("(max-width: 74.99rem)").matches) panel.showModal();
      else panel.show();
    }
    panel.scrollTop = 0;
    cell.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    focus.focus({ preventScroll: true });
    if (focus !== title) focus.scrollIntoView({ block: "center", behavior: "instant" });
  }
  function shut() {
    panel.close();
    root.classList.remove("paneled");
    if (opener) {
      opener.classList.remove("open");
      opener.tabIndex = opener.closest(".matrix") ? 0 : -1;
      /* Going back in history takes the focus away once this has run. */
      setTimeout((cell) => cell.focus(), 0, opener);
    }
    opener = null;
  }
  function leave() {
    if (history.state?.cell) history.back();
    else {
      if (address().name === "matrix") remember(state());
      shut();
    }
  }
  function enter(cell, quote) {
    if (cell.closest(".matrix")) {
      const query = state();
      query.set("cell", cell.dataset.cell);
      remember(query, !panel.open);
    }
    open(cell, quote);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (button) {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
      return;
    }
    if (getSelection().toString()) return;
    const cite = event.target.closest("a.cite");
    const inside = event.target.closest(".panel");
    if (cite && inside) {
      const there = $$(".excerpt", panel).find((each) => "#" + each.dataset.id === cite.hash);
      if (there) {
        event.preventDefault();
        for (const each of $$(".excerpt", panel)) each.classList.toggle("at", each === there);
        there.tabIndex = -1;
        there.focus({ preventScroll: true });
        there.scrollIntoView({ block: "center" });
      }
      return;
    }
    if (inside || (event.target.closest("a") && !cite)) return;
    const cell = event.target.closest("td[data-q]") || cite?.closest("tr")?.querySelector("td[data-q]");
    if (cell && (cite || (cell.classList.contains("held") && !cell.closest(".casechart")))) {
      event.preventDefault();
      enter(cell, cite?.hash.slice(1));
    }
  });
  $(".close", panel).addEventListener("click", leave);
  panel.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) { event.preventDefault(); leave(); }
  });

  /* Arrow keys between cells: one cell at a time is in the order of Tab */
  const cells = () => rows.filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden));
  function rove() {
    const current = $("tbody [tabindex='0']", table);
    if (current?.checkVisibility()) return;
    if (current) current.tabIndex = -1;
    const first = cells()[0]?.[1];
    if (first) first.tabIndex = 0;
  }
  if (table) {
    for (const link of $$("tbody a", table)) link.tabIndex = -1;
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td, th");
      if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Enter" && event.target === cell && cell.dataset.cell) { event.preventDefault(); enter(cell); return; }
      const grid = cells();
      const y = grid.findIndex((row) => row.includes(cell));
      if (y < 0) return;
      const x = grid[y].indexOf(cell);
      const to = { ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], Home: [y, 0], End: [y, grid[y].length - 1] }[event.key];
      const next = to && grid[to[0]]?.[to[1]];
      if (!to) return;
      event.preventDefault();
      if (!next) return;
      const old = $("tbody [tabindex='0']", table);
      if (old) old.tabIndex = -1;
      const focus = next.tagName === "TH" ? $("a", next) || next : next;
      focus.tabIndex = 0;
      focus.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    });
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { choose(); remember(state()); }, 60);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    $(".reset").addEventListener("click", () => { remember(new URLSearchParams()); restore(new URLSearchParams()); });
  }
  for (const part of parts) {
    /* The browser's own search found something in a part that is not shown. */
    part.addEventListener("beforematch", () => { history.replaceState(null, "", "#" + part.id); show(false); });
  }
  addEventListener("popstate", () => show());
  addEventListener("hashchange", () => show());
  show();
})();
