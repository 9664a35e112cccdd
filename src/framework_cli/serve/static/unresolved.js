/* What stands above the text: a file that cannot be read whole; passages whose words are no longer where they were, never moved by a guess. */
import { codeName } from "./codes.js";
import { button, count, el } from "./dom.js";

const SAID = {
  lost: "its words are not in the text any more",
  ambiguous: "its words stand in more than one place",
  orphan: "its words are not in the text any more",
};

/** @param {object} page of coding.js */
export function unresolved(page) {
  const { app, doc, source } = page;
  if (!source.unresolved?.length) return null;
  const candidate = (entry, [start, end, score]) => {
    const from = doc.units(start),
      to = doc.units(end);
    return el(
      "li",
      {},
      button(`Line ${doc.lineRange(from, to)}`, () => page.choose({ start: from, end: to, down: 0 }), {
        class: "quiet",
        title: "Show it in the text",
      }),
      el("span", { class: "words", text: doc.text.slice(from, to) }),
      el("span", { class: "hint", text: `${Math.round(score * 100)} % alike` }),
      entry.mine ? button("It is this one", () => page.deeds.anchor(entry, [start, end]), {}) : null,
    );
  };
  return el(
    "details",
    { class: "unresolved", open: true },
    el("summary", { text: `${count(source.unresolved.length, "passage")} without a certain place` }),
    el(
      "ul",
      {},
      source.unresolved.map((entry) =>
        el(
          "li",
          {},
          el("p", { class: "words", text: entry.quote }),
          el(
            "p",
            { class: "hint" },
            `${entry.mine ? "" : `${entry.coder}: `}${SAID[entry.status] ?? entry.status} `,
            entry.codes.map((id) => codeName(app.code(id))),
          ),
          entry.candidates.length
            ? el(
                "ul",
                { class: "candidates" },
                entry.candidates.map((each) => candidate(entry, each)),
              )
            : el("p", {
                class: "hint",
                text: "Nothing in the text comes near it: select the passage it was, code it, and take this entry out.",
              }),
          entry.mine ? button("Take it out", () => page.deeds.discard(entry), {}) : null,
        ),
      ),
    ),
  );
}

/** Why nothing is written into the coder's own file, or the transcript cannot be read; null where both are sound. */
export function broken({ problems = [] }) {
  const blocking = problems.filter((each) => each.blocks);
  if (!blocking.length) return null;
  return el(
    "section",
    { class: "broken", "aria-label": "A file that must be mended" },
    blocking.map(({ message, path, line, hint }) => [
      el("p", {}, el("code", { text: line ? `${path}:${line}` : path }), " ", message),
      hint && el("p", { class: "hint", text: hint }),
    ]),
    el("p", { class: "hint", text: "Nothing is written into it until it is mended in an editor." }),
  );
}
