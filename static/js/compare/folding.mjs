// A long cell is cut, but shows what its row has room for anyway: cut any shorter, it would leave blank space under it.

const narrow = matchMedia("(width < 46rem)"); // there a cell stands alone
const cutCells = () => [...document.querySelectorAll("#compare-table > tbody > tr > td > .passages[data-long]")];

/* How high the passages of a cell can be in the row as it stands. */
function roomFor(box) {
  const cell = box.parentElement, style = getComputedStyle(cell);
  return box.clientHeight + cell.getBoundingClientRect().bottom - parseFloat(style.paddingBottom) - parseFloat(style.borderBottomWidth)
    - cell.lastElementChild.getBoundingClientRect().bottom;
}

function fit() {
  const boxes = cutCells();
  for (const box of boxes) {
    box.style.removeProperty("--room");
    box.parentElement.removeAttribute("data-whole");
  }
  if (narrow.matches) return;
  const cut = boxes.filter((box) => box.scrollHeight > box.clientHeight + 1).map((box) => [box, roomFor(box)]);
  const whole = cut.map(([box, room]) => box.scrollHeight <= room + box.parentElement.querySelector(":scope > .more").offsetHeight);
  cut.forEach(([box, room], at) => {
    if (whole[at]) box.parentElement.toggleAttribute("data-whole", true);
    else box.style.setProperty("--room", `${Math.floor(room)}px`);
  });
}

let waiting;
function fitSoon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(fit);
}

document.addEventListener("change", ({ target }) => { if (target.matches?.("#compare-table .more > input")) fitSoon(); });
document.addEventListener("toggle", ({ target }) => { if (target.closest?.("#compare-table")) fitSoon(); }, true);
document.addEventListener("htmx:afterSettle", fitSoon);
addEventListener("resize", fitSoon);
document.fonts.ready.then(fitSoon);
fit();
