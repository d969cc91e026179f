/* What is typed in an autosaved form and not kept by the server yet stays on the device: the network, the battery or the
   tab may go. It comes back to the screen with the page, for the same person alone (`data-coop-qui`), a week at most
   (an hour once sent); signing out erases it. A sent form whose version has moved was received: nothing comes back. */
import { tell } from "./annonces.js";

const PREFIX = "coop:brouillon:";
const HOUR = 3600 * 1000;
const WEEK = 7 * 24 * HOUR;
const OURS = /^csrfmiddlewaretoken$|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;
const HIDDEN = /version$|^base_/;

/* A browser that refuses to store (private window, full disk) keeps what is on the screen, as before. */
function store(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

function hour(time) {
  const then = new Date(time);
  return `${then.getHours()}\u00a0h\u00a0${String(then.getMinutes()).padStart(2, "0")}`;
}

export class Draft {
  constructor(form) {
    this.form = form;
    const who = document.body.dataset.coopQui;
    this.key = who ? `${PREFIX}${who}:${location.pathname}${location.search}` : "";
  }

  keep(sent = false) {
    if (!this.key) return;
    const values = [...new FormData(this.form).entries()].filter(([name, value]) => typeof value === "string" && !OURS.test(name));
    this.kept = store((box) => { box.setItem(this.key, JSON.stringify({ at: Date.now(), sent, values })); return true; });
  }

  drop() {
    if (this.key) store((box) => box.removeItem(this.key));
  }

  /* Puts back what was not kept; the changed fields say so, and the autosave follows. */
  restore() {
    const found = this.key && store((box) => JSON.parse(box.getItem(this.key)));
    if (!found) return;
    const controls = [...this.form.elements].filter((e) => e.name && !OURS.test(e.name) && !["submit", "button", "file"].includes(e.type));
    const changed = received(found, controls) ? [] : controls.filter((e) => !HIDDEN.test(e.name) && fill(e, found.values));
    this.drop();
    if (!changed.length) return;
    controls.filter((e) => HIDDEN.test(e.name)).forEach((e) => fill(e, found.values));
    for (const e of changed) for (const name of ["input", "change"]) e.dispatchEvent(new Event(name, { bubbles: true }));
    tell(`Ce que vous aviez écrit à ${hour(found.at)} n’avait pas pu être enregistré\u00a0: c’est remis à l’écran.`, "info");
  }
}

function received({ sent, values }, controls) {
  if (!sent) return false;
  const version = controls.find((e) => e.name.endsWith("version"));
  return !version || !values.some(([name, value]) => name === version.name && value === version.value);
}

/* Whether the control changed. */
function fill(control, values) {
  const said = values.filter(([name]) => name === control.name).map(([, value]) => value);
  if (control.type === "checkbox" || control.type === "radio") {
    const before = control.checked;
    control.checked = said.includes(control.value);
    return control.checked !== before;
  }
  if (!said.length || said.at(-1).replace(/\r\n/g, "\n") === control.value) return false;
  control.value = said.at(-1);
  return true;
}

function sweep(stays) {
  store((box) => Object.keys(box).filter((key) => key.startsWith(PREFIX) && !stays(key, box)).forEach((key) => box.removeItem(key)));
}

function fresh(key, box) {
  const { at, sent } = JSON.parse(box.getItem(key));
  return Date.now() - at < (sent ? HOUR : WEEK);
}

sweep(fresh);
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-coop-sortie]")) sweep(() => false);
});
