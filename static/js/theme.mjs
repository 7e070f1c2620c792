// The choice of theme: "light", "dark", or none, and then the system decides. Only this browser keeps it.

const root = document.documentElement;

function apply(choice) {
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  else delete root.dataset.theme;
}

function offer() {
  for (const control of document.querySelectorAll("[data-theme-choice]")) {
    control.hidden = false;
    control.querySelector(`[value="${root.dataset.theme ?? "auto"}"]`).checked = true;
    control.addEventListener("change", ({ target }) => {
      apply(target.value);
      localStorage.setItem("theme", target.value);
    });
  }
}

apply(localStorage.getItem("theme"));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer);
else offer();
