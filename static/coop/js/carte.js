/* The map of choice: a click on a commune ticks its box, and a box ticked colours its commune.
   Without script a click on a commune leads to its box. */
const boxes = (code) => document.querySelectorAll(`input[data-commune="${CSS.escape(code)}"]`);

function paint(code, chosen) {
  document.querySelectorAll(`a[data-commune="${CSS.escape(code)}"] path`).forEach((path) => {
    path.setAttribute("class", chosen ? "choisie" : "libre");
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-commune]");
  if (!link) return;
  const [box] = boxes(link.dataset.commune);
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  box.closest("details").open = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  if (event.target.dataset?.commune) paint(event.target.dataset.commune, event.target.checked);
});
