// The queue of a reviewer: its keys, and where one reads on after each cell. All else is links and forms.

import { onKeys } from "./keys.mjs";
import { inPanelField, panel, press, shownPanel } from "./panel.mjs";
import { rangesOf } from "./selection.mjs";
import "./marking.mjs";

onKeys({
  j: { words: "Next cell", when: () => panel.querySelector("[data-after]"), act: () => press("[data-after]") },
  k: { words: "Previous cell", when: () => panel.querySelector("[data-before]"), act: () => press("[data-before]") },
  x: { words: "Next cell that is left", when: () => panel.querySelector("[data-skip]"), act: () => press("[data-skip]") },
}, inPanelField);

/* Words of the answer that stand under another question are shown here, in the answer. */
panel.addEventListener("click", (event) => {
  const link = event.target.closest("[data-words]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const [words] = rangesOf(panel, ...link.dataset.words.split(":").map(Number));
  if (!words) return;
  event.preventDefault();
  scrollTo({ top: scrollY + words.getBoundingClientRect().top - innerHeight / 6 });
});

/* Another cell begins at its top; the same one stays where it is, with the focus on what is wrong, if anything is. */
const cell = () => shownPanel()?.dataset.cell;
let shown = cell();
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target !== panel) return;
  const wrong = panel.querySelector("[aria-invalid=true]");
  (wrong ?? shownPanel())?.focus({ preventScroll: !wrong });
  if (cell() !== shown) scrollTo({ top: 0 });
  shown = cell();
});
