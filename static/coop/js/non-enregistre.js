/* `form[data-coop-prevenir]`: leaving with something unsaved asks first. */
export function warnUnsaved(root) {
  root.querySelectorAll("form[data-coop-prevenir]").forEach((form) => {
    let dirty = false;
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
    form.addEventListener("coop:saved", () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => {
      if (dirty) event.preventDefault();
    });
  });
}
