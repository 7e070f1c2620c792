// The keys of a draft: each presses the button with its data-key, moves between paragraphs, or corrects a whole piece.

import { onKeys } from "./keys.mjs";

const WRITING = "input:not([type=radio]), textarea, select";
const draft = document.getElementById("draft-form");

const rows = () => [...draft.querySelectorAll("[name=at]")].filter((radio) => radio.checkVisibility());
const chosen = () => draft.querySelector("[name=at]:checked");

function choose(radio) {
  if (!radio) return;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  const row = radio.closest(".row");
  if (row.checkVisibility()) row.scrollIntoView({ block: "nearest" });
}

function move(step) {
  choose(nearest(rows(), step));
}

function leap(step) {
  const seen = rows();
  choose(nearest(seen.filter((radio, at) => radio.closest(".piece") !== seen[at - 1]?.closest(".piece")), step));
}

// The next of these radios after the chosen one, or the one before; the chosen one may be folded away.
function nearest(radios, step) {
  const from = chosen();
  if (!from) return radios.at(step > 0 ? 0 : -1);
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  return radios.filter((radio) => from.compareDocumentPosition(radio) & side).at(step > 0 ? 0 : -1);
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

onKeys({
  Escape: () => fold(document.activeElement.closest("details") ?? draft.querySelector("#who-says[open]")),
  j: () => move(1),
  k: () => move(-1),
  J: () => leap(1),
  K: () => leap(-1),
  P: () => makeAll("prompt"),
  A: () => makeAll("answer"),
  F: () => makeAll("furniture"),
  r: rename,
  ...Object.fromEntries([..."pafsmuv"].map((key) => [key, () => press(key)])),
}, {
  Escape: (field) => fold(field.closest("details")),
  Enter: (field, event) => {
    if (!field.closest("#who-says")) return;
    event.preventDefault();
    draft.querySelector("[data-go]").click();
  },
});

// The corrected piece becomes the chosen one, unless somebody is typing elsewhere.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig.verb === "post" && !document.activeElement.matches(WRITING)) choose(chosen());
});

// After Back, a page that the browser kept would show the draft as it was: it is loaded again.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
