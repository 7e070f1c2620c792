// The findings by keyboard, and the open one shown as open. All else is links and forms.

const panel = document.getElementById("panel");
const links = () => [...document.querySelectorAll("#findings a.finding-title")].filter((link) => link.checkVisibility());
const open = () => panel.querySelector(".panel");
const linkOf = (key) => document.getElementById(`open-${key}`);

/* Shows the hints of the keys, and marks the row that the panel shows. */
function show() {
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
  for (const row of document.querySelectorAll("#findings [data-open]")) row.removeAttribute("data-open");
  const row = linkOf(open()?.dataset.finding)?.closest("tr, li");
  row?.setAttribute("data-open", "");
  row?.scrollIntoView({ block: "nearest" });
  open()?.scrollIntoView({ block: "nearest" });
}

/* Goes to the next finding: with the panel open, opens it there. */
function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement) >= 0 ? all.indexOf(document.activeElement) : all.indexOf(linkOf(open()?.dataset.finding));
  const to = all[at < 0 ? 0 : (at + by + all.length) % all.length];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  if (open()) to?.click();
}

function press(selector) {
  const button = panel.querySelector(selector);
  button?.click();
  return Boolean(button);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press(".adopt-form button"),
  0: () => press('.rate-form [value=""]'),
  Escape: () => press("[data-close]"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("textarea, select, input:not([type=checkbox])");
  if (typing) {
    if (event.key === "Escape") typing.closest(".panel")?.focus();
    return;
  }
  const done = /^[1-4]$/.test(event.key) ? press(`.rates button:nth-child(${event.key})`) : KEYS[event.key]?.();
  if (done !== undefined && done !== false) event.preventDefault();
});

/* The panel has the focus when it opens, or the field that is wrong in it; when it closes, the finding that it showed. */
let shown = open()?.dataset.finding;
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target !== panel) return;
  (panel.querySelector("[aria-invalid=true]") ?? open() ?? linkOf(shown))?.focus({ preventScroll: true });
  shown = open()?.dataset.finding ?? shown;
});
document.addEventListener("htmx:afterSettle", show);
show();
