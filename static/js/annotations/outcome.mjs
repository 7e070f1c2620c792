// What became of selected words: said once, with a way back, and shown in the text where the reader is.

import { onKeys, TEXT_FIELD } from "../keys.mjs";
import { watch } from "../scrolling.mjs";
import { fragments, rangesOf } from "../selection.mjs";
import { paint } from "./live.mjs";
import { chosen, hide, leave, takenRanges } from "./toolbar.mjs";

const SHOWN = 12_000; // milliseconds
const message = document.getElementById("annotated"), bar = document.getElementById("selecting");
const [sentence, undo, link] = ["[role=status]", "button", "a"].map((part) => message.querySelector(part));
const hasList = () => document.getElementById("annotations");
let takeBack = null, timer;

/* Says something once. `back` undoes it; `to` is [address, words] of a page to go on to. */
export function say(words, { back = null, to = null } = {}) {
  sentence.textContent = words;
  takeBack = back;
  undo.hidden = !back;
  link.hidden = !to;
  if (to) [link.href, link.textContent] = to;
  message.toggleAttribute("data-shown", true);
  clearTimeout(timer);
  timer = setTimeout(clear, SHOWN);
}

function clear() {
  if (message.matches(":hover, :focus-within")) {
    timer = setTimeout(clear, SHOWN);
    return;
  }
  message.removeAttribute("data-shown");
  sentence.textContent = "";
  takeBack = null;
  undo.hidden = link.hidden = true;
}

function press() {
  if (!takeBack) return false;
  const back = takeBack;
  takeBack = null;
  undo.hidden = true;
  back();
}

undo.addEventListener("click", press);
onKeys({
  u: { words: "Undo what was done with the words", act: () => Boolean(takeBack), when: () => Boolean(takeBack) },
  o: { words: "Open what the words became", act: () => !link.hidden && link.click(), when: () => !link.hidden },
});
/* While the message stands, it is what "u" undoes, whatever else on the page has that key. */
document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (!takeBack || key.toLowerCase() !== "u" || ctrlKey || metaKey || altKey || isComposing || target.closest(TEXT_FIELD)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  press();
}, true);

/* Fetches the page again, and puts what it has in each fragment of a response in the place of what is there. */
async function repaint(response) {
  const answer = await fetch(location.href, { cache: "no-cache" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = Map.groupBy(fragments(page, response), ({ dataset }) => dataset.at);
  for (const old of fragments(document, response)) {
    const now = fresh.get(old.dataset.at)?.shift();
    if (now && now.innerHTML !== old.innerHTML) old.replaceChildren(...document.importNode(now, true).childNodes);
  }
  watch();
}

/* The words are done with: the reader is back in the text, behind them, with nothing selected. */
function finish() {
  leave();
  hide();
  if (getSelection().rangeCount) getSelection().collapseToEnd();
}

/* The words look annotated at once, and as the server paints them as soon as that is there; the caret stays behind them. */
async function goOnReading(response) {
  const words = chosen();
  paint("saved", takenRanges());
  finish();
  if (hasList()) await new Promise((done) => { document.addEventListener("htmx:afterSettle", done, { once: true }); });
  else await repaint(response);
  paint("saved");
  const last = words && rangesOf(document.body, words.response, words.start, words.end).at(-1);
  if (last && getSelection().isCollapsed) getSelection().collapse(last.endContainer, last.endOffset);
}

/* Sends a change of an annotation, as its form in the list does. */
const change = (id, what) => globalThis.htmx.ajax("POST", `${bar.dataset.annotations}${id}/${what}/`,
  hasList() ? { source: message, target: "#annotations", swap: "outerHTML" } : { source: message, target: message, swap: "none" });

const SAID = { changed: "Saved.", deleted: "The annotation is deleted.", restored: "The annotation is back." };

/* The name of the label that was given, or that a note was written. */
function annotatedAs({ label, note }) {
  const name = label && bar.querySelector(`[data-part=label] [value="${CSS.escape(label)}"]`)?.firstChild.data.trim();
  return name ? `Annotated: ${name}.` : note ? "Annotated with a note." : "Annotated.";
}

let sent = {}; // what the last request of the toolbar sent
document.addEventListener("htmx:configRequest", ({ detail: { elt, parameters } }) => {
  if (!bar.contains(elt)) return;
  sent = Object.fromEntries(["label", "note"].map((name) => [name, parameters.get?.(name) ?? parameters[name]]));
});

/* The form without selecting is ready for the next words. */
function empty(form) {
  for (const field of form?.querySelectorAll("textarea, [type=radio], [name=at]") ?? []) {
    if (field.type === "radio") field.checked = !field.value;
    else field.value = "";
  }
}

document.body.addEventListener("annotations-changed", ({ detail: { id, did, response } }) => {
  if (did === "made") empty(document.getElementById("annotate"));
  const back = { made: "delete", restored: "delete", deleted: "restore" }[did];
  say(did === "made" ? annotatedAs(sent) : SAID[did], { back: back && (() => change(id, back)) });
  sent = {};
  return goOnReading(response);
});

document.body.addEventListener("words-discussed", ({ detail: { response, address, sentence: said } }) => {
  const done = { sentence: said, to: [address, "Open the thread"] };
  if (hasList()) return drawAgain(done);
  say(done.sentence, done);
  return goOnReading(response);
});

document.body.addEventListener("words-gathered", ({ detail: { title, address, undo: away } }) => {
  finish();
  const back = () => globalThis.htmx.ajax("POST", away, { source: message, target: message, swap: "none" });
  say(`Gathered into “${title}”.`, { back, to: [address, "Open the finding"] });
});
document.body.addEventListener("words-ungathered", ({ detail: { sentence: said } }) => say(said));

/* A placement may move words between all rows, so the page is drawn again; then it is said. */
const DONE = "triangulate:done";
function drawAgain(done) {
  sessionStorage.setItem(DONE, JSON.stringify(done));
  location.reload();
}

async function takePlacementBack(placements) {
  const body = new URLSearchParams([["csrfmiddlewaretoken", message.dataset.csrf], ...placements.map((id) => ["placement", id])]);
  const answer = await fetch(message.dataset.withdraw, { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") drawAgain({ sentence: "The words are where they were." });
  else say("This could not be undone: the words were moved since.");
}

document.body.addEventListener("words-placed", ({ detail: { sentence: said, placements } }) => drawAgain({ sentence: said, placements }));
const done = JSON.parse(sessionStorage.getItem(DONE));
if (done) {
  sessionStorage.removeItem(DONE);
  say(done.sentence, { back: done.placements && (() => takePlacementBack(done.placements)), to: done.to });
}
