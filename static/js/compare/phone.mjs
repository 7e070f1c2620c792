// On a phone one column is read at a time. The words of the others are still found by the browser's own search, and a link or
// a hit leads to them: their column is then the one that is read.

const narrow = matchMedia("(width < 46rem)");
const table = () => document.getElementById("compare-table");
const tabOf = (cell) => table().tHead.rows[0].cells[cell.cellIndex]?.querySelector("[name=reading]");

/* Hides the columns that are not read so that they can be found. A browser that knows no such hiding shows what it did. */
function hide() {
  if (!table() || !("onbeforematch" in document.body)) return;
  for (const cell of table().querySelectorAll(":scope > tbody > tr > :is([data-who], .in-strip)")) {
    if (narrow.matches && tabOf(cell)?.checked === false) cell.setAttribute("hidden", "until-found");
    else cell.removeAttribute("hidden");
  }
}

/* Reads the column of a cell. */
export function readColumnOf(cell) {
  const tab = tabOf(cell);
  if (tab) tab.checked = true;
  hide();
  if (tab && narrow.matches) tab.closest("tr").scrollLeft = tab.closest("th").offsetLeft - 24;
}

document.addEventListener("beforematch", ({ target }) => {
  const cell = target.closest?.("#compare-table > tbody > tr > td");
  if (cell) readColumnOf(cell);
});
document.addEventListener("change", ({ target }) => { if (target.name === "reading") hide(); }, true); // before the page scrolls
document.addEventListener("htmx:afterSettle", hide);
narrow.addEventListener("change", hide);
hide();
