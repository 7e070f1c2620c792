// Unsaved text in the panel: it is kept when its part is drawn again, and leaving it asks first.

import { panel, shownPanel } from "./panel.mjs";

/* The unsaved fields of the panel, except those of one form. Fields of a refused form are unsaved too. */
const pending = (form) => [...panel.querySelectorAll("form :is(textarea, input[type=radio])")].filter((field) => {
  const touched = field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  return field.form !== form && (touched || field.form.querySelector(".errorlist, .overtaken"));
});

/* "Keep what is stored" leaves without asking. */
let givenUp = false;
panel.addEventListener("click", ({ target }) => { givenUp = Boolean(target.closest("[data-give-up]")); });
addEventListener("beforeunload", (event) => {
  if (pending().length && !givenUp) event.preventDefault();
});

/* A POST draws its part of the panel again: unsaved text of other forms in that part is put back. */
let kept = [];
const hiddenOf = (form) => ["seen", "evidence_at"].filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]);
const place = (field) => [shownPanel()?.dataset.cell, field.form.getAttribute("action"), field.id].join();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { verb, elt } = detail.requestConfig;
  const lost = verb === "post" ? pending(elt.closest("form")).filter((field) => detail.target.contains(field)) : [];
  kept = lost.map((field) => ({ at: place(field), value: field.value, checked: field.checked, hidden: hiddenOf(field.form) }));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const { at, value, checked, hidden } of kept) {
    const field = [...panel.querySelectorAll("textarea, input[type=radio]")].find((field) => field.form && place(field) === at);
    if (!field) continue;
    if (field.type === "radio") field.checked = checked;
    else field.value = value;
    for (const [name, value] of hidden) field.form.elements[name].value = value; // the hidden values at the time of writing
    const folded = field.closest("details");
    if (folded && checked !== false) folded.open = true;
  }
});

document.addEventListener("htmx:confirm", (event) => {
  const { target, verb, elt, issueRequest, triggeringEvent } = event.detail;
  const leaves = verb === "get" || triggeringEvent?.submitter?.name === "then";
  if (target !== panel || !leaves || !pending(verb === "post" ? elt : null).length) return;
  event.preventDefault();
  if (confirm("What you wrote here is not saved. Leave it?")) issueRequest(true);
});
