// The keys of a draft: each presses the button with its data-key, moves between paragraphs, or corrects a whole piece.

import { lookOn, settle, step } from "./doubts.mjs";
import { onHeld, onKeys } from "./keys.mjs";
import { choose, chosen, draft, rowsOf } from "./rows.mjs";

const WRITING = "input:not([type=radio]), textarea, select";
const rows = () => rowsOf(draft);

function move(by) {
  choose(nearest(rows(), by));
}

function leap(by) {
  const seen = rows();
  choose(nearest(seen.filter((radio, at) => radio.closest(".piece") !== seen[at - 1]?.closest(".piece")), by));
}

// The next of these radios after the chosen one, or the one before; the chosen one may be folded away.
function nearest(radios, by) {
  const from = chosen();
  if (!from) return radios.at(by > 0 ? 0 : -1);
  const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  return radios.filter((radio) => from.compareDocumentPosition(radio) & side).at(by > 0 ? 0 : -1);
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
  n: () => step(1),
  N: () => step(-1),
  c: () => settle(0),
  x: () => settle(1),
  ...Object.fromEntries([..."pafsmuv"].map((key) => [key, () => press(key)])),
}, {
  Escape: (field) => fold(field.closest("details")),
  Enter: (field, event) => {
    if (!field.closest("#who-says")) return;
    event.preventDefault();
    draft.querySelector("[data-go]").click();
  },
});

onHeld("z", null, () => press("u"), "Undo the last correction");

// After a correction the next thing to look at, or the corrected piece, becomes the chosen one, unless somebody is typing.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "post" || !detail.xhr.status) return;
  const isWriting = document.activeElement.matches(WRITING);
  if (!lookOn() && !isWriting) choose(chosen());
});

// After Back, a page that the browser kept would show the draft as it was: it is loaded again.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
