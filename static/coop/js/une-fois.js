/* A form is sent once: the second press of an impatient double click is left out. What comes back to the page (previous
   page, refused download) may be sent again. Forms sent by htmx look after themselves. */
const PATIENCE = 3000;

export function sendOnce(root) {
  root.querySelectorAll("form[method=post]:not([hx-post])").forEach((form) => {
    let last = -PATIENCE;
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (event.timeStamp - last < PATIENCE) event.preventDefault();
      else last = event.timeStamp;
    });
    window.addEventListener("pageshow", () => { last = -PATIENCE; });
  });
}
