/* What is said over a pile: what belongs there, and how a retired code or an open label is worked off. */
import { codeName } from "./codes.js";
import { el } from "./dom.js";

/**
 * The head of a pile.
 * @param {object} app
 * @param {{code?: string, open?: string}} asked
 * @param {object} told the pile as the server tells it
 * @param {HTMLElement} tools what is done with the pile as a whole
 */
export function pileHead(app, asked, told, tools) {
  const part = (label, words) => words && el("p", {}, el("b", { text: `${label}: ` }), words);
  return el(
    "div",
    { class: "pile-head" },
    el(
      "h2",
      {},
      asked.code
        ? codeName({ ...app.code(asked.code), missing: false, retired: false })
        : el("span", { class: "code-name open", text: told.title }),
    ),
    told.definition && el("p", { text: told.definition }),
    part("Include", told.include),
    part("Exclude", told.exclude),
    says(app, asked, told),
    tools,
  );
}

function says(app, asked, { retired, known }) {
  if (asked.open !== undefined)
    return el(
      "p",
      { class: "pile-says" },
      "To make the label an entry of the codebook: ",
      el("code", { text: `framework codebook adopt ${shell(asked.open)} --as ID --theme THEME` }),
    );
  const takes = " A code that you apply here takes its place.";
  if (retired)
    return el(
      "p",
      { class: "pile-says" },
      "Retired: passages are to be recoded",
      retired.into?.length ? [" as ", retired.into.map((id, n) => [n ? " or " : "", codeName(app.code(id))])] : "",
      retired.why ? `. ${retired.why.replace(/[.\s]+$/u, "")}.` : ".",
      takes,
    );
  return known ? null : el("p", { class: "pile-says", text: "The codebook has no such code." + takes });
}

/* A word as a shell takes it. */
const shell = (words) => (/^[\w.-]+$/.test(words) ? words : `'${words.replaceAll("'", "'\\''")}'`);
