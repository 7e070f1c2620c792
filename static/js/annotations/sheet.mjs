// On a narrow screen the list of annotations is a sheet that comes up from below. The back button closes it.

const narrow = matchMedia("(width < 70rem)");
const list = () => document.getElementById("annotations");
let sheet = null, opener = null;

function make() {
  [opener, sheet] = document.getElementById("sheet-of-annotations").content.cloneNode(true).children;
  opener.addEventListener("click", open);
  sheet.querySelector(".close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", ({ target }) => { if (target === sheet) sheet.close(); });
  sheet.addEventListener("close", () => { if (history.state?.sheet) history.back(); });
}

const count = () => {
  const size = list().querySelectorAll(":scope > ol > li.annotation").length;
  opener.textContent = size ? `Annotations ${size}` : "Annotations";
};

function open() {
  if (!sheet?.isConnected || sheet.open) return;
  sheet.showModal();
  history.pushState({ sheet: true }, "");
}

/* Puts the list into the sheet, or back beside the text. */
function arrange() {
  if (!list()) return;
  if (!sheet) make();
  if (narrow.matches && !sheet.contains(list())) {
    list().before(opener, sheet);
    sheet.append(list());
    count();
  } else if (!narrow.matches && sheet.contains(list())) {
    sheet.close();
    sheet.before(list());
    sheet.remove();
    opener.remove();
  }
}

addEventListener("popstate", () => sheet?.open && sheet.close());
document.addEventListener("annotation-sought", open);
document.addEventListener("words-sought", () => {
  if (!sheet?.open) return;
  history.replaceState(null, ""); // the link that was followed makes the next entry
  sheet.close();
});
document.addEventListener("htmx:afterSettle", () => opener?.isConnected && count());
narrow.addEventListener("change", arrange);
arrange();
