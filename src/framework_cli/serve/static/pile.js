/* The pile: every passage of one code, or of one open label, one under the other, recoded by the keys of the transcript. */
import { allKeys } from "./allkeys.js";
import { codeName, recents, remember } from "./codes.js";
import { $, button, count, el } from "./dom.js";
import { place, quoted } from "./evidence.js";
import { listen } from "./keys.js";
import { openPalette } from "./palette.js";
import { cellAddress, rowName } from "./status.js";

const enc = encodeURIComponent;
const WORDS = ["start", "end", "codes", "open", "quotable", "memo"];
const alike = (one, other) =>
  Boolean(one && other) && WORDS.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));

/** Shows the view; see main.js for what it gives back. */
export async function show(root, route, app) {
  const asked = route.parts[0] ? { code: route.parts[0] } : { open: route.query.get("open") ?? "" };
  const read = () => app.get(asked.code ? `/api/pile?code=${enc(asked.code)}` : `/api/pile?open=${enc(asked.open)}`);
  let told = await read();
  let gone = false,
    at = 0,
    last = null,
    wanted = "";
  const etags = new Map();
  const attributes = new Map(app.study.cases.map((one) => [one.id, one.attributes]));
  const list = el("ul", { class: "excerpts", "aria-label": "Passages", data: { text: "" } });
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
  root.replaceChildren(el("div", { class: "pile-of" }, head(), list, el("p", { class: "hint nothing" })));
  app.header.set({
    title: asked.code ? told.title : `“${told.title}”`,
    facts: [asked.code ? "pile" : "open label"],
    nav: "pile",
  });

  function head() {
    const part = (label, words) => words && el("p", {}, el("b", { text: `${label}: ` }), words);
    const retired =
      told.retired &&
      el(
        "p",
        { class: "pile-says" },
        "Retired: passages are to be recoded",
        told.retired.into?.length
          ? [" as ", told.retired.into.map((id, n) => [n ? " or " : "", codeName(app.code(id))])]
          : "",
        told.retired.why ? `. ${told.retired.why}` : ".",
        " A code that you apply here takes its place.",
      );
    const unknown =
      !told.known &&
      !told.retired &&
      el("p", {
        class: "pile-says",
        text: "The codebook has no such code. A code that you apply here takes its place.",
      });
    const adopt =
      asked.open !== undefined &&
      el(
        "p",
        { class: "pile-says" },
        "To make the label an entry of the codebook: ",
        el("code", { text: `framework codebook adopt ${shell(asked.open)} --as ID --theme THEME` }),
      );
    return el(
      "div",
      { class: "pile-head" },
      el(
        "h2",
        {},
        asked.code
          ? codeName({ ...app.code(asked.code), missing: false, retired: false })
          : el("span", { class: "code-name open", text: told.title }),
      ),
      told.definition && el("p", { text: told.definition }),
      part("Include", told.include),
      part("Exclude", told.exclude),
      retired,
      unknown,
      adopt,
      el(
        "div",
        { class: "pile-tools" },
        el("label", { for: "pile-filter" }, "Cases ", filter),
        tally,
        button("Keys", () => allKeys(app), { class: "quiet" }),
      ),
    );
  }

  /* Drawing */
  const held = new WeakMap();
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
    filter.replaceChildren(
      el("option", { value: "" }, "all"),
      ...[...found]
        .sort((a, b) => (a[1] < b[1] ? -1 : 1))
        .map(([value, label]) => el("option", { value, selected: value === wanted }, label)),
    );
  }
  function fill(item, passage) {
    const cases = passage.cases.map((one) =>
      el("a", {
        href:
          "#" +
          (passage.cells[0]
            ? cellAddress(
                app,
                one,
                app.code(passage.cells[0].split("/").at(-1)).theme ?? asked.code,
                passage.cells[0].split("/").at(-1),
              )
            : cellAddress(app, one, asked.code ?? app.study.codebook.codes[0]?.id ?? "")),
        title: "Open its cell",
        text: rowName(one),
      }),
    );
    const facts = passage.cases
      .flatMap((one) => Object.values(attributes.get(one.case) ?? {}))
      .filter(Boolean)
      .join(", ");
    const inside = item !== document.activeElement && item.contains(document.activeElement);
    const deed = (name, keys, run) =>
      button(
        name,
        () => {
          rove(items().indexOf(item), false);
          run();
        },
        { class: "quiet", tabindex: -1, title: keys },
      );
    item.className = `excerpt${inPile(passage) ? "" : " done"}`;
    item.replaceChildren(
      el(
        "div",
        { class: "head" },
        place(app, passage),
        cases,
        facts && el("span", { class: "hint", text: facts }),
        passage.mine
          ? null
          : el("span", { class: "hint", text: passage.agreed ? "agreed" : `coded by ${passage.coder}` }),
        passage.quotable && el("span", { class: "note-flag", text: "worth quoting" }),
        !inPile(passage) && el("span", { class: "note-flag cited", text: "✓ not in this pile any more" }),
      ),
      quoted(app, passage),
      el(
        "div",
        { class: "excerpt-codes" },
        passage.codes.map((id) => codeName(app.code(id))),
        passage.open.map((label) => el("span", { class: "code-name open", text: label })),
      ),
      passage.memo
        ? el("p", { class: "excerpt-memo" }, el("span", { class: "hint", text: "Memo: " }), passage.memo)
        : "",
      el(
        "div",
        { class: "deeds" },
        deed("Code …", "/", palette),
        deed("Remove", "d", remove),
        deed("Memo", "m", memo),
        deed(passage.quotable ? "Not worth quoting" : "Worth quoting", "*", quotable),
      ),
    );
    held.set(item, passage);
    if (inside) item.focus({ preventScroll: true });
  }
  function draw() {
    const before = held.get(items()[at])?.id;
    const inside = list.contains(document.activeElement);
    const shown = told.passages.filter(fits);
    list.replaceChildren(
      ...shown.map((passage) => {
        const item = el("li", { tabindex: -1 });
        fill(item, passage);
        return item;
      }),
    );
    const n = shown.findIndex((passage) => passage.id === before);
    $(".nothing", root).textContent = shown.length ? "" : "No passage is left here.";
    list.hidden = !shown.length;
    rove(n >= 0 ? n : at, inside);
    count_();
  }
  function count_() {
    const shown = told.passages.filter(fits),
      left = shown.filter(inPile).length;
    tally.textContent =
      shown.length === left ? count(left, "passage") : `${count(left, "passage")} left of ${shown.length}`;
  }
  function rove(n, focus = true) {
    const all = items();
    if (!all.length) return;
    at = Math.max(0, Math.min(n, all.length - 1));
    all.forEach((item, k) => {
      item.tabIndex = k === at ? 0 : -1;
    });
    if (focus) {
      all[at].focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "nearest" });
    }
  }
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest("li");
    if (item) rove(items().indexOf(item), false);
  });

  /* What one does to a passage */
  const here = () => held.get(items()[at]);
  function changeable(passage) {
    if (passage?.mine && !passage.agreed) return true;
    if (passage)
      app.announce(
        passage.agreed
          ? "This is the agreed coding: it is changed with framework compare"
          : `This is ${passage.coder}'s: only your own coding can be changed`,
      );
    return false;
  }
  async function written(passage, said, method, path, body) {
    const item = items()[at];
    const base = { ...passage };
    try {
      const reply = await app.write(method, path, body, {
        etag: () => (method === "POST" ? null : (etags.get(passage.source) ?? passage.etag)),
        base,
        same: alike,
      });
      if (reply.etag) etags.set(passage.source, reply.etag);
      if (!gone) {
        Object.assign(passage, reply.excerpt ?? { codes: [], open: [] });
        if (item.isConnected) fill(item, passage);
        count_();
      }
      app.announce(`${said}${reply.note ? ". " + reply.note : ""}`);
      app.soon();
      return reply;
    } catch (problem) {
      if (problem.theirs !== undefined) {
        app.notify("This passage was changed elsewhere meanwhile: it is shown as it is now, and nothing was written.", {
          kind: "problem",
        });
        await again();
      } else app.failed(problem);
      return null;
    }
  }
  const patch = (passage, body, said) =>
    written(passage, said, "PATCH", () => `/api/excerpts/${enc(passage.id)}`, body);
  const named = (id) => app.code(id).name;

  async function apply(id) {
    const passage = here();
    if (!passage || !app.codes.has(id)) return;
    last = id;
    remember(app, id);
    if (passage.codes.includes(id) && passage.mine) {
      app.announce(`${named(id)} is there already`);
      return;
    }
    if (asked.code && !told.known) {
      if (!changeable(passage)) return;
      const codes = [...new Set(passage.codes.map((code) => (code === asked.code ? id : code)))];
      if (!codes.includes(id)) codes.push(id);
      await patch(passage, { codes }, `${named(id)} instead of ${asked.code}`);
      return;
    }
    if (passage.agreed) {
      changeable(passage);
      return;
    }
    const body = {
      start: passage.start,
      end: passage.end,
      quote: passage.text,
      codes: [id],
      open: [],
      memo: "",
      quotable: false,
    };
    const path = `/api/source/${enc(passage.source)}/excerpts`;
    if (passage.mine) await written(passage, `${named(id)} applied`, "POST", path, body);
    else {
      try {
        await app.write("POST", path, body);
        app.announce(`${named(id)} applied, as your own coding beside ${passage.coder}'s`);
        await again();
        app.soon();
      } catch (problem) {
        app.failed(problem);
      }
    }
  }
  async function label(words) {
    const passage = here();
    if (changeable(passage))
      await patch(passage, { open: [...new Set([...passage.open, words])] }, `Open label ${words} applied`);
  }
  async function remove() {
    const passage = here();
    if (!changeable(passage)) return;
    const code = asked.code && (passage.codes.find((id) => id === asked.code) ?? passage.codes.find(own));
    if (asked.code ? !code : !passage.open.includes(asked.open)) {
      app.announce("It is not in this pile any more");
      return;
    }
    const path = () =>
      `/api/excerpts/${enc(passage.id)}${code ? `/codes/${enc(code)}` : `/open?label=${enc(asked.open)}`}`;
    await written(passage, `${code ? named(code) : asked.open} removed`, "DELETE", path, {});
  }
  async function memo() {
    const passage = here();
    if (!changeable(passage)) return;
    const field = el("textarea", { id: "pile-memo", rows: 6, autofocus: true });
    field.value = passage.memo;
    const words = await app.dialog({
      title: "Memo",
      build: (close) => {
        field.addEventListener("keydown", (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(field.value);
        });
        return [
          el("label", {
            for: "pile-memo",
            class: "hint",
            text: `On ${passage.source}:${passage.line}. Ctrl+Enter saves.`,
          }),
          field,
          el(
            "div",
            { class: "actions" },
            button("Save", () => close(field.value), { class: "main" }),
            button("Cancel", () => close(null)),
          ),
        ];
      },
    });
    if (words !== null && words.trim() !== passage.memo) await patch(passage, { memo: words.trim() }, "Memo saved");
  }
  async function quotable() {
    const passage = here();
    if (changeable(passage))
      await patch(
        passage,
        { quotable: !passage.quotable },
        passage.quotable ? "No longer worth quoting" : "Marked as worth quoting",
      );
  }
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
      apply: (code) => apply(code.id),
      open: label,
    });
  const unlisten = listen(
    list,
    {
      next: () => rove(at + 1),
      previous: () => rove(at - 1),
      recent: (_, digit) => {
        const id = recents(app)[digit - 1];
        if (id) apply(id);
      },
      repeat: () => (last ? apply(last) : app.announce("No code has been applied yet")),
      palette,
      memo,
      quotable,
      remove,
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
    const news = await read().catch((problem) => {
      if (problem.status !== 404) throw problem;
      return { ...told, passages: [] };
    });
    if (gone) return;
    /* What was recoded here stays in sight, and in its place, until one leaves. */
    const fresh = new Map(news.passages.map((passage) => [passage.id, passage]));
    const stays = told.passages
      .map((passage) => fresh.get(passage.id) ?? (inPile(passage) ? null : passage))
      .filter(Boolean);
    const known = new Set(stays.map((passage) => passage.id));
    told = { ...news, passages: [...stays, ...news.passages.filter((passage) => !known.has(passage.id))] };
    etags.clear();
    choices();
    draw();
  }
  const off = app.on("view", () => again().catch(app.failed));
  choices();
  draw();
  items()[0]?.focus({ preventScroll: true });
  return {
    hide: () => {
      gone = true;
      off();
      unlisten();
    },
    changed: () => again().catch(app.failed),
    undone: () => again().catch(app.failed),
  };
}

/* A word as a shell takes it. */
const shell = (words) => (/^[\w.-]+$/.test(words) ? words : `'${words.replaceAll("'", "'\\''")}'`);
