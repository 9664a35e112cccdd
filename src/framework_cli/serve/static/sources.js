/* The header of a transcript, and the way from one transcript to the next. */
import { openCombobox } from "./combobox.js";
import { button, count, el } from "./dom.js";

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const kinds = { "focus-group": "focus group" };

/** What the header says of a transcript. @param {object} page of coding.js */
export function told(page) {
  const { app, source, marks } = page;
  const seen = marks.excerpts.filter((excerpt) => (app.view === "others" ? !excerpt.agreed : excerpt.mine));
  const book = app.study.codebook.codes;
  const columns = book.some((code) => code.charted) ? book.filter((code) => code.charted) : book;
  const carried = new Set(seen.flatMap((excerpt) => excerpt.codes));
  const used = columns.filter((code) => carried.has(code.id)).length;
  const cases = source.cases
    .map(({ case: id, wave }) => id + (wave ? ` (wave ${wave})` : ""))
    .filter((id) => id !== source.id);
  const attributes =
    source.cases.length <= 1
      ? Object.values(source.attributes ?? {})
          .filter(Boolean)
          .join(" · ")
      : "";
  const { read } = source;
  const version = app.study.codebook.version;
  const old = read && String(read.codebook) !== String(version);
  const way = (label, by, name) =>
    button(label, () => step(page, by), { class: "quiet", "aria-label": name, title: name });
  app.header.set({
    nav: "source",
    title: source.id,
    cell: cellOf(page),
    lead: el(
      "span",
      { class: "switch" },
      way("‹", -1, "Previous transcript"),
      button("Transcripts …", () => choose(page), { class: "quiet" }),
      way("›", 1, "Next transcript"),
    ),
    facts: [
      [kinds[source.kind] ?? source.kind, cases.join(", "), attributes].filter(Boolean).join(" · "),
      `${count(seen.length, "excerpt")} · ${used} of ${count(columns.length, "code")} used`,
      button(
        read ? `Read through, codebook ${read.codebook}${old ? ` (now ${version})` : ""}` : "Not read through",
        () => page.deeds.read(),
        {
          class: `quiet read${read && !old ? " done" : ""}`,
          title: read
            ? `${read.on}. Press r to mark it again under codebook ${version}`
            : `Press r when you have been through all of it under codebook ${version}`,
        },
      ),
    ],
  });
}

/** The cell that the passage feeds; where it counts in none, that of the source's one case and the passage's code, or its first theme. */
export function cellOf({ app, source, focus, chosen, marks }) {
  const here = focus ? [focus.excerpt] : chosen ? marks.overlapping(chosen.start, chosen.end) : [];
  const cell = here.flatMap((each) => each.cells ?? [])[0];
  if (cell) return cellAddress(app, cell);
  const id = source.cases.length === 1 ? source.cases[0] : null;
  const code =
    here
      .flatMap((each) => each.codes)
      .map(app.code)
      .find((each) => !each.missing) ?? app.study.codebook.codes[0];
  if (!id || !code) return null;
  const where = id.case + (id.wave ? `@${id.wave}` : "");
  return code.charted
    ? app.address("cell", where, code.theme ?? code.id, code.id)
    : app.address("cell", where, code.theme ?? code.id);
}

/** The address of a cell that the server names "P01@2/stigma". */
export function cellAddress(app, cell) {
  const cut = cell.lastIndexOf("/");
  const code = app.code(cell.slice(cut + 1));
  return app.address("cell", cell.slice(0, cut), code.theme ?? code.id, code.id);
}

/** The next or previous transcript in the study's order. */
export function step({ app, source }, by) {
  const all = app.study.sources;
  const next = all[(all.findIndex((each) => each.id === source.id) + by + all.length) % all.length];
  if (next) app.go(app.address("source", next.id));
}

/** A transcript by its name, its case or its kind. */
export function choose({ app, source }) {
  const says = (each) =>
    [each.id, each.kind, ...each.cases.map(({ case: id, wave }) => `${id} ${wave ?? ""}`)].join(" ");
  openCombobox({
    title: "Transcripts",
    label: "Name, case or kind of a transcript",
    placeholder: "Name, case or kind",
    none: "No transcript is called so.",
    options: (query) =>
      app.study.sources
        .filter((each) =>
          plain(query)
            .split(/\s+/)
            .every((word) => plain(says(each)).includes(word)),
        )
        .map((each) => ({
          value: each,
          name: each.id,
          node: () =>
            el(
              "span",
              { class: `row${each.id === source.id ? " current" : ""}` },
              el("b", { text: each.id }),
              el("span", {
                class: "gist",
                text: [
                  kinds[each.kind] ?? each.kind,
                  ...each.cases.map(({ case: id }) => id).filter((id) => id !== each.id),
                ].join(" · "),
              }),
              el("span", { class: "n", text: `${count(each.excerpts, "excerpt")}${each.read ? " · read" : ""}` }),
            ),
        })),
    pick: (each) => app.go(app.address("source", each.id)),
  });
}
