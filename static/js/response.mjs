// The page of a response: selected words go to the form below the text, which shows them.

import { selectedWords } from "./selection.mjs";

const form = document.querySelector("form.whole");
const bar = form.querySelector(".place-bar");
const shown = bar.querySelector(".picked");
let inBar = false; // while somebody uses the bar, the selection is kept even if the browser drops it

function take(words) {
  form.elements.at.value = words?.at.replace(/^.*:/, "") ?? "";
  form.elements.quote.value = words?.quote ?? "";
  form.toggleAttribute("data-has-picked", Boolean(words));
  shown.hidden = !words;
  shown.querySelector("[data-picked]").textContent = words?.quote ?? "";
}

document.addEventListener("pointerdown", ({ target }) => { inBar = bar.contains(target); }, true);
document.addEventListener("selectionchange", () => {
  const words = selectedWords(form);
  if (words || !(inBar || bar.contains(document.activeElement))) take(words);
});
