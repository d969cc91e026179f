/* A session ends when nobody uses it: five minutes before, `[data-coop-veille]` says so and offers to stay (WCAG 2.2.1).
   Typing is a use: the server is told at most every ten minutes, so that a long form is never cut. */
const BEFORE = 300;
const TYPED_EVERY = 600;

class Watch {
  constructor(region) {
    this.region = region;
    this.said = region.querySelector("[role=alert]");
    this.kept = Date.now();
    this.plan(Number(region.dataset.delai) - 2 * BEFORE);
    document.addEventListener("input", () => this.typed());
    document.addEventListener("visibilitychange", () => document.hidden || Date.now() < this.due || this.check());
  }

  /* Seconds left; null when the server does not say. */
  async ask(method) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    const headers = method === "POST" ? { "X-CSRFToken": token ? token.value : "" } : { "X-Coop-Veille": "1" };
    try {
      const answer = await fetch(this.region.dataset.coopVeille, { method, headers, credentials: "same-origin" });
      return answer.ok ? (await answer.json()).reste : null;
    } catch {
      return null;
    }
  }

  plan(seconds) {
    clearTimeout(this.timer);
    const wait = Math.max(30, seconds) * 1000;
    this.due = Date.now() + wait;
    this.timer = setTimeout(() => this.check(), wait);
  }

  typed() {
    if (Date.now() - this.kept < TYPED_EVERY * 1000) return;
    this.stay();
  }

  async stay() {
    this.kept = Date.now();
    this.follow(await this.ask("POST"));
  }

  async check() {
    this.follow(await this.ask("GET"));
  }

  follow(left) {
    if (left === null || left > BEFORE) {
      this.say("");
      this.plan(left === null ? 60 : left - BEFORE);
    } else if (left > 0) {
      this.say("bientot");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), (left + 1) * 1000);
    } else this.say("fini");
  }

  say(name) {
    if (this.state === name) return;
    this.state = name;
    const words = name ? this.region.querySelector(`template[data-dit=${name}]`).content.cloneNode(true) : "";
    this.said.replaceChildren(words);
    this.said.querySelector("button")?.addEventListener("click", () => this.stay());
  }
}

document.querySelectorAll("[data-coop-veille]").forEach((region) => new Watch(region));

/* A region asked to a session that is over: the page that keeps the answers takes the whole place. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 403 || xhr.getResponseHeader("X-Coop-Session") !== "expiree") return;
  event.detail.shouldSwap = true;
  event.detail.target = document.body;
  event.detail.swapOverride = "innerHTML";
});
