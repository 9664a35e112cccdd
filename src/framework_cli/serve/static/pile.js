/* The pile: every passage of one code, or of one open label, one under the other, recoded by the keys of the transcript. */
import { allKeys } from "./allkeys.js";
import { carriedOut } from "./api.js";
import { $, button, count, el } from "./dom.js";
import { listen } from "./keys.js";
import { openPalette } from "./palette.js";
import { fill } from "./pilecard.js";
import { pileHead } from "./pilehead.js";
import { recoding } from "./recoding.js";

const enc = encodeURIComponent;
/* All that is shown of a passage: its file's state is not. */
const signed = ({ etag, ...shown }) => JSON.stringify(shown);

/** Shows the view; see main.js for what it gives back. */
export async function show(root, route, app) {
  const asked = route.parts[0] ? { code: route.parts[0] } : { open: route.query.get("open") ?? "" };
  const read = () => app.get(asked.code ? `/api/pile?code=${enc(asked.code)}` : `/api/pile?open=${enc(asked.open)}`);
  let told = await read();
  if (!root.isConnected) return null;
  let gone = false,
    at = 0,
    roving = null,
    wanted = "";
  const attributes = new Map(app.study.cases.map((one) => [one.id, one.attributes]));
  const list = el("ul", { class: "excerpts", "aria-label": "Passages" });
  const tally = el("span", { class: "hint tally", role: "status" });
  const filter = el("select", {
    id: "pile-filter",
    on: {
      change: () => {
        wanted = filter.value;
        draw();
      },
    },
  });
  const tools = el(
    "div",
    { class: "pile-tools" },
    el("label", { for: "pile-filter" }, "Cases ", filter),
    tally,
    button("Keys", () => allKeys(app), { class: "quiet" }),
  );
  /* It has the focus where no passage is left. */
  const node = el("div", { class: "pile-of", tabindex: -1, data: { text: "" }, on: { focus: () => home() } });
  node.append(pileHead(app, asked, told, tools), list, el("p", { class: "hint nothing" }));
  root.replaceChildren(node);
  app.header.set({
    title: asked.code ? told.title : `“${told.title}”`,
    facts: [asked.code ? "pile" : "open label"],
    nav: "pile",
  });

  /* Drawing */
  const held = new WeakMap(),
    drawnAs = new Map();
  const items = () => [...list.children];
  const own = (id) =>
    id === asked.code || app.codes.get(id)?.theme === asked.code || app.codes.get(id)?.parent === asked.code;
  const inPile = (passage) => (asked.code ? passage.codes.some(own) : passage.open.includes(asked.open));
  function fits(passage) {
    if (!wanted) return true;
    const [name, value] = JSON.parse(wanted);
    return passage.cases.some((one) => (attributes.get(one.case)?.[name] ?? "") === value);
  }
  function choices() {
    const found = new Map();
    for (const passage of told.passages)
      for (const one of passage.cases)
        for (const [name, value] of Object.entries(attributes.get(one.case) ?? {}))
          if (value) found.set(JSON.stringify([name, value]), `${name}: ${value}`);
    if (!found.has(wanted)) wanted = "";
    filter.replaceChildren(
      el("option", { value: "" }, "all"),
      ...[...found]
        .sort((a, b) => (a[1] < b[1] ? -1 : 1))
        .map(([value, label]) => el("option", { value, selected: value === wanted }, label)),
    );
  }
  function show_(item, passage) {
    const deed = (label, key, run) => [
      label,
      key,
      () => {
        rove(items().indexOf(item), false);
        run();
      },
    ];
    fill(app, item, passage, {
      left: !inPile(passage),
      attributes,
      deeds: [
        deed("Code …", "/", palette),
        deed("Remove", "d", deeds.remove),
        deed("Memo", "m", deeds.memo),
        deed(passage.quotable ? "Not worth quoting" : "Worth quoting", "*", deeds.quotable),
      ],
    });
    held.set(item, passage);
    drawnAs.set(passage.id, { item, as: signed(passage) });
  }
  /* A passage that is as it was keeps its item: nothing is drawn for nothing. */
  function itemOf(passage) {
    const had = drawnAs.get(passage.id);
    if (had && had.as === signed(passage)) {
      held.set(had.item, passage);
      return had.item;
    }
    const item = had?.item ?? el("li", { tabindex: -1 });
    show_(item, passage);
    return item;
  }
  function draw() {
    const before = held.get(items()[at])?.id;
    const inside = list.contains(document.activeElement);
    const shown = told.passages.filter(fits);
    const wants = shown.map(itemOf);
    const has = items();
    if (wants.length !== has.length || wants.some((item, k) => item !== has[k])) list.replaceChildren(...wants);
    const n = shown.findIndex((passage) => passage.id === before);
    $(".nothing", root).textContent = shown.length ? "" : "No passage is left here.";
    list.hidden = !shown.length;
    rove(n >= 0 ? n : at, inside && !list.contains(document.activeElement));
    if (inside && !shown.length) node.focus({ preventScroll: true });
    tell();
  }
  function tell() {
    const shown = told.passages.filter(fits),
      left = shown.filter(inPile).length;
    tally.textContent =
      shown.length === left ? count(left, "passage") : `${count(left, "passage")} left of ${shown.length}`;
  }
  function rove(n, focus = true) {
    const all = items();
    if (!all.length) return;
    if (roving) roving.tabIndex = -1;
    at = Math.max(0, Math.min(n, all.length - 1));
    roving = all[at];
    roving.tabIndex = 0;
    if (focus) {
      all[at].focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "nearest" });
    }
  }
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest("li");
    if (item && item !== roving) rove(items().indexOf(item), false);
  });

  const here = () => held.get(items()[at]);
  const deeds = recoding(app, {
    asked,
    told: () => told,
    own,
    here,
    written: (passage) => {
      const item = gone ? null : items().find((each) => held.get(each) === passage);
      if (item) show_(item, passage);
      if (!gone) tell();
    },
    again: () => (gone ? undefined : again()),
  });
  function cell() {
    const name = here()?.cells[0];
    if (!name) {
      app.announce("This passage counts in no cell");
      return;
    }
    const cut = name.lastIndexOf("/"),
      code = name.slice(cut + 1);
    app.go(
      "/" + ["cell", name.slice(0, cut), app.code(code).theme ?? code, code].map(enc).join("/").replaceAll("%40", "@"),
    );
  }
  const palette = () =>
    here() &&
    openPalette({
      app,
      near: items()[at].getBoundingClientRect(),
      title: `Find a code for ${here().source}:${here().line}`,
      apply: (code) => deeds.apply(code.id),
      open: deeds.label,
    });
  const home = () => items()[at]?.focus({ preventScroll: true });
  const unlisten = listen(
    node,
    {
      next: () => rove(at + 1),
      previous: () => rove(at - 1),
      recent: (_, digit) => deeds.recent(digit),
      repeat: deeds.repeat,
      palette,
      memo: deeds.memo,
      quotable: deeds.quotable,
      remove: deeds.remove,
      undo: () => app.undo(),
      redo: () => app.redo(),
      view: () => app.setView({ mine: "others", others: "blind", blind: "mine" }[app.view]).catch(app.failed),
      cell,
      grid: () => app.go("/grid"),
      help: () => allKeys(app),
    },
    () => app.study.keys ?? {},
  );

  async function again() {
    const done = carriedOut();
    const news = await read().catch((problem) => {
      if (problem.status !== 404) throw problem;
      return { ...told, passages: [] };
    });
    if (gone) return undefined;
    /* What was written while it was read may not be in it. */
    if (carriedOut() !== done) return again();
    /* What was recoded here stays in sight, and in its place, until one leaves. */
    const fresh = new Map(news.passages.map((passage) => [passage.id, passage]));
    const stays = told.passages
      .map((passage) => fresh.get(passage.id) ?? (inPile(passage) ? null : passage))
      .filter(Boolean);
    const known = new Set(stays.map((passage) => passage.id));
    told = { ...news, passages: [...stays, ...news.passages.filter((passage) => !known.has(passage.id))] };
    deeds.forget();
    choices();
    return draw();
  }
  const off = app.on("view", () => again().catch(app.failed));
  choices();
  draw();
  (items()[0] ?? node).focus({ preventScroll: true });
  return {
    hide: () => {
      gone = true;
      off();
      unlisten();
    },
    changed: () => again().catch(app.failed),
    undone: () => again().catch(app.failed),
    unsaved: deeds.unsaved,
  };
}
