/* One cell of the charting view: its field, what is said of it, and its words saved shortly after typing stops. */
import { Conflict, hold } from "./api.js";
import { chips } from "./chips.js";
import { codeName } from "./codes.js";
import { button, count, el, keepingFocus, later } from "./dom.js";
import { summaryField } from "./field.js";
import { pressed } from "./keys.js";
import { marking } from "./marking.js";
import { mergeEditor } from "./merge.js";
import { hidePeek } from "./peek.js";
import { references, wordCount } from "./references.js";
import { remarks } from "./remarks.js";
import { chip, day } from "./status.js";

const WAIT = 800;
/* What could not be saved yet, by cell: it outlives the view. */
const drafts = new Map();
/* Each stretch of writing in a cell is one step to undo. */
let sittings = 0;
const sitting = () => `${performance.timeOrigin}-${(sittings += 1)}`;
addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});

/**
 * The editor of one cell.
 * @param {object} app
 * @param {{etag: string, path: (code: string) => string, writable: boolean, known: (name: string) => object|undefined}} sheet what the cells of
 *   one file share
 * @param {object} data the cell as the server tells it
 * @param {{active: (self: object) => void, caret: (id: string) => void, changed: (self: object) => void, saved: (self: object, reply: object) => void,
 *   leave: () => void, show: (id: string) => void}} hooks
 */
export function cellEditor(app, sheet, data, hooks) {
  const words = summaryField(app, { code: data.code, writable: sheet.writable, known: sheet.known });
  const field = words.area,
    cites = chips(app, { known: sheet.known, show: (id) => hooks.show(id), home: field });
  const status = el("span", { class: "status" }),
    foot = el("div", { class: "cell-foot", id: `said-${data.code}` });
  const said = el("ul", { class: "remarks", "aria-label": "Remarks" }),
    trouble = el("div", { class: "trouble" }),
    merge = el("div", {}),
    actions = marking(field, (state) => save(state));
  const self = {
    code: data.code,
    data,
    field,
    flush,
    update,
    insert: words.insert,
    caret: words.caret,
    mark: (state) => save(state),
    /** Somebody begins to write here: a step of its own. */
    sit: () => {
      seat = sitting();
    },
    unsaved: () => field.value !== sent,
  };
  let sent = "",
    sending = null,
    problem = "",
    conflict = null,
    seat = sitting(),
    timer = later(() => save(), WAIT);
  let gist = "";

  /* The field */
  const { put, draw, caret } = words;
  const idOf = (name) => sheet.known(name)?.id ?? "";
  field.addEventListener("input", () => {
    problem = "";
    hidePeek();
    kept();
    draw();
    tell();
    timer();
    hooks.changed(self);
    if (conflict) beside();
  });
  field.addEventListener("focus", () => hooks.active(self));
  field.addEventListener("blur", () => {
    if (sheet.writable) save();
  });
  for (const event of ["keyup", "click", "focus"])
    field.addEventListener(event, () => hooks.caret(idOf(words.pointed())));
  field.addEventListener("keydown", (event) => {
    const key = pressed(event);
    if (event.isComposing) return;
    if (key === "Ctrl+Enter") {
      event.preventDefault();
      save("charted");
    }
    if (key === "Escape") {
      event.preventDefault();
      hooks.leave();
    }
  });

  /* What is said of it */
  function tell() {
    const cited = references(field.value);
    const next = JSON.stringify([
      cited,
      self.data,
      wordCount(field.value),
      problem,
      Boolean(conflict),
      field.value === sent,
      sending !== null,
    ]);
    if (next === gist) return;
    gist = next;
    hold(
      data.key,
      conflict
        ? "two versions of a cell"
        : problem
          ? "a cell cannot be written as it stands"
          : field.value !== sent
            ? ""
            : null,
    );
    const { charted, on, reviewed } = self.data;
    const stands =
      field.value !== sent && self.data.status === "uncharted" && field.value.trim() ? "draft" : self.data.status;
    const who = [charted && `by ${charted}${on ? `, ${day(on)}` : ""}`, reviewed && `reviewed by ${reviewed}`]
      .filter(Boolean)
      .join(" · ");
    self.node?.classList.toggle("blank", !field.value && !self.data.held);
    status.replaceChildren(chip(stands), who && el("span", { class: "hint", text: who }));
    const held = self.data.evidence.length,
      used = self.data.evidence.filter((id) => cited.some((one) => idOf(one.name) === id)).length;
    foot.replaceChildren(
      el("span", { text: count(wordCount(field.value), "word") }),
      el("span", { text: self.data.held ? `cites ${used} of ${count(held, "excerpt")}` : "no excerpts" }),
      el("span", {
        class: "state",
        text: !sheet.writable
          ? ""
          : problem
            ? "Not saved"
            : conflict
              ? "Not saved: two versions"
              : sending !== null
                ? "Saving…"
                : field.value !== sent
                  ? "Not saved yet"
                  : "",
      }),
    );
    keepingFocus(trouble, field, () =>
      trouble.replaceChildren(
        ...(problem
          ? [
              el("p", { text: `Not saved: ${problem}` }),
              button("Try again", () => save(null, true), { class: "quiet" }),
            ]
          : []),
      ),
    );
    cites.show(cited);
    const found = remarks(field.value, self.data, {
      known: sheet.known,
      changed: field.value.trim() !== self.data.words || self.rewritten === true,
    });
    keepingFocus(said, field, () =>
      said.replaceChildren(
        ...found.map(({ text, excerpts = [] }) =>
          el(
            "li",
            {},
            text,
            excerpts.map(({ id, label }) => [" ", button(label, () => hooks.show(idOf(id) || id), { class: "quiet" })]),
          ),
        ),
      ),
    );
    said.hidden = !found.length;
    if (sheet.writable)
      actions.show({ empty: !field.value.trim(), status: self.data.status, saved: field.value === sent });
  }
  /* Saving */
  function kept() {
    if (field.value === sent && !conflict) drafts.delete(data.key);
    else drafts.set(data.key, { value: field.value, base: self.data });
  }
  /* Writes the words as they are when their turn has come; `mark` says how the cell is to be marked with them. */
  async function save(mark = null, again = false, tries = 0) {
    timer.cancel();
    if (conflict && mark) app.announce("Choose between the two versions first");
    if (conflict || !sheet.writable || (!mark && !again && (sending !== null || problem || field.value === sent)))
      return null;
    const before = self.data.words;
    let missed = false;
    problem = "";
    sending = field.value;
    tell();
    try {
      const body = () => {
        sending = field.value;
        return { words: sending, mark, base: self.data.words, sitting: seat };
      };
      const reply = await app.write("PUT", () => sheet.path(data.code), body, {
        etag: () => sheet.etag,
        base: before,
        same: (theirs) => theirs.words === self.data.words,
      });
      sheet.etag = reply.etag;
      sent = sending;
      if (mark) self.sit();
      self.rewritten = mark ? false : self.rewritten || reply.cell.words !== before;
      self.data = reply.cell;
      hooks.saved(self, reply, mark);
    } catch (refused) {
      if (refused instanceof Conflict) missed = met(refused);
      else problem = [refused.message, refused.hint].filter(Boolean).join(" ");
      if (mark && !(refused instanceof Conflict)) app.announce(problem);
    }
    sending = null;
    kept();
    draw();
    tell();
    hooks.changed(self);
    if (missed && tries < 5) return save(mark, true, tries + 1);
    if (!conflict && !problem && field.value !== sent) timer();
    return null;
  }
  function flush() {
    if (timer.now) timer.now();
    if (field.value !== sent) save(null, false);
  }
  /* Two versions, unless they are one after all: then true, and it is to be tried again. */
  function met({ theirs, etag }) {
    if (etag) sheet.etag = etag;
    /* The words are those one began with: others wrote so fast that it was another cell of the file each time. */
    if (theirs.words === self.data.words) return true;
    if (theirs.words === field.value.trim()) {
      sent = field.value;
      self.data = theirs.cell ?? self.data;
      return true;
    }
    conflict = theirs;
    beside();
    app.announce(`${data.name}: changed elsewhere meanwhile. Both versions are shown.`);
    return false;
  }
  function beside() {
    keepingFocus(merge, field, () => merge.replaceChildren(mergeEditor(field.value, conflict.words, choose)));
  }
  function choose(what) {
    const mine = field.value,
      theirs = conflict;
    conflict = null;
    merge.replaceChildren();
    self.data = theirs.cell ?? { ...self.data, words: theirs.words };
    if (what === "mine") {
      sent = null;
      put(mine);
    }
    if (what === "both") {
      sent = null;
      put([theirs.words, mine.trim()].filter(Boolean).join("\n\n"));
    }
    if (what === "theirs") {
      /* Ctrl+Z in the field brings mine back; so does the message. */
      words.replace(theirs.words);
      sent = field.value;
      timer.cancel();
      app.notify("Theirs is kept.", {
        action: {
          label: "Put mine back",
          run: () => {
            words.replace(mine);
            save();
          },
        },
      });
    }
    kept();
    field.focus();
    if (what !== "theirs") save(null, true);
    tell();
    hooks.changed(self);
  }

  /* While two versions wait for a choice, theirs may change once more, or become mine. */
  function moved(news) {
    if (news.words === conflict.words) return;
    conflict = null;
    merge.replaceChildren();
    if (news.words === field.value.trim() || news.words === self.data.words) update(news);
    else met({ theirs: { words: news.words, cell: news } });
    if (!conflict && field.value !== sent) timer();
    kept();
    tell();
  }
  /** What the server says of the cell by now: taken over, unless somebody is writing in it. */
  function update(news) {
    if (sending !== null) return;
    if (conflict) {
      moved(news);
      return;
    }
    if (news.words === self.data.words || news.words === field.value.trim()) {
      if (news.words === field.value.trim()) sent = field.value;
    } else if (field.value === sent) {
      const { start, end } = caret();
      put(news.words);
      sent = field.value;
      if (document.activeElement === field) field.setSelectionRange(start, end);
    } else {
      met({ theirs: { words: news.words, cell: news } });
      kept();
      tell();
      return;
    }
    self.data = news;
    kept();
    draw();
    tell();
  }
  const draft = drafts.get(data.key);
  put(data.words);
  sent = field.value;
  field.setSelectionRange(field.value.length, field.value.length);
  if (draft && draft.value !== sent) {
    put(draft.value);
    /* The draft began from other words than stand there now: what those are is for its writer to say. */
    if (draft.base.words !== data.words) {
      self.data = draft.base;
      met({ theirs: { words: data.words, cell: data } });
    } else timer();
  }
  kept();
  self.node = el(
    "section",
    { class: `cell level-${data.level}`, data: { code: data.code } },
    el(
      "div",
      { class: "cell-head" },
      el("h2", { id: `name-${data.code}` }, codeName({ ...app.code(data.code), number: data.number, name: data.name })),
      status,
    ),
    definition(data),
    words.node,
    foot,
    cites.node,
    trouble,
    merge,
    said,
    actions.node,
  );
  gist = "";
  tell();
  return self;
}

/* What belongs in the cell, as the codebook says it. */
function definition({ definition: says, include, exclude }) {
  const more = [
    ["Include", include],
    ["Exclude", exclude],
  ].filter(([, words]) => words);
  if (!says && !more.length) return null;
  return el(
    "details",
    { class: "definition" },
    el("summary", { text: says || "What belongs here" }),
    more.map(([label, words]) => el("p", {}, el("b", { text: `${label}: ` }), words)),
  );
}
