/* Words in a cell, as they read: without its citations, so that a phrase may run across one. */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/* A straight sign stands for a curved one too, and any white space for any other. */
const phrase = (words) => new RegExp(words.split(/\s+/).map((word) => escaped(word).replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, '["“”]')).join("\\s+"), "giu");

const read = new Map();
function said(cell) {
  if (read.has(cell)) return read.get(cell);
  const words = { text: "", nodes: [] }, cites = [];
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let block = null, after = false;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const from = node.parentElement;
    if (from.closest(".foot")) continue;
    if (from.closest(".cite, a[href^='#q-']")) { cites.push(node); after = true; continue; }
    const here = from.closest("p, li, .comment, .attributes, th, td");
    if (here !== block) words.text += "\0";
    else if (after && /^[\s.,;:!?)]/.test(node.data)) words.text = words.text.trimEnd();
    [block, after] = [here, false];
    words.nodes.push([words.text.length, node]);
    words.text += node.data;
  }
  for (const node of cites) {
    words.nodes.push([words.text.length + 1, node]);
    words.text += "\0" + node.data;
  }
  words.small = words.text.toLowerCase();
  read.set(cell, words);
  return words;
}
function hits(cell, pattern) {
  const { text, nodes } = said(cell);
  const place = (at) => nodes.findLast(([start]) => start <= at);
  return [...text.matchAll(pattern)].map((match) => {
    const range = new Range(), end = match.index + match[0].length - 1;
    const [first, last] = [place(match.index), place(end)];
    range.setStart(first[1], match.index - first[0]);
    range.setEnd(last[1], end - last[0] + 1);
    return range;
  });
}
