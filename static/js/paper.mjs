// The script of the paper's page: dropping a PDF, and one click to restore the text of a field.

const drop = document.querySelector("[data-drop]");
if (drop) takeDrops(drop);

document.addEventListener("click", ({ target }) => {
  const keep = target.closest("[data-keep]");
  if (!keep) return;
  const field = document.getElementById(keep.dataset.keep);
  field.value = keep.parentElement.querySelector("[data-was]").textContent;
  keep.parentElement.remove();
  field.focus();
});

function takeDrops(form) {
  const input = form.elements[form.dataset.drop];
  const hint = form.querySelector("[data-drop-hint]");
  const carriesFiles = (event) => event.dataTransfer.types.includes("Files");
  if (hint) hint.hidden = false;
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
    input.files = event.dataTransfer.files;
    if (form.dataset.busy) form.requestSubmit();
  });
}
