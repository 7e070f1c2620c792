// A button that copies a field: <button data-copy="id of the field" hidden>. With data-copy-html the field's text is copied
// as HTML, and the text of the field that data-copy-text names as plain text. Without script, a field is text to select.

async function copied(button, work) {
  const label = button.textContent;
  await work();
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = label; }, 2000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await copied(button, () => navigator.clipboard.writeText(field.value));
    } catch {
      field.select();
    }
  });
}

for (const button of document.querySelectorAll("[data-copy-html]")) {
  const html = document.getElementById(button.dataset.copyHtml);
  const text = document.getElementById(button.dataset.copyText);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copied(button, () => navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([html.value], {type: "text/html"}),
        "text/plain": new Blob([text.value], {type: "text/plain"}),
      })]));
    } catch {
      html.select();
    }
  });
}
