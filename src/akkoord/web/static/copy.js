// A button that copies what stands in a field. Without this file one selects it oneself.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy-from]")) {
    const field = document.getElementById(button.dataset.copyFrom);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard?.writeText(field.value);
      button.textContent = button.dataset.done;
    });
  }
  for (const field of document.querySelectorAll("[data-copy]")) field.addEventListener("focus", () => field.select());
})();
