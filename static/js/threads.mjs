// Whoever opens a form to write in is in its field at once; what is written there is kept.

import "./autosave.mjs";
import "./busy.mjs";
import "./mentions.mjs";

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.open && target.matches("[data-writes]") && target.contains(document.activeElement)) {
      target.querySelector("textarea")?.focus();
    }
  },
  true,
);
