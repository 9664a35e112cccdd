/* From a cell to its excerpts, from these to their context, and back */
const panel = $(".panel");
let opener = null;

function open(cell, quote) {
  const body = $(".panel-body", panel);
  const source = home(cell);
  const [who, what] = titles(cell);
  const title = make("h2", what);
  title.id = "panel-title";
  title.tabIndex = -1;
  const summary = make("div", "", "summary");
  for (const child of source.children) if (!child.matches(".foot, .refs, .memo")) summary.append(child.cloneNode(true));
  const signed = source.closest(".case") && $(":scope > .signed", source.closest(".case"));
  if (signed && !$(".signed", summary) && $(":scope > :is(p:not(.state), ul)", summary)) summary.append(make("p", signed.firstChild.data, "signed"));
  const ids = source.dataset.q ? source.dataset.q.split(" ") : [];
  const label = ids.length + (ids.length === 1 ? " excerpt" : " excerpts");
  body.replaceChildren(make("p", who, "of"), title, summary, copier(source.dataset.cell),
    make("h3", ids.length ? label + (source.classList.contains("uncharted") ? " waiting to be charted" : "") : "No excerpts"));
  let focus = title;
  for (const id of ids) {
    const article = document.getElementById("q-" + id);
    if (!article) continue;
    const copied = article.cloneNode(true);
    copied.dataset.id = copied.id;
    copied.removeAttribute("id");
    if (quote === copied.dataset.id) { copied.classList.add("at"); copied.tabIndex = -1; focus = copied; }
    if (!$(".copy", copied)) copied.append(copier(reference(copied)));
    body.append(copied);
  }
  for (const memo of source.querySelectorAll(":scope > .memo")) body.append(memo.cloneNode(true));
  opener?.classList.remove("open");
  opener = cell;
  cell.classList.add("open");
  root.classList.add("paneled");
  if (!panel.open) {
    if (matchMedia("(max-width: 74.99rem)").matches) panel.showModal();
    else panel.show();
  }
  panel.scrollTop = 0;
  cell.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  focus.focus({ preventScroll: true });
  if (focus !== title) focus.scrollIntoView({ block: "center", behavior: "instant" });
}
function shut() {
  panel.close();
  root.classList.remove("paneled");
  if (opener) {
    opener.classList.remove("open");
    opener.tabIndex = opener.closest(".matrix") ? 0 : -1;
    /* Going back in history takes the focus away once this has run. */
    setTimeout((cell) => cell.focus(), 0, opener);
  }
  opener = null;
}
function leave() {
  if (history.state?.cell) history.back();
  else {
    if (address().name === "matrix" && form) remember(state());
    shut();
  }
}
function enter(cell, quote) {
  if (cell.closest(".matrix")) {
    const query = state();
    query.set("cell", cell.dataset.cell);
    remember(query, !panel.open);
  }
  open(cell, quote);
}
/* A citation in the panel leads to the excerpt there. */
function point(there) {
  for (const each of $$("article", panel)) each.classList.toggle("at", each === there);
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
  there.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".copy");
  if (button) { copy(button); return; }
  if (getSelection().toString()) return;
  const link = event.target.closest("a");
  const cite = link?.hash?.startsWith("#q-") ? link : null; /* one in a drawing has no hash */
  const inside = event.target.closest(".panel");
  if (cite && inside) {
    const there = $$("article", panel).find((each) => "#" + each.dataset.id === cite.hash);
    if (there) { event.preventDefault(); point(there); return; }
  }
  const cell = event.target.closest("td[data-cell]") || (cite && cite.closest("tr")?.querySelector("td[data-cell]"));
  if (!inside && cell && (cite || (!link && cell.classList.contains("held") && !cell.closest(".casechart")))) {
    event.preventDefault();
    enter(cell, cite?.hash.slice(1));
    return;
  }
  if (link?.hash && !link.closest(".bar, .contents, .skip")) follow(link);
});
$(".close", panel).addEventListener("click", leave);
panel.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open) { event.preventDefault(); leave(); }
});
for (const part of parts) {
  /* The browser's own search found something in a part that is not shown. */
  part.addEventListener("beforematch", () => { history.replaceState(null, "", "#" + part.id); show(false); });
}
/* The contents beside a long part say what is being read. */
for (const nav of $$(".contents")) {
  const links = new Map($$("a", nav).map((link) => [document.getElementById(link.hash.slice(1)), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) { links.get(target).removeAttribute("aria-current"); continue; }
      for (const [each, link] of links) if (each === target) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-25% 0px -74% 0px" });
  for (const section of links.keys()) seen.observe(section);
}
addEventListener("popstate", () => show());
addEventListener("hashchange", () => show());
show();
