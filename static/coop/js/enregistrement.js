/* Autosave: `form[data-coop-enregistrer="URL"]` posts its fields a second after the last key, and says so in
   `[data-coop-etat]` (role=status). The answer is 204, or JSON: {"version": n} updates the hidden version; {"champs":
   {name: value}, "bases": {base: name}} shows what was kept, somebody else's words included, and keeps for each field the
   text it came from (the next save is merged over it).
   The form says `data-coop-enregistre="oui"` when nothing typed is left to send, "non" otherwise.
   Offline or on an error nothing is lost: it is kept on the device (`brouillon.js`), the page says so and tries again, later
   and later, and as soon as the network is back. What stands in `[data-coop-au-bouton]` is saved by the button alone. */
import { Draft } from "./brouillon.js";

const WAIT = 1000;
const RETRY = [3000, 10000, 30000, 60000];

function hour() {
  const now = new Date();
  return `${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, "0")}`;
}

class Saver {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.coopEnregistrer;
    this.state = form.querySelector("[data-coop-etat]") || document.querySelector("[data-coop-etat]");
    this.attempt = 0;
    this.changes = 0;
    this.draft = new Draft(form);
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("change", (event) => this.typed(event));
    form.addEventListener("submit", () => this.leave());
    window.addEventListener("online", () => this.changes && this.save());
    this.draft.restore();
  }

  say(text) {
    if (this.state) this.state.textContent = text;
  }

  typed(event) {
    if (event.target.closest("[data-coop-au-bouton]")) this.waits = event.target.closest("[data-coop-au-bouton]").dataset.coopAuBouton;
    this.draft.keep();
    this.later();
  }

  leave() {
    this.stop();
    this.draft.keep(true);
  }

  later(delay = WAIT) {
    this.changes += 1;
    this.form.dataset.coopEnregistre = "non";
    this.plan(delay);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  async save() {
    clearTimeout(this.timer);
    if (this.stopped || this.busy) return;
    this.busy = true;
    const seen = this.changes;
    this.say("Enregistrement…");
    try {
      const answer = await fetch(this.url, {
        method: "POST", body: this.sent = this.data(), headers: { "X-Coop-Enregistrement": "1" }, credentials: "same-origin", redirect: "error",
      });
      await this.read(answer, seen);
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }

  data() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
    return data;
  }

  async read(answer, seen) {
    if (answer.status === 409) {
      this.stop();
      this.say("Quelqu’un d’autre a enregistré cette page. Enregistrez pour choisir la version à garder.");
      return;
    }
    if (answer.status === 403) {
      this.stop();
      this.say("Votre session a expiré. Vos réponses restent à l’écran\u00a0: enregistrez pour vous reconnecter et reprendre.");
      return;
    }
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    this.attempt = 0;
    this.say(`Enregistré à ${hour()}${this.waits ? `. ${this.waits}` : ""}`);
    if (answer.status !== 204) await this.follow(answer, seen);
    if (this.changes === seen) {
      this.changes = 0;
      this.form.dataset.coopEnregistre = "oui";
      if (this.waits) return;
      this.draft.drop();
      this.form.dispatchEvent(new Event("coop:saved"));
    } else this.plan(WAIT);
  }

  async follow(answer, seen) {
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return;
    const { version, message, champs = {}, bases = {} } = await answer.json();
    if (message) this.say(message);
    const field = this.form.querySelector('input[name$="version"]');
    if (field && version) field.value = version;
    const still = this.changes === seen;
    if (still) for (const [name, value] of Object.entries(champs)) this.show(name, value);
    for (const [base, name] of Object.entries(bases)) this.show(base, still ? champs[name] : this.sent.get(name));
  }

  /* A field already right is left alone: the caret does not jump. */
  show(name, value) {
    const field = this.form.elements[name];
    if (field && value !== null && field.value !== value) field.value = value;
  }

  failed(error) {
    const delay = RETRY[Math.min(this.attempt, RETRY.length - 1)];
    this.attempt += 1;
    console.warn("autosave:", error.message);
    const where = this.draft.kept ? "gardé sur cet appareil" : "gardé à l’écran";
    this.say(navigator.onLine === false
      ? `Hors connexion\u00a0: ce que vous écrivez est ${where} et partira au retour du réseau.`
      : `Pas encore enregistré, ${where}\u00a0: nouvel essai dans un instant.`);
    this.plan(delay);
  }
}

export function autosave(root) {
  root.querySelectorAll("form[data-coop-enregistrer]").forEach((form) => new Saver(form));
}
