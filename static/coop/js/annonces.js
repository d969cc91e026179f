/* A live region tells what changes while it is there. The messages a page came with, and what a swap brings in a
   `role=status`, are put in their region again once a screen reader knows it. A poll that brings the same words is silent. */
const WAIT = 150;
let said = new Set();

const words = (region) => region.textContent.replace(/\s+/g, " ").trim();

export function announce(root) {
  const regions = [...document.querySelectorAll("[role=status]")];
  const fresh = regions.filter((region) => (root === document ? region.id === "messages" : root.contains(region))
    && words(region) && !said.has(words(region)));
  said = new Set(regions.map(words));
  if (fresh.length) setTimeout(() => fresh.forEach((region) => region.append(...region.childNodes)), WAIT);
}

/* A message of the page that the server does not know of. */
export function tell(text, level) {
  const box = document.createElement("div");
  box.className = "coop-messages";
  box.innerHTML = `<div class="fr-alert fr-alert--sm fr-alert--${level}"><p></p></div>`;
  box.querySelector("p").textContent = text;
  document.getElementById("messages")?.append(box);
}
