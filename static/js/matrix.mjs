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

/* Checks the nth verdict of the scale; 0 goes through the absences. */
function checkVerdict(n) {
  const [scale, others] = panel.querySelectorAll(".mark-form .scale");
  if (!scale) return false;
  const choices = [...(n ? scale : others).querySelectorAll("input")];
  const choice = choices[n ? n - 1 : (choices.findIndex((each) => each.checked) + 1) % choices.length];
  choice?.click();
  return Boolean(choice);
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
  j: () => step(1),
  k: () => step(-1),
  q: () => quote(selected()),
  s: () => press(".mark-form [data-main]"),
  t: () => press("[data-take-up]"),
  Escape: () => press("[data-close]"),
  ArrowLeft: () => arrow(-1, 0),
  ArrowRight: () => arrow(1, 0),
  ArrowUp: () => arrow(0, -1),
  ArrowDown: () => arrow(0, 1),
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, () => checkVerdict(Number(digit))])),
}, inPanelField);

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
