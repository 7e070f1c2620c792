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

/* From a cell to the one beside it. With the panel open, left and right open that; up and down scroll what one reads. */
const cellInFocus = () => document.activeElement?.closest?.("#matrix .cell");
const scrollsAcross = (element) => element !== document.body && element.scrollWidth > element.clientWidth + 1;
function arrow(across, down) {
  const focused = cellInFocus(), opened = openCell();
  if (focused) return link(beside(focused, across, down)).focus();
  if (!opened || down || scrollsAcross(document.activeElement)) return false;
  const to = beside(opened, across, 0);
  if (to !== opened) link(to).click();
}

onKeys({
  j: { words: "Next cell", act: () => step(1) },
  k: { words: "Previous cell", act: () => step(-1) },
  ArrowRight: { words: "Cell beside, above or below", shown: "← → ↑ ↓", when: cellInFocus, act: () => arrow(1, 0) },
  ArrowLeft: { words: "Cell beside", shown: "← →", when: () => !cellInFocus() && openCell(), act: () => arrow(-1, 0) },
  ArrowUp: () => arrow(0, -1),
  ArrowDown: () => arrow(0, 1),
  Escape: { words: "Close the panel", shown: "Esc", when: shownPanel, act: () => press("[data-close]") },
}, inPanelField);

/* Scrolls the panel to the evidence, if it is out of sight below: behind the form, which stays at its foot. */
function showEvidence() {
  const shown = shownPanel(), evidence = panel.querySelector(".passages mark")?.getBoundingClientRect();
  if (!evidence) return;
  const foot = (panel.querySelector(".mark-form") ?? shown).getBoundingClientRect();
  const below = evidence.bottom - (foot.top > shown.getBoundingClientRect().top ? foot.top : foot.bottom);
  if (below > 0) shown.scrollTop += below + shown.clientHeight / 6;
}

/* What others do, and what one's own marks change in the sentence above and in what to look at first, comes a moment later:
   once after a quick series of marks, and now and then while the page is looked at. */
const OWN = 1_200, OTHERS = 20_000; // milliseconds
const look = () => document.getElementById("since")?.dispatchEvent(new Event("look"));
let soon = 0;
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "post" || !detail.successful) return;
  clearTimeout(soon);
  soon = setTimeout(look, OWN);
});
setInterval(() => { if (!document.hidden) look(); }, OTHERS);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

/* A row that is drawn again keeps the focus in its cell. */
let focused = "";
document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement?.closest?.("#matrix .cell")?.id ?? ""; });
document.addEventListener("htmx:afterSettle", () => {
  if (focused && document.activeElement === document.body) link(document.getElementById(focused))?.focus({ preventScroll: true });
  focused = "";
});

/* After a mark the form stays as it is: what it holds is stored now. */
document.addEventListener("htmx:afterSwap", () => {
  const saved = panel.querySelector(".mark-form");
  if (!saved || saved !== sent) return;
  for (const field of saved.elements) {
    if (field.type === "radio") field.defaultChecked = field.checked;
    else if (field.type !== "hidden") field.defaultValue = field.value;
  }
  if (document.activeElement === document.body) shownPanel().focus({ preventScroll: true });
});
let sent = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt.closest(".mark-form");
  sent = detail.xhr.status === 200 ? form : null;
});

followPanel({ name: "cell", linkOf: (id) => link(document.getElementById(id ?? "")), part: ".cell" });
document.addEventListener("htmx:afterSettle", showEvidence);
showEvidence();
