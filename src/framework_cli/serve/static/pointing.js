/* Mouse and finger: drag selects, a click takes the sentence or the coded passage. */
import { later } from "./dom.js";
import { popover } from "./popover.js";
import { sentenceAt, trimmed, whole } from "./selecting.js";
import { placeOf } from "./transcript.js";

/* Where in the text a click fell; Safari has another name for it. */
function caret({ clientX, clientY }) {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  if (found) return [found.offsetNode, found.offset];
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  return range ? [range.startContainer, range.startOffset] : [null, 0];
}

/** @param {object} page of coding.js */
export function pointing(page) {
  const { text } = page;
  const beside = popover(page);
  let down = false,
    touch = false,
    own = false;

  function selected() {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const start = placeOf(page.doc, range.startContainer, range.startOffset),
      end = placeOf(page.doc, range.endContainer, range.endOffset);
    const found = start === null || end === null || start >= end ? null : trimmed(page.doc, start, end);
    return found && whole(page.doc, found);
  }
  /* A selection of the mouse becomes the page's own; a finger's stays, so that its handles do. */
  function adopt() {
    const found = selected();
    if (!found) return false;
    page.choose(found, { scroll: false });
    if (!touch) {
      own = true;
      document.getSelection().removeAllRanges();
      text.focus({ preventScroll: true });
    }
    const rect = page.rect();
    if (rect) beside.show(rect);
    return true;
  }
  function clicked(event) {
    if (event.target.closest("button, summary, a")) return;
    const [node, offset] = caret(event);
    const at = node && text.contains(node) ? placeOf(page.doc, node, offset) : null;
    if (at === null || !event.target.closest(".said")) return;
    const here = page.marks.overlapping(at, at + 1).sort((a, b) => a.to - a.from - (b.to - b.from));
    const now = here.indexOf(page.focus?.excerpt);
    if (here.length) {
      page.pick({ excerpt: here[(now + 1) % here.length] });
      return;
    }
    const found = sentenceAt(page.doc, at);
    if (found) page.choose({ start: found[0], end: found[1], down: 0 }, { scroll: false });
  }
  const pressed = (event) => {
    down = true;
    touch = event.pointerType === "touch";
    beside.hide();
  };
  const released = (event) => {
    if (!down) return;
    down = false;
    /* The selection is settled only after the event. */
    setTimeout(() => {
      if (!adopt() && !touch && event.target instanceof Element && text.contains(event.target)) clicked(event);
    }, 0);
  };
  const settled = later(() => {
    if (!down && !own) adopt();
    own = false;
  }, 350);
  const moved = () => {
    if (touch) settled();
  };
  const tapped = (event) => {
    if (touch && document.getSelection().isCollapsed) clicked(event);
  };
  const away = (event) => {
    if (event.key === "Escape" || !beside.node.contains(event.target)) beside.hide();
  };
  text.addEventListener("pointerdown", pressed);
  text.addEventListener("click", tapped);
  addEventListener("pointerup", released);
  addEventListener("pointercancel", released);
  document.addEventListener("selectionchange", moved);
  addEventListener("keydown", away);
  page.scroller.addEventListener("scroll", beside.hide, { passive: true });
  return {
    off() {
      removeEventListener("pointerup", released);
      removeEventListener("pointercancel", released);
      document.removeEventListener("selectionchange", moved);
      removeEventListener("keydown", away);
      beside.off();
    },
  };
}
