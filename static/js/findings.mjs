// The findings: their keys and their panel. All else is links and forms.

import { onKeys } from "./keys.mjs";
import { followPanel, inPanelField, press, shownPanel } from "./panel.mjs";

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

onKeys({
  j: () => step(1),
  k: () => step(-1),
  a: () => press(".adopt-form button"),
  0: () => press('.rate-form [value=""]'),
  ...Object.fromEntries([..."1234"].map((nth) => [nth, () => press(`.rates button:nth-child(${nth})`)])),
  Escape: () => press("[data-close]"),
}, inPanelField);

followPanel({ name: "finding", linkOf, part: "tr, li" });
