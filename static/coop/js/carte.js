/* The map of choice: a click on a commune or on the mark of a quartier ticks its box, and a box ticked colours it.
   A whole intercommunalité colours its communes. Without script a click leads to the box. */
const KINDS = ["commune", "quartier"];

function boxOf(link) {
  const kind = KINDS.find((name) => link.dataset[name]);
  return document.querySelector(`input[data-${kind}="${CSS.escape(link.dataset[kind])}"]`);
}

function paint(box) {
  const kind = KINDS.find((name) => box.dataset[name]);
  if (!kind) return;
  const chosen = box.checked || Boolean(box.closest("fieldset").querySelector("input[data-toute]:checked"));
  document.querySelectorAll(`svg a[data-${kind}="${CSS.escape(box.dataset[kind])}"] path`).forEach((path) => {
    path.classList.toggle("choisie", chosen);
    if (kind === "commune") path.classList.toggle("libre", !chosen);
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("svg a[data-commune], svg a[data-quartier]");
  const box = link && boxOf(link);
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  box.closest("details").open = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches("input[data-toute]")) box.closest("fieldset").querySelectorAll("input").forEach(paint);
  else if (box.matches("input[data-commune], input[data-quartier]")) paint(box);
});
