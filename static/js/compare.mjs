// A swap replaces the table that had the focus: give it to what was said, so that Enter undoes it.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.verb === "post") document.querySelector("#just-placed button")?.focus({ preventScroll: true });
});
