// Words in the columns: the address of some, a copy with its source, a selection that stays in its column.

import { reveal } from "./searching.mjs";

/* The reader has gone on, or is back where they were: nothing scrolls by itself any more. */
let gone = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, () => { gone = true; }, { capture: true, passive: true });

/* Shows what the address names: words in the middle of the window, also once the page has its fonts and its last height. */
async function show(held) {
  reveal(held);
  const words = held.querySelector("mark.linked");
  if (!words) return;
  const center = () => { if (!gone) words.scrollIntoView({ block: "center", behavior: "instant" }); };
  center();
  await document.fonts.ready;
  requestAnimationFrame(() => requestAnimationFrame(center));
}

/* An address that names words or a row that this page does not hold leads to the page that does. */
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const [, words] = /^r-(\d+-\d+-\d+)$/.exec(id) ?? [];
  const [, row] = /^q-([\w-]+)$/.exec(id) ?? [];
  const held = document.getElementById(id);
  const page = document.getElementById("side-by-side");
  if (held) show(held);
  else if (words) location.replace(`${page.dataset.said}${words}/`);
  else if (row && document.querySelector("#compare-table .further, #compare-table .before")) {
    const address = new URL(location);
    if (address.searchParams.get("row") === row) return;
    address.searchParams.set("row", row);
    location.replace(address);
  }
}

addEventListener("hashchange", () => { gone = false; follow(); });
addEventListener("load", follow);
follow();

// A browser that finds words in a cell that is cut scrolls inside of it: all of it is shown instead.
document.addEventListener("scroll", ({ target }) => {
  if (!target.matches?.(".passages[data-long], .row-link[data-long]") || !target.scrollTop) return;
  target.parentElement.querySelector(":scope > .more > input").checked = true;
  target.scrollTop = 0;
}, true);

function offer() {
  for (const button of document.querySelectorAll("[data-copy-said]")) button.hidden = false;
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy-said]");
  if (!button) return;
  const said = button.closest(".passage").querySelector(".said").innerText.trim();
  const address = button.parentElement.querySelector("[data-link]").href;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(`“${said}” (${button.dataset.copySaid}). ${address}`);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(button.closest(".passage").querySelector(".said"));
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});

document.addEventListener("htmx:afterSettle", offer);
offer();

// A selection that is drawn down a column takes nothing of the columns beside it: they cannot be selected meanwhile.
document.addEventListener("pointerdown", ({ target }) => {
  const table = document.getElementById("compare-table");
  const cell = target.closest?.("#compare-table > tbody > tr > td, #compare-table > tbody > tr > th");
  if (!table) return;
  for (const row of table.tBodies[0].rows) {
    for (const other of row.cells) other.toggleAttribute("data-apart", Boolean(cell) && other.cellIndex !== cell.cellIndex);
  }
});
