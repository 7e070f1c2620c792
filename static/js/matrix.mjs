// The matrix: its keys and its panel. All else is links and forms.

import { onKeys } from "./keys.mjs";
import { followPanel, inPanelField, panel, press, shownPanel } from "./panel.mjs";
import "./marking.mjs";

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

onKeys({
  j: { words: "Next cell", act: () => step(1) },
  k: { words: "Previous cell", act: () => step(-1) },
  ArrowRight: { words: "Cell beside, above or below", shown: "← → ↑ ↓", act: () => arrow(1, 0) },
  ArrowLeft: () => arrow(-1, 0),
  ArrowUp: () => arrow(0, -1),
  ArrowDown: () => arrow(0, 1),
  Escape: { words: "Close the panel", shown: "Esc", when: shownPanel, act: () => press("[data-close]") },
}, inPanelField);

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
