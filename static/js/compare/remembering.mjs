// What a reader opened or closed, and whom they read on a phone, is still so after Back and after a reload. The entry of the
// history keeps it.

function keep(id, value) {
  history.replaceState({ ...history.state, shown: { ...history.state?.shown, [id]: value } }, "");
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("#compare-table .more > input")) keep(target.id, target.checked);
  else if (target.matches?.("#compare-table [name=reading]")) keep("reading", target.id);
});
document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("#side-by-side details[id]:not(.arrange)")) keep(target.id, target.open);
}, true);

for (const [id, value] of Object.entries(history.state?.shown ?? {})) {
  const element = document.getElementById(id === "reading" ? value : id);
  if (!element) continue;
  if (element.localName === "details") element.open = value;
  else element.checked = Boolean(value);
}
