// The form of a mark, in the panel of a cell and in the queue: its keys, and a selection taken as evidence.

import { onHeld, onKeys, sendForm, TEXT_FIELD } from "./keys.mjs";
import { panel, press } from "./panel.mjs";
import { selectedWords } from "./selection.mjs";
import "./autosave.mjs";
import "./busy.mjs";
import "./unsaved.mjs";

const form = () => panel.querySelector(".mark-form");
const values = () => [...panel.querySelectorAll(".mark-form .scale:not(.others) input")];
const verdict = (nth) => press(`.mark-form .scale:not(.others) label:nth-child(${nth}) input`);
const other = (letter) => press(`.mark-form .others [value^="${letter}"]`);

const confidence = (value) => press(`.mark-form .confidence [value="${value}"]`);

/* Presses the main button of the panel; on a link, a button or what unfolds, Enter presses that. */
function save() {
  if (document.activeElement?.closest("a, button, summary")) return false;
  return press(".mark-form [data-main]");
}

/* Saves the form that is being written in; outside of all fields, the mark. */
const saveWritten = () => sendForm(document.activeElement.closest(TEXT_FIELD)?.form ?? form());

/* The field of a comment on the cell, or else what opens it. */
function discuss() {
  const field = panel.querySelector(".open-thread textarea");
  if (!field) return press("[data-discuss]");
  field.focus();
}

/* Takes words of a passage, with their place, as the evidence. */
function quote(words) {
  const field = panel.querySelector("[name=evidence]");
  if (!field || !words) return false;
  field.value = words.quote;
  field.form.elements.evidence_at.value = words.at;
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/* The meanings of the verdicts, once unfolded, stay so from cell to cell, until they are folded. */
const MEANINGS = "triangulate:meanings";
const meanings = () => panel.querySelector(".meanings");
function unfold() {
  if (meanings()) meanings().open = Boolean(sessionStorage.getItem(MEANINGS));
}
panel.addEventListener("toggle", ({ target }) => {
  if (target !== meanings()) return;
  if (target.open) sessionStorage.setItem(MEANINGS, "open");
  else sessionStorage.removeItem(MEANINGS);
}, true);
document.addEventListener("htmx:afterSwap", ({ target }) => { if (target === panel) unfold(); });
unfold();

const selected = () => selectedWords(panel.querySelector(".passages"));

onKeys({
  1: { words: "A value of the scale", get shown() { return `1 … ${values().length % 10}`; }, when: form, act: () => verdict(1) },
  ...Object.fromEntries([..."234567890"].map((digit) => [digit, () => verdict(Number(digit) || 10)])),
});
onKeys({
  s: { words: "Silent: the answer does not address it", when: form, act: () => other("s") },
  n: { words: "Not asked", when: form, act: () => other("n") },
  r: { words: "Refused to answer", when: form, act: () => other("r") },
  a: { words: "Abstain", when: form, act: () => other("a") },
  l: { words: "Low confidence", when: form, act: () => confidence(1) },
  m: { words: "Medium confidence", when: form, act: () => confidence(2) },
  h: { words: "High confidence", when: form, act: () => confidence(3) },
  Enter: { words: "Save the mark, and go on", when: form, act: save },
  q: { words: "Quote the selected words", when: form, act: () => quote(selected()) },
  d: { words: "Discuss the cell", when: () => panel.querySelector(".open-thread, [data-discuss]"), act: discuss },
  t: { words: "Mark it as suggested", when: () => panel.querySelector("[data-take-up]"), act: () => press("[data-take-up]") },
});

onHeld("Enter", panel, saveWritten, "Save what you write, in its field", form);

/* Pressing the button may end the selection, so the selection at that moment counts, and no older one. */
let pressed = null;
panel.addEventListener("pointerdown", ({ target }) => {
  pressed = target.closest("[data-use-selection]") ? selected() : null;
});
panel.addEventListener("click", ({ target }) => {
  if (target.closest("[data-use-selection]")) {
    const words = selected() ?? pressed;
    panel.querySelector("[data-nothing-selected]").hidden = Boolean(words);
    quote(words);
  }
  const suggested = target.closest("[data-use-words]")?.dataset;
  if (suggested) quote({ quote: suggested.useWords, at: suggested.at });
});
/* Typed words have no place. */
panel.addEventListener("input", ({ target }) => {
  if (target.name === "evidence") target.form.elements.evidence_at.value = "";
});
