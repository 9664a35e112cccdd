/* The keys of a view, in a dialog. */
import { el } from "./dom.js";
import { shownKey } from "./keys.js";

/**
 * Lists keys.
 * @param {object} app
 * @param {string} title
 * @param {[string, string][]} keys the keys of an action, apart by blanks ("g m" is one of two presses), and what it does
 * @param {string} [note] what else is to be said of them
 */
export const listed = (app, title, keys, note = "") =>
  app.dialog({
    title,
    build: () => [
      el(
        "dl",
        { class: "keys-of-view" },
        keys.map(([names, says]) => [
          el(
            "dt",
            {},
            (/^g /.test(names) ? [names] : names.split(" ")).map((name) => [el("kbd", { text: shownKey(name) }), " "]),
          ),
          el("dd", { text: says }),
        ]),
      ),
      el("p", { class: "hint", text: note }),
    ],
  });
