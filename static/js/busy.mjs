// A form that takes a while: its button says so, and can be pressed only once. After an answer, or Back, it is as before.

const SOON = 150; // milliseconds: what is done by then needs no other words

/* Makes the button say what is going on; gives what makes it as before. */
function hold(button, words) {
  const before = [...button.childNodes];
  button.style.minWidth = `${button.offsetWidth}px`; // nothing beside it moves
  button.ariaBusy = button.ariaDisabled = "true";
  const timer = setTimeout(() => button.replaceChildren(words), SOON);
  return () => {
    clearTimeout(timer);
    button.replaceChildren(...before);
    button.style.minWidth = "";
    button.ariaBusy = button.ariaDisabled = null;
  };
}

const held = new Map(); // the forms that were sent, and what lets go of their buttons
function begin(form, submitter) {
  if (form.dataset.busy) held.set(form, hold(submitter ?? form.querySelector("[data-main], .actions .button"), form.dataset.busy));
}
function end(form) {
  held.get(form)?.();
  held.delete(form);
}

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (held.has(form)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (!form.hasAttribute("hx-post")) begin(form, submitter);
}, true);
document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig: { elt, triggeringEvent } } }) => {
  if (elt.matches("form")) begin(elt, triggeringEvent?.submitter);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => end(detail.requestConfig.elt));
addEventListener("pageshow", () => { for (const form of held.keys()) end(form); });
