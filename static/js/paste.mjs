// The field to paste into: a paste anywhere on the page lands there. The clipboard's HTML, which has whole tables and
// headings, is sent with the plain text, unless somebody edits the text. A text that was not read is not left unasked.

import { onHeld, TEXT_FIELD } from "./keys.mjs";

const LARGE = 1_000_000; // characters

const form = document.querySelector("[data-paste]");
const { text, html } = form.elements;
const hint = form.querySelector("[data-rich]");
const progress = form.querySelector("[data-progress]");
let pasting = false;
let unread = Boolean(text.value.trim()) && !("kept" in form.dataset);

function keep(value) {
  html.value = value;
  hint.hidden = !value;
}

/* Keeps the HTML of what is pasted over the whole text, or behind text whose HTML is kept. */
function keepRich(clipboard) {
  const rich = clipboard.getData("text/html");
  const whole = text.selectionEnd - text.selectionStart === text.value.length;
  const appended = html.value && text.selectionStart === text.value.length;
  keep(rich && whole ? rich : rich && appended ? `${html.value}\n${rich}` : "");
}

text.addEventListener("paste", ({ clipboardData }) => {
  keepRich(clipboardData);
  pasting = true;
});
document.addEventListener("paste", (event) => {
  const plain = event.clipboardData.getData("text/plain");
  if (event.target.closest?.(`${TEXT_FIELD}, [contenteditable]`) || !plain) return;
  event.preventDefault();
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
  keepRich(event.clipboardData);
  pasting = true;
  const apart = text.value && !text.value.endsWith("\n") ? "\n\n" : "";
  text.setRangeText(`${apart}${plain}`, text.value.length, text.value.length, "end");
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
});
text.addEventListener("input", () => {
  if (!pasting) keep("");
  pasting = false;
  unread = Boolean(text.value.trim());
});
form.querySelector("[data-plain]").addEventListener("click", () => {
  keep("");
  text.focus();
});

onHeld("Enter", text, () => form.requestSubmit(), "Read what is pasted");

form.addEventListener("submit", () => {
  unread = false;
  const size = text.value.length + html.value.length;
  form.querySelector("[data-size]").textContent = `${(size / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
  progress.hidden = size < LARGE;
});
addEventListener("pageshow", () => { progress.hidden = true; });
addEventListener("beforeunload", (event) => {
  if (unread) event.preventDefault();
});
