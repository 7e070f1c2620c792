// Selected words become the evidence of a mark: in the form of the cell that is open beside the matrix, or on the page of
// the cell, to which this tab carries them.

const CARRIED = "triangulate:evidence";

/* Fills the form of the mark of a cell, if that cell is open; whether it did. */
function fill({ cell, quote, at }) {
  const field = document.querySelector(`.panel[data-cell="${CSS.escape(cell)}"] .mark-form [name=evidence]`);
  if (!field) return false;
  field.value = quote;
  field.form.elements.evidence_at.value = at;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
  field.scrollIntoView({ block: "nearest" });
  return true;
}

/* Takes words as the evidence for a cell. False if its page has to be opened first, which then takes them. */
export function takeAsEvidence(evidence) {
  if (fill(evidence)) return true;
  sessionStorage.setItem(CARRIED, JSON.stringify(evidence));
  return false;
}

const carried = document.querySelector(".panel[data-cell]") && sessionStorage.getItem(CARRIED);
if (carried) {
  sessionStorage.removeItem(CARRIED);
  fill(JSON.parse(carried));
}
