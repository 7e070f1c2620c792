// The keys of the conflict queue: each presses the button with its data-key in the current conflict. All else is forms.

import "./threads.mjs";
import { onKeys } from "./keys.mjs";

let last = null; // the last current conflict
const conflicts = () => [...document.querySelectorAll(".conflict")];
const current = () => document.activeElement?.closest?.(".conflict") ?? last;

function go(conflict) {
  if (!conflict) return false;
  last = conflict;
  conflict.focus({ preventScroll: true });
  conflict.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = conflicts();
  const from = all.indexOf(current());
  return go(all[from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1)]);
}

/* Presses the button of a key in the current conflict, else in the first one; a field that it opens gets the focus. */
function press(key) {
  last = current() ?? conflicts()[0];
  const button = last?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  button.click();
  button.closest("details[open]")?.querySelector("select, textarea")?.focus();
}

const offers = (key) => () => Boolean(document.querySelector(`.conflict [data-key="${key}"]`));
const WORDS = { m: "Take the majority", d: "Decide, with a reason", o: "Leave it open" };

onKeys({
  j: { words: "Next conflict", act: () => step(1) },
  k: { words: "Previous conflict", act: () => step(-1) },
  ...Object.fromEntries(Object.entries(WORDS).map(([key, words]) => [key, { words, when: offers(key), act: () => press(key) }])),
}, { Escape: (field) => go(field.closest(".conflict")) });
