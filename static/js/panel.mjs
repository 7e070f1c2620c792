// The panel beside a table: where the focus goes when it opens and closes, and which link in the table is marked as open.

export const panel = document.getElementById("panel");

/* The panel that is shown in its place, if any. */
export const shownPanel = () => panel.querySelector(".panel");

/* Presses a button of the panel; false if it has none. */
export function press(selector) {
  const button = panel.querySelector(selector);
  button?.click();
  return Boolean(button);
}

/* Scrolls until the panel is in sight whole: `scrollIntoView` may leave alone what is sticky. */
function showWhole() {
  const { top = 0, bottom = 0 } = shownPanel()?.getBoundingClientRect() ?? {};
  const away = top < 0 ? top : Math.max(0, Math.min(bottom - innerHeight, top));
  if (away) scrollBy({ top: away, behavior: "instant" });
}

/* What the keys do in a text field of the panel: Escape leaves the field. */
export const inPanelField = { Escape: (field) => field.closest(".panel")?.focus() };

/* The panel names what it shows in the data attribute `name`; `linkOf` gives the link that opens that, and `part` is what
   around the link is marked. Opened, the panel has the focus, or the field in it that is wrong; closed, the link has it. */
export function followPanel({ name, linkOf, part }) {
  const key = () => shownPanel()?.dataset[name];
  let shown = key();

  function markOpen() {
    for (const marked of document.querySelectorAll("[data-open]")) marked.removeAttribute("data-open");
    const marked = linkOf(key())?.closest(part);
    marked?.setAttribute("data-open", "");
    marked?.scrollIntoView({ block: "nearest", inline: "nearest" });
    showWhole();
  }

  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target !== panel) return;
    const wrong = panel.querySelector("[aria-invalid=true]");
    (wrong ?? shownPanel() ?? linkOf(shown))?.focus({ preventScroll: !wrong });
    shown = key() ?? shown;
  });
  document.addEventListener("htmx:afterSettle", markOpen);
  markOpen();
}
