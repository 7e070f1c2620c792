// The facts by keyboard: j and k move, c confirms, x dismisses, u undoes, e renames, s strikes out the first value. All else
// is links and forms.

const facts = () => [...document.querySelectorAll("#facts .fact")];
const current = () => document.activeElement?.closest?.(".fact") ?? document.getElementById(at);
let at = "";

for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;

function go(fact) {
  if (!fact) return false;
  at = fact.id;
  fact.focus({ preventScroll: true });
  fact.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = facts();
  const from = all.indexOf(current());
  return go(all[from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1)]);
}

/* Presses what stands for a key in the fact at hand; what it opens gets the focus. */
function press(key) {
  const fact = current() ?? facts()[0];
  const button = fact?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  at = fact.id;
  button.click();
  const opened = button.closest("details[open]")?.querySelector("input:not([type=hidden])");
  opened?.focus();
  opened?.select();
}

const KEYS = { j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("textarea, select, input")) {
    if (event.key === "Escape") go(event.target.closest(".fact"));
    return;
  }
  const done = KEYS[event.key] ? KEYS[event.key]() : "cxues".includes(event.key) ? press(event.key) : false;
  if (done !== false) event.preventDefault();
});

/* A fact that was changed keeps the focus. */
document.addEventListener("htmx:beforeRequest", ({ target }) => { at = target.closest?.(".fact")?.id ?? at; });
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById(at)?.focus({ preventScroll: true });
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
});
