/* A long list of chips where nothing is ticked yet (`details[data-coop-plier]`) is folded on a telephone only. */
const TELEPHONE = window.matchMedia("(max-width: 47.99em)");

export function foldLong(root) {
  if (!TELEPHONE.matches) return;
  for (const list of root.querySelectorAll("details[data-coop-plier]")) {
    list.open = Boolean(list.querySelector("input:checked"));
  }
}
