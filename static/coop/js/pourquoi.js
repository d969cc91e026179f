/* `details[data-question]` opens when the answer asks for a reason; it is never closed again on the person.
   `.coop-pourquoi[data-question="name"]` is open unless the answer is « oui ». Without script it is always open. */
function openDetails(root) {
  root.querySelectorAll("details[data-question]").forEach((why) => {
    const calm = (why.dataset.oui || "").split(" ");
    why.closest("form")?.addEventListener("change", (event) => {
      if (event.target.name === why.dataset.question && !calm.includes(event.target.value)) why.open = true;
    });
  });
}

export function openWhy(root) {
  openDetails(root);
  root.querySelectorAll(".coop-pourquoi[data-question]").forEach((why) => {
    const form = why.closest("form");
    if (!form) return;
    const yes = why.dataset.oui || "oui";
    const follow = () => {
      const answer = form.querySelector(`input[name="${CSS.escape(why.dataset.question)}"]:checked`);
      const text = why.querySelector("textarea, input:not([type=checkbox])");
      const written = text?.value.trim() || why.querySelector("input:checked");
      why.hidden = !written && (!answer || answer.value === yes);
    };
    form.addEventListener("change", (event) => {
      if (event.target.name === why.dataset.question) follow();
    });
    follow();
  });
}
