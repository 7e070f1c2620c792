// The table is drawn again by what people do with it. What they read stays where it is, and what they opened stays open.
// The focus goes to the sentence that says what was done, so that Enter undoes it, or back to the passage that was refused; if
// what was pressed is gone, to the search.

const table = () => document.getElementById("compare-table");
const head = () => table()?.tHead.getBoundingClientRect().bottom ?? 0;
const opened = () => [...document.querySelectorAll(":is(#compare-table, #compare-controls) details[open][id]")];
let before;

/* The first row that is in sight below the head, and how far down it stands. */
function inSight() {
  const rows = [...table().tBodies[0].rows].filter((row) => row.id);
  const row = rows.find((one) => one.getBoundingClientRect().bottom > head() + 1);
  return row && table().getBoundingClientRect().top < 0 ? { id: row.id, top: row.getBoundingClientRect().top } : null;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  before = undefined;
  if (!table() || detail.target !== table()) return;
  const { elt, verb } = detail.requestConfig;
  before = {
    row: inSight(),
    reading: table().querySelector("[name=reading]:checked")?.id,
    chosen: new Map(opened().map((details) => [details.id, details.querySelector(":scope > form select")?.value])),
    at: verb === "post" ? elt.closest("#compare-table details")?.id : undefined,
    refused: detail.xhr.status === 422,
    pressed: elt.contains(document.activeElement) ? elt : null,
    focused: document.activeElement.id,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!before || !table()) return;
  const { row, reading, chosen, at, refused, pressed, focused } = before;
  before = undefined;
  for (const [id, value] of chosen) {
    const details = document.getElementById(id);
    if (!details || (id === at && !refused)) continue;
    details.open = true;
    const select = value && details.querySelector(":scope > form select");
    if (select) select.value = value;
  }
  const tab = document.getElementById(reading);
  if (tab) tab.checked = true;
  const same = row && document.getElementById(row.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - row.top, behavior: "instant" });
  const passage = refused && document.getElementById(at);
  const focus = passage ? passage.querySelector("form select, form button")
    : document.querySelector("#just-placed button") ?? (pressed?.isConnected === false && document.activeElement === document.body
      ? document.getElementById(focused || "look-for") ?? document.getElementById("look-for") : null);
  focus?.focus({ preventScroll: true });
});

// On a phone another respondent is chosen in the middle of a question: the question stays where it is.
let row;

for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, ({ target }) => {
    if (!target.closest?.("#compare-table > thead")) return;
    const rows = [...table().querySelectorAll(":scope > tbody > tr")];
    row = rows.findLast((one) => one.getBoundingClientRect().top < head());
  });
}

document.addEventListener("change", ({ target }) => {
  if (target.name === "reading" && row) scrollBy({ top: row.getBoundingClientRect().top - head(), behavior: "instant" });
});
