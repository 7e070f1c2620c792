// Tables and code of answers that are wider than their place are scrolled with the keyboard, too: they take the focus, and
// have a name. A table stays a table.

const NAMES = { table: "Table, scrolls sideways", pre: "Code, scrolls sideways" };

const sizes = new ResizeObserver((entries) => {
  for (const { target: box } of entries) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls === box.hasAttribute("tabindex")) continue;
    box.toggleAttribute("tabindex", scrolls);
    if (scrolls) box.tabIndex = 0;
    box.ariaLabel = scrolls ? NAMES[box.localName] : null;
    if (box.localName === "pre") box.role = scrolls ? "group" : null;
  }
});

/* Sees to all that stand on the page now. */
export function watch() {
  for (const box of document.querySelectorAll(".said :is(table, pre)")) sizes.observe(box);
}

document.addEventListener("htmx:afterSettle", watch);
watch();
