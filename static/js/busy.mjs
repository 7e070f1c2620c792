// A form that takes a while: its button says so, and can be pressed only once. After Back it is as before.

for (const form of document.querySelectorAll("[data-busy]")) {
  const button = form.querySelector(".actions .button");
  const words = button.textContent;
  const say = (text, disabled) => Object.assign(button, { textContent: text, disabled });
  form.addEventListener("submit", () => say(form.dataset.busy, true));
  addEventListener("pageshow", () => say(words, false));
}
