// The field to paste into. The clipboard's HTML, which has whole tables and headings, is sent with the plain text, unless
// somebody edits the text.

const form = document.querySelector("[data-paste]");
const { text, html } = form.elements;
const hint = form.querySelector("[data-rich]");
let pasting = false;

function keep(value) {
  html.value = value;
  hint.hidden = !value;
}

text.addEventListener("paste", (event) => {
  const rich = event.clipboardData.getData("text/html");
  const whole = text.selectionEnd - text.selectionStart === text.value.length;
  const appended = html.value && text.selectionStart === text.value.length;
  pasting = true;
  keep(rich && whole ? rich : rich && appended ? `${html.value}\n${rich}` : "");
});
text.addEventListener("input", () => {
  if (!pasting) keep("");
  pasting = false;
});
form.querySelector("[data-plain]").addEventListener("click", () => {
  keep("");
  text.focus();
});
