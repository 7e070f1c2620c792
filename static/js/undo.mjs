// "u" undoes what was just done, if the page offers that: it presses the button.

import { onKeys } from "./keys.mjs";

const offered = () => [...document.querySelectorAll("[data-undo]")].at(-1);

onKeys({
  u: {
    words: "Undo what was just done",
    when: offered,
    act() {
      const button = offered();
      if (!button) return false;
      button.click();
    },
  },
});
