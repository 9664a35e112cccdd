/* What is to be said of a cell: references that are missing or lead nowhere, what changed since it was charted. */
import { parts, references, summary } from "./references.js";
import { day } from "./status.js";

const NAMES = { added: "new", reworded: "reworded", recoded: "recoded", gone: "gone" };

/**
 * The remarks on a cell, the gravest first.
 * @param {string} words as they stand in the field
 * @param {object} data the cell as the server last told it
 * @param {{known: (name: string) => object|undefined, changed: boolean}} how `known`: what a reference stands for;
 *   `changed`: these words are not what was marked as charted
 * @returns {{text: string, excerpts?: {id: string, label: string}[]}[]}
 */
export function remarks(words, data, { known, changed }) {
  const found = [];
  const cites = references(words);
  const called = (id) => {
    const one = known(id);
    return one ? `${one.source}:${one.line}` : id;
  };
  const shown = (ids) => ids.map((id) => ({ id, label: called(id) }));
  const open = parts(words).some((part) => part.open);
  if (open) found.push({ text: "A comment [[ is not closed: all that follows is taken for the comment." });
  const lost = cites.filter((one) => data.missing.includes(one.name));
  if (lost.length)
    found.push({
      text: `${lost.map((one) => (one.lines ? `[${one.name}]` : `[@${one.name}]`)).join(", ")} ${lost.length > 1 ? "lead" : "leads"} nowhere: the passage is gone, or has no certain place just now.`,
    });
  const cited = new Set(cites.map((one) => one.name));
  for (const what of Object.keys(NAMES)) {
    const ids = data.changes.filter((change) => change.what === what).map((change) => change.excerpt);
    if (!ids.length) continue;
    const used = ids.filter((id) => cited.has(id)).length;
    found.push({
      text: `Since it was charted${data.on ? ` on ${day(data.on)}` : ""}: ${ids.length} ${ids.length > 1 ? "excerpts" : "excerpt"} ${NAMES[what]}${used ? `, ${used === ids.length ? "and cited here" : `${used} of them cited here`}` : ""}`,
      excerpts: shown(ids),
    });
  }
  const stray = cites.filter(
    (one) =>
      !one.lines && known(one.name) && !data.evidence.includes(known(one.name).id) && !data.missing.includes(one.name),
  );
  if (stray.length)
    found.push({ text: "Cited, but not coded so for this case:", excerpts: shown(stray.map((one) => one.name)) });
  if (data.redefined)
    found.push({
      text: `The subtheme was redefined since it was charted${data.codebook === null ? "" : ` under codebook version ${data.codebook}`}: read its definition again.`,
    });
  const says = Boolean(summary(words));
  if (says && !cites.length) found.push({ text: "No reference yet: nobody can follow this back to the transcript." });
  if (says && data.charted && !data.known && !data.changes.length)
    found.push({
      text: "Charted without a record of its evidence, so nobody can tell whether it is stale. Mark it as charted again.",
    });
  if (data.reviewed && changed) found.push({ text: `${data.reviewed} reviewed other words than these.` });
  return found;
}
