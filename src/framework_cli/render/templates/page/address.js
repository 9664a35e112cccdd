const $ = (query, from = document) => from.querySelector(query);
const $$ = (query, from = document) => [...from.querySelectorAll(query)];
const root = document.documentElement;
const parts = $$(".part");
const narrow = matchMedia("(max-width: 44rem)");
root.classList.add("js");

function make(tag, text, name) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (name) node.className = name;
  return node;
}
/* The id that an anchor was made of: whatever is no plain letter or digit stands in it as _hex_. */
const decoded = (anchor) => anchor.replace(/^[a-z]+-/, "").replace(/_([0-9a-f]+)_/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)));

/* The address says what is shown: #matrix?q=…&sort=…, or #anchor within a part. */
function address() {
  const [name, query = ""] = location.hash.slice(1).split("?");
  return { name, query: new URLSearchParams(query) };
}
function remember(query, push) {
  const text = query.toString();
  history[push ? "pushState" : "replaceState"](push ? { cell: true } : history.state, "", "#matrix" + (text ? "?" + text : ""));
}

function show(scroll = true) {
  const { name, query } = address();
  const target = name ? document.getElementById(name) : null;
  const part = target?.closest(".part") || parts[0];
  if (!part) return;
  const changed = part.hidden !== false || !part.dataset.shown;
  for (const each of parts) {
    if (each === part) { each.hidden = false; each.dataset.shown = "1"; }
    else { each.setAttribute("hidden", "until-found"); delete each.dataset.shown; }
  }
  if (part.id === "themes") regroup(query);
  $(".masthead")?.classList.toggle("away", part !== parts[0]);
  for (const link of $$(".bar a")) {
    if (link.hash.slice(1) === part.id) { link.setAttribute("aria-current", "page"); reveal(link); }
    else link.removeAttribute("aria-current");
  }
  if (part.id === "excerpts") offer(part);
  offerReturn();
  if (!scroll) return;
  const left = document.activeElement?.closest(".part");
  if (target && left && left !== part) { target.tabIndex = -1; target.focus({ preventScroll: true }); }
  if (target && target !== part) target.scrollIntoView({ behavior: "instant" });
  else if (changed) scrollTo({ top: 0, behavior: "instant" });
  if (part.id === "matrix" && form) restore(query);
  else if (panel.open) shut();
}
/* The bar scrolls sideways where it has no room: the part that is open stays in sight. */
function reveal(link) {
  const list = link.closest("ul"), bar = list.scrollWidth > list.clientWidth ? list : link.closest(".bar");
  const over = link.getBoundingClientRect(), box = bar.getBoundingClientRect();
  if (over.left < box.left || over.right > box.right) bar.scrollLeft += over.left - box.left - 24;
}

/* Whoever followed a link from one part into another can go back to where it stood. */
let following = "", offered = "";
const back = make("button", "", "return");
back.type = "button";
back.hidden = true;
back.addEventListener("click", () => history.back());
document.body.append(back);
function follow(link) {
  const cell = link.closest("td"), from = link.closest(".part, .panel");
  const there = document.getElementById(link.hash.slice(1).split("?")[0])?.closest(".part");
  if (!there || there === from) return;
  const heading = from.closest(".panel") ? $("h2", from) : link.closest("article, section")?.querySelector("h3, h4") || $("h2", from);
  following = cell && !from.closest(".panel") ? titles(cell).join(", ") : (from.closest(".panel") ? $(".of", from).textContent + ", " : "") + heading.textContent.trim();
}
function offerReturn() {
  if (location.hash === offered) return; // a link followed is told of twice
  offered = location.hash;
  back.hidden = !following;
  back.textContent = following ? "Back to " + following : "";
  following = "";
}

/* "Copy reference" */
function copier(text) {
  const button = make("button", "Copy reference", "copy");
  button.type = "button";
  button.dataset.copy = text;
  return button;
}
function offer(part) {
  if (part.dataset.offered) return;
  part.dataset.offered = "1";
  for (const article of $$("article", part)) article.append(copier(reference(article)));
}
const reference = (article) => $(".ref", article).textContent + ("own" in article.dataset ? "" : ` [@${decoded(article.id || article.dataset.id)}]`);
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const area = make("textarea", button.dataset.copy);
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.textContent = "Copied";
}
