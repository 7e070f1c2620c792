// The keys of a draft: each presses the button with its data-key, moves between paragraphs, or corrects a whole piece.

import { lookOn, settle, step } from "./doubts.mjs";
import { onHeld, onKeys } from "./keys.mjs";
import { choose, chosen, draft, rowsOf } from "./rows.mjs";

const WRITING = "input:not([type=radio]), textarea, select";
const rows = () => rowsOf(draft);

function move(by) {
  choose(nearest(rows(), by));
}

function leap(by) {
  const seen = rows();
  choose(nearest(seen.filter((radio, at) => radio.closest(".piece") !== seen[at - 1]?.closest(".piece")), by));
}

// The next of these radios after the chosen one, or the one before; the chosen one may be folded away.
function nearest(radios, by) {
  const from = chosen();
  if (!from) return radios.at(by > 0 ? 0 : -1);
  const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  return radios.filter((radio) => from.compareDocumentPosition(radio) & side).at(by > 0 ? 0 : -1);
}

function makeAll(role) {
  chosen()?.closest(".piece").querySelector(`.whole [value^="${role} "]`)?.click();
}

function rename() {
  const index = chosen()?.closest(".piece")?.dataset.voice ?? "0";
  const voice = document.querySelector(`#voice-${CSS.escape(index)} details`);
  if (voice) open(voice, "[name=name]");
}

function open(details, field) {
  details.open = true;
  const input = details.querySelector(field);
  input.focus();
  input.select();
}

function fold(details) {
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
}

/* Presses the button of a key; opens what folds, with the focus in its first field. */
function press(key) {
  const target = draft.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (target.matches("details")) open(target, "[name=new_name]");
  else target.click();
}

const WORDS = {
  p: "Make it a prompt", a: "Make it an answer", f: "Make it furniture of the page", s: "Split here", m: "Merge up",
  u: "Undo the last correction", v: "Somebody else says this",
};
const offers = (key) => () => Boolean(draft.querySelector(`[data-key="${key}"]:not(:disabled)`));
const doubted = () => Boolean(document.querySelector("#look-bar [data-step]"));
const answer = (nth) => document.querySelector(`[data-settle="${nth}"]:not([hidden]) span`)?.textContent;

onKeys({
  j: { words: "Next paragraph", act: () => move(1) },
  k: { words: "Paragraph before", act: () => move(-1) },
  J: { words: "Next piece", shown: "Shift J", act: () => leap(1) },
  K: { words: "Piece before", shown: "Shift K", act: () => leap(-1) },
  ...Object.fromEntries(Object.entries(WORDS).map(([key, words]) => [key, { words, when: offers(key), act: () => press(key) }])),
  P: { words: "Make the whole piece a prompt", shown: "Shift P", when: chosen, act: () => makeAll("prompt") },
  A: { words: "Make the whole piece an answer", shown: "Shift A", when: chosen, act: () => makeAll("answer") },
  F: { words: "Make the whole piece furniture", shown: "Shift F", when: chosen, act: () => makeAll("furniture") },
  r: { words: "Name and provenance", act: rename },
  n: { words: "Next to look at", when: doubted, act: () => step(1) },
  N: { words: "The one before to look at", shown: "Shift N", when: doubted, act: () => step(-1) },
  c: { get words() { return answer(0); }, act: () => settle(0) },
  x: { get words() { return answer(1); }, act: () => settle(1) },
  Escape: () => fold(document.activeElement.closest("details") ?? draft.querySelector("#who-says[open]")),
}, {
  Escape: (field) => fold(field.closest("details")),
  Enter: (field, event) => {
    if (!field.closest("#who-says")) return;
    event.preventDefault();
    draft.querySelector("[data-go]").click();
  },
});

onHeld("z", null, () => press("u"), "Undo the last correction");

// After a correction the next thing to look at, or the corrected piece, becomes the chosen one, unless somebody is typing.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "post" || !detail.xhr.status) return;
  const isWriting = document.activeElement.matches(WRITING);
  if (!lookOn() && !isWriting) choose(chosen());
});

// After Back, a page that the browser kept would show the draft as it was: it is loaded again.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
