/* The transcript on the page: a block a turn, a text node a line, and the way from places to nodes and back. */
import { el } from "./dom.js";

const offsets = new WeakMap();

/* How a paragraph's lines are set: prose that an editor wrapped flows where a line has no room; what was broken on purpose stays broken. */
function setting(doc, [start, end]) {
  const lines = doc.text.slice(start, end).split("\n");
  if (lines.length === 1) return "flow";
  const lengths = lines.slice(0, -1).map((line) => line.length);
  const [least, most] = [lengths.reduce((a, b) => Math.min(a, b)), lengths.reduce((a, b) => Math.max(a, b))];
  if (least < 0.6 * most || most < 45) return "kept";
  return most > 76 ? "flow" : "verse";
}

function paragraph(doc, span) {
  const nodes = [];
  const [start, end] = span;
  for (let from = start, line = doc.line(start); from < end; line += 1) {
    const feed = doc.text.indexOf("\n", from);
    const to = feed === -1 || feed >= end ? end : feed + 1;
    const words = document.createTextNode(doc.text.slice(from, to));
    offsets.set(words, from);
    const node = el("span", { class: "line", data: { n: line } });
    node.append(words);
    nodes.push(node);
    from = to;
  }
  return el("p", { class: `para ${setting(doc, span)}` }, nodes);
}

/**
 * The nodes of a text. Returns the blocks' nodes, in the order of `doc.blocks`.
 * @returns {HTMLElement[]}
 */
export function draw(doc) {
  return doc.blocks.map((block) =>
    el(
      "div",
      { class: `block ${block.role}${block.label ? "" : " on"}`, data: { n: block.n } },
      block.label && block.speaker ? el("span", { class: "who", title: block.speaker, text: block.speaker }) : null,
      el(
        "div",
        { class: "said", dir: "auto" },
        block.paras.map((para) => paragraph(doc, para)),
      ),
      el("div", { class: "margin" }),
    ),
  );
}

/* The text nodes of a block, found when they are needed for the first time. */
function textNodes(block, node) {
  if (!block.nodes) {
    const walk = document.createTreeWalker(node.querySelector(".said"), NodeFilter.SHOW_TEXT);
    block.nodes = [];
    while (walk.nextNode()) block.nodes.push(walk.currentNode);
  }
  return block.nodes;
}

/**
 * The stretch of a block that lies in [start, end): the four values of a range, or null.
 * @returns {{startContainer: Text, startOffset: number, endContainer: Text, endOffset: number}|null}
 */
export function stretch(doc, nodes, n, start, end) {
  if (!nodes[n]) return null;
  let first = null,
    last = null;
  for (const node of textNodes(doc.blocks[n], nodes[n])) {
    const at = offsets.get(node),
      to = at + node.length;
    if (to <= start) continue;
    if (at >= end) break;
    first ??= [node, Math.max(0, start - at)];
    last = [node, Math.min(node.length, end - at)];
  }
  return first && { startContainer: first[0], startOffset: first[1], endContainer: last[0], endOffset: last[1] };
}

/** The numbers of the blocks that [start, end) touches. */
export function touched(doc, start, end) {
  const first = doc.blockAt(start),
    last = doc.blockAt(Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** A live range over a passage within one block: to be measured. */
export function rangeOf(doc, nodes, n, start, end) {
  const found = stretch(doc, nodes, n, start, end);
  if (!found) return null;
  const range = document.createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}

/** The place in the text of a place in the page; null where it lies outside the transcript. */
export function placeOf(doc, container, offset) {
  if (offsets.has(container)) return offsets.get(container) + offset;
  const block = (container.nodeType === Node.ELEMENT_NODE ? container : container.parentElement)?.closest(".block");
  if (!block) return null;
  const { words, end } = doc.blocks[Number(block.dataset.n)];
  const range = document.createRange();
  range.setStart(container, offset);
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (offsets.has(node) && range.comparePoint(node, 0) >= 0) return offsets.get(node);
  }
  return container === block || container.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_CONTAINS
    ? end
    : words;
}
