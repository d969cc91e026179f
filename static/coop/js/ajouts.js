/* `button[data-coop-ajouter="<field>"]`: one click adds its words to the field, on a line of their own. Without script the
   same button sends the form and the server adds them. */
/* An answer that is written over is no longer « Inchangé ». */
document.addEventListener("input", (event) => {
  const kept = event.target.closest(".coop-ligne__q")?.parentElement.querySelector(".coop-inchange.coche");
  kept?.setAttribute("aria-pressed", "false");
  kept?.classList.remove("coche");
});

export function addWords(root) {
  root.querySelectorAll("button[data-coop-ajouter]").forEach((chip) => {
    const field = chip.form?.elements[chip.dataset.coopAjouter];
    const words = chip.lastChild.textContent.trim();
    if (!field) return;
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      if (!field.value.includes(words)) {
        field.value = field.value.trim() ? `${field.value.trimEnd()}\n${words}` : words;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      chip.setAttribute("aria-pressed", "true");
      chip.classList.add("coche");
    });
  });
}
