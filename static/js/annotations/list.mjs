// Annotations in a text and their list: what one points at lights up in the other.

const list = () => document.getElementById("annotations");
const entry = (id) => document.querySelector(`li.annotation#a-${id}`);
const marksOf = (id) => [...document.querySelectorAll(`mark[data-annotations~="${id}"]`)];
const idsOf = (mark) => mark.dataset.annotations.split(" ");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function light(ids) {
  for (const lit of document.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
  for (const [nth, id] of ids.entries()) {
    entry(id)?.setAttribute("data-lit", "");
    if (nth === 0) for (const mark of marksOf(id)) mark.setAttribute("data-lit", "");
  }
}

/* The annotations that something on the page is about, the innermost first; null for nothing. */
function about(target) {
  const mark = target.closest?.("mark[data-annotations]");
  if (mark) return idsOf(mark);
  const id = target.closest?.("li.annotation")?.id ?? /#(a-\d+)(-at)?$/.exec(target.closest?.(".annotation-ref")?.href)?.[1];
  return id ? [id.slice(2)] : null;
}

for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, ({ target }) => light(about(target) ?? []));

/* Goes to the words of an annotation: opens what they are folded in, and shows them for a moment. */
export function goToWords(id) {
  const marks = marksOf(id);
  if (!marks.length) return false;
  for (let fold = marks[0].closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  marks[0].closest("[hidden=until-found]")?.removeAttribute("hidden");
  marks[0].scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
  light([id]);
  for (const mark of marks) {
    mark.toggleAttribute("data-flash", true);
    mark.addEventListener("animationend", () => mark.removeAttribute("data-flash"), { once: true });
  }
  return true;
}

/* A press on annotated words goes to the entry: of those that overlap to the innermost, pressed again to the next. */
let last = null;
document.addEventListener("click", ({ target }) => {
  const mark = target.closest("mark[data-annotations]");
  if (!mark || target.closest("a, button") || !getSelection().isCollapsed) return;
  const ids = idsOf(mark), at = last?.mark === mark ? (last.at + 1) % ids.length : 0;
  last = { mark, at };
  document.dispatchEvent(new CustomEvent("annotation-sought", { detail: ids[at] }));
  const found = entry(ids[at]);
  if (!found) return;
  light([ids[at], ...ids.filter((id) => id !== ids[at])]);
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest", behavior: calm.matches ? "instant" : "smooth" });
});

/* An entry's link to its words, and an address that names an annotation, lead to the words. */
function arrive() {
  const id = /^#a-(\d+)(-at)?$/.exec(location.hash)?.[1];
  if (id) goToWords(id);
}
document.addEventListener("click", (event) => {
  const to = event.target.closest("li.annotation a[href^='#a-']");
  if (!to) return;
  document.dispatchEvent(new CustomEvent("words-sought"));
  if (to.hash === location.hash) goToWords(/\d+/.exec(to.hash)[0]);
});
addEventListener("hashchange", arrive);
if (list() || location.hash.startsWith("#a-")) arrive();
