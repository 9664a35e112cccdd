/* Keys: what they are called, what they do, how they are changed. They act only while the text they belong to has the focus. */
import { writes } from "./dom.js";

/** Name, keys, what it does; in the order in which they are listed. A key of two parts is pressed one after the other. */
export const KEYS = [
  ["next", ["ArrowDown"], "Next sentence"],
  ["previous", ["ArrowUp"], "Previous sentence"],
  ["extend-next", ["Shift+ArrowDown"], "Extend by a sentence"],
  ["extend-previous", ["Shift+ArrowUp"], "Take a sentence less, or extend upwards"],
  ["end-left", ["ArrowLeft"], "Move the end a word back"],
  ["end-right", ["ArrowRight"], "Move the end a word on"],
  ["start-left", ["Shift+ArrowLeft"], "Move the start a word back"],
  ["start-right", ["Shift+ArrowRight"], "Move the start a word on"],
  ["turn", ["t"], "The whole turn"],
  ["recent", ["1–9"], "Apply a recent code"],
  ["repeat", ["q"], "Apply the last code again"],
  ["palette", ["/", "Enter"], "Find a code: Enter applies, Ctrl+Enter applies and stays, +name adds an open label"],
  ["next-coded", ["n"], "Next coded passage"],
  ["previous-coded", ["Shift+N"], "Previous coded passage"],
  ["overlap", ["o"], "The next of the passages that overlap here"],
  ["memo", ["m"], "Memo"],
  ["quotable", ["*"], "Mark as quotable"],
  ["remove", ["d"], "Remove the code"],
  ["read", ["r"], "This source is read through"],
  ["undo", ["u"], "Undo"],
  ["redo", ["Shift+U"], "Redo"],
  ["view", ["v"], "Mine, + Others, Blind"],
  ["cell", ["g c"], "This passage's cell"],
  ["grid", ["g m"], "The matrix"],
  ["leave", ["Escape"], "Put the boundary back; let go of the passage"],
  ["help", ["?"], "All keys"],
];

const FIXED = new Set(["recent", "leave"]);
/* A key held down does these once: nobody means to take out a row of codes. */
const ONCE = new Set(["quotable", "remove", "read", "view", "repeat"]);

/** Whether a key can be another one: the digits and Esc cannot. */
export const remappable = (name) => !FIXED.has(name);

/** The keys of an action: the person's own in place of our first; a second key of ours (Enter for the palette) stays. */
export function keysOf(name, own = {}) {
  const ours = KEYS.find((key) => key[0] === name)[1];
  return own?.[name] ? [own[name], ...ours.slice(1)] : ours;
}

const SHOWN = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "Space",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** As it is printed on the keyboard: "⇧↓", "g c". */
export const shownKey = (key) =>
  key
    .split(" ")
    .map((one) =>
      (one || " ")
        .split(/\+(?=.)/)
        .map((part) => ({ Shift: "⇧", Ctrl: "Ctrl+", Alt: "Alt+" })[part] ?? SHOWN[part] ?? part)
        .join(""),
    )
    .join(" ");

/** What was pressed: "Shift+ArrowDown", "Ctrl+Enter", "Shift+U", "*". A sign that needs Shift on some keyboards is just the sign. */
export function pressed(event) {
  const { key } = event;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const shift = event.shiftKey && (key.length > 1 || letter);
  return (
    (event.ctrlKey || event.metaKey ? "Ctrl+" : "") +
    (event.altKey ? "Alt+" : "") +
    (shift ? "Shift+" : "") +
    (letter ? (shift ? key.toUpperCase() : key.toLowerCase()) : key)
  );
}

/** Which of the names would answer to the same key as another: [[key, name, name]]. */
export function clashes(own) {
  const seen = new Map(),
    found = [];
  for (const [name] of KEYS)
    for (const key of keysOf(name, own)) {
      const first = key.split(" ")[0];
      const other =
        seen.get(key) ??
        [...seen].find(([had]) => had.split(" ")[0] === first && had.includes(" ") !== key.includes(" "))?.[1];
      if (other && other !== name) found.push([key, other, name]);
      if (/^[1-9]$/.test(key)) found.push([key, "recent", name]);
      seen.set(key, name);
    }
  return found;
}

/**
 * Listens on `node`. `actions`: name → function(event); `recent` gets the digit as a number. Keys pressed in a field, and
 * those with a modifier that we do not know, go to the browser.
 * @param {HTMLElement} node
 * @param {Object<string, (event: KeyboardEvent, digit?: number) => void>} actions
 * @param {() => Object<string, string>} own the person's own keys, asked at each press
 */
export function listen(node, actions, own = () => ({})) {
  let before = "",
    at = 0;
  const heard = (event) => {
    if (event.isComposing || writes(event.target)) return;
    const inButton = event.target.closest?.("button, a, summary") && event.target !== node;
    if (inButton && (event.key === "Enter" || event.key === " ")) return;
    const key = pressed(event);
    if (/^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
    const pair = before && event.timeStamp - at < 1500 ? `${before} ${key}` : "";
    before = "";
    if (/^[1-9]$/.test(key) && actions.recent) {
      event.preventDefault();
      actions.recent(event, Number(key));
      return;
    }
    const names = Object.keys(actions);
    const name =
      (pair && names.find((each) => keyed(each, pair, own()))) || names.find((each) => keyed(each, key, own()));
    if (name) {
      event.preventDefault();
      if (!event.repeat || !ONCE.has(name)) actions[name](event);
      return;
    }
    if (names.some((each) => known(each) && keysOf(each, own()).some((one) => one.startsWith(key + " ")))) {
      before = key;
      at = event.timeStamp;
      event.preventDefault();
    }
  };
  node.addEventListener("keydown", heard);
  return () => node.removeEventListener("keydown", heard);
}
const known = (name) => KEYS.some((key) => key[0] === name);
const keyed = (name, key, own) => known(name) && keysOf(name, own).includes(key);
