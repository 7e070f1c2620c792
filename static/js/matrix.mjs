// The matrix: its keys, its panel, and a selection taken as evidence. All else is links and forms.

import { onKeys } from "./keys.mjs";
import { followPanel, inPanelField, panel, press, shownPanel } from "./panel.mjs";
import { selectedWords } from "./selection.mjs";
import "./unsaved.mjs";

const cells = () => [...document.querySelectorAll("#matrix .cell")];
const link = (cell) => cell?.querySelector("a.open");
const openCell = () => document.getElementById(shownPanel()?.dataset.cell ?? "");

/* The cell that is `down` rows and `across` columns away from another; itself at the edge. */
function beside(cell, across, down) {
  const row = cell.closest("tr");
  const column = [...row.querySelectorAll(".cell")].indexOf(cell);
  const rows = [...row.parentElement.rows];
  const to = rows[rows.indexOf(row) + down] ?? row;
  return to.querySelectorAll(".cell")[column + across] ?? cell;
}

/* Goes to the next cell: with the panel open, opens it there. */
function step(by) {
  const all = cells();
  const from = all.indexOf(document.activeElement?.closest?.(".cell") ?? openCell());
  const to = link(all[from < 0 ? 0 : (from + by + all.length) % all.length]);
  to?.focus();
  if (openCell()) to?.click();
}

function arrow(across, down) {
  const cell = document.activeElement?.closest?.("#matrix .cell");
  if (!cell) return false;
  link(beside(cell, across, down)).focus();
}

const form = () => panel.querySelector(".mark-form");
const values = () => [...panel.querySelectorAll(".mark-form .scale:not(.others) input")];
const verdict = (nth) => press(`.mark-form .scale:not(.others) label:nth-child(${nth}) input`);
const other = (letter) => press(`.mark-form .others [value^="${letter}"]`);

/* Presses the main button of the panel; on a link or a button Enter presses that. */
function save() {
  if (document.activeElement?.closest("a, button, summary")) return false;
  return press(".mark-form [data-main]");
}

/* Takes words of a passage, with their place, as the evidence. */
function quote(words) {
  const field = panel.querySelector("[name=evidence]");
  if (!field || !words) return false;
  field.value = words.quote;
  field.form.elements.evidence_at.value = words.at;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const selected = () => selectedWords(panel.querySelector(".passages"));

onKeys({
  j: { words: "Next cell", act: () => step(1) },
  k: { words: "Previous cell", act: () => step(-1) },
  ArrowRight: { words: "Cell beside, above or below", shown: "← → ↑ ↓", act: () => arrow(1, 0) },
  ArrowLeft: () => arrow(-1, 0),
  ArrowUp: () => arrow(0, -1),
  ArrowDown: () => arrow(0, 1),
  s: { words: "Silent: the answer does not address it", when: form, act: () => other("s") },
  n: { words: "Not asked", when: form, act: () => other("n") },
  r: { words: "Refused to answer", when: form, act: () => other("r") },
  a: { words: "Abstain", when: form, act: () => other("a") },
  Enter: { words: "Save the mark, and go on", when: form, act: save },
  q: { words: "Quote the selected words", when: form, act: () => quote(selected()) },
  t: { words: "Mark it as suggested", when: () => panel.querySelector("[data-take-up]"), act: () => press("[data-take-up]") },
  Escape: { words: "Close the panel", shown: "Esc", when: shownPanel, act: () => press("[data-close]") },
}, inPanelField);
onKeys({
  1: { words: "A value of the scale", get shown() { return `1 … ${values().length % 10}`; }, when: form, act: () => verdict(1) },
  ...Object.fromEntries([..."234567890"].map((digit) => [digit, () => verdict(Number(digit) || 10)])),
});

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

/* Scrolls the passages to the evidence, if it is out of sight below. */
function showEvidence() {
  const passages = panel.querySelector(".passages");
  const evidence = passages?.querySelector("mark")?.getBoundingClientRect();
  const below = evidence ? evidence.bottom - passages.getBoundingClientRect().bottom : -1;
  if (below > 0) passages.scrollTop += below + passages.clientHeight / 3;
}

followPanel({ name: "cell", linkOf: (id) => link(document.getElementById(id ?? "")), part: ".cell" });
document.addEventListener("htmx:afterSettle", showEvidence);
showEvidence();
