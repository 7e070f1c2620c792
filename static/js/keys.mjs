// The one handler of keys. A page gives it a table of what each key does; everything also works by links and forms.

export const TEXT_FIELD = "textarea, select, input:not([type=checkbox], [type=radio])";

/* The hints of the keys are hidden where no script runs. */
function showHints() {
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
}

/* What a key stands for. On a keyboard of another script (Cyrillic, Greek) that is the Latin letter on its place. */
function nameOf({ key, code, shiftKey }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (!letter || key.length > 1 || key.charCodeAt(0) < 128) return key;
  return shiftKey ? letter : letter.toLowerCase();
}

/* Calls `actions[key]` for a key, and `inField[key](field, event)` for a key in a field to write or choose in.
   An action that returns false did nothing, and the browser does what it does with that key. Keys held with Ctrl, Alt or
   Meta are the browser's, the keys of an input method are its own, and the arrows belong to the radio buttons they move in. */
export function onKeys(actions, inField = {}) {
  showHints();
  document.addEventListener("htmx:afterSettle", showHints);
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = target.closest(TEXT_FIELD);
    const name = nameOf(event);
    if (field) inField[key]?.(field, event);
    else if (target.matches("[type=radio]") && key.startsWith("Arrow")) return;
    else if (actions[name] && actions[name]() !== false) event.preventDefault();
  });
}

/* Calls `act` for a key held with Ctrl, or with Cmd on a Mac, in that one field and outside of all fields. */
export function onHeld(key, field, act) {
  showHints();
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  for (const hint of document.querySelectorAll("[data-ctrl]")) if (isMac) hint.textContent = "⌘";
  document.addEventListener("keydown", (event) => {
    if (nameOf(event) !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const elsewhere = event.target.closest(TEXT_FIELD);
    if (elsewhere && elsewhere !== field) return;
    if (act() !== false) event.preventDefault();
  });
}
