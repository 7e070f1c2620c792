// What is left to look at in a draft: one after the other by key or in the bar, each settled by a button of its line.

import { choose, rowsOf } from "./rows.mjs";

const doubts = () => [...document.querySelectorAll("#to-look-at .doubt")];
const buttonsOf = (doubt) => [...(doubt?.querySelectorAll(".answers .button") ?? [])];

let currentId = "";
let settled = -1; // the place in the list of the doubt that is being settled

const current = () => document.getElementById(currentId);

/* The list marks the current doubt, and shows it if the list scrolls; the bar tells it, and has its buttons. */
function showCurrent() {
  const [all, doubt] = [doubts(), current()];
  const side = document.getElementById("draft-side");
  if (doubt && side.scrollHeight > side.clientHeight) side.scrollTop = doubt.offsetTop - side.clientHeight / 3;
  for (const each of all) each.removeAttribute("aria-current");
  doubt?.setAttribute("aria-current", "true");
  const bar = document.getElementById("look-bar");
  const which = bar.querySelector("[data-which]");
  if (which) which.textContent = doubt ? `${all.indexOf(doubt) + 1} of ` : "";
  const buttons = buttonsOf(doubt);
  for (const button of bar.querySelectorAll("[data-settle]")) {
    const of = buttons[button.dataset.settle];
    button.hidden = !of;
    button.querySelector("span").textContent = of?.textContent.trim() ?? "";
  }
}

/* Makes a doubt the current one, with its place in the middle of the window. */
function look(doubt) {
  if (!doubt) return false;
  currentId = doubt.id;
  const row = rowsOf(document.getElementById(`piece-${doubt.dataset.at}`))[0];
  if (row) {
    choose(row);
    row.closest(".row").scrollIntoView({ block: "center" });
  } else if (doubt.dataset.at) {
    location.assign(doubt.querySelector("a").href); // on another page of the document
  } else {
    doubt.focus();
  }
  showCurrent();
}

export function step(by) {
  const all = doubts();
  const from = all.indexOf(current());
  return look(from < 0 ? all.at(by > 0 ? 0 : -1) : all[(from + by + all.length) % all.length]);
}

/* Presses the nth button of the current doubt. Without one, it goes to the first. */
export function settle(n) {
  const doubt = current();
  if (!doubt) return step(1);
  const button = buttonsOf(doubt)[n];
  if (!button) return false;
  button.click();
}

/* After a correction: the doubt that is there now where one was settled. True if it is shown. */
export function lookOn() {
  const [all, at] = [doubts(), settled];
  settled = -1;
  const next = at < 0 ? undefined : all[Math.min(at, all.length - 1)];
  if (next) look(next);
  else showCurrent();
  return Boolean(next);
}

document.addEventListener("click", (event) => {
  const doubt = event.target.closest("#to-look-at .doubt");
  const answer = event.target.closest("#to-look-at .answers .button");
  if (answer?.matches("a")) {
    event.preventDefault();
    document.querySelector(answer.getAttribute("href")).focus();
  } else if (answer) {
    settled = doubts().indexOf(doubt);
  } else if (event.target.closest("#to-look-at a")) {
    event.preventDefault();
    look(doubt);
  }
  const button = event.target.closest("#look-bar button");
  if (button?.dataset.step) step(Number(button.dataset.step));
  else if (button?.dataset.settle) settle(Number(button.dataset.settle));
});

// A link from another page of the document leads to a doubt of this one.
const at = /^#piece-(\d+)$/.exec(location.hash)?.[1];
if (at) look(doubts().find((doubt) => doubt.dataset.at === at));
