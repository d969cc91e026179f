/* The drawers of the header (menu, account): Escape and a click elsewhere close them, opening one closes the other. */
const OUVERTS = ".coop-tiroir[open], .coop-menu[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const drawer of document.querySelectorAll(OUVERTS)) {
    const inside = drawer.contains(document.activeElement);
    drawer.open = false;
    if (inside) drawer.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const drawer of document.querySelectorAll(OUVERTS)) {
    if (!drawer.contains(event.target)) drawer.open = false;
  }
});
