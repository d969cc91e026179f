/* Without network a form is not sent: the browser would replace what was typed by its own page of error. The page says so
   (role=alert) and says when the network is back. A browser that believes itself offline is checked before it is believed:
   Coop may run on the very machine. */
const GONE = "Hors connexion\u00a0: rien n’est parti. Ce que vous avez saisi reste à l’écran, renvoyez-le au retour du réseau.";
const BACK = "La connexion est revenue\u00a0: vous pouvez envoyer.";
let region;

function say(text) {
  if (!region) {
    region = document.createElement("div");
    region.className = "coop-veille";
    region.innerHTML = '<div role="alert"></div>';
    document.body.prepend(region);
  }
  region.firstChild.textContent = "";
  if (text) setTimeout(() => { region.firstChild.textContent = text; }, 100);
}

async function reachable() {
  try {
    await fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (navigator.onLine !== false || form.method !== "post" || form.coopReached) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await reachable())) {
    say(GONE);
    return;
  }
  form.coopReached = true;
  form.requestSubmit(event.submitter);
  form.coopReached = false;
}, true);
document.addEventListener("htmx:sendError", (event) => {
  // A region that polls tries again by itself.
  if (!event.detail.requestConfig.headers["X-Coop-Veille"]) say(GONE);
});
window.addEventListener("online", () => region?.textContent && say(BACK));
window.addEventListener("pageshow", () => say(""));
