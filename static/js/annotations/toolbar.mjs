// The toolbar for selected words. It appears beside a selection inside an answer, and takes no focus by itself; "x" goes into
// it. The server gives its parts for exactly these words, and the words themselves, grown to whole ones. A press on annotated
// words opens it for the words of that annotation: then it says what is annotated there.

import { alsoTell, onKeys, TEXT_FIELD } from "../keys.mjs";
import { fragments, rangesOf, selectedWords } from "../selection.mjs";
import { takeAsEvidence } from "./evidence.mjs";
import { paint } from "./live.mjs";
import { say } from "./outcome.mjs";
import { keepAboveKeyboard, putBeside } from "./placing.mjs";

const SETTLED = 180; // milliseconds after which a selection that a key or a finger makes counts as made
const bar = document.getElementById("selecting");
const buttons = [...bar.querySelectorAll("[data-tool]")];
const parts = bar.querySelector("[data-parts]"), problem = bar.querySelector("[data-problem]");
let words = null; // those that the toolbar is for
let loading = null; // the request for its parts
let dismissed = ""; // the words for which Escape was pressed
let held = false; // a mouse is still selecting, or a finger is on the toolbar
let cameFrom = null; // what had the focus before the toolbar

const key = (some) => (some ? `${some.response}-${some.start}-${some.end}` : "");
const noted = (id) => [...document.querySelectorAll(`mark[data-annotations~="${id}"]`)];
const isOpen = () => !bar.hidden;
const opened = () => parts.querySelector("[data-part]:not([hidden])");
let ranges = []; // where the words stand on the page

function take(some) {
  words = some;
  ranges = !some ? [] : some.annotation ? noted(some.annotation).map(around) : rangesOf(document.body, some.response, some.start, some.end);
}

function around(node) {
  const range = new Range();
  range.selectNodeContents(node);
  return range;
}

/* Where the words stand that the toolbar is for. */
export const takenRanges = () => ranges;

/* Whether the toolbar is for these words, as they are selected or as they have grown. */
const isFor = (some) => [words.given, key(words)].includes(key(some));

/* The words that are selected, or that the toolbar is open for. */
export const chosen = () => selectedWords(document.body) ?? (isOpen() ? words : null);

function place() {
  if (isOpen()) putBeside(bar, ranges);
}

/* The parts for the words, as the server gives them; null if it does not. */
async function load(some) {
  const place = some.annotation ? `${some.response}-0-1` : key(some), query = some.annotation ? `?annotation=${some.annotation}` : "";
  try {
    const answer = await fetch(bar.dataset.tools.replace("0-0-1", place) + query);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const html = await answer.text();
    if (key(words) !== key(some)) return null;
    parts.innerHTML = html;
  } catch {
    if (key(words) === key(some)) complain("This could not be loaded. Check the connection, and select the words again.");
    return null;
  }
  const { start, end } = parts.firstElementChild.dataset;
  take({ ...some, start: Number(start), end: Number(end), given: key(some) });
  for (const form of parts.querySelectorAll("[hx-post]")) if (document.getElementById("annotations") && form.matches("[data-part=label], [data-part=note]")) {
    form.setAttribute("hx-target", "#annotations");
    form.setAttribute("hx-swap", "outerHTML");
  }
  globalThis.htmx.process(parts);
  for (const hint of parts.querySelectorAll("[data-keys]")) hint.hidden = false;
  paint("selected", ranges);
  return parts.firstElementChild;
}

function complain(sentence) {
  problem.hidden = !sentence;
  problem.textContent = sentence;
  place();
}

function show(some) {
  take(some);
  parts.replaceChildren();
  complain("");
  close();
  delete bar.dataset.side;
  bar.hidden = false;
  document.documentElement.toggleAttribute("data-selecting", true);
  loading = load(some);
  place();
}

/* Opens the toolbar for the words of an annotation. By a key, the focus goes to what is said of it. */
async function showAnnotation(id) {
  const [mark] = noted(id), from = document.activeElement, byKey = from?.matches(".annotation-ref");
  if (!mark) return;
  getSelection().removeAllRanges();
  show({ response: mark.closest("[data-at]").dataset.at.split(":")[0], start: 0, end: 1, annotation: id });
  const part = await loading;
  place();
  if (part && byKey) {
    part.querySelector(".noted :is(a, button)").focus({ preventScroll: true });
    cameFrom = from;
  }
}

export function hide() {
  if (!isOpen()) return;
  bar.hidden = true;
  document.documentElement.removeAttribute("data-selecting");
  close();
  take(null);
  loading = null;
  paint("selected");
}

/* Closes the part that is open. */
function close() {
  for (const part of parts.querySelectorAll("[data-part]")) part.hidden = true;
  for (const entry of parts.querySelectorAll(".noted > li")) entry.hidden = false;
  for (const button of buttons) if (button.ariaExpanded) button.ariaExpanded = "false";
  bar.removeAttribute("data-opened");
}

/* Gives the focus back to the text: to what had it, with the words still selected. */
export function leave() {
  const [first] = ranges, last = ranges.at(-1);
  if (bar.contains(document.activeElement)) document.activeElement.blur();
  if (cameFrom?.isConnected && cameFrom !== document.body) cameFrom.focus({ preventScroll: true });
  if (first && !words?.annotation) getSelection().setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  cameFrom = null;
}

function dismiss() {
  dismissed = key(words);
  leave();
  dismissed = key(selectedWords(document.body)) || dismissed;
  hide();
}

/* Puts the focus on a tool; only that one is reached by Tab. */
function focus(button) {
  for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* The toolbar is for what is selected now, also if that has not settled yet; whether it is open. */
function keepUp() {
  const some = selectedWords(document.body);
  if (some && !(isOpen() && isFor(some))) show(some);
  return isOpen();
}

function enter() {
  if (!keepUp()) return false;
  focus(buttons.find((button) => button.tabIndex === 0) ?? buttons[0]);
}

async function copy() {
  const part = await loading;
  if (!part) return;
  const { address, source } = part.dataset;
  try {
    await navigator.clipboard.writeText(`“${part.querySelector("[data-words]").textContent}” (${source}). ${address}`);
    say("Copied with its source.");
  } catch {
    complain("The browser does not let the page copy. Select the words, and copy them yourself.");
  }
}

async function open(button) {
  const name = button.dataset.tool, wasOpen = button.ariaExpanded === "true";
  if (name === "copy") return copy();
  close();
  if (wasOpen) return place();
  if (!(await loading)) return null;
  const part = parts.querySelector(`[data-part=${name}]`);
  if (!part) return complain("These words were replaced by a correction of the document: they can only be copied.");
  part.hidden = false;
  const about = part.elements?.annotation?.value;
  for (const entry of parts.querySelectorAll(".noted > li")) entry.hidden = Boolean(about) && entry.dataset.number !== about;
  button.ariaExpanded = "true";
  bar.dataset.opened = name;
  paint("selected", ranges);
  place();
  (part.querySelector("textarea, select, [name=title], button, a") ?? button).focus({ preventScroll: true });
  return null;
}

function settle() {
  if (held || bar.contains(document.activeElement)) return;
  if (document.activeElement?.closest(TEXT_FIELD)) return hide();
  const some = selectedWords(document.body);
  if (!some) { dismissed = ""; return words?.annotation ? place() : hide(); }
  if (key(some) === dismissed) return null;
  dismissed = "";
  return isOpen() && isFor(some) ? place() : show(some);
}

let timer;
const settleSoon = () => { clearTimeout(timer); timer = setTimeout(settle, SETTLED); };

document.addEventListener("pointerdown", ({ target, pointerType, button }) => {
  held = bar.contains(target) || (pointerType === "mouse" && button === 0);
  if (words?.annotation && !bar.contains(target)) hide();
}, true);
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, () => { if (held) { held = false; settleSoon(); } }, true);
for (const button of buttons.slice(1)) button.tabIndex = -1;
document.addEventListener("selectionchange", settleSoon);
document.addEventListener("scroll", place, { capture: true, passive: true });
addEventListener("resize", place);
keepAboveKeyboard(bar);

/* Words that have left the page, such as those of the cell before, need no toolbar. */
document.addEventListener("htmx:afterSwap", () => {
  if (isOpen() && !bar.contains(document.activeElement) && ranges.every(({ collapsed }) => collapsed)) hide();
});

/* A press on the toolbar keeps the selection that it is for. */
bar.addEventListener("mousedown", (event) => { if (!event.target.closest(`${TEXT_FIELD}, label, input`)) event.preventDefault(); });
bar.addEventListener("focusin", ({ relatedTarget }) => { if (!bar.contains(relatedTarget)) cameFrom = relatedTarget; });
bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tool]"), cell = event.target.closest("[data-cell]")?.dataset.cell;
  if (button) {
    if (!opened()) keepUp();
    focus(button);
    open(button);
  }
  const about = event.target.closest("[data-discuss]")?.dataset.discuss;
  if (about) {
    parts.querySelector("[data-part=discuss] [name=annotation]").value = about;
    const discuss = buttons.find((one) => one.dataset.tool === "discuss");
    if (discuss.ariaExpanded !== "true") open(discuss);
  }
  const quote = parts.querySelector("[data-words]")?.textContent;
  if (cell && takeAsEvidence({ cell, quote, at: `${words.response}:${words.start}+0` })) {
    event.preventDefault();
    hide();
  }
});
bar.addEventListener("change", ({ target }) => {
  if (target.name === "finding") target.form.querySelector("[data-new]").hidden = Boolean(target.value);
});

/* The keys of the toolbar act in it alone. In an open part, digits choose; in a text field Ctrl and Enter save. */
bar.addEventListener("keydown", (event) => {
  const { target, key: pressed } = event;
  if (event.isComposing || event.altKey) return;
  const part = target.closest("[data-part]"), isField = target.closest(TEXT_FIELD);
  const choices = part ? [...part.querySelectorAll("button, a")] : buttons;
  const at = choices.indexOf(target), isList = !part || part.matches("[data-part=label], [data-part=place], [data-part=evidence]");
  const go = (to) => (part ? choices.at(to % choices.length)?.focus() : focus(choices.at(to % choices.length)));
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (pressed === "Escape") {
    if (part) { const button = buttons.find((one) => one.ariaExpanded === "true"); close(); place(); focus(button); }
    else dismiss();
  } else if (isField) {
    if (pressed !== "Enter" || !(event.ctrlKey || event.metaKey)) { event.stopPropagation(); return; }
    target.form.requestSubmit();
  } else if (event.ctrlKey || event.metaKey) return;
  else if (isList && at >= 0 && ["ArrowRight", "ArrowDown"].includes(pressed)) go(at + 1);
  else if (isList && at >= 0 && ["ArrowLeft", "ArrowUp"].includes(pressed)) go(at - 1);
  else if (isList && pressed === "Home") go(0);
  else if (isList && pressed === "End") go(-1);
  else if (part?.dataset.part === "label" && digit) part.querySelectorAll("button")[digit - 1]?.click();
  else if (!part && buttons.some((one) => one.getAttribute("aria-keyshortcuts") === pressed.toLowerCase())) {
    const button = buttons.find((one) => one.getAttribute("aria-keyshortcuts") === pressed.toLowerCase());
    focus(button);
    open(button);
  } else { if (/^.$/u.test(pressed) && !" ?".includes(pressed)) event.stopPropagation(); return; }
  event.preventDefault();
  event.stopPropagation();
});

/* A refusal is said in the toolbar; what was written stays. */
bar.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = false;
  const answer = new DOMParser().parseFromString(detail.xhr.responseText, "text/html");
  const why = answer.querySelector("[role=alert]"), anyway = why?.querySelector("[name=anyway]")?.closest("label");
  anyway?.remove(); // the form has a box of its own for it
  opened()?.querySelector("[data-anyway]")?.toggleAttribute("hidden", !anyway);
  complain(why?.textContent.trim() || "This was refused.");
});

/* On a page without the list of annotations, the toolbar says what they are. */
document.addEventListener("annotation-sought", (event) => {
  if (document.getElementById("annotations") || !noted(event.detail).length) return;
  event.preventDefault();
  showAnnotation(event.detail);
});

/* Escape closes the toolbar first, wherever the focus is; what else it closes on the page, it closes then. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOpen() || event.isComposing || document.querySelector("dialog:modal")) return;
  if (bar.contains(event.target) || event.target.closest(TEXT_FIELD)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dismiss();
}, true);

/* Whether there are words of answers to select. */
export const hasWords = () => fragments(document.body).some((fragment) => fragment.checkVisibility());
const named = (button) => [...button.childNodes].filter(({ localName }) => localName !== "kbd").map(({ textContent }) => textContent).join("");
onKeys({ x: { words: "Go to the toolbar of the selected words", act: enter, when: hasWords } });
alsoTell(Object.fromEntries(buttons.map((button) => [`x ${button.getAttribute("aria-keyshortcuts")}`, {
  words: `Selected words: ${named(button).replace(/\s+/g, " ").trim().toLowerCase()}`, when: hasWords,
}])));
