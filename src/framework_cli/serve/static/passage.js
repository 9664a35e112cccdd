/* The panel on the right: the passage, the cell it feeds, the keys. */
import { hold } from "./api.js";
import { codeName, recents } from "./codes.js";
import { $, button, count, el, later } from "./dom.js";
import { KEYS, keysOf, shownKey } from "./keys.js";
import { cellOf } from "./sources.js";

const TABS = [
  ["passage", "Passage"],
  ["cell", "Cell"],
  ["keys", "Keys"],
];

/** @param {object} page of coding.js */
export function side(page) {
  const { app } = page;
  let shown = "passage";
  let of = null;
  const drafts = new Map();
  const tabs = el(
    "div",
    { role: "tablist", "aria-label": "About the passage" },
    TABS.map(([id, label]) =>
      button(label, () => tab(id), { role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}` }),
    ),
  );
  const panels = Object.fromEntries(
    TABS.map(([id]) => [
      id,
      el("div", {
        role: "tabpanel",
        id: `panel-${id}`,
        "aria-labelledby": `tab-${id}`,
        class: "scroll",
        tabindex: "0",
      }),
    ]),
  );
  const node = el("aside", { class: "side", "aria-label": "Passage, cell and keys" }, tabs, Object.values(panels));
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = TABS.findIndex(([id]) => id === shown);
    tab(TABS[(at + step + TABS.length) % TABS.length][0]);
    $(`#tab-${shown}`).focus();
  });

  function tab(id) {
    shown = id;
    for (const [each] of TABS) {
      const is = each === id,
        head = tabs.querySelector(`#tab-${each}`);
      head.setAttribute("aria-selected", String(is));
      head.tabIndex = is ? 0 : -1;
      panels[each].hidden = !is;
    }
    if (id === "cell") cells();
    if (id === "keys") panels.keys.replaceChildren(keyList(app));
  }

  /* The memo that is being written stays as it is, whatever else is drawn anew. */
  const draft = later((key, words) => {
    const had = drafts.get(key);
    if (had) save(had.excerpt, words, key);
  }, 1500);
  async function save(excerpt, words, key) {
    drafts.delete(key);
    if (!drafts.size) hold("memo", null);
    await page.deeds.memo(excerpt, words);
  }
  function memo(excerpt) {
    const area = el("textarea", {
      id: "memo",
      rows: 3,
      placeholder: excerpt ? "What strikes you about it" : "What strikes you about it: also without a code",
    });
    area.key = excerpt ?? "new";
    area.value = drafts.get(area.key)?.words ?? excerpt?.memo ?? "";
    area.addEventListener("input", () => {
      hold("memo", "");
      drafts.set(area.key, { excerpt, words: area.value });
      if (excerpt) draft(area.key, area.value);
    });
    const leave = () => {
      draft.cancel();
      const had = drafts.get(area.key);
      if (had) save(excerpt, had.words, area.key);
    };
    area.addEventListener("blur", () => {
      leave();
      if (of !== (page.focus?.excerpt ?? null) || area.key !== (of ?? "new")) draw();
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        event.stopPropagation();
        leave();
        page.text.focus({ preventScroll: true });
      }
    });
    return [el("label", { for: "memo", class: "hint", text: "Memo" }), area];
  }

  const row = (excerpt, label, node_) =>
    el(
      "li",
      {
        class:
          page.focus?.excerpt === excerpt &&
          page.focus.label &&
          page.focus.label.code === label.code &&
          page.focus.label.open === label.open
            ? "is"
            : "",
      },
      node_,
      excerpt.mine && !excerpt.agreed
        ? button("×", () => page.deeds.remove(excerpt, label), {
            class: "quiet",
            "aria-label": `Remove ${label.code ? app.code(label.code).name : label.open}`,
          })
        : null,
    );

  function one(excerpt) {
    const by = excerpt.agreed
      ? "Agreed coding"
      : excerpt.mine
        ? `${app.study.coder.name || excerpt.coder}, yours`
        : app.study.coders?.[excerpt.coder] || excerpt.coder;
    const lists = [
      ...excerpt.codes.map((code) => row(excerpt, { code }, codeName(app.code(code)))),
      ...excerpt.open.map((open) => row(excerpt, { open }, el("span", { class: "code-name open", text: open }))),
    ];
    return [
      el("ul", { class: "codes-of" }, lists.length ? lists : el("li", { class: "hint", text: "No code yet" })),
      el(
        "p",
        { class: "hint by" },
        `${by}${["exact", "resolved", undefined].includes(excerpt.status) ? "" : ` · ${excerpt.status}`}`,
      ),
      excerpt.mine && !excerpt.agreed
        ? [
            button(excerpt.quotable ? "★ Quotable" : "☆ Mark as quotable", () => page.deeds.quotable(), {
              "aria-pressed": String(Boolean(excerpt.quotable)),
              class: "quiet star",
            }),
            ...memo(excerpt),
          ]
        : [
            excerpt.quotable && el("p", { text: "★ Quotable" }),
            excerpt.memo && el("p", { class: "memo-of", text: excerpt.memo }),
          ],
    ].flat();
  }

  /* What goes gives the focus back to the text. */
  function draw() {
    const within = panels.passage.contains(document.activeElement);
    fill();
    if (within && !panels.passage.contains(document.activeElement)) page.text.focus({ preventScroll: true });
  }
  function fill() {
    const field = document.activeElement;
    const writing = field?.id === "memo" && panels.passage.contains(field) ? field : null;
    /* Nobody who types loses the field: what follows would be taken for keys. */
    if (writing && writing.key !== (page.focus?.excerpt ?? "new")) {
      if (!writing.nextElementSibling?.matches(".alone"))
        writing.after(
          el("p", { class: "hint alone", text: "The passage is no longer picked; what you write is kept." }),
        );
      return;
    }
    of = page.focus?.excerpt ?? null;
    const spot = of ? { start: of.from, end: of.to } : page.chosen;
    if (!spot) {
      panels.passage.replaceChildren(
        el(
          "p",
          { class: "hint" },
          "Nothing is selected. ",
          el("kbd", { text: "↓" }),
          " takes the next sentence, ",
          el("kbd", { text: "n" }),
          " goes to the next coded passage; or drag across some words.",
        ),
        ...source(),
      );
      return;
    }
    const words = page.doc.text.slice(spot.start, spot.end);
    const here = page.marks.overlapping(spot.start, spot.end).filter((each) => each !== of);
    const nodes = [
      el(
        "p",
        { class: "ref" },
        `${page.source.id}:${page.doc.lineRange(spot.start, spot.end)}`,
        el("span", { class: "hint", text: ` · ${count(words.split(/\s+/).filter(Boolean).length, "word")}` }),
      ),
      el("blockquote", {
        class: "words",
        dir: "auto",
        text: words.length > 600 ? words.slice(0, 400) + " … " + words.slice(-160) : words,
      }),
      ...(of
        ? one(of)
        : [
            el("p", { class: "hint" }, "Not coded as it stands. ", el("kbd", { text: "/" }), " finds a code."),
            ...memo(null),
          ]),
      here.length
        ? el(
            "section",
            {},
            el("h3", { text: of ? "Overlaps here" : "Coded here" }),
            el(
              "ul",
              { class: "here" },
              here.slice(0, 12).map((each) =>
                el(
                  "li",
                  {},
                  button("", () => page.pick({ excerpt: each }), {
                    class: "overlap",
                    "aria-label": `Go to ${page.doc.lineRange(each.from, each.to)}`,
                  }),
                ),
              ),
            ),
          )
        : null,
    ].filter(Boolean);
    put(nodes, writing);
    [...panels.passage.querySelectorAll(".overlap")].forEach((each, n) =>
      each.append(
        el("span", {
          class: "hint",
          text: `${page.doc.lineRange(here[n].from, here[n].to)} ${here[n].agreed ? "agreed" : here[n].mine ? "" : here[n].coder}`,
        }),
        ...here[n].codes.map((id) => codeName(app.code(id))),
        ...here[n].open.map((label) => el("span", { class: "code-name open", text: label })),
      ),
    );
    if (shown === "cell") cells();
  }
  /* The memo that is being written is not moved: caret, undo and what an input method composes would go. */
  function put(nodes, writing) {
    const at = writing ? nodes.findIndex((node) => node.id === "memo" && node.key === writing.key) : -1;
    if (at === -1) {
      panels.passage.replaceChildren(...nodes);
      return;
    }
    for (const each of [...panels.passage.childNodes]) if (each !== writing) each.remove();
    writing.before(...nodes.slice(0, at));
    writing.after(...nodes.slice(at + 1));
  }
  function source() {
    const { memos = [], readers = [] } = page.source;
    return [
      readers.length > 0 &&
        el(
          "section",
          {},
          el("h3", { text: "Read through" }),
          el(
            "ul",
            {},
            readers.map(({ coder, codebook, on }) =>
              el("li", { class: "hint", text: `${coder}: codebook version ${codebook}, ${on}` }),
            ),
          ),
        ),
      memos.length > 0 &&
        el(
          "section",
          {},
          el("h3", { text: "Memos about this source" }),
          memos.map(({ id, by, text }) =>
            el(
              "details",
              {},
              el("summary", { text: [id, by].filter(Boolean).join(", ") }),
              el("p", { class: "memo-of", text }),
            ),
          ),
        ),
    ].filter(Boolean);
  }

  /* Why there is no cell to show. */
  function none() {
    const says = (text) => el("p", { class: "hint", text });
    if (app.view === "blind") return [says("Cells are not shown while you code blind.")];
    if (!of) return [says("Pick a coded passage to see the cell it feeds.")];
    if (!page.source.agreed || of.agreed)
      return [says("This passage feeds no cell: it has no code of a column, or nobody who counts speaks in it.")];
    const cell = cellOf(page);
    return [
      says("This source has an agreed coding, and that one counts: this passage waits to be agreed on."),
      ...(cell ? [el("p", {}, el("a", { href: "#" + cell, text: "The cell it would feed" }))] : []),
    ];
  }
  async function cells() {
    const found = of?.cells ?? [];
    if (!found.length) {
      panels.cell.key = null;
      panels.cell.replaceChildren(...none());
      return;
    }
    const asked = of,
      key = found.join() + page.source.etag;
    if (panels.cell.key === key) return;
    const made = [];
    for (const cell of found.slice(0, 4)) {
      const [where, code] = [cell.slice(0, cell.lastIndexOf("/")), app.code(cell.slice(cell.lastIndexOf("/") + 1))];
      const [id, wave = ""] = where.split("@");
      try {
        const data = await app.get(
          `/api/cells/${encodeURIComponent(id)}/${encodeURIComponent(code.theme ?? code.id)}${wave ? `?wave=${encodeURIComponent(wave)}` : ""}`,
        );
        const one_ = data.cells.find((each) => each.code === code.id);
        made.push(
          el(
            "section",
            { class: "cell" },
            el("h3", {}, codeName(code)),
            el("p", { class: "hint", text: `${where} · ${one_?.label ?? one_?.state ?? ""}` }),
            el("p", { class: "summary", text: one_?.words?.trim() || "Nothing is written here yet." }),
            el(
              "p",
              {},
              el("a", {
                href: "#" + app.address("cell", where, code.theme ?? code.id, code.id),
                text: "Chart this cell",
              }),
            ),
          ),
        );
      } catch (problem) {
        made.push(el("p", { class: "hint", text: `${cell}: ${problem.message}` }));
      }
    }
    if (asked === of) {
      panels.cell.replaceChildren(...made);
      panels.cell.key = key;
    }
  }
  tab("passage");
  return {
    node,
    draw,
    tab,
    memo() {
      tab("passage");
      $("#memo", node)?.focus();
    },
    unsaved: () => drafts.size > 0,
    leave() {
      draft.cancel();
      for (const [key, { excerpt, words }] of [...drafts]) save(excerpt, words, key);
    },
  };
}

/** The keys, as a list, and the codes behind the digits. */
export function keyList(app) {
  return el(
    "dl",
    { class: "keys" },
    KEYS.map(([name, , does]) =>
      el(
        "div",
        {},
        el(
          "dt",
          {},
          keysOf(name, app.study.keys).map((key) => el("kbd", { text: shownKey(key) })),
        ),
        el("dd", { text: does }),
      ),
    ),
    el(
      "div",
      { class: "recent-list" },
      recents(app).map((id, n) => el("p", {}, el("kbd", { text: n + 1 }), " ", codeName(app.code(id)))),
    ),
  );
}
