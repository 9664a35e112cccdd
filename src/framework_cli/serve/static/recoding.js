/* What one does to a passage of a pile: written as in the transcript, one after the other, and shown as the server answers. */
import { recents, remember } from "./codes.js";
import { button, el } from "./dom.js";
import { versionOf } from "./pilecard.js";

const enc = encodeURIComponent;
const WORDS = ["start", "end", "codes", "open", "quotable", "memo"];
const alike = (one, other) =>
  Boolean(one && other) && WORDS.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));

/**
 * The deeds.
 * @param {object} app
 * @param {{asked: object, told: () => object, own: (id: string) => boolean, here: () => object|undefined, written: (passage: object) => void,
 *   again: () => Promise<void>}} pile `own`: whether a code makes a passage one of this pile; `here`: the passage in hand
 */
export function recoding(app, pile) {
  const { asked } = pile;
  const etags = new Map();
  let last = null,
    writing = null;

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
    const base = { ...passage },
      typed = body.memo ?? "";
    try {
      const reply = await app.write(method, path, body, {
        etag: () => (method === "POST" ? null : (etags.get(passage.source) ?? passage.etag)),
        base,
        same: alike,
        ask: (problem) =>
          app.conflict({
            title: "This passage was changed elsewhere",
            mine: versionOf(app, { ...base, ...body }),
            theirs: versionOf(app, problem.theirs),
            copy: typed || base.text,
          }),
      });
      if (reply.etag) etags.set(passage.source, reply.etag);
      if (reply.kept === "theirs") {
        app.announce("Theirs is kept");
        await pile.again();
        return null;
      }
      Object.assign(passage, reply.excerpt ?? { codes: [], open: [] });
      pile.written(passage);
      app.announce(`${said}${reply.note ? ". " + reply.note : ""}`);
      app.soon();
      return reply;
    } catch (problem) {
      /* Words that somebody typed are offered back: the passage they were meant for may be gone. */
      if (typed)
        app.notify(`The memo was not saved: ${problem.message}`, {
          kind: "problem",
          hint: problem.hint,
          action: { label: "Copy it", run: () => navigator.clipboard?.writeText(typed) },
        });
      else app.failed(problem);
      await pile.again();
      return null;
    }
  }
  const patch = (passage, body, said) =>
    written(passage, said, "PATCH", () => `/api/excerpts/${enc(passage.id)}`, body);
  const named = (id) => app.code(id).name;

  async function apply(id) {
    const passage = pile.here();
    if (!passage || !app.codes.has(id)) return;
    last = id;
    remember(app, id);
    if (passage.codes.includes(id) && passage.mine) {
      app.announce(`${named(id)} is there already`);
      return;
    }
    if (asked.code && !pile.told().known) {
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
        await pile.again();
        app.soon();
      } catch (problem) {
        app.failed(problem);
      }
    }
  }
  async function label(words) {
    const passage = pile.here();
    if (changeable(passage))
      await patch(passage, { open: [...new Set([...passage.open, words])] }, `Open label ${words} applied`);
  }
  async function remove() {
    const passage = pile.here();
    if (!changeable(passage)) return;
    const code = asked.code && (passage.codes.find((id) => id === asked.code) ?? passage.codes.find(pile.own));
    if (asked.code ? !code : !passage.open.includes(asked.open)) {
      app.announce("It is not in this pile any more");
      return;
    }
    const path = () =>
      `/api/excerpts/${enc(passage.id)}${code ? `/codes/${enc(code)}` : `/open?label=${enc(asked.open)}`}`;
    await written(passage, `${code ? named(code) : asked.open} removed`, "DELETE", path, {});
  }
  async function memo() {
    const passage = pile.here();
    if (!changeable(passage)) return;
    const field = el("textarea", { id: "pile-memo", rows: 6, autofocus: true });
    field.value = passage.memo;
    writing = field;
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
            text: `On ${passage.source}:${passage.line}. Ctrl+Enter or Esc saves.`,
          }),
          field,
          el(
            "div",
            { class: "actions" },
            button("Save", () => close(field.value), { class: "main" }),
            button("Cancel", () => close(false)),
          ),
        ];
      },
    });
    writing = null;
    /* Esc, and a click beside the dialog, save as in the transcript; only Cancel does not. */
    const said = (words ?? field.value).toString().trim();
    if (words !== false && said !== passage.memo) await patch(passage, { memo: said }, "Memo saved");
  }
  async function quotable() {
    const passage = pile.here();
    if (changeable(passage))
      await patch(
        passage,
        { quotable: !passage.quotable },
        passage.quotable ? "No longer worth quoting" : "Marked as worth quoting",
      );
  }

  return {
    apply,
    label,
    remove,
    memo,
    quotable,
    repeat: () => (last ? apply(last) : app.announce("No code has been applied yet")),
    recent(digit) {
      const id = recents(app)[digit - 1];
      if (id) apply(id);
    },
    /** What was known of the files is read anew. */
    forget: () => etags.clear(),
    /** Whether a memo is being written. */
    unsaved: () => Boolean(writing && writing.value.trim() !== (pile.here()?.memo ?? "")),
  };
}
