// The one handler of keys. A page gives it a table of what each key does; everything also works by links and forms.

export const TEXT_FIELD = "textarea, select, input:not([type=checkbox], [type=radio])";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/* The hints of the keys are hidden where no script runs. */
function showHints() {
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
  for (const hint of document.querySelectorAll("[data-ctrl]")) if (isMac) hint.textContent = "⌘";
}
document.addEventListener("htmx:afterSettle", showHints);

/* What a key stands for. A digit goes by its place: in France it needs Shift otherwise. A letter is the one that is printed
   on the key, whatever Caps Lock says; on a keyboard of another script (Cyrillic, Greek) the Latin letter on its place. */
function nameOf({ key, code = "", shiftKey }) {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  const letter = key.length > 1 ? "" : key.charCodeAt(0) < 128 ? /^[a-z]$/i.exec(key)?.[0] : /^Key([A-Z])$/.exec(code)?.[1];
  if (!letter) return key;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

/* What was declared, in order: the table of each page or part of one. */
const declared = [];

/* What can be done by keys right now: what to press, and what it does. For the help. */
export const keysHere = () => declared
  .flatMap((actions) => Object.entries(actions))
  .filter(([, { words, when = () => true }]) => words && when())
  .map(([name, { words, shown = name }]) => ({ shown, words }));

/* A table says for each key what it does: a function, or {act, words, shown, when}. `words` stand in the help, beside
   `shown` or else the name of the key, if `when` gives true. An act that returns false did nothing, and the browser does
   what it does with that key. `inField[key](field, event)` is for a key in a field to write or choose in. Keys held with
   Ctrl, Alt or Meta are the browser's, those of an input method its own, and the arrows belong to the radio buttons that
   they move in. */
export function onKeys(actions, inField = {}) {
  declared.push(actions);
  showHints();
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog:modal")) return;
    const field = target.closest(TEXT_FIELD);
    const action = actions[nameOf(event)];
    const act = action?.act ?? action;
    if (field) inField[key]?.(field, event);
    else if (target.matches("[type=radio]") && key.startsWith("Arrow")) return;
    else if (act && act() !== false) event.preventDefault();
  });
}

/* Keys that another handler acts on, for the help alone. */
export const alsoTell = (actions) => declared.push(actions);

/* Calls `act` for a key held with Ctrl, or with Cmd on a Mac, in the fields within that element and outside of all fields.
   What another handler did with the key is not done again. `words` stand in the help, if `when` gives true. */
export function onHeld(key, within, act, words, when) {
  alsoTell({ [`Ctrl ${key}`]: { words, when, shown: `${isMac ? "⌘" : "Ctrl"} ${key.length > 1 ? key : key.toUpperCase()}` } });
  showHints();
  document.addEventListener("keydown", (event) => {
    if (nameOf(event) !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || event.defaultPrevented) return;
    const elsewhere = event.target.closest(TEXT_FIELD);
    if (elsewhere && !within?.contains(elsewhere)) return;
    if (act() !== false) event.preventDefault();
  });
}

/* Sends a form by its main button, else its first; false if it has none. */
export function sendForm(form) {
  const button = form?.querySelector("[data-main], button:not([type=button])");
  button?.click();
  return Boolean(button);
}
