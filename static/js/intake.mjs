// What HTML alone cannot do at intake: the clipboard's own HTML, dropped files, and the keyboard.

const paste = document.querySelector("[data-paste]");
if (paste) keepHtml(paste);

const drop = document.querySelector("[data-drop]");
if (drop) takeDrops(drop);

const draft = document.getElementById("draft-form");
if (draft) document.addEventListener("keydown", (event) => press(event));

// The clipboard's text/html is kept beside the plain text as long as the text is what was pasted, and nothing else.
function keepHtml(form) {
  const { text, html } = form.elements;
  const hint = form.querySelector("[data-rich]");
  let pasting = false;
  const keep = (value) => {
    html.value = value;
    hint.hidden = !value;
  };
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
}

function takeDrops(form) {
  const input = form.elements.files;
  form.querySelector("[data-drop-hint]").hidden = false;
  const carriesFiles = (event) => event.dataTransfer.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.toggleAttribute("data-over", true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.removeAttribute("data-over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.removeAttribute("data-over");
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

function press(event) {
  const field = event.target.closest("input:not([type=radio]), textarea, select, dialog, [contenteditable]");
  if (field) {
    if (event.key === "Enter" && field.closest("#who-says")) {
      event.preventDefault();
      draft.querySelector("[data-go]").click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { j: () => move(1), k: () => move(-1), J: () => leap(1), K: () => leap(-1), r: rename }[event.key];
  const target = act ? null : draft.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!act && !target) return;
  event.preventDefault();
  if (act) act();
  else if (target.matches("details")) open(target, "[name=new_name]");
  else target.click();
}

const rows = () => [...draft.querySelectorAll("[name=at]")].filter((radio) => radio.checkVisibility());
const chosen = () => draft.querySelector("[name=at]:checked");

function choose(radio) {
  if (!radio) return;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.closest(".row").scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = rows();
  const at = all.indexOf(chosen());
  choose(at < 0 ? all[step > 0 ? 0 : all.length - 1] : all[at + step]);
}

function leap(step) {
  const firsts = [...draft.querySelectorAll(".piece")]
    .map((piece) => [...piece.querySelectorAll("[name=at]")].find((radio) => radio.checkVisibility()))
    .filter(Boolean);
  const piece = chosen()?.closest(".piece");
  const at = firsts.findIndex((radio) => radio.closest(".piece") === piece);
  choose(at < 0 ? firsts[0] : firsts[at + step]);
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
