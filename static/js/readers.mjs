// The page of readers: the size of the sheet that would be made, and a reply from a file.

import { onHeld } from "./keys.mjs";

const MOST = 8_000_000; // bytes of a reply

const make = document.querySelector("[data-sizes]");
const said = make.querySelector("[data-size]");
const most = make.elements.most_tokens;

function size() {
  const ticked = [...make.querySelectorAll("[data-tokens]:checked")];
  const tokens = ticked.reduce((sum, { dataset }) => sum + Number(dataset.tokens), Number(make.dataset.sizes));
  const over = tokens > Number(most.value) && make.querySelectorAll("[name=respondents]:checked").length > 1;
  const about = `About ${tokens.toLocaleString("en")} tokens`;
  said.textContent = over ? `${about}: too large for one, so each respondent gets a sheet of its own.` : `${about}.`;
  said.toggleAttribute("data-over", over);
  said.hidden = false;
}
make.addEventListener("input", size);
addEventListener("pageshow", size);
size();

const form = document.querySelector("[data-reply]");
const { reply } = form.elements;
const hint = form.querySelector("[data-files]");
const file = hint.querySelector("input");
hint.hidden = false;

async function take(chosen) {
  if (!chosen) return;
  const tooLong = chosen.size > MOST;
  reply.value = tooLong ? "" : await chosen.text();
  reply.setCustomValidity(tooLong ? "This file is too long for a reply." : "");
  if (tooLong) reply.reportValidity();
  else form.elements.name.focus();
}
file.addEventListener("change", () => take(file.files[0]));
reply.addEventListener("input", () => reply.setCustomValidity(""));
const carriesFiles = (event) => event.dataTransfer.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form.toggleAttribute("data-over", true);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.removeAttribute("data-over");
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form.removeAttribute("data-over");
  take(event.dataTransfer.files[0]);
});

onHeld("Enter", reply, () => form.requestSubmit(), "Read the reply");
