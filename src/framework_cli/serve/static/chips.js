/* The references of a summary, one after the other: each shows what it stands for, and leads to its excerpt. */
import { button, el, keepingFocus } from "./dom.js";
import { lines } from "./evidence.js";
import { hidePeek, leavePeek, peek } from "./peek.js";

/**
 * The list of references.
 * @param {object} app
 * @param {{known: (name: string) => object|undefined, show: (id: string) => void, home: HTMLElement}} how `show`: goes to an excerpt; `home`: where the
 *   focus goes from a reference that is no longer there
 * @returns {{node: HTMLElement, show: (cites: {name: string, quotable: boolean, lines: boolean}[]) => void}}
 */
export function chips(app, { known, show, home }) {
  const node = el("ul", { class: "chips", "aria-label": "References" });

  function chip({ name, quotable, lines: ofLines }) {
    const stands = known(name);
    const label = stands ? (quotable ? "*" : "") + lines(stands) : name;
    const look = (event) => {
      peek(app, stands, event.currentTarget.getBoundingClientRect(), name);
      event.currentTarget.setAttribute("aria-describedby", "peek");
    };
    const go = () => {
      hidePeek();
      if (!ofLines) show(stands?.id || name);
    };
    return button(label, go, {
      class: `reference${stands ? "" : " lost"}`,
      on: { mouseenter: look, focus: look, mouseleave: leavePeek, blur: hidePeek },
      "aria-label": `Reference ${label}${stands ? "" : ", leads nowhere"}`,
    });
  }
  return {
    node,
    show(cites) {
      keepingFocus(node, home, () => node.replaceChildren(...cites.map((one) => el("li", {}, chip(one)))));
      node.hidden = !cites.length;
    },
  };
}
