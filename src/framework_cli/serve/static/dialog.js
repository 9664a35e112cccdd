/* Dialogs, messages that pass, and what is said aloud. None of them takes what somebody types away. */
import { $, button, el } from "./dom.js";

let said = 0;

/** Says it to those who listen rather than look. The same words twice are said twice. */
export function announce(text) {
  const live = $("#live");
  said += 1;
  live.textContent = text + (said % 2 ? "\u00a0" : "");
}

/**
 * A message at the foot of the window; takes no focus. `kind`: "said" (goes after some seconds), "problem" (stays).
 * @param {string} text
 * @param {{kind?: "said"|"problem", hint?: string, action?: {label: string, run: () => void}}} [how]
 */
export function notify(text, { kind = "said", hint = "", action = null } = {}) {
  const toasts = $("#toasts");
  const away = () => {
    const had = toast.contains(document.activeElement);
    toast.remove();
    if (had) $("[data-text]")?.focus({ preventScroll: true });
  };
  const toast = el(
    "div",
    { class: `toast ${kind}${action ? " offers" : ""}` },
    el("p", {}, text, hint && el("span", { class: "hint" }, " " + hint)),
    action &&
      button(
        action.label,
        () => {
          away();
          action.run();
        },
        { class: "quiet" },
      ),
    button("×", away, { class: "close", "aria-label": "Close this message" }),
  );
  for (const each of toasts.children) if (each.matches(".said") && each.told === text) each.remove();
  toast.told = text;
  /* A message that offers words back stays until somebody closes it. */
  const passing = [...toasts.children].filter((each) => !each.matches(".offers"));
  passing.slice(0, Math.max(0, passing.length - 3)).forEach((each) => each.remove());
  toasts.append(toast);
  if (kind === "problem") $("#alarm").textContent = [text, hint].filter(Boolean).join(" ");
  else announce(text);
  if (kind === "said") setTimeout(away, 5000);
  return away;
}

/**
 * A modal dialog. `build(close)` gives its nodes; `close(value)` shuts it. Esc closes it with null, and the focus goes back
 * to where it was.
 * @param {{title: string, class?: string, build: (close: (value?: any) => void) => (Node|Node[]), from?: HTMLElement|null}} what
 * @returns {Promise<any>} what it was closed with
 */
export function dialog({ title, build, class: name = "", from = document.activeElement }) {
  return new Promise((resolve) => {
    let value = null;
    const close = (chosen = null) => {
      value = chosen;
      node.close();
    };
    const node = el("dialog", { class: `dialog ${name}`, "aria-label": title });
    node.append(
      el(
        "div",
        { class: "dialog-head" },
        el("h2", { text: title }),
        name.includes("stay") ? null : button("Close", () => close(), { class: "quiet" }),
      ),
      ...[build(close)].flat(),
    );
    node.addEventListener("close", () => {
      node.remove();
      (from?.isConnected && from !== document.body ? from : $("[data-text]"))?.focus({ preventScroll: true });
      resolve(value);
    });
    node.addEventListener("click", (event) => {
      if (event.target === node && !node.matches(".stay")) close();
    });
    document.body.append(node);
    node.showModal();
    ($("[autofocus]", node) ?? $("input, textarea, select", node) ?? $("button", node))?.focus();
  });
}

/**
 * Both versions side by side; neither is lost until somebody has chosen.
 * @param {{title: string, mine: Node|string, theirs: Node|string, copy: string, says?: string}} what `copy`: the words that "Copy mine" puts
 *   into the clipboard
 * @returns {Promise<"mine"|"theirs">}
 */
export async function conflict({
  title,
  mine,
  theirs,
  copy,
  says = "This was changed on disk since you began: by an editor, by git, or in another window.",
}) {
  const side = (label, words) =>
    el(
      "section",
      { class: "half", "aria-label": label },
      el("h3", { text: label }),
      typeof words === "string" ? el("pre", { text: words || "(nothing)" }) : words,
    );
  for (;;) {
    const chosen = await dialog({
      title,
      class: "conflict stay",
      build: (close) => [
        el("p", { text: says }),
        el("div", { class: "sides" }, side("Mine", mine), side("Theirs, on disk now", theirs)),
        el(
          "div",
          { class: "actions" },
          button("Keep mine", () => close("mine"), { class: "main" }),
          button("Keep theirs", () => close("theirs")),
          button("Copy mine", (event) => copyText(copy, event.currentTarget), { class: "quiet", autofocus: true }),
        ),
      ],
    });
    if (chosen) return chosen;
  }
}

/** Puts words into the clipboard, and says so on the button. */
export async function copyText(words, node) {
  try {
    await navigator.clipboard.writeText(words);
    node.textContent = "Copied";
  } catch {
    node.textContent = "The browser does not allow it: select the words";
  }
}
