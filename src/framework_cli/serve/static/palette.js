/* The palette: every code by name, number, id or definition, with what it takes in and leaves out. */
import { codeName, recents } from "./codes.js";
import { openCombobox } from "./combobox.js";
import { el } from "./dom.js";

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* How well a word fits: its letters in order; better together, better at the beginnings of words. -1: not at all. */
function fuzzy(query, words) {
  const at = words.indexOf(query);
  if (at !== -1) return 100 - Math.min(at, 40) + (at === 0 || /[\s\-.,(]/.test(words[at - 1]) ? 40 : 0);
  let score = 0,
    from = 0;
  for (const sign of query) {
    if (sign === " ") continue;
    const found = words.indexOf(sign, from);
    if (found === -1) return -1;
    score +=
      found === from ? 4 : found === 0 || /[\s\-.,(]/.test(words[found - 1]) ? 5 : -Math.min(3, (found - from) / 4);
    from = found + 1;
  }
  return score > query.length * 1.5 ? score : -1;
}

/** How well an entry of the codebook fits what was typed; below 0 not at all. */
export function fits(code, query) {
  const sought = plain(query.trim());
  if (!sought) return 0;
  if (code.number && code.number.startsWith(sought)) return 300 - code.number.length;
  const name = fuzzy(sought, plain(code.name));
  const id = fuzzy(sought, plain(code.id));
  const definition = sought.length > 2 && plain(code.definition ?? "").includes(sought) ? 20 : -1;
  return Math.max(name === -1 ? -1 : name + 10, id, definition);
}

function listed(app, query) {
  const recent = recents(app);
  const rank = (code) => {
    const n = recent.indexOf(code.id);
    return n === -1 ? 99 : n;
  };
  const all = app.study.codebook.codes;
  if (!query.trim()) return [...all].sort((a, b) => rank(a) - rank(b));
  return all
    .map((code) => [fits(code, query), code])
    .filter(([score]) => score >= 0)
    .sort((a, b) => b[0] - a[0] || rank(a[1]) - rank(b[1]))
    .map(([, code]) => code);
}

function about(app, value) {
  if (value.label !== undefined)
    return [
      el("h3", { class: "code-name open", text: value.label }),
      el("p", {
        class: "hint",
        text: value.fresh
          ? "A new open label: provisional, counted nowhere, until the codebook takes it up."
          : `An open label, used ${value.count === 1 ? "once" : `${value.count} times`}.`,
      }),
    ];
  const code = value.code;
  const theme = code.theme && code.theme !== code.id ? app.code(code.theme) : null;
  const part = (term, words) => (words ? [el("dt", { text: term }), el("dd", { text: words })] : []);
  return [
    theme && el("p", { class: "hint", text: `${theme.number} ${theme.name}`.trim() }),
    el("h3", {}, codeName(code)),
    el("p", { text: code.definition || "No definition yet." }),
    code.include || code.exclude ? el("dl", {}, part("Include", code.include), part("Exclude", code.exclude)) : null,
  ];
}

/**
 * Opens the palette. `apply(code, {stay})`, `open(label, {stay})`; `stay`: it stays open for another.
 * @param {{app: object, title?: string, near?: DOMRect|null, apply: Function, open?: Function|null}} what
 */
export function openPalette({ app, title = "Find a code", near = null, apply, open = null }) {
  const options = (query) => {
    const labels = (words, all) =>
      app.study.open
        .filter(({ label }) => all || plain(label).includes(plain(words)))
        .map(({ label, count }) => ({ label, count }));
    if (open && query.startsWith("+")) {
      const words = query.slice(1).trim();
      const had = labels(words, !words);
      const fresh = words && !had.some(({ label }) => label === words) ? [{ label: words, fresh: true }] : [];
      return [...fresh, ...had].map(option);
    }
    return [
      ...listed(app, query).map((code) => ({ code })),
      ...(open && query.trim() ? labels(query.trim(), false) : []),
    ].map(option);
  };
  const digits = recents(app);
  const option = (value) => ({ value, node: () => row(value), name: value.code?.name ?? value.label });
  const row = (value) => {
    if (value.code) {
      const digit = digits.indexOf(value.code.id);
      return el(
        "span",
        { class: `row level-${value.code.level ?? 1}` },
        codeName(value.code),
        digit === -1 ? null : el("kbd", { "aria-hidden": "true", text: digit + 1 }),
        el("span", { class: "gist", text: value.code.definition ?? "" }),
      );
    }
    return el(
      "span",
      { class: "row" },
      el("span", { class: "code-name open", text: value.label }),
      el("span", { class: "gist", text: value.fresh ? "new open label" : "open label" }),
    );
  };
  return openCombobox({
    title,
    near,
    options,
    label: "Name, number or words of the definition",
    placeholder: open ? "Name, number, definition, or +open label" : "Name, number or definition",
    hint: "Enter applies · Ctrl+Enter applies and stays · Esc closes",
    side: (value) => about(app, value),
    none: open ? "No code matches. Write + and a name for an open label." : "No code matches.",
    pick: (value, how) => (value.code ? apply(value.code, how) : open(value.label, how)),
  });
}
