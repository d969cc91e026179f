/* The DSFR's dark theme follows the system without the DSFR's script. Loaded in the head, before the first paint. */
(function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => document.documentElement.setAttribute("data-fr-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
})();
