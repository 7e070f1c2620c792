// A POST draws the table again. Its scroll position, open folds and choices are kept. The focus goes to the sentence that
// says what was done, so that Enter undoes it, or back to the passage that was refused.

const scroller = document.querySelector(".compare-scroller");
const opened = () => [...document.querySelectorAll("#compare-table details[open][id]")];
let before;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  before = detail.requestConfig.verb === "post" && scroller && {
    place: [scroller.scrollLeft, scroller.scrollTop],
    chosen: new Map(opened().map((details) => [details.id, details.querySelector("select")?.value])),
    at: detail.requestConfig.elt.closest("details")?.id,
    refused: detail.xhr.status === 422,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!before) return;
  const { place, chosen, at, refused } = before;
  for (const [id, value] of chosen) {
    const details = document.getElementById(id);
    if (!details || (id === at && !refused)) continue;
    details.open = true;
    if (value) details.querySelector("select").value = value;
  }
  scroller.scrollTo(...place);
  const passage = refused && document.getElementById(at);
  const focus = passage ? passage.querySelector("select, button") : document.querySelector("#just-placed button");
  focus?.focus({ preventScroll: true });
});
