// The help: "?" or the link in the footer lists the keys that do something here and now, as the page declared them.

import { keysHere, onKeys } from "./keys.mjs";

const help = document.getElementById("keys-help");
const link = document.querySelector("[data-keys-help]");
const own = { "?": { words: "All keys", act: open } };

/* The keys of the page, ours aside. */
const others = () => keysHere().filter(({ words }) => words !== own["?"].words);

function line({ shown, words }) {
  const pair = document.createElement("div"), keys = document.createElement("dt"), what = document.createElement("dd");
  for (const part of shown.split(" ")) {
    const key = document.createElement(part === "…" ? "span" : "kbd");
    key.textContent = part;
    keys.append(key, " ");
  }
  what.textContent = words;
  pair.append(keys, what);
  return pair;
}

/* On a page without keys there is nothing to show, and the browser gets the key. */
function open() {
  if (!others().length) return false;
  help.querySelector("dl").replaceChildren(...[...others(), { shown: "?", words: own["?"].words }].map(line));
  help.showModal();
}

onKeys(own);
link?.addEventListener("click", open);

/* Escape leaves a field, whatever page it is on, and takes nothing out of it. What else has that key in the field comes first. */
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key !== "Escape" || event.defaultPrevented || event.isComposing || !target.matches?.("textarea, input") || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  target.blur();
});
help.addEventListener("keydown", (event) => {
  if (event.key !== "?") return;
  event.stopPropagation(); // else it would be opened again
  help.close();
});
help.addEventListener("click", ({ target }) => { if (target === help) help.close(); });

/* The modules of the page have all run by then. What can be done changes as panels open, so the link asks each time. */
const offer = () => { if (link) link.hidden = !others().length; };
addEventListener("DOMContentLoaded", offer);
document.addEventListener("htmx:afterSettle", offer);
