// A column is dragged by its head to another place. The order is sent as the buttons of "Columns" would send it.

const heads = () => [...document.querySelectorAll("#compare-table > thead > tr > th[data-key]")];
const keyOf = (target) => target.closest?.("th[data-key]");
let dragged;

function begin() {
  if (document.querySelector("#compare-table[data-pinned]")) return;
  for (const head of heads()) head.draggable = true;
}

function clear() {
  for (const head of heads()) head.removeAttribute("data-drop");
}

/* The place beside a head where the dragged column would go: before or after it. */
function placeAt(head, x) {
  const { left, width } = head.getBoundingClientRect();
  return x < left + width / 2 ? "before" : "after";
}

document.addEventListener("dragstart", (event) => {
  dragged = keyOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.name);
});

document.addEventListener("dragover", (event) => {
  const head = dragged && keyOf(event.target);
  clear();
  if (!head || head === dragged) return;
  event.preventDefault();
  head.dataset.drop = placeAt(head, event.clientX);
});

document.addEventListener("dragend", () => { clear(); dragged = undefined; });

document.addEventListener("drop", (event) => {
  const head = dragged && keyOf(event.target);
  if (!head || head === dragged) return;
  event.preventDefault();
  const others = document.getElementById("compare-table").dataset.columns.split(",").filter((key) => key !== dragged.dataset.key);
  const at = others.indexOf(head.dataset.key) + (placeAt(head, event.clientX) === "after" ? 1 : 0);
  others.splice(at, 0, dragged.dataset.key);
  const form = document.querySelector("#arrange-columns form");
  for (const box of form.querySelectorAll("[name=columns]")) box.disabled = true;
  const order = Object.assign(document.createElement("input"), { type: "hidden", name: "columns", value: others.join(",") });
  form.append(order);
  form.requestSubmit();
});

document.addEventListener("htmx:afterSettle", begin);
begin();
