// The hits of a search, one after the other: "n" the next, Shift+N the one before, "/" the field.

import { onKeys } from "../keys.mjs";
import { readColumnOf } from "./phone.mjs";

const hits = () => [...document.querySelectorAll("#compare-table mark.hit, #found-elsewhere mark.hit")];
let current;

/* Opens and shows all that hides an element: a fold, a cut cell, on a phone the column. */
export function reveal(element) {
  for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  const box = element.closest(".passages")?.parentElement.querySelector(":scope > .more > input");
  if (box) box.checked = true;
  const cell = element.closest("#compare-table > tbody > tr > td");
  if (cell) readColumnOf(cell);
}

function go(by) {
  const all = hits();
  if (!all.length) return false;
  const at = all.indexOf(current);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  current?.removeAttribute("data-current");
  current = next;
  next.setAttribute("data-current", "");
  reveal(next);
  next.scrollIntoView({ block: "center" });
  getSelection().collapse(next.firstChild, 0); // from here on "." goes by sentences
  const number = document.querySelector("[data-hit-number]");
  number.textContent = `${all.indexOf(next) + 1} of ${all.length} shown`;
  number.hidden = false;
  return true;
}

function show() {
  for (const button of document.querySelectorAll("[data-hit]")) button.hidden = !hits().length;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-hit]");
  if (button) go(Number(button.dataset.hit));
});

const searched = () => hits().length > 0;

onKeys({
  n: { words: "Next hit", act: () => go(1), when: searched },
  N: { words: "Previous hit", shown: "Shift N", act: () => go(-1), when: searched },
  "/": {
    words: "Search the answers",
    act() {
      const field = document.getElementById("look-for");
      field?.focus();
      field?.select();
      return Boolean(field);
    },
  },
  "]": { words: "Read the next respondent on the right", act: () => press("pin-next"), when: () => Boolean(document.getElementById("pin-next")) },
  "[": { words: "Read the one before on the right", act: () => press("pin-previous"), when: () => Boolean(document.getElementById("pin-next")) },
});

function press(id) {
  const button = document.getElementById(id);
  button?.click();
  return Boolean(button);
}

document.addEventListener("htmx:afterSettle", show);
show();
