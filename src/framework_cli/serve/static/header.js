/* The bar at the top: where one is, whose coding is shown, whether it is saved, and what a version would take in. */
import { drop, retry } from "./api.js";
import { $, button, count, el } from "./dom.js";

const MODES = ["auto", "light", "dark"];
const VIEWS = [
  ["mine", "Mine"],
  ["others", "+ Others"],
  ["blind", "Blind"],
];
let app;

/** Light, dark, or as the computer has it: kept in this browser. `next`: goes on to the next of them. */
export function mode(next = false) {
  let kept = "auto";
  try {
    kept = localStorage.getItem("mode") ?? "auto";
  } catch {
    /* a browser that keeps nothing */
  }
  const at = Math.max(0, MODES.indexOf(kept));
  const chosen = next ? MODES[(at + 1) % 3] : MODES[at];
  if (chosen === "auto") delete document.documentElement.dataset.mode;
  else document.documentElement.dataset.mode = chosen;
  try {
    localStorage.setItem("mode", chosen);
  } catch {
    /* likewise */
  }
  return chosen;
}

/** Builds the bar once; `app` is the one of main.js. */
export function build(bar, given) {
  app = given;
  const look = button("", () => say(mode(true)), { class: "quiet mode" });
  const say = (chosen) => {
    const words = { auto: "Light or dark as the computer has it", light: "Light", dark: "Dark" }[chosen];
    look.dataset.shown = chosen;
    look.title = `${words}: press to change`;
    look.setAttribute("aria-label", look.title);
  };
  say(mode());
  bar.replaceChildren(
    el("nav", { "aria-label": "Views", id: "views" }),
    el("div", { class: "what", id: "what" }),
    el(
      "div",
      { class: "segments", role: "group", "aria-label": "Whose coding is shown", id: "whose" },
      VIEWS.map(([view, label]) => button(label, () => app.setView(view).catch(app.failed), { data: { view } })),
    ),
    el("div", { class: "saved", id: "saved" }),
    el("div", { class: "version", id: "version" }),
    look,
    el("div", { class: "facts", id: "facts" }),
  );
  app.on("study", refresh);
  app.on("git", version);
  refresh();
}

/* Draws a part of the bar anew and keeps the focus, if it was in there. */
function redrawn(place, nodes) {
  const all = () => [...place.querySelectorAll("a, button")];
  const at = all().indexOf(document.activeElement);
  place.replaceChildren(...nodes);
  if (at !== -1) (all()[at] ?? $("[data-text]"))?.focus({ preventScroll: true });
}

function refresh() {
  for (const each of $("#whose").children)
    each.setAttribute("aria-pressed", String(each.dataset.view === app.study.view));
  version();
}

/**
 * What the bar says of the view. `title`: the heading; `lead`: what stands beside it; `facts`: nodes or strings beneath; `nav`: "source", "cell" or "grid";
 * `cell`: an address for "Charting".
 */
export function set({ title, lead = null, facts = [], nav, cell = null }) {
  document.title = `${title} – ${app.study.title || app.study.study || "framework code"}`;
  const link = (name, label, address) =>
    el("a", { href: "#" + address, "aria-current": nav === name ? "page" : null }, label);
  const source = app.study.place?.source ?? app.study.sources[0]?.id;
  redrawn($("#views"), [
    source === undefined
      ? ""
      : link(
          "source",
          "Coding",
          app.address("source", app.route.view === "source" ? (app.route.parts[0] ?? source) : source),
        ),
    cell ? link("cell", "Charting", cell) : "",
    link("grid", "Matrix", "/grid"),
  ]);
  redrawn($("#what"), [el("h1", { text: title }), lead].filter(Boolean));
  redrawn($("#facts"), [
    ...facts.filter(Boolean).map((fact) => (typeof fact === "string" ? el("span", { text: fact }) : fact)),
    ...(app.study.notice ? [el("span", { class: "notice", text: app.study.notice })] : []),
  ]);
}

/** Saved, Saving…, or Not saved and why, with a way on. `held`: what is typed waits for whoever typed it. */
export function saved({ state, why, waiting }) {
  const place = $("#saved");
  const key = [state, why, waiting].join();
  if (!place || place.dataset.told === key) return;
  place.dataset.told = key;
  place.className = `saved ${state}`;
  const words = { saved: "Saved", saving: "Saving…", failed: `Not saved: ${why}`, held: `Not saved: ${why}` }[state];
  const more =
    state === "failed"
      ? [button("Retry", () => retry(), { class: "main" }), button("Drop it", () => drop(), { class: "quiet" })]
      : [];
  redrawn(place, [
    el("span", { class: "dot" }),
    el("span", { text: words + (state === "failed" && waiting > 1 ? ` (${waiting} wishes kept)` : "") }),
    ...more,
  ]);
  if (state === "failed") $("#alarm").textContent = words;
}

function version() {
  const git = app.study.git;
  const place = $("#version");
  if (!git?.repository) {
    place.replaceChildren();
    return;
  }
  const n = git.changed.length;
  redrawn(place, [
    n
      ? button(`Save a version (${count(n, "file")} changed)`, save)
      : el("span", { class: "hint", text: "No file changed since the last version" }),
  ]);
}

async function save() {
  const changed = app.study.git.changed;
  const message = el("textarea", { id: "message", rows: 3, autofocus: true, required: true });
  const done = await app.dialog({
    title: "Save a version",
    build: (close) => {
      const problem = el("p", { class: "hint", role: "alert" });
      const commit = async () => {
        if (!message.value.trim()) {
          problem.textContent = "Say in a line what was done: colleagues will read it.";
          message.focus();
          return;
        }
        try {
          close(await app.write("POST", "/api/version", { message: message.value.trim() }, { final: true }));
        } catch (refused) {
          problem.textContent = [refused.message, refused.hint].filter(Boolean).join(" ");
        }
      };
      message.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) commit();
      });
      return [
        el("p", {
          class: "hint",
          text: "Puts the study's changed files into git, here on this computer. Nothing is sent anywhere.",
        }),
        el("label", { for: "message", text: "What was done" }),
        message,
        el(
          "details",
          {},
          el("summary", { text: count(changed.length, "file") }),
          el(
            "ul",
            { class: "paths" },
            changed.map((path) => el("li", {}, el("code", { text: path }))),
          ),
        ),
        problem,
        el(
          "div",
          { class: "actions" },
          button("Save this version", commit, { class: "main" }),
          button("Cancel", () => close(), {}),
        ),
      ];
    },
  });
  if (!done) return;
  app.notify(
    `Version saved: ${count(done.files?.length ?? done.files ?? 0, "file")} (${String(done.commit).slice(0, 8)})`,
  );
  await app.refresh().catch(app.failed);
}
