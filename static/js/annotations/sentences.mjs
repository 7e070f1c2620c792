// Words are selected without a mouse, sentence by sentence: "." and "," go on and back, with Shift the selection
// grows and shrinks.

import { onKeys } from "../keys.mjs";
import { fragments, rangesOf, read, wordsIn } from "../selection.mjs";
import { chosen, hasWords } from "./toolbar.mjs";

const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });
const isWord = /[\p{L}\p{N}]/u;

/* The sentences of a fragment, as [start, end] in the response's text. A line, and a cell of a table, is a sentence at least. */
function sentencesIn({ text, start }) {
  const found = [];
  let place = start;
  for (const line of text.split(/(?<=[\n\t])/)) {
    for (const { segment } of SENTENCES.segment(line)) {
      const size = [...segment].length, first = segment.search(/\S/);
      if (isWord.test(segment)) found.push([place + first, place + [...segment.trimEnd()].length]);
      place += size;
    }
  }
  return found;
}

const inSight = (fragment) => fragment.checkVisibility() && fragment.getBoundingClientRect().bottom > 0;

/* The place of the caret in a fragment that holds it, as an empty selection. */
function caretIn(fragment) {
  const rest = new Range(), { anchorNode, anchorOffset } = getSelection();
  rest.selectNodeContents(fragment);
  rest.setStart(anchorNode, anchorOffset);
  const start = wordsIn(rest, fragment.parentElement, anchorNode)?.start ?? read(fragment).end;
  return { fragment, start, end: start };
}

/* The fragment where a step begins, and the words selected there: those of the selection, else those in what has the focus, if
   the caret is not in it too, else those after the caret, else the first in sight. */
function here() {
  const words = chosen();
  if (words) return words;
  const all = fragments(document.body).filter((fragment) => fragment.checkVisibility());
  const focus = document.activeElement, caret = all.find((one) => one.contains(getSelection().anchorNode));
  const isAround = focus === document.body || (caret && focus.contains(caret));
  const focused = !isAround && all.find((one) => focus.contains(one) || one.contains(focus));
  if (caret && !focused) return caretIn(caret);
  const fragment = focused || all.find(inSight) || all[0];
  return fragment ? { fragment } : null;
}

function select(fragment, start, end, isBackwards) {
  const ranges = rangesOf(fragment.parentElement, fragment.dataset.at.split(":")[0], start, end).filter((range) => fragment.contains(range.startContainer));
  const first = ranges[0], last = ranges.at(-1);
  if (!first) return false;
  const from = [first.startContainer, first.startOffset], to = [last.endContainer, last.endOffset];
  getSelection().setBaseAndExtent(...(isBackwards ? [...to, ...from] : [...from, ...to]));
  const element = (isBackwards ? first.startContainer : last.endContainer).parentElement;
  for (let fold = element.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  element.scrollIntoView({ block: "nearest" });
}

/* Selects the next sentence, or the one before; at the end of a fragment, one of the next fragment. From a caret, the sentence
   that it stands in is the next. */
function step(by) {
  const from = here();
  if (!from) return false;
  const { fragment, start, end } = from, all = sentencesIn(read(fragment));
  const next = start === undefined ? (by > 0 ? all[0] : all.at(-1))
    : by > 0 ? all.find(([first, last]) => (start === end ? last > end : first >= end)) : all.findLast(([, last]) => last <= start);
  if (next) return select(fragment, ...next, by < 0);
  const others = fragments(document.body).filter((one) => one.checkVisibility());
  const other = others[others.indexOf(fragment) + by];
  const there = other && sentencesIn(read(other));
  const sentence = there && (by > 0 ? there[0] : there.at(-1));
  return sentence ? select(other, ...sentence, by < 0) : false;
}

/* The selection grows by a sentence, or shrinks by one, at the end that moves. */
function stretch(by) {
  const from = here();
  if (!from) return false;
  const { fragment, start, end } = from;
  if (start === undefined) return step(by);
  const all = sentencesIn(read(fragment)), { direction } = getSelection();
  if (direction === "backward") {
    const first = by < 0 ? all.findLast(([begins]) => begins < start) : all.find(([begins]) => begins > start && begins < end);
    return first ? select(fragment, first[0], end, true) : false;
  }
  const last = by > 0 ? all.find(([, ends]) => ends > end) : all.findLast(([, ends]) => ends < end && ends > start);
  return last ? select(fragment, start, last[1], false) : false;
}

/* Full stop and comma stand on every keyboard. With Shift they are other signs, which differ. */
const more = () => stretch(1), less = () => stretch(-1);
onKeys({
  ".": { words: "Select the next sentence", when: hasWords, act: () => step(1) },
  ",": { words: "Select the sentence before", when: hasWords, act: () => step(-1) },
  ">": { words: "Select one sentence more", shown: "Shift .", when: hasWords, act: more },
  "<": { words: "Select one sentence less", shown: "Shift ,", when: hasWords, act: less },
  ":": more,
  ";": less,
});
