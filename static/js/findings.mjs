// The findings: their keys and their panel. All else is links and forms.

import { onKeys } from "./keys.mjs";
import { followPanel, inPanelField, panel, press, shownPanel } from "./panel.mjs";

const links = () => [...document.querySelectorAll("#findings a.finding-title")].filter((link) => link.checkVisibility());
const linkOf = (key) => document.getElementById(`open-${key}`);

/* Goes to the next finding: with the panel open, opens it there. */
function step(by) {
  const all = links();
  const focused = all.indexOf(document.activeElement);
  const from = focused < 0 ? all.indexOf(linkOf(shownPanel()?.dataset.finding)) : focused;
  const to = all[from < 0 ? 0 : (from + by + all.length) % all.length];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  if (shownPanel()) to?.click();
}

const rate = (nth) => press(`.rates button:nth-child(${nth})`);

onKeys({
  j: { words: "Next finding", act: () => step(1) },
  k: { words: "Previous finding", act: () => step(-1) },
  a: { words: "Accept the finding", when: () => panel.querySelector(".adopt-form"), act: () => press(".adopt-form button") },
  0: { words: "Take your rating back", when: () => panel.querySelector('.rate-form [value=""]'), act: () => press('.rate-form [value=""]') },
  1: { words: "Rate the finding", shown: "1 … 4", when: () => panel.querySelector(".rates"), act: () => rate(1) },
  ...Object.fromEntries([..."234"].map((nth) => [nth, () => rate(nth)])),
  Escape: { words: "Close the panel", shown: "Esc", when: shownPanel, act: () => press("[data-close]") },
}, inPanelField);

followPanel({ name: "finding", linkOf, part: "tr, li" });
