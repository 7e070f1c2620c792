// The matrix by keyboard, the open cell shown as open, and a selection taken as evidence. All else is links and forms.

import { picked } from "./picking.mjs";

const panel = document.getElementById("panel");
const cells = () => [...document.querySelectorAll("#matrix .cell")];
const link = (cell) => cell?.querySelector("a.open");
const openCell = () => document.getElementById(panel.querySelector("[data-cell]")?.dataset.cell ?? "");

for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;

/* Marks the cell that the panel shows, and brings it into view. */
function show() {
  for (const cell of document.querySelectorAll("#matrix [data-open]")) cell.removeAttribute("data-open");
  const cell = openCell();
  cell?.setAttribute("data-open", "");
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  panel.querySelector(".panel")?.scrollIntoView({ block: "nearest" });
  for (const hint of panel.querySelectorAll("[data-keys]")) hint.hidden = false;
  const passages = panel.querySelector(".passages");
  const evidence = passages?.querySelector("mark")?.getBoundingClientRect();
  const below = evidence ? evidence.bottom - passages.getBoundingClientRect().bottom : -1;
  if (below > 0) passages.scrollTop += below + passages.clientHeight / 3;
}

/* The cell that is `down` rows and `across` columns away from another; itself at the edge. */
function beside(cell, across, down) {
  const row = cell.closest("tr");
  const at = [...row.querySelectorAll(".cell")].indexOf(cell);
  const rows = [...row.parentElement.rows];
  const to = rows[rows.indexOf(row) + down] ?? row;
  return to.querySelectorAll(".cell")[at + across] ?? cell;
}

/* Goes to a cell: with the panel open, opens it there. */
function go(cell) {
  if (!cell) return;
  link(cell).focus();
  if (openCell()) link(cell).click();
}

function step(by) {
  const all = cells();
  const at = all.indexOf(document.activeElement?.closest?.(".cell") ?? openCell());
  go(all[at < 0 ? 0 : (at + by + all.length) % all.length]);
}

function arrow(across, down) {
  const cell = document.activeElement?.closest?.("#matrix .cell");
  if (!cell) return false;
  link(beside(cell, across, down)).focus();
  return true;
}

/* Checks the nth verdict of the scale; 0 goes through the absences. */
function verdict(n) {
  const [scale, others] = panel.querySelectorAll(".mark-form .scale");
  if (!scale) return false;
  const choices = [...(n ? scale : others).querySelectorAll("input")];
  const at = n ? n - 1 : (choices.findIndex((choice) => choice.checked) + 1) % choices.length;
  choices[at]?.click();
  return Boolean(choices[at]);
}

/* Takes words of a passage, with their place, as the evidence. */
function quote(found) {
  const field = panel.querySelector("[name=evidence]");
  if (!field || !found) return false;
  field.value = found.quote;
  field.form.elements.evidence_at.value = found.at;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

const selected = () => picked(panel.querySelector(".passages"));

function close() {
  const button = panel.querySelector("[data-close]");
  button?.click();
  return Boolean(button);
}

function save() {
  const button = panel.querySelector(".mark-form [data-main]");
  button?.click();
  return Boolean(button);
}

/* What in the panel is written or chosen, and not saved; what was refused is not saved either. */
const pending = (form) => [...panel.querySelectorAll("form :is(textarea, input[type=radio])")].filter((field) => {
  const touched = field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  return field.form !== form && (touched || field.form.querySelector(".errorlist, .overtaken"));
});

let givenUp = false;
addEventListener("beforeunload", (event) => {
  if (pending().length && !givenUp) event.preventDefault();
});

/* A post draws its part of the panel again: what was written elsewhere in that part is written there again. */
let kept = [];
const hiddenOf = (form) => ["seen", "evidence_at"].filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]);
const place = (field) => [openCell()?.id, field.form.getAttribute("action"), field.id].join();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { verb, elt } = detail.requestConfig;
  const lost = verb === "post" ? pending(elt.closest("form")).filter((field) => detail.target.contains(field)) : [];
  kept = lost.map((field) => ({ at: place(field), value: field.value, checked: field.checked, hidden: hiddenOf(field.form) }));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const { at, value, checked, hidden } of kept) {
    const field = [...panel.querySelectorAll("textarea, input[type=radio]")].find((field) => field.form && place(field) === at);
    if (!field) continue;
    if (field.type === "radio") field.checked = checked;
    else field.value = value;
    for (const [name, value] of hidden) field.form.elements[name].value = value; // what it was written beside
    const folded = field.closest("details");
    if (folded && checked !== false) folded.open = true;
  }
});

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  q: () => quote(selected()),
  s: save,
  Escape: close,
  ArrowLeft: () => arrow(-1, 0),
  ArrowRight: () => arrow(1, 0),
  ArrowUp: () => arrow(0, -1),
  ArrowDown: () => arrow(0, 1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("textarea, select, input:not([type=radio])");
  if (typing) {
    if (event.key === "Escape") typing.closest(".panel")?.focus();
    return;
  }
  if (event.target.matches("input[type=radio]") && event.key.startsWith("Arrow")) return;
  const done = /^\d$/.test(event.key) ? verdict(Number(event.key)) : KEYS[event.key]?.();
  if (done !== undefined && done !== false) event.preventDefault();
});

/* Pressing the button may end the selection: what was selected as it was pressed counts, and nothing older. */
let pressed = null;
panel.addEventListener("pointerdown", ({ target }) => {
  pressed = target.closest("[data-use-selection]") ? selected() : null;
});
panel.addEventListener("click", ({ target }) => {
  givenUp = Boolean(target.closest("[data-give-up]"));
  if (target.closest("[data-use-selection]")) {
    const found = selected() ?? pressed;
    panel.querySelector("[data-nothing-selected]").hidden = Boolean(found);
    quote(found);
  }
  const suggested = target.closest("[data-use-words]")?.dataset;
  if (suggested) quote({ quote: suggested.useWords, at: suggested.at });
});
/* Words that are typed have no place of their own. */
panel.addEventListener("input", ({ target }) => {
  if (target.name === "evidence") target.form.elements.evidence_at.value = "";
});

document.addEventListener("htmx:confirm", (event) => {
  const { target, verb, elt, issueRequest, triggeringEvent } = event.detail;
  const leaves = verb === "get" || triggeringEvent?.submitter?.name === "then";
  if (target !== panel || !leaves || !pending(verb === "post" ? elt : null).length) return;
  event.preventDefault();
  if (confirm("What you wrote here is not saved. Leave it?")) issueRequest(true);
});

/* The panel has the focus when it opens, or the field that is wrong in it; when it closes, the cell that it showed. */
let shown = panel.querySelector("[data-cell]")?.dataset.cell;
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target !== panel) return;
  const open = panel.querySelector(".panel");
  const wrong = panel.querySelector("[aria-invalid=true]");
  (wrong ?? open ?? link(document.getElementById(shown)))?.focus({ preventScroll: !wrong });
  shown = open?.dataset.cell ?? shown;
});
document.addEventListener("htmx:afterSettle", show);
show();
