/* The error summary takes the focus; a link of the summary leads into its field. Without script, `autofocus` does it. */
export function focusSummary(root) {
  const summary = root.querySelector("[data-coop-focus]");
  if (!summary) return;
  summary.focus();
  if (summary.matches(".coop-erreurs") && !document.title.startsWith("Erreur")) document.title = `Erreur – ${document.title}`;
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}
