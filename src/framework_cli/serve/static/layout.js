/* The coding page's parts on the screen: codes, text, passage, foot; on a telephone codes and passage are drawers. */
import { codebook } from "./codes.js";
import { button, el } from "./dom.js";
import { side } from "./passage.js";

/** Gives a page its nodes and puts them in place: `text`, `scroller`, `foot`, `tree`, `panel`, and `drawer(name)`, which opens one. */
export function layout(page, root) {
  page.drawer = (name) => {
    root.dataset.drawer = name;
  };
  page.text = el("div", {
    class: "text",
    data: { text: "" },
    tabindex: "0",
    role: "application",
    "aria-label": `Transcript ${page.source.id}`,
    "aria-describedby": "how",
  });
  page.scroller = el(
    "section",
    { class: "reading", "aria-label": "Transcript" },
    el("p", {
      class: "vh",
      id: "how",
      text: "Arrow down takes the next sentence, a digit applies a code, slash finds one, question mark lists all keys.",
    }),
    page.text,
  );
  page.foot = el("div", { class: "foot" });
  page.tree = codebook(page);
  page.panel = side(page);
  const drawer = (name, label) =>
    button(
      label,
      () => {
        root.dataset.drawer = root.dataset.drawer === name ? "" : name;
      },
      { "aria-controls": `drawer-${name}` },
    );
  page.tree.node.id = "drawer-codes";
  page.panel.node.id = "drawer-side";
  root.replaceChildren(
    page.tree.node,
    page.scroller,
    page.panel.node,
    page.foot,
    el(
      "div",
      { class: "drawers" },
      drawer("codes", "Codes"),
      drawer("side", "Passage"),
      button("Find a code", () => page.palette(), {}),
    ),
  );
  page.drawer("");
}
