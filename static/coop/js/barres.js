/* Tableau de bord: the bar of a row is moved, or one of its ends, by pointer (mouse, pen, finger) or by arrows; the dates
   are said meanwhile, by weeks, by days with Shift. Dropping it or Enter sends them, Escape gives up. Without this file
   the same dates are written in the row, or moved by the buttons of its form. */
const DAY = 86400000;
const WEEK = 7;
const GRIP = 8;
const PARTS = ["tout", "debut", "fin"];
const NAMES = { tout: "toute la barre", debut: "le début", fin: "la fin" };
const WRITTEN = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const days = (text) => (text ? Date.parse(`${text}T00:00:00Z`) / DAY : null);
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const words = (day) => WRITTEN.format(day * DAY).replace(/^1 /, "1er ");
const status = document.querySelector("[data-coop-barres-dit]");
let focusAfter = "";

class Bar {
  constructor(cell, table) {
    this.cell = cell;
    this.first = days(table.dataset.debut);
    this.span = days(table.dataset.fin) - this.first;
    this.known = { debut: days(cell.dataset.debut), fin: days(cell.dataset.fin) };
    this.from = { debut: this.known.debut ?? this.known.fin, fin: this.known.fin ?? this.known.debut };
    this.now = { ...this.from };
    this.part = "tout";
    if (this.from.fin < this.first || this.from.debut >= this.first + this.span) return;
    this.build();
    this.draw();
  }

  build() {
    const title = this.cell.closest("tr").querySelector("th a, th").firstChild.textContent.trim();
    this.handle = document.createElement("div");
    this.handle.className = "coop-poignee";
    this.handle.tabIndex = 0;
    for (const [name, value] of Object.entries({ role: "slider", "aria-label": `Dates de «\u00a0${title}\u00a0»`,
      "aria-describedby": "aide-barres", "aria-valuemin": this.first, "aria-valuemax": this.first + this.span,
      "aria-valuenow": this.from.debut, "aria-valuetext": this.dates(this.from) })) this.handle.setAttribute(name, value);
    for (const part of ["debut", "fin"]) {
      const grip = document.createElement("span");
      grip.className = `coop-poignee__${part}`;
      grip.dataset.part = part;
      this.handle.append(grip);
    }
    this.bubble = document.createElement("span");
    this.bubble.className = "coop-poignee__dit";
    this.bubble.ariaHidden = "true";
    this.handle.append(this.bubble);
    this.handle.addEventListener("pointerdown", (event) => this.grab(event));
    this.handle.addEventListener("pointermove", (event) => this.drag && this.follow(event));
    this.handle.addEventListener("pointerup", () => this.drag && this.drop());
    this.handle.addEventListener("pointercancel", () => this.drag && this.cancel());
    this.handle.addEventListener("keydown", (event) => this.key(event));
    this.handle.addEventListener("focus", () => this.tell(false));
    this.handle.addEventListener("blur", () => this.leave());
    this.cell.append(this.handle);
  }

  get width() {
    return this.cell.querySelector("svg").getBoundingClientRect().width;
  }

  get moved() {
    return this.now.debut !== this.from.debut || this.now.fin !== this.from.fin;
  }

  dates({ debut, fin }) {
    return debut === fin ? `le ${words(debut)}` : `du ${words(debut)} au ${words(fin)}`;
  }

  draw() {
    const scale = this.width / this.span;
    const at = (day) => Math.min(Math.max((day - this.first) * scale, 0), this.width);
    const left = at(this.now.debut);
    this.handle.style.left = `${left}px`;
    this.handle.style.width = `${Math.max(at(this.now.fin) - left, GRIP)}px`;
    this.handle.classList.toggle("coop-poignee--va", this.moved);
    this.handle.classList.toggle("coop-poignee--droite", left > this.width / 2);
    for (const part of ["debut", "fin"]) {
      const inside = this.now[part] >= this.first && this.now[part] <= this.first + this.span;
      this.handle.querySelector(`.coop-poignee__${part}`).hidden = !inside;
    }
  }

  tell(aloud = true) {
    const text = this.dates(this.now);
    this.bubble.textContent = this.part === "tout" ? text : `${text} (${NAMES[this.part]})`;
    if (aloud) status.textContent = text;
  }

  /* `step` days from where the bar was; an end never passes the other. */
  put(part, step) {
    const next = { ...this.from };
    if (part !== "fin") next.debut += step;
    if (part !== "debut") next.fin += step;
    if (part === "debut") next.debut = Math.min(next.debut, next.fin);
    if (part === "fin") next.fin = Math.max(next.fin, next.debut);
    if (next.debut === this.now.debut && next.fin === this.now.fin) return;
    this.now = next;
    this.draw();
    this.tell();
  }

  grab(event) {
    if (event.button || this.sent) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
    this.part = event.target.dataset.part || "tout";
    this.drag = { x: event.clientX, pointer: event.pointerId };
  }

  follow(event) {
    const step = ((event.clientX - this.drag.x) / this.width) * this.span;
    this.put(this.part, event.shiftKey ? Math.round(step) : Math.round(step / WEEK) * WEEK);
  }

  drop() {
    this.drag = null;
    this.part = "tout";
    if (this.moved) this.send();
  }

  cancel() {
    if (this.drag && this.handle.hasPointerCapture(this.drag.pointer)) this.handle.releasePointerCapture(this.drag.pointer);
    this.drag = null;
    this.part = "tout";
    this.now = { ...this.from };
    this.draw();
    this.tell(false);
    status.textContent = `Dates gardées\u00a0: ${this.dates(this.from)}.`;
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.arrow(step * (event.shiftKey ? 1 : WEEK));
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") this.choose(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Enter" && this.moved) this.send();
    else if (event.key === "Escape" && (this.moved || this.drag)) this.cancel();
    else return;
    event.preventDefault();
  }

  arrow(step) {
    if (this.drag || this.sent) return;
    const before = this.part === "fin" ? this.now.fin - this.from.fin : this.now.debut - this.from.debut;
    this.put(this.part, before + step);
  }

  choose(turn) {
    if (this.drag || this.moved) return;
    this.part = PARTS[(PARTS.indexOf(this.part) + turn + PARTS.length) % PARTS.length];
    this.tell(false);
    status.textContent = `Les flèches déplacent ${NAMES[this.part]}.`;
  }

  leave() {
    if (this.moved && !this.drag && !this.sent) this.send();
  }

  /* A date nobody wrote stays unwritten while both ends stand together. */
  sending(part) {
    return this.known[part] === null && this.now.debut === this.now.fin ? "" : iso(this.now[part]);
  }

  async send() {
    this.sent = true;
    focusAfter = this.cell.closest("tr").id;
    const values = { debut: this.sending("debut"), fin: this.sending("fin"), version: this.cell.dataset.version,
      csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value };
    await window.htmx.ajax("POST", this.cell.dataset.url, { target: "#tableau", swap: "outerHTML", values });
    if (!this.handle.isConnected) return;
    this.sent = false;
    this.cancel();
    status.textContent = "Les nouvelles dates n’ont pas pu être enregistrées. Les dates d’avant sont gardées.";
  }
}

function prepare() {
  const table = document.querySelector("[data-coop-barres]");
  if (!table || table.dataset.coopBarres === "prêt") return;
  table.dataset.coopBarres = "prêt";
  for (const cell of table.querySelectorAll(".cal[data-url]")) new Bar(cell, table);
  const help = document.getElementById("aide-barres");
  if (help) help.hidden = false;
  if (focusAfter) document.querySelector(`#${focusAfter} .coop-poignee`)?.focus({ preventScroll: true });
  focusAfter = "";
}

prepare();
document.body.addEventListener("htmx:load", prepare);
