// Names to choose after an "@" in a comment. Typing the name does the same.

const BEGUN = /(?:^|[^\w.])@([\p{L}\p{N} .'-]{0,40})$/u;
const list = Object.assign(document.createElement("ul"), { id: "mention-names", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "People to mention");
document.body.append(list);

let names = null, field = null, chosen = 0;

async function known() {
  names ??= fetch(`${location.pathname.match(/^\/c\/[^/]+\//)?.[0]}threads/people/`)
    .then((answer) => answer.ok ? answer.json() : { names: [] }).then((found) => found.names).catch(() => []);
  return names;
}

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field = null;
}

function choose(at) {
  chosen = (at + list.children.length) % list.children.length;
  [...list.children].forEach((option, nth) => option.setAttribute("aria-selected", nth === chosen));
  field.setAttribute("aria-activedescendant", list.children[chosen].id);
}

function take() {
  const name = list.children[chosen].textContent, caret = field.selectionStart;
  const begun = BEGUN.exec(field.value.slice(0, caret))[1];
  field.setRangeText(`${name} `, caret - begun.length, caret, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

document.addEventListener("input", async ({ target }) => {
  if (!target.matches?.("textarea[name=body]")) return;
  const begun = BEGUN.exec(target.value.slice(0, target.selectionStart))?.[1];
  if (begun === undefined) return close();
  const fitting = (await known()).filter((name) => name.toLowerCase().startsWith(begun.toLowerCase())
    && name.toLowerCase() !== begun.toLowerCase().trim()).slice(0, 8);
  if (!fitting.length) return close();
  field = target;
  field.setAttribute("aria-controls", list.id);
  list.replaceChildren(...fitting.map((name, nth) => {
    const option = Object.assign(document.createElement("li"), { id: `mention-name-${nth}`, textContent: name });
    option.setAttribute("role", "option");
    return option;
  }));
  list.hidden = false;
  field.after(list);
  choose(0);
});

/* Before any other key of the page: the list is open. */
document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== field || event.isComposing) return;
  const act = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: take, Tab: take, Escape: close }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);
list.addEventListener("pointerdown", (event) => {
  event.preventDefault(); // the field keeps the focus
  chosen = [...list.children].indexOf(event.target.closest("li"));
  if (chosen >= 0) take();
});
document.addEventListener("focusout", ({ target }) => { if (target === field) close(); });
