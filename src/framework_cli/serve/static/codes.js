/* The codebook beside the text: a tree with counts; the nine codes used last carry their digit. */
import { $, button, count, el, hue } from "./dom.js";

const KEPT = 9;
const used = [];
let began = false;

/** A code's name: its colour, its number, its name. */
export function codeName(code) {
  return el(
    "span",
    { class: `code-name${code.missing ? " missing" : ""}`, style: hue(code.hue) },
    code.number ? el("span", { class: "num", text: code.number }) : null,
    el("span", { class: "name", text: code.name }),
    code.retired
      ? el("span", { class: "hint", text: " (retired)" })
      : code.missing
        ? el("span", { class: "hint", text: " (not in the codebook)" })
        : null,
  );
}

/** The ids behind the digits 1–9. A code keeps its digit until it is the one not used for longest; a new study begins with its first columns. */
export function recents(app) {
  const book = app.study.codebook.codes;
  const known = (app.study.recent ?? []).filter((id) => book.some((code) => code.id === id));
  const first = book.filter((code) => code.charted && !known.includes(code.id)).map((code) => code.id);
  return [...known, ...first].slice(0, KEPT);
}

/** Notes that a code was used: it has a digit from now on. */
export function remember(app, id) {
  const slots = recents(app);
  if (!began) used.unshift(...[...slots].reverse());
  began = true;
  const before = used.indexOf(id);
  if (before !== -1) used.splice(before, 1);
  used.push(id);
  if (!slots.includes(id)) {
    const longest = used.find((each) => slots.includes(each)) ?? slots.at(-1);
    if (slots.length < KEPT) slots.push(id);
    else slots[slots.indexOf(longest)] = id;
  }
  if (slots.join() === (app.study.recent ?? []).join()) return;
  app.study.recent = slots;
  app.write("POST", "/api/place", { recent: slots }).catch(() => {});
  app.emit("recent", slots);
}

/** The code used last, in this transcript or another; none at the beginning. */
export const lastUsed = () => used.at(-1) ?? null;

const folded = (app) => `folded:${app.study.study}`;
function kept(app) {
  try {
    return new Set(JSON.parse(localStorage.getItem(folded(app)) ?? "[]"));
  } catch {
    return new Set();
  }
}
function keep(app, closed) {
  try {
    localStorage.setItem(folded(app), JSON.stringify([...closed]));
  } catch {
    /* a browser that keeps nothing */
  }
}

/**
 * The tree. `apply(code)` and `open(label)` are called for what is clicked.
 * @param {object} page of coding.js
 */
export function codebook(page) {
  const { app } = page;
  const closed = kept(app);
  const tree = el("div", { class: "tree" });
  const labels = el("div", { class: "labels" });
  const problems = el("div", { class: "problems" });
  const node = el(
    "nav",
    { class: "codes", "aria-label": "Codebook" },
    el(
      "div",
      { class: "panel-head" },
      el("h2", { text: "Codes" }),
      el("span", { class: "hint", id: "codebook-version" }),
    ),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": "Codes, with their counts" },
      tree,
      labels,
      problems,
    ),
  );

  const tally = (code) =>
    el("a", {
      class: "tally",
      href: "#" + app.address("pile", code.id),
      "aria-label": `${count(code.count ?? 0, "passage")} of ${code.name}, one under the other`,
      text: code.count ?? 0,
    });
  const row = (code) =>
    el(
      "div",
      { class: `code level-${code.level ?? 1}`, data: { code: code.id } },
      button("", () => page.apply(code.id), {
        class: "name-of",
        title:
          [code.definition, code.include && `Include: ${code.include}`, code.exclude && `Exclude: ${code.exclude}`]
            .filter(Boolean)
            .join("\n") || code.name,
      }),
      el("span", { class: "digit" }),
      tally(code),
    );

  function theme(code, below) {
    const open = !closed.has(code.id);
    const list = el("div", { class: "below", hidden: !open, id: `below-${code.id}` }, below.map(row));
    const head = row(code);
    const fold = button(
      "",
      () => {
        const now = list.hidden;
        list.hidden = !now;
        fold.setAttribute("aria-expanded", String(now));
        if (now) closed.delete(code.id);
        else closed.add(code.id);
        keep(app, closed);
      },
      {
        class: "fold",
        "aria-expanded": String(open),
        "aria-controls": list.id,
        "aria-label": `${code.name}: its subthemes`,
      },
    );
    if (below.length) head.prepend(fold);
    return el("section", { class: "theme" }, head, list);
  }
  function fill() {
    const codes = app.study.codebook.codes;
    const themes = codes.filter((code) => !code.parent);
    tree.replaceChildren(
      ...themes.map((code) =>
        theme(
          code,
          codes.filter((each) => each.theme === code.id && each.id !== code.id),
        ),
      ),
    );
    for (const each of tree.querySelectorAll(".code"))
      $(".name-of", each).append(codeName(app.code(each.dataset.code)));
    $("#codebook-version", node).textContent = app.study.codebook.version
      ? `version ${app.study.codebook.version}`
      : "";
    labels.replaceChildren(
      ...(app.study.open.length
        ? [
            el("h3", { text: "Open labels" }),
            ...app.study.open.map(({ label, count: n }) =>
              el(
                "div",
                { class: "code" },
                button("", () => page.label(label), { class: "name-of" }),
                el("a", {
                  class: "tally",
                  href: `#/pile?open=${encodeURIComponent(label)}`,
                  "aria-label": `${count(n, "passage")} with the open label ${label}`,
                  text: n,
                }),
              ),
            ),
          ]
        : []),
    );
    [...labels.querySelectorAll(".name-of")].forEach((each, n) =>
      each.append(el("span", { class: "code-name open", text: app.study.open[n].label })),
    );
    digits();
    faults();
  }
  function digits() {
    const slots = recents(app);
    for (const each of tree.querySelectorAll(".code")) {
      const digit = slots.indexOf(each.dataset.code);
      $(".digit", each).replaceChildren(
        ...(digit === -1 ? [] : [el("kbd", { text: digit + 1, title: `Key ${digit + 1} applies it` })]),
      );
    }
  }
  let told = "";
  function faults() {
    const { errors, warnings, first } = app.study.problems;
    const now = JSON.stringify(app.study.problems);
    if (now === told) return;
    told = now;
    const open = Boolean($("details[open]", problems));
    problems.hidden = !errors && !warnings;
    if (problems.hidden) return;
    const said = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean).join(", ");
    problems.replaceChildren(
      el(
        "details",
        { open },
        el("summary", { text: `${said} in the files` }),
        el(
          "ul",
          {},
          first.map((each) =>
            el(
              "li",
              {},
              el("code", { text: `${each.path}:${each.line}` }),
              el("p", { text: each.message }),
              each.hint && el("p", { class: "hint", text: each.hint }),
            ),
          ),
        ),
        el("p", { class: "hint" }, "All of them: ", el("code", { text: "framework check" })),
      ),
    );
  }
  const shapeOf = ({ codebook: { codes, version }, open }) =>
    JSON.stringify([codes.map(({ count: _, ...rest }) => rest), open, version]);
  fill();
  const offs = [app.on("study", update), app.on("recent", digits)];

  /* Counts change often, the codebook seldom: rows are made anew only where it did. */
  let shape = shapeOf(app.study);
  function update() {
    const now = shapeOf(app.study);
    if (now !== shape) {
      shape = now;
      const held = tree.contains(document.activeElement) || labels.contains(document.activeElement);
      fill();
      if (held) $("[data-text]")?.focus({ preventScroll: true });
      return;
    }
    for (const each of tree.querySelectorAll(".code")) {
      const code = app.code(each.dataset.code),
        link = $(".tally", each);
      if (link.textContent !== String(code.count)) link.replaceWith(tally(code));
    }
    digits();
    faults();
  }
  return { node, update, off: () => offs.forEach((off) => off()) };
}
