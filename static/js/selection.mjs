// The text of answers on a page, and the words that are selected in it.
//
// A fragment (data-at="17:120", data-size) shows a part of the stored text of a response. Its text, with the "\n" and "\t"
// between blocks and cells, is read here by the rule of reviews/richtext/reading.py. Places count in code points, as the
// server's do; JavaScript itself counts UTF-16 units.

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/; // Python's str.isspace
const INLINE = new Set(["a", "code", "del", "em", "mark", "strong", "sub", "sup", "var"]);
const CELLS = new Set(["td", "th"]);
const LONGEST_GAP = 3; // code points between two fragments that follow each other

/* The number of code points. */
export const length = (text) => [...text].length;
const solid = (text) => [...text].filter((letter) => !SPACE.test(letter)).length;

/* The text of a fragment from its first character to its last, and its text nodes with their places in it, in UTF-16 units.
   Drawn formulas are no part of it: their source stands beside them. Nor is the head of a table that `skipped` names. */
function walk(fragment, skipped) {
  const runs = [];
  let text = "", broken = false, cells = 0;
  const gap = (sign) => { if (runs.length) text += sign; };
  function visit(parent) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data) {
        if (broken) gap("\n");
        broken = false;
        runs.push({ node, at: text.length, end: text.length + node.length });
        text += node.data;
      } else if (node.nodeType === Node.ELEMENT_NODE && node.localName !== "math" && node !== skipped) {
        const isCell = CELLS.has(node.localName), isBlock = !isCell && !INLINE.has(node.localName);
        broken ||= isBlock && runs.length > 0;
        if (isCell && (cells || broken)) { gap(cells ? "\t" : "\n"); broken = false; }
        cells = node.localName === "tr" ? 0 : cells + isCell;
        visit(node);
        broken ||= isBlock && runs.length > 0;
        if (node.localName === "tr") cells = 0;
      }
    }
  }
  visit(fragment);
  return { runs, text: text.slice(0, runs.at(-1)?.end ?? 0) };
}

/* A fragment as read: its response, its text, and where that starts and ends in the response's. The head of a table is left
   out if it is only repeated above rows that the fragment begins with. */
export function read(fragment) {
  const [response, start] = fragment.dataset.at.split(":").map(Number), size = Number(fragment.dataset.size);
  let { runs, text } = walk(fragment);
  if (solid(text) !== size) ({ runs, text } = walk(fragment, fragment.querySelector("thead")));
  if (solid(text) !== size) ({ runs, text } = { runs: [], text: "" });
  return { fragment, response, start, end: start + length(text), runs, text };
}

/* The fragments of answers within an element, of one response or of all. */
export const fragments = (within, response) =>
  [...within.querySelectorAll(response ? `[data-at^="${response}:"]` : "[data-at]")].filter(({ dataset }) => dataset.size);

/* The first of the runs for which something holds; it holds for all that follow. */
function firstOf(runs, holds) {
  let low = 0, high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(runs[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* The place in the text of an edge of a selection: of the first character behind it, or for an end of the last before it. A
   drawn formula is taken whole. */
function placeOf({ runs, text }, container, offset, isEnd) {
  const edge = new Range();
  const formula = (container.nodeType === Node.TEXT_NODE ? container.parentElement : container).closest?.("math");
  if (formula && isEnd) edge.setStartAfter(formula.nextElementSibling ?? formula);
  else if (formula) edge.setStartBefore(formula);
  else edge.setStart(container, offset);
  const inside = runs.find((run) => run.node === edge.startContainer);
  if (inside) return inside.at + edge.startOffset;
  const next = firstOf(runs, ({ node }) => edge.comparePoint(node, 0) >= 0);
  return isEnd ? runs[next - 1]?.end ?? 0 : runs[next]?.at ?? text.length;
}

/* Whether a place is between the two halves of one character. */
const isTorn = (text, at) => at > 0 && at < text.length && text.codePointAt(at - 1) > 0xffff;

/* The part of a fragment that lies in a range, as [from, to] of its text, without white space at its edges; null for none. */
function within(read, range) {
  let from = placeOf(read, range.startContainer, range.startOffset, false);
  let to = placeOf(read, range.endContainer, range.endOffset, true);
  if (from >= to) return null;
  if (isTorn(read.text, from)) from -= 1;
  if (isTorn(read.text, to)) to += 1;
  while (from < to && SPACE.test(read.text[from])) from += 1;
  while (from < to && SPACE.test(read.text[to - 1])) to -= 1;
  return from < to ? [from, to] : null;
}

/* The words of a range within an element, cut to what one respondent said in one turn; null for none. If it runs over
   fragments that do not follow each other, those count that hold `anchor`, a node, else the first.
   `at` is the place as the server takes it, "17:120+34": 34 characters that are no white space stand between offset 120 of
   response 17 and the words. `start` and `end` are offsets in the response's text. */
export function wordsIn(range, element, anchor) {
  const runs = [];
  for (const fragment of fragments(element)) {
    if (!range.intersectsNode(fragment)) continue;
    const one = read(fragment), part = within(one, range);
    if (!part) continue;
    const last = runs.at(-1)?.at(-1);
    const follows = last?.response === one.response && one.start - last.end >= 0 && one.start - last.end <= LONGEST_GAP;
    if (follows) runs.at(-1).push({ ...one, part });
    else runs.push([{ ...one, part }]);
  }
  const run = runs.find((parts) => parts.some(({ fragment }) => fragment.contains(anchor))) ?? runs[0];
  if (!run) return null;
  const [first] = run, last = run.at(-1);
  return {
    response: first.response,
    at: `${first.response}:${first.start}+${solid(first.text.slice(0, first.part[0]))}`,
    start: first.start + length(first.text.slice(0, first.part[0])),
    end: last.start + length(last.text.slice(0, last.part[1])),
    quote: run.reduce((quote, { text, part, start }, nth) => quote + (nth && start > run[nth - 1].end ? "\n" : "") + text.slice(...part), ""),
    fragment: first.fragment,
  };
}

/* The words that are selected within an element; null for none. */
export function selectedWords(element) {
  const selection = getSelection();
  if (!element || !selection.rangeCount || selection.isCollapsed) return null;
  return wordsIn(selection.getRangeAt(0), element, selection.anchorNode);
}

/* Ranges of the page that show the words from `start` to `end` of a response; one for each fragment that holds some. */
export function rangesOf(element, response, start, end) {
  const ranges = [];
  for (const fragment of fragments(element, response)) {
    const one = read(fragment);
    if (!one.runs.length || one.end <= start || end <= one.start) continue;
    const letters = [...one.text], unit = (place) => letters.slice(0, Math.max(0, place - one.start)).join("").length;
    const from = unit(start), to = unit(end), range = new Range();
    const first = one.runs.find((run) => run.end > from), last = one.runs.findLast((run) => run.at < to);
    if (!first || !last || last.end <= from) continue;
    range.setStart(first.node, Math.max(0, from - first.at));
    range.setEnd(last.node, Math.min(last.node.length, to - last.at));
    if (!range.collapsed) ranges.push(range);
  }
  return ranges;
}
