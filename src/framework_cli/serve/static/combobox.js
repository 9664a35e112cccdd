/* A field with a list beneath it that is narrowed by typing: the combobox pattern of ARIA 1.2, the focus staying in the field. */
import { $, button, el } from "./dom.js";

let opened = 0;

/**
 * @param {{title: string, label: string, placeholder?: string, near?: DOMRect|null, hint?: string,
 *   options: (query: string) => Array<{value: any, node: () => Node, name: string}>, side?: (value: any) => Node[],
 *   pick: (value: any, how: {stay: boolean}) => void, none?: string}} what `side`: what is shown of the option that is highlighted
 * @returns {{close: () => void}}
 */
export function openCombobox({
  title,
  label,
  placeholder = "",
  near = null,
  hint = "",
  options,
  side,
  pick,
  none = "Nothing matches.",
}) {
  const from = document.activeElement;
  const id = `combobox-${(opened += 1)}`;
  let found = [],
    at = 0;
  const input = el("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
    "aria-label": label,
    placeholder,
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
  const list = el("ul", { role: "listbox", id: `${id}-list`, "aria-label": title });
  const empty = el("p", { class: "hint none", role: "status" });
  const beside = el("div", { class: "beside", "aria-live": "polite" });
  const close = () => node.close();
  const node = el(
    "dialog",
    { class: `combobox${side ? " sided" : ""}`, "aria-label": title },
    el("div", { class: "sought" }, input, button("×", close, { class: "quiet", "aria-label": "Close" })),
    el("div", { class: "under" }, el("div", { class: "list" }, list, empty), side ? beside : null),
    hint && el("p", { class: "hint foot" }, hint),
  );

  function highlight(n) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = Math.max(0, Math.min(n, found.length - 1));
    const one = list.children[at];
    if (!one) {
      input.removeAttribute("aria-activedescendant");
      beside.replaceChildren();
      return;
    }
    one.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", one.id);
    one.scrollIntoView({ block: "nearest" });
    if (side) beside.replaceChildren(...side(found[at].value).filter(Boolean));
  }
  function fill() {
    found = options(input.value);
    list.replaceChildren(
      ...found.map((option, n) =>
        el(
          "li",
          {
            role: "option",
            id: `${id}-${n}`,
            "aria-selected": "false",
            on: {
              mousedown: (event) => {
                event.preventDefault();
                choose(n, false);
              },
              mousemove: () => {
                if (at !== n) highlight(n);
              },
            },
          },
          option.node(),
        ),
      ),
    );
    empty.textContent = found.length ? "" : none;
    highlight(0);
  }
  function choose(n, stay) {
    const one = found[n];
    if (!one) return;
    if (!stay) close();
    pick(one.value, { stay });
    if (stay) {
      input.value = "";
      fill();
    }
  }
  const moves = {
    ArrowDown: () => highlight(at + 1 >= found.length ? 0 : at + 1),
    ArrowUp: () => highlight(at ? at - 1 : found.length - 1),
    PageDown: () => highlight(at + 8),
    PageUp: () => highlight(at - 8),
  };
  input.addEventListener("input", fill);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(at, event.ctrlKey || event.metaKey);
    }
  });
  node.addEventListener("click", (event) => {
    if (event.target === node) close();
  });
  node.addEventListener("close", () => {
    node.remove();
    (from?.isConnected && from !== document.body ? from : $("[data-text]"))?.focus({ preventScroll: true });
  });
  document.body.append(node);
  fill();
  node.showModal();
  stand(node, near);
  input.focus();
  return { close };
}

/* Beneath the passage, or above it, or in the middle; never over it where there is room. */
function stand(node, near) {
  if (!near || innerWidth < 720) return;
  const box = node.getBoundingClientRect();
  const left = Math.max(8, Math.min(near.left, innerWidth - box.width - 8));
  const below = near.bottom + 10,
    above = near.top - box.height - 10;
  const top =
    below + box.height < innerHeight - 8 ? below : above > 8 ? above : Math.max(8, innerHeight - box.height - 8);
  node.style.setProperty("--left", `${left}px`);
  node.style.setProperty("--top", `${top}px`);
  node.classList.add("placed");
}
