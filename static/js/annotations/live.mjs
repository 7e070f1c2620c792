// The words that are worked with, painted while the browser has no selection to show: a text field has the focus, or a link
// led here. Without the CSS Custom Highlight API nothing is painted; the toolbar quotes the words in any case.

const painted = globalThis.Highlight && CSS.highlights;

/* Paints some ranges as `name`, which the style sheet knows. No ranges: nothing is painted any more. */
export function paint(name, ranges = []) {
  if (!painted) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
