// Whoever opens a form to write in is in its field at once; what is written there is kept, and sent by Ctrl and Enter.

import { onHeld, sendForm } from "./keys.mjs";
import "./autosave.mjs";
import "./busy.mjs";
import "./mentions.mjs";

/* A click opens it, or a key, which clicks too; not a draft that is offered again. */
document.addEventListener("click", ({ target }) => {
  const opened = target.closest("[data-writes] > summary")?.parentElement;
  if (!opened || opened.open) return;
  opened.addEventListener("toggle", () => opened.querySelector("textarea")?.focus(), { once: true });
});

const WRITTEN = ":is(.thread, .open-thread, .decide) textarea";
const send = () => sendForm(document.activeElement.closest(WRITTEN)?.form);
const told = () => document.querySelector(WRITTEN) && !document.querySelector(".mark-form"); // that one tells of all fields
onHeld("Enter", document, send, "Send what you write, in its field", told);
