/* Beside a passage selected by mouse or finger: the recent codes and a search. Takes no focus until it is clicked. */
import { codeName, recents } from "./codes.js";
import { button, el } from "./dom.js";

/** @param {object} page of coding.js */
export function popover(page) {
  const { app } = page;
  const node = el("div", {
    class: "popover",
    role: "group",
    "aria-label": "Codes for the selected passage",
    hidden: true,
  });
  document.body.append(node);
  const hide = () => {
    node.hidden = true;
  };
  const act = (run) => () => {
    hide();
    run();
    page.text.focus({ preventScroll: true });
  };
  /* A press must not take the selection away before the click is heard. */
  node.addEventListener("pointerdown", (event) => event.preventDefault());
  return {
    node,
    hide,
    show(rect) {
      node.replaceChildren(
        el(
          "ul",
          {},
          recents(app).map((id, n) =>
            el(
              "li",
              {},
              button(
                "",
                act(() => page.apply(id)),
                { class: "pick" },
              ),
            ),
          ),
        ),
        el(
          "div",
          { class: "more" },
          button(
            "Find a code …",
            act(() => page.palette()),
            { class: "quiet" },
          ),
          button(
            "Memo",
            act(() => page.memo()),
            { class: "quiet" },
          ),
          button(
            "Close",
            act(() => {}),
            { class: "quiet" },
          ),
        ),
      );
      [...node.querySelectorAll(".pick")].forEach((each, n) =>
        each.append(el("kbd", { "aria-hidden": "true", text: n + 1 }), codeName(app.code(recents(app)[n]))),
      );
      node.hidden = false;
      const box = node.getBoundingClientRect();
      const below = rect.bottom + 8 + box.height < innerHeight;
      node.style.setProperty("--left", `${Math.max(8, Math.min(rect.left, innerWidth - box.width - 8))}px`);
      node.style.setProperty("--top", `${below ? rect.bottom + 8 : Math.max(8, rect.top - box.height - 8)}px`);
    },
    off: () => node.remove(),
  };
}
