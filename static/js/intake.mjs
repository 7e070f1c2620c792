// What HTML alone cannot do at intake: the clipboard's own HTML, and the keyboard.

const WRITING = "input:not([type=radio]), textarea, select";

const paste = document.querySelector("[data-paste]");
if (paste) keepHtml(paste);

if (paste) sayReading(paste);

const draft = document.getElementById("draft-form");
if (draft) {
  document.addEventListener("keydown", (event) => press(event));
  // What was corrected is what is chosen next; whoever types elsewhere meanwhile is not disturbed.
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.requestConfig.verb === "post" && !document.activeElement.matches(WRITING)) choose(chosen());
  });
}

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

// A long document takes a while to read: the button says so, and is pressed once. Who comes back finds it as it was.
function sayReading(form) {
  const button = form.querySelector(".actions .button");
  const words = button.textContent;
  const say = (text, disabled) => Object.assign(button, { textContent: text, disabled });
  form.addEventListener("submit", () => say("Reading…", true));
  addEventListener("pageshow", () => say(words, false));
}

function press(event) {
  if (event.isComposing) return; // the keys of an input method are its own
  if (event.target.matches(WRITING)) {
    if (event.key === "Escape") fold(event.target.closest("details"));
    if (event.key === "Enter" && event.target.closest("#who-says")) {
      event.preventDefault();
      draft.querySelector("[data-go]").click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ACTS[event.key];
  const target = act ? null : draft.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!act && !target) return;
  event.preventDefault();
  if (act) act();
  else if (target.matches("details")) open(target, "[name=new_name]");
  else target.click();
}

const ACTS = {
  Escape: () => fold(document.activeElement.closest("details") ?? draft.querySelector("#who-says[open]")),
  j: () => move(1),
  k: () => move(-1),
  J: () => leap(1),
  K: () => leap(-1),
  P: () => makeAll("prompt"),
  A: () => makeAll("answer"),
  F: () => makeAll("furniture"),
  r: rename,
};

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

// Back from what is stored: a page that the browser kept shows the draft as it was, not what became of it.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && document.getElementById("draft-form")) location.reload();
});
