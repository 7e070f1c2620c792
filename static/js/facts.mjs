// The keys of the facts: each presses the button with its data-key in the current fact. All else is links and forms.

import { onKeys } from "./keys.mjs";

let lastId = ""; // of the last current fact
const facts = () => [...document.querySelectorAll("#facts .fact")];
const current = () => document.activeElement?.closest?.(".fact") ?? document.getElementById(lastId);

function go(fact) {
  if (!fact) return false;
  lastId = fact.id;
  fact.focus({ preventScroll: true });
  fact.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = facts();
  const from = all.indexOf(current());
  return go(all[from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1)]);
}

/* Presses the button of a key in the current fact, else in the first one; a field that it opens gets the focus. */
function press(key) {
  const fact = current() ?? facts()[0];
  const button = fact?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  lastId = fact.id;
  button.click();
  const opened = button.closest("details[open]")?.querySelector("input:not([type=hidden])");
  opened?.focus();
  opened?.select();
}

const offers = (key) => () => Boolean(document.querySelector(`#facts [data-key="${key}"]`));
const WORDS = { c: "Confirm the fact", x: "Dismiss it", u: "Take the decision back", e: "Edit its name", s: "Strike a value out" };

onKeys({
  j: { words: "Next fact", act: () => step(1) },
  k: { words: "Previous fact", act: () => step(-1) },
  ...Object.fromEntries(Object.entries(WORDS).map(([key, words]) => [key, { words, when: offers(key), act: () => press(key) }])),
}, { Escape: (field) => go(field.closest(".fact")) });

/* A fact that was changed keeps the focus. */
document.addEventListener("htmx:beforeRequest", ({ target }) => { lastId = target.closest?.(".fact")?.id ?? lastId; });
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById(lastId)?.focus({ preventScroll: true });
});
