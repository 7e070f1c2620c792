// The field to paste into: the clipboard's HTML, which has tables and headings whole, is kept beside the plain text as long as
// the text is what was pasted, and nothing else.

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
