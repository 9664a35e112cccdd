/* Codes as underlines and washes, drawn with the browser's own highlights: no element is added to the text. Only what is
   in view is registered, so that a long transcript costs what its window costs. */
import { stretch, touched } from "./transcript.js";

const HUES = [...Array(12).keys(), "none"];
const LEVELS = [0, 1, 2, 3];
/* Told apart in more than colour: mine is a line, others' is dotted, the agreed coding a double line. */
const STYLES = { mine: "solid", other: "dotted", agreed: "double" };
const THICK = { mine: "2px", other: "2px", agreed: "1px" };
let ready = false;

/* The rules name the lines: a rule for every element is worked out for each, and costs seconds on a long transcript (measured). */

function prepare() {
  if (ready) return;
  ready = true;
  const sheet = new CSSStyleSheet();
  const rules = [];
  for (const hue of HUES) {
    rules.push(
      `.line::highlight(wash-${hue}){background-color:color-mix(in srgb,var(--hue-${hue}) var(--wash),transparent)}`,
    );
    for (const kind of Object.keys(STYLES))
      for (const level of LEVELS)
        rules.push(
          `.line::highlight(${kind}-${hue}-${level}){text-decoration:underline ${STYLES[kind]} ${THICK[kind]} var(--hue-${hue});text-underline-offset:${3 + 4 * level}px;text-decoration-skip-ink:none}`,
        );
  }
  sheet.replaceSync(rules.join("\n"));
  document.adoptedStyleSheets.push(sheet);
}

function registered(name) {
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  return CSS.highlights.get(name);
}

/**
 * Draws marks in the blocks that are in view.
 * @param {object} doc of text.js
 * @param {HTMLElement[]} nodes the blocks
 * @param {object} marks of marks.js
 */
export function painter(doc, nodes, marks) {
  prepare();
  const shown = new Map();
  const passage = new Highlight();
  passage.priority = 5;
  CSS.highlights.set("passage", passage);

  function ranges(n) {
    const found = [];
    for (const mark of marks.in(n)) {
      const place = stretch(doc, nodes, n, mark.excerpt.from, mark.excerpt.to);
      if (!place) continue;
      const range = new StaticRange(place);
      const hue = mark.hue === null || mark.hue === undefined ? "none" : mark.hue % 12;
      found.push([`${mark.kind}-${hue}-${mark.level}`, range]);
      if (mark.lead && mark.kind !== "other") found.push([`wash-${hue}`, range]);
    }
    return found;
  }
  const self = {
    show(n) {
      if (shown.has(n)) return;
      const made = ranges(n);
      for (const [name, range] of made) registered(name).add(range);
      shown.set(n, made);
    },
    hide(n) {
      for (const [name, range] of shown.get(n) ?? []) CSS.highlights.get(name)?.delete(range);
      shown.delete(n);
    },
    /** Draws the blocks of a passage anew, where they are in view. */
    again(blocks) {
      for (const n of blocks)
        if (shown.has(n)) {
          self.hide(n);
          self.show(n);
        }
    },
    allAgain: () => self.again([...shown.keys()]),
    seen: () => [...shown.keys()],
    /** The passage that is selected. */
    choose(chosen) {
      passage.clear();
      if (!chosen) return;
      for (const n of touched(doc, chosen.start, chosen.end)) {
        const place = stretch(doc, nodes, n, chosen.start, chosen.end);
        if (place) passage.add(new StaticRange(place));
      }
    },
    clear() {
      for (const n of [...shown.keys()]) self.hide(n);
      passage.clear();
    },
  };
  return self;
}
