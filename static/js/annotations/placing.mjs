// Where the toolbar stands: beside the selection, never over it, inside the window. On a phone, and if there is no room, at the
// foot of the window, where it does not fight the system's own menu. While the selection is out of sight, so is the toolbar,
// unless it is in use: at the foot it would cover other buttons.

const GAP = 8, LEAST = 160; // pixels
const docked = matchMedia("(width < 46rem), (pointer: coarse)");

/* The box around the parts of ranges that are in the window; null if none is. */
function seen(ranges) {
  const boxes = ranges.flatMap((range) => [...range.getClientRects()])
    .filter(({ width, bottom, top, left, right }) => width && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth);
  if (!boxes.length) return null;
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
  };
}

/* Puts the element beside the ranges. Once it stands on a side of them it stays there as it grows, if there is any room. */
export function putBeside(element, ranges) {
  const { style } = element, box = docked.matches ? null : seen(ranges);
  for (const side of ["top", "left", "max-height"]) style.removeProperty(side);
  element.toggleAttribute("data-docked", !box);
  element.toggleAttribute("data-away", !box && !docked.matches && !element.contains(document.activeElement));
  if (!box) return;
  const { width, height } = element.getBoundingClientRect();
  const above = box.top - 2 * GAP, below = innerHeight - box.bottom - 2 * GAP;
  const side = element.dataset.side, stays = (side === "below" ? below : above) >= LEAST;
  const isBelow = side && stays ? side === "below" : below >= height || below >= above, room = isBelow ? below : above;
  if (room < Math.min(height, LEAST)) {
    element.toggleAttribute("data-docked", true);
    return;
  }
  element.dataset.side = isBelow ? "below" : "above";
  const tall = Math.min(height, room);
  style.setProperty("max-height", `${room}px`);
  style.setProperty("top", `${isBelow ? box.bottom + GAP : box.top - GAP - tall}px`);
  const middle = (box.left + box.right - width) / 2;
  style.setProperty("left", `${Math.max(GAP, Math.min(middle, document.documentElement.clientWidth - width - GAP))}px`);
}

/* A keyboard on the screen covers the foot of the window: the bar stands above it. */
export function keepAboveKeyboard(element) {
  const view = globalThis.visualViewport;
  view?.addEventListener("resize", () => {
    element.style.setProperty("--keyboard", `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`);
  });
}
