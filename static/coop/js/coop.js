/* Entry point: small enhancements, each of which a page can do without. */
import { announce } from "./annonces.js";
import { focusSummary } from "./resume.js";
import { openWhy } from "./pourquoi.js";
import { autosave } from "./enregistrement.js";
import { addWords } from "./ajouts.js";
import { warnUnsaved } from "./non-enregistre.js";
import { arrows } from "./projeter.js";
import { foldLong } from "./replis.js";
import { sendOnce } from "./une-fois.js";
import "./hors-ligne.js";
import "./tiroirs.js";
import "./veille.js";

function enhance(root) {
  announce(root);
  focusSummary(root);
  openWhy(root);
  autosave(root);
  warnUnsaved(root);
  arrows(root);
  addWords(root);
  foldLong(root);
  sendOnce(root);
}

enhance(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enhance(event.target);
});
