/* All keys, and how to change them. */
import { button, el } from "./dom.js";
import { clashes, KEYS, keysOf, pressed, remappable, shownKey } from "./keys.js";

const MOUSE = [
  ["Drag", "selects; codes and a search appear beside it"],
  ["Click", "takes the sentence, or the coded passage; again: the next that overlaps"],
  ["A code on the left", "applies it to the passage"],
  ["A stripe in the margin", "picks the passage and that code"],
];
const MOVING =
  "With a coded passage of yours picked (n, o, a stripe), ← → and ⇧← ⇧→ move its boundaries: Enter saves at once, so does a pause of a second and a half; Esc puts them back.";
const pairs = (rows) =>
  el(
    "dl",
    { class: "keys wide" },
    rows.map(([what, does]) => el("div", {}, el("dt", {}, what), el("dd", { text: does }))),
  );

/** Shows all keys; leads to changing them. */
export async function allKeys(app) {
  const ours = KEYS.map(([name, , does]) => [
    keysOf(name, app.study.keys).map((key) => el("kbd", { text: shownKey(key) })),
    does,
  ]);
  const chosen = await app.dialog({
    title: "Keys",
    class: "help",
    build: (close) => [
      el("p", { class: "hint", text: "They act while the text has the focus; in a field they write." }),
      pairs(ours),
      el("p", { class: "hint", text: MOVING }),
      el("h3", { text: "With the mouse" }),
      pairs(MOUSE),
      el(
        "div",
        { class: "actions" },
        button("Change keys …", () => close("change")),
      ),
    ],
  });
  if (chosen === "change") await remap(app);
}

const does = (name) => KEYS.find((key) => key[0] === name)[2].split(":")[0];
const quarrels = (own) =>
  clashes(own)
    .map(([key, one, other]) => `${shownKey(key)} would do two things: ${does(one)}; ${does(other)}.`)
    .join(" ");

/* One key: a field in which it is pressed. */
function field([name, keys, label], own, said) {
  const input = el("input", {
    type: "text",
    id: `key-${name}`,
    readonly: true,
    class: "key",
    value: shownKey(keysOf(name, own)[0]),
    "aria-describedby": "key-hint",
  });
  let first = null;
  input.addEventListener("keydown", (event) => {
    if (["Tab", "Escape", "Shift", "Control", "Alt", "Meta"].includes(event.key) || event.ctrlKey || event.metaKey)
      return;
    event.preventDefault();
    const key = pressed(event);
    const quick = first && event.timeStamp - first.at < 1200 && /^[a-z]$/.test(first.key);
    const chosen = quick ? `${first.key} ${key}` : key;
    first = { key, at: event.timeStamp };
    if (chosen === keys[0]) delete own[name];
    else own[name] = chosen;
    input.value = shownKey(chosen);
    said();
  });
  const usual = button(
    "Usual",
    () => {
      delete own[name];
      input.value = shownKey(keys[0]);
      said();
    },
    { class: "quiet", "aria-label": `Usual key for: ${label}` },
  );
  return el("div", { class: "key-row" }, el("label", { for: input.id, text: label }), input, usual);
}

/** Every key can be another: WCAG 2.1.4. What would answer twice is refused. */
export async function remap(app) {
  const own = { ...app.study.keys };
  const problem = el("p", { class: "hint", role: "alert" });
  const said = () => {
    problem.textContent = quarrels(own);
  };
  const chosen = await app.dialog({
    title: "Change keys",
    class: "remap",
    build: (close) => [
      el("p", {
        class: "hint",
        id: "key-hint",
        text: "Go to a field and press the key it is to be; two letters quickly for one after the other, as g c. The digits and Esc stay.",
      }),
      el(
        "div",
        { class: "key-rows" },
        KEYS.filter(([name]) => remappable(name)).map((key) => field(key, own, said)),
      ),
      problem,
      el(
        "div",
        { class: "actions" },
        button("Save keys", () => (clashes(own).length ? said() : close(own)), { class: "main" }),
        button("All as usual", () => close({})),
        button("Cancel", () => close(null), { class: "quiet" }),
      ),
    ],
  });
  if (!chosen) return;
  app.study.keys = chosen;
  app.emit("study", app.study);
  await app.write("POST", "/api/place", { keys: chosen }).then(() => app.notify("Keys saved"), app.failed);
}
