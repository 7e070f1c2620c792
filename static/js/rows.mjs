// The rows of a draft: each is a paragraph with a radio button, and one of them is the chosen one.

export const draft = document.getElementById("draft-form");

export const rowsOf = (part) => [...(part?.querySelectorAll("[name=at]") ?? [])].filter((radio) => radio.closest(".row").checkVisibility());
export const chosen = () => draft.querySelector("[name=at]:checked");

export function choose(radio) {
  if (!radio) return;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  const row = radio.closest(".row");
  if (row.checkVisibility()) row.scrollIntoView({ block: "nearest" });
}
