// Files dropped on the form are read at once; chosen ones are named on the button. The form works without this file.
(() => {
  "use strict";
  const form = document.querySelector("[data-drop]");
  const input = form?.querySelector("input[type=file]");
  if (!input) return;
  form.querySelector(".drop-hint").hidden = false;
  const over = (on) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, over(true));
  document.addEventListener("dragleave", (event) => event.relatedTarget || over(false)(event));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => form.querySelector("button").setAttribute("aria-busy", "true"));
})();
