// Words that are selected in what a respondent said, and their place: how many characters that are not white space stand
// before them in the stretch that is shown (data-at), for white space is shown otherwise than it is stored.

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/; // Python's str.isspace
const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote";

const solid = (text) => [...text].filter((letter) => !SPACE.test(letter)).length;
const count = (nodes) => nodes.reduce((sum, node) => sum + solid(node.data), 0);

/* The texts of a stretch in order, without the head of a table that is only repeated above its rows. */
function textsOf(stretch) {
  const walker = document.createTreeWalker(stretch, NodeFilter.SHOW_TEXT);
  const all = [];
  while (walker.nextNode()) all.push(walker.currentNode);
  const size = Number(stretch.dataset.size);
  if (count(all) === size) return all;
  const head = stretch.querySelector("thead");
  const rest = all.filter((node) => !head?.contains(node));
  return count(rest) === size ? rest : [];
}

const breaksBefore = (node, last) =>
  node.parentElement.closest(BLOCK) !== last.parentElement.closest(BLOCK) ||
  [...node.parentElement.closest("[data-at]").querySelectorAll("br")].some((line) =>
    last.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING && line.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);

/* What of a stretch is selected: its words, and how much stands before them. */
function partOf(stretch, range) {
  let before = 0, quote = "", last = null;
  for (const node of textsOf(stretch)) {
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

/* The selected words in `within`, cut to what is said there; null for none. Of several stretches those that `joined`
   says are one text are taken together, else the first alone. */
export function picked(within, { joined = false } = {}) {
  const selection = getSelection();
  if (!within || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let found = null;
  for (const stretch of within.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(stretch)) continue;
    const part = partOf(stretch, range);
    if (!part) continue;
    if (found) found.quote += `\n${part.quote}`;
    else found = { at: `${stretch.dataset.at}+${part.before}`, quote: part.quote.replace(/^\s+/, "") };
    if (!joined) break;
  }
  if (found) found.quote = found.quote.trim();
  return found;
}
