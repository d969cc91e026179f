/* Projection: the arrows and the page keys follow « Précédent » and « Suivant », as a presenter's remote does. */
const KEYS = { ArrowRight: "suivant", PageDown: "suivant", ArrowLeft: "precedent", PageUp: "precedent" };

export function arrows(root) {
  if (root !== document || !document.querySelector("[data-coop-suivant]")) return;
  document.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const link = document.querySelector(`[data-coop-${way}]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
