/* The keys of a view, in a dialog. */
import { el } from "./dom.js";
import { shownKey } from "./keys.js";

/**
 * Lists keys.
 * @param {object} app
 * @param {string} title
 * @param {[string, string][]} keys the keys of an action, apart by blanks ("g m" is one of two presses), and what it does
 */
export const listed = (app, title, keys) =>
  app.dialog({
    title,
    build: () =>
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
  });
