/* What is coded, as marks: one for each excerpt and code or open label, each on a level of its own among those it overlaps. */

const LEVELS = 4;

/** Whose coding a mark is: "mine", "agreed" or "other". */
export const whose = (excerpt) => (excerpt.agreed ? "agreed" : excerpt.mine ? "mine" : "other");

/**
 * The marks of a transcript. Places in UTF-16 units. An excerpt of the server's gets `from` and `to`.
 * @param {ReturnType<import("./text.js").reading>} doc
 * @param {(id: string) => {hue: number|null}} codeOf
 */
export function marksOf(doc, codeOf) {
  let excerpts = [];
  let marks = new Map();
  let byBlock = [];

  const place = (excerpt) => {
    excerpt.from = doc.units(excerpt.start);
    excerpt.to = doc.units(excerpt.end);
  };
  const order = (a, b) => a.from - b.from || b.to - a.to || Number(b.mine) - Number(a.mine);
  const blocksOf = (excerpt) => [doc.blockAt(excerpt.from), doc.blockAt(Math.max(excerpt.from, excerpt.to - 1))];

  function near(excerpt) {
    const [first, last] = blocksOf(excerpt);
    const found = new Set();
    for (let n = first; n <= last; n += 1) for (const mark of byBlock[n] ?? []) found.add(mark);
    return found;
  }
  function lay(excerpt) {
    const made = [];
    const labels = [...excerpt.codes.map((code) => ({ code })), ...excerpt.open.map((open) => ({ open }))];
    if (!labels.length) labels.push({ code: null });
    const [first, last] = blocksOf(excerpt);
    for (const label of labels) {
      const taken = new Set();
      for (const mark of near(excerpt))
        if (mark.excerpt.from < excerpt.to && excerpt.from < mark.excerpt.to) taken.add(mark.level);
      let level = 0;
      while (taken.has(level) && level < LEVELS - 1) level += 1;
      const mark = {
        excerpt,
        ...label,
        level,
        kind: whose(excerpt),
        hue: label.code ? codeOf(label.code).hue : null,
        lead: !made.length,
      };
      made.push(mark);
      for (let n = first; n <= last; n += 1) (byBlock[n] ??= []).push(mark);
    }
    marks.set(excerpt, made);
  }
  function lift(excerpt) {
    const [first, last] = blocksOf(excerpt);
    for (let n = first; n <= last; n += 1) byBlock[n] = (byBlock[n] ?? []).filter((mark) => mark.excerpt !== excerpt);
    marks.delete(excerpt);
  }
  return {
    get excerpts() {
      return excerpts;
    },
    of: (excerpt) => marks.get(excerpt) ?? [],
    in: (n) => byBlock[n] ?? [],
    byId: (id) => excerpts.find((excerpt) => excerpt.id === id) ?? null,
    blocksOf,
    /** All of them anew. */
    reset(given) {
      excerpts = given;
      marks = new Map();
      byBlock = [];
      excerpts.forEach(place);
      excerpts.sort(order);
      excerpts.forEach(lay);
    },
    /** One more. */
    add(excerpt) {
      place(excerpt);
      const at = excerpts.findIndex((other) => order(excerpt, other) < 0);
      excerpts.splice(at === -1 ? excerpts.length : at, 0, excerpt);
      lay(excerpt);
    },
    remove(excerpt) {
      excerpts = excerpts.filter((each) => each !== excerpt);
      lift(excerpt);
    },
    /** What overlaps [from, to), in the order of the text. */
    overlapping: (from, to) =>
      [...near({ from, to })]
        .map((mark) => mark.excerpt)
        .filter((each, k, all) => all.indexOf(each) === k && each.from < to && from < each.to)
        .sort(order),
    /** One's own excerpt at just this place. */
    at: (from, to) =>
      excerpts.find((each) => each.mine && !each.agreed && each.from === from && each.to === to) ?? null,
  };
}
