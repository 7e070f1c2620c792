// Annotations in a text and their list: what one points at lights up in the other.

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
  marks[0].closest("[hidden=until-found]")?.dispatchEvent(new Event("beforematch", { bubbles: true }));
  marks[0].scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
  light([id]);
  for (const mark of marks) {
    mark.toggleAttribute("data-flash", true);
    mark.addEventListener("animationend", () => mark.removeAttribute("data-flash"), { once: true });
  }
  return true;
}

/* Goes to the entry of an annotation, or to what the page says of it instead; false if that is on another page. */
function goToEntry(id, others = []) {
  if (!document.dispatchEvent(new CustomEvent("annotation-sought", { detail: id, cancelable: true }))) return true;
  const found = entry(id);
  if (!found) return false;
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  light([id, ...others]);
  found.scrollIntoView({ block: "nearest", behavior: calm.matches ? "instant" : "smooth" });
  return true;
}

/* A press on annotated words goes to the entry: of those that overlap to the innermost, pressed again to the next. The sign
   before them goes to its own, and an entry's link to the words and their sign. */
let last = null;
document.addEventListener("click", (event) => {
  const { target } = event, mark = target.closest("mark[data-annotations]");
  const sign = target.closest(".annotation-ref[href*='#a-']"), back = target.closest("li.annotation a[href^='#a-']");
  if (sign) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && goToEntry(sign.hash.slice(3))) event.preventDefault();
  } else if (back) {
    document.dispatchEvent(new CustomEvent("words-sought"));
    if (back.hash === location.hash) arrive();
  } else if (mark && !target.closest("a, button, summary") && getSelection().isCollapsed) {
    const ids = idsOf(mark), at = last?.mark === mark ? (last.at + 1) % ids.length : 0;
    last = { mark, at };
    goToEntry(ids[at], ids.filter((id) => id !== ids[at]));
  }
});

/* Words are selected from their sign on, too. It is a link, on which browsers begin no selection, but drag it away. */
let from = null;
document.addEventListener("mousedown", (event) => {
  from = event.button === 0 ? event.target.closest?.(".annotation-ref") : null;
  if (from) event.preventDefault();
});
document.addEventListener("mousemove", ({ buttons, clientX, clientY }) => {
  if (!from?.isConnected || !(buttons & 1)) return;
  const place = document.caretPositionFromPoint?.(clientX, clientY);
  if (place) getSelection().setBaseAndExtent(from.parentNode, [...from.parentNode.childNodes].indexOf(from), place.offsetNode, place.offset);
});
document.addEventListener("mouseup", () => { from = null; });

/* An address that names an annotation leads to its words. */
function arrive() {
  const [, id, isSign] = /^#a-(\d+)(-at)?$/.exec(location.hash) ?? [];
  if (id && goToWords(id) && isSign) document.getElementById(`a-${id}-at`)?.focus({ preventScroll: true });
}
addEventListener("hashchange", arrive);
arrive();
