// A POST draws the table again. The place on the page, open folds and choices are kept. The focus goes to the sentence
// that says what was done, so that Enter undoes it, or back to the passage that was refused.

const opened = () => [...document.querySelectorAll("#compare-table details[open][id]")];
let before;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  before = detail.requestConfig.verb === "post" && {
    place: [scrollX, scrollY],
    reading: document.querySelector("#compare-table [name=reading]:checked")?.id,
    chosen: new Map(opened().map((details) => [details.id, details.querySelector(":scope > form select")?.value])),
    at: detail.requestConfig.elt.closest("details")?.id,
    refused: detail.xhr.status === 422,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!before) return;
  const { place, reading, chosen, at, refused } = before;
  for (const [id, value] of chosen) {
    const details = document.getElementById(id);
    if (!details || (id === at && !refused)) continue;
    details.open = true;
    if (value) details.querySelector(":scope > form select").value = value;
  }
  const tab = document.getElementById(reading);
  if (tab) tab.checked = true;
  scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  const passage = refused && document.getElementById(at);
  const focus = passage ? passage.querySelector("select, button") : document.querySelector("#just-placed button");
  focus?.focus({ preventScroll: true });
});

// On a phone another respondent is chosen in the middle of a question: the question stays where it is.
const below = () => document.querySelector("#compare-table > thead").getBoundingClientRect().bottom;
let row;

for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, ({ target }) => {
    if (!target.closest?.("#compare-table > thead")) return;
    const rows = [...document.querySelectorAll("#compare-table > tbody > tr")];
    row = rows.findLast((one) => one.getBoundingClientRect().top < below());
  });
}

document.addEventListener("change", ({ target }) => {
  if (target.name === "reading" && row) scrollBy({ top: row.getBoundingClientRect().top - below(), behavior: "instant" });
});
