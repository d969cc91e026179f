/* Tableau de bord: Escape leaves the row being edited, as « Annuler » does; Enter saves it, as in any form. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const row = event.target.closest?.(".coop-tb-r");
  row?.querySelector("[data-coop-annuler]")?.click();
});
