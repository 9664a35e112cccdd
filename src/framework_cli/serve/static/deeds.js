/* What one does to a passage. It is seen at once, written one after the other, and put right by what the server answers. */
import { Conflict, Problem } from "./api.js";
import { remember } from "./codes.js";
import { count, el } from "./dom.js";

const enc = encodeURIComponent;
const WORDS = ["start", "end", "codes", "open", "quotable", "memo"];
const facts = (excerpt, keys = WORDS) => JSON.stringify(keys.map((key) => excerpt?.[key] ?? null));
const labels = (excerpt) => excerpt.codes.length + excerpt.open.length;

/** An excerpt as the server knows it now; what was done here and is still on its way stays as it is shown. */
export const renewed = (excerpt, known) =>
  Object.assign(excerpt, known, excerpt.waiting ? Object.fromEntries(WORDS.map((key) => [key, excerpt[key]])) : {});

/* Asked when its turn has come: a passage has its id only when it was written. */
function addressOf(excerpt) {
  if (!excerpt.id)
    throw new Problem(422, { message: "The passage could not be saved, so what was done to it was not either." });
  return `/api/excerpts/${enc(excerpt.id)}`;
}

/** An excerpt in words, for a conflict's two sides. */
export function told(page, excerpt) {
  if (!excerpt) return el("p", { text: "Taken out." });
  const { app, doc } = page;
  const row = (term, words) => [
    el("dt", { text: term }),
    el("dd", { class: term === "Words" ? "words" : "", text: words }),
  ];
  return el(
    "dl",
    {},
    row("Words", doc.text.slice(doc.units(excerpt.start), doc.units(excerpt.end))),
    row("Codes", excerpt.codes.map((id) => app.code(id).name).join(", ") || "none"),
    excerpt.open?.length ? row("Open labels", excerpt.open.join(", ")) : null,
    row("Memo", excerpt.memo || "none"),
    row("Quotable", excerpt.quotable ? "yes" : "no"),
  );
}

/** @param {object} page of coding.js */
export function deeds(page) {
  const { app } = page;
  const nameOf = (label) => (label.code ? app.code(label.code).name : `open label ${label.open}`);

  function take(excerpt, reply) {
    if (reply.etag) page.source.etag = reply.etag;
    Object.assign(app.study, { undo: reply.undo, redo: reply.redo });
    if (reply.note) app.notify(reply.note[0].toUpperCase() + reply.note.slice(1));
    const known = reply.excerpt;
    if (known) {
      const before = facts(excerpt);
      if (facts(renewed(excerpt, known)) !== before) page.redraw(excerpt);
    } else if (!excerpt.waiting) page.forget(excerpt);
    page.told();
    app.soon();
  }
  let offered = { words: "", away() {} };
  /* What was typed can still be copied: the longest of it. */
  async function wrong(problem, typed = "") {
    await page.reload({ force: true }).catch(() => {});
    say(problem, typed);
  }
  function say(problem, typed) {
    if (!typed) {
      app.failed(problem);
      return;
    }
    if (typed.startsWith(offered.words)) offered.away();
    offered = {
      words: typed,
      away: app.notify(problem.message, {
        kind: "problem",
        hint: problem.hint ?? "",
        action: {
          label: "Show what I wrote",
          run: () =>
            app.dialog({
              title: "Not saved",
              build: () => el("textarea", { rows: 8, readonly: true, "aria-label": "What you wrote" }, typed),
            }),
        },
      }),
    };
  }
  async function written(excerpt, said, write, typed = "") {
    excerpt.waiting = (excerpt.waiting ?? 0) + 1;
    app.announce(said);
    let reply;
    try {
      reply = await write();
    } catch (problem) {
      excerpt.waiting -= 1;
      await wrong(problem, typed);
      return;
    }
    excerpt.waiting -= 1;
    if (reply.kept === "theirs") {
      await page.reload({ force: true }).catch(app.failed);
      app.announce("Theirs is kept");
    } else take(excerpt, reply);
  }
  /* Where elsewhere something was changed that is none of this deed's `keys`, both stand. */
  const how = (excerpt, base, keys = WORDS) => ({
    etag: () => page.source.etag,
    base,
    same: (theirs, from) => Boolean(theirs) && facts(theirs, keys) === facts(from, keys),
    ask: (problem) =>
      app.conflict({
        title: "This passage was changed elsewhere",
        mine: told(page, { ...excerpt }),
        theirs: told(page, problem.theirs),
        copy: excerpt.memo || page.words(excerpt),
      }),
  });

  /* Whose passage the keys act on: the one picked, else one's own at or around the selection. */
  function target() {
    const own = (excerpt) => excerpt?.mine && !excerpt.agreed;
    if (page.focus) {
      if (own(page.focus.excerpt)) return page.focus.excerpt;
      const beside = page.marks.at(page.focus.excerpt.from, page.focus.excerpt.to);
      if (beside) return beside;
      app.announce(
        page.focus.excerpt.agreed
          ? "This is the agreed coding: it is changed with framework compare"
          : `This is ${page.focus.excerpt.coder}'s: only your own coding can be changed`,
      );
      return null;
    }
    const found = page.chosen ? page.marks.overlapping(page.chosen.start, page.chosen.end).filter(own) : [];
    if (!found.length)
      app.announce(
        page.chosen ? "Nothing of yours is coded here" : "Select a passage first: arrow down takes a sentence",
      );
    return found[0] ?? null;
  }

  function fresh() {
    const { start, end } = page.chosen;
    return {
      id: null,
      coder: app.study.coder.id,
      mine: true,
      agreed: false,
      start: page.doc.points(start),
      end: page.doc.points(end),
      codes: [],
      open: [],
      quotable: false,
      memo: "",
      status: "exact",
      cells: [],
    };
  }
  async function add(what, said) {
    page.settle();
    if (!page.chosen) {
      if (what.memo) say({ message: "The words this memo was about are no longer there." }, what.memo);
      else app.announce("Select a passage first: arrow down takes a sentence");
      return;
    }
    let excerpt = page.marks.at(page.chosen.start, page.chosen.end);
    const there = excerpt && [
      ...(what.codes ?? []).map((id) => excerpt.codes.includes(id)),
      ...(what.open ?? []).map((label) => excerpt.open.includes(label)),
    ];
    if (there?.length && there.every(Boolean)) {
      page.pick({ excerpt, code: what.codes?.[0], open: what.open?.[0] }, { quiet: true });
      app.announce(`${said} is there already`);
      return;
    }
    const isNew = !excerpt;
    excerpt ??= fresh();
    excerpt.codes = [...new Set([...excerpt.codes, ...(what.codes ?? [])])];
    excerpt.open = [...new Set([...excerpt.open, ...(what.open ?? [])])];
    if (what.memo) excerpt.memo = what.memo;
    if (isNew) page.place(excerpt);
    else page.redraw(excerpt);
    page.pick({ excerpt, code: what.codes?.[0], open: what.open?.[0] }, { quiet: true });
    const body = {
      start: excerpt.start,
      end: excerpt.end,
      quote: page.words(excerpt),
      codes: what.codes ?? [],
      open: what.open ?? [],
      memo: what.memo ?? "",
      quotable: false,
    };
    await written(
      excerpt,
      `${said} applied, ${count(labels(excerpt), "code")}`,
      () => app.write("POST", `/api/source/${enc(page.source.id)}/excerpts`, body),
      what.memo,
    );
  }
  async function change(excerpt, patch, said) {
    const base = { ...excerpt };
    Object.assign(excerpt, patch);
    if ("start" in patch) page.replace(excerpt);
    else page.redraw(excerpt);
    await written(
      excerpt,
      said,
      () =>
        app.write(
          "PATCH",
          () => addressOf(excerpt),
          "start" in patch ? { start: patch.start, end: patch.end, quote: page.words(patch) } : patch,
          how(excerpt, base, Object.keys(patch)),
        ),
      patch.memo,
    );
  }

  return {
    target,
    async apply(id) {
      if (!app.codes.has(id)) return;
      remember(app, id);
      await add({ codes: [id] }, app.code(id).name);
    },
    label: (label) => add({ open: [label] }, `Open label ${label}`),
    /** Takes off the code that was picked, else the last one; with the last the passage goes. */
    async remove(from = null, which = null) {
      page.settle();
      const excerpt = from ?? target();
      if (!excerpt) return;
      const picked = which ?? (page.focus?.excerpt === excerpt ? page.focus.label : null);
      const all = [...excerpt.codes.map((code) => ({ code })), ...excerpt.open.map((open) => ({ open }))];
      const label = all.find((each) => picked && each.code === picked.code && each.open === picked.open) ?? all.at(-1);
      const base = { ...excerpt };
      if (label?.code) excerpt.codes = excerpt.codes.filter((id) => id !== label.code);
      else if (label) excerpt.open = excerpt.open.filter((each) => each !== label.open);
      const gone = !label || (!labels(excerpt) && !excerpt.memo);
      if (gone) page.forget(excerpt);
      else page.redraw(excerpt);
      const path = () =>
        addressOf(excerpt) +
        (!label ? "" : label.code ? `/codes/${enc(label.code)}` : `/open?label=${enc(label.open)}`);
      await written(
        excerpt,
        label ? `${nameOf(label)} removed, ${count(labels(excerpt), "code")} left` : "Passage taken out",
        () => app.write("DELETE", path, {}, how(excerpt, base)),
      );
    },
    async quotable() {
      page.settle();
      const excerpt = target();
      if (excerpt)
        await change(
          excerpt,
          { quotable: !excerpt.quotable },
          excerpt.quotable ? "No longer quotable" : "Marked as quotable",
        );
    },
    /** A memo may begin a passage: it need not have a code. */
    async memo(excerpt, words) {
      if (!excerpt) {
        if (words.trim()) await add({ memo: words.trim() }, "Memo");
        return;
      }
      if ((excerpt.memo ?? "") !== words)
        await change(excerpt, { memo: words }, words ? "Memo saved" : "Memo taken out");
    },
    resize: (excerpt, { start, end }) =>
      change(
        excerpt,
        { start: page.doc.points(start), end: page.doc.points(end) },
        `Boundary moved: ${page.doc.lineRange(start, end)}`,
      ),
    /** An entry whose place was lost is put at one of its candidates: only where somebody says so. */
    async anchor(entry, [start, end]) {
      const text = page.doc.text.slice(page.doc.units(start), page.doc.units(end));
      try {
        const reply = await app.write(
          "PATCH",
          `/api/excerpts/${enc(entry.id)}`,
          { start, end, quote: text },
          { etag: () => page.source.etag },
        );
        page.source.etag = reply.etag;
        app.announce("The passage has its place again");
        await page.reload({ force: true });
      } catch (problem) {
        if (problem instanceof Conflict) {
          page.source.etag = problem.etag;
          await page.reload({ force: true });
        }
        app.failed(problem);
      }
    },
    /** Takes out an entry whose place was lost; undo brings it back. */
    async discard(entry) {
      try {
        const reply = await app.write("DELETE", `/api/excerpts/${enc(entry.id)}`, {}, { etag: () => page.source.etag });
        await page.reload({ force: true });
        app.notify(reply.said);
      } catch (problem) {
        if (problem instanceof Conflict) page.source.etag = problem.etag;
        await wrong(problem);
      }
    },
    async read() {
      try {
        const reply = await app.write("PUT", `/api/source/${enc(page.source.id)}/read`, {});
        page.source.read = reply.read;
        page.source.etag = reply.etag ?? page.source.etag;
        page.told();
        app.notify(`${page.source.id} is read through under codebook version ${reply.read?.codebook ?? ""}`);
        app.soon();
      } catch (problem) {
        await wrong(problem);
      }
    },
  };
}
