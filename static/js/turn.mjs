// What is selected on the page of a turn goes to the form below it, which says what it took.

import { picked } from "./picking.mjs";

const form = document.querySelector("form.whole");
const bar = form.querySelector(".place-bar");
const shown = bar.querySelector(".picked");
let choosing = false; // where it goes: the selection is kept then, whatever the browser makes of it

function take(found) {
  form.elements.at.value = found?.at ?? "";
  form.elements.quote.value = found?.quote ?? "";
  form.toggleAttribute("data-has-picked", Boolean(found));
  shown.hidden = !found;
  shown.querySelector("[data-picked]").textContent = found?.quote ?? "";
}

document.addEventListener("pointerdown", ({ target }) => { choosing = bar.contains(target); }, true);
document.addEventListener("selectionchange", () => {
  const found = picked(form, { joined: true });
  if (found || !(choosing || bar.contains(document.activeElement))) take(found);
});
