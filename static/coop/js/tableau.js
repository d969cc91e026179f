/* Tableau de bord: Escape leaves the row being edited, as « Annuler » does; Enter saves it, as in any form. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const row = event.target.closest?.(".coop-tb-r");
  row?.querySelector("[data-coop-annuler]")?.click();
});

/* The row that opens for writing puts the caret after what is there. */
document.addEventListener("htmx:afterSettle", (event) => {
  const field = event.detail.elt.closest?.(".coop-tb-r")?.querySelector("input[autofocus]");
  if (field && field === document.activeElement && field.type === "text") field.setSelectionRange(field.value.length, field.value.length);
});

/* Under a finger the row opens without the keyboard of the telephone, which would cover it. */
document.addEventListener("htmx:afterSwap", () => {
  if (!matchMedia("(pointer: coarse)").matches) return;
  for (const field of document.querySelectorAll("[data-coop-ligne] input[autofocus]")) {
    field.removeAttribute("autofocus");
    const cell = field.closest("td");
    cell.tabIndex = -1;
    cell.autofocus = true;
  }
});
