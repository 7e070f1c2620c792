// What a respondent read opens over the cells. A press elsewhere, or Escape, closes it.

const opened = () => [...document.querySelectorAll("#compare-table .basis[open]")];

document.addEventListener("pointerdown", ({ target }) => {
  for (const one of opened()) if (!one.contains(target)) one.open = false;
});
document.addEventListener("keydown", (event) => {
  const [one] = opened();
  if (event.key !== "Escape" || event.defaultPrevented || !one) return;
  one.open = false;
  if (one.contains(document.activeElement)) one.querySelector("summary").focus();
});
