/* Elements, made of text that is never read as HTML. */

/**
 * An element. `props`: `class`, `text`, `on` ({click: …}), `style` ({"--hue": …}, set property by property, as the page's
 * policy allows no style attribute), `data` ({id: …}); a property set to null, undefined or false is left out, `true`
 * gives an empty attribute; everything else is an attribute. Children: nodes, strings (become text), null (left out).
 * @param {string} tag
 * @param {Object<string, any>} [props]
 * @param {...(Node|string|number|null|undefined|false|Array<any>)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (typeof child === "number" ? String(child) : child)),
  );
  return node;
}

/**
 * A button that never submits anything.
 * @param {string} label what it says
 * @param {(event: MouseEvent) => void} run
 * @param {Object<string, any>} [props] as of `el`
 */
export const button = (label, run, props = {}) =>
  el("button", { type: "button", ...props, on: { click: run, ...props.on } }, label);

/** The first match, or null. */
export const $ = (query, from = document) => from.querySelector(query);

/** All matches, as an array. */
export const $$ = (query, from = document) => [...from.querySelectorAll(query)];

/** Whether a key pressed there is meant as writing. */
export const writes = (node) =>
  node instanceof HTMLElement &&
  (node.isContentEditable || node.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])"));

/** `3 codes`, `1 code`. */
export const count = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** The style of whatever is shown in a code's colour; codes without a theme are grey. */
export const hue = (slot) => ({ "--hue": `var(--hue-${Number.isInteger(slot) ? slot % 12 : "none"})` });

/** Runs once, `wait` milliseconds after the last call. `.now()` runs it at once if it waits. */
export function later(run, wait) {
  let timer = 0;
  const call = (...args) => {
    clearTimeout(timer);
    call.now = () => {
      if (timer) {
        clearTimeout(timer);
        timer = 0;
        run(...args);
      }
    };
    timer = setTimeout(call.now, wait);
  };
  call.now = () => {};
  call.cancel = () => {
    clearTimeout(timer);
    timer = 0;
  };
  return call;
}

/**
 * Builds anew what stands in a node, and lets the focus be where it was: on the link or button of the same place, else on `home`.
 * @param {HTMLElement} node
 * @param {HTMLElement|null} home
 * @param {() => void} rebuild
 */
export function keepingFocus(node, home, rebuild) {
  const all = () => $$("a, button, summary", node);
  const at = all().indexOf(document.activeElement);
  rebuild();
  if (at >= 0) (all()[at] ?? home)?.focus({ preventScroll: true });
}
