// Sending files: they can be dropped anywhere on the page, progress is shown, and sending can be cancelled.

const form = () => document.querySelector("[data-drop]");
const carriesFiles = (event) => event.dataTransfer.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form().toggleAttribute("data-over", true);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form().removeAttribute("data-over");
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form().removeAttribute("data-over");
  form().elements.files.files = event.dataTransfer.files;
  bound(form().elements.files);
  form().requestSubmit();
});

// A file that is too large is refused before it is sent.
document.addEventListener("change", ({ target }) => {
  if (target === form().elements.files) bound(target);
});
function bound(input) {
  const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  input.setCustomValidity(size > Number(input.dataset.most) ? input.dataset.tooLong : "");
}

document.addEventListener("htmx:beforeSend", ({ target, detail: { xhr } }) => {
  if (target !== form()) return;
  const button = target.querySelector(".actions .button");
  const sending = target.querySelector("[data-sending]");
  const progress = sending.querySelector("progress");
  const say = (label, share) => {
    sending.querySelector("label").textContent = label;
    sending.querySelector("[data-share]").textContent = share;
  };
  const show = (busy) => {
    sending.hidden = !busy;
    button.disabled = busy;
  };
  progress.value = 0;
  say("Sending", "");
  show(true);
  xhr.upload.addEventListener("progress", ({ loaded, total }) => {
    const share = Math.floor((100 * loaded) / total);
    progress.value = share;
    say("Sending", `${share} %`);
  });
  // Once all is sent, nobody knows how long the server takes: the bar then has no value.
  xhr.upload.addEventListener("load", () => {
    progress.removeAttribute("value");
    say("Reading", "");
  });
  // If another page follows, the progress stays until it is there.
  xhr.addEventListener("loadend", () => show(Boolean(xhr.getResponseHeader("HX-Redirect"))));
  sending.querySelector("[data-cancel]").onclick = () => xhr.abort();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
