// The words that are selected in a respondent's text, and their place. White space on the page differs from the stored
// text, so a place is the number of other characters before it in the fragment (data-at).

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/; // Python's str.isspace
const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote";

const solid = (text) => [...text].filter((letter) => !SPACE.test(letter)).length;
const count = (nodes) => nodes.reduce((sum, node) => sum + solid(node.data), 0);

/* The text nodes of a fragment in order, without drawn formulas, whose source stands beside them, and without the head of a
   table that is only repeated above its rows. */
function textsOf(fragment) {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const all = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("math")) all.push(walker.currentNode);
  const size = Number(fragment.dataset.size);
  if (count(all) === size) return all;
  const head = fragment.querySelector("thead");
  const rest = all.filter((node) => !head?.contains(node));
  return count(rest) === size ? rest : [];
}

const breaksBefore = (node, last) =>
  node.parentElement.closest(BLOCK) !== last.parentElement.closest(BLOCK) ||
  [...node.parentElement.closest("[data-at]").querySelectorAll("br")].some((line) =>
    last.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING && line.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);

/* The selection within a fragment: its words, and the number of characters before them; null for none. */
function partOf(fragment, range) {
  let before = 0, quote = "", last = null;
  for (const node of textsOf(fragment)) {
    const inside = range.intersectsNode(node);
    const from = inside ? (node === range.startContainer ? range.startOffset : 0) : node.length;
    const to = node === range.endContainer ? range.endOffset : node.length;
    const words = inside ? node.data.slice(from, to) : "";
    if (!quote.trim()) before += solid(node.data.slice(0, solid(words) ? from : node.length));
    if (solid(words) || quote) {
      if (last && words && breaksBefore(node, last)) quote += "\n";
      quote += words;
      if (words) last = node;
    }
  }
  return solid(quote) ? { before, quote } : null;
}

/* The words selected within an element, cut to what a respondent said; null for none. Of several fragments the first alone
   counts, unless they are `joined` into one text. */
export function selectedWords(within, { joined = false } = {}) {
  const selection = getSelection();
  if (!within || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let words = null;
  for (const fragment of within.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(fragment)) continue;
    const part = partOf(fragment, range);
    if (!part) continue;
    if (words) words.quote += `\n${part.quote}`;
    else words = { at: `${fragment.dataset.at}+${part.before}`, quote: part.quote.replace(/^\s+/, "") };
    if (!joined) break;
  }
  if (words) words.quote = words.quote.trim();
  return words;
}
