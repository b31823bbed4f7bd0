// A practice talk: Enter says it, and after the answer one can type on. The page works without this file.
(() => {
  "use strict";
  const narrow = window.matchMedia("(max-width: 63.99rem)");
  const field = () => document.getElementById("said");
  const known = document.querySelector(".known details");
  if (known && narrow.matches) known.open = false;

  document.addEventListener("keydown", (event) => {
    if (event.target !== field() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  const show = () => {
    const next = field() ?? document.getElementById("back");
    next?.focus({ preventScroll: true });
    document.getElementById("say")?.scrollIntoView({ block: "end" });
  };
  // Help that was open stays open, with what fits now. It is looked at as it stands: its own event may come after the answer.
  const help = () => document.querySelector(".help-me");
  let helped = false;
  document.addEventListener("htmx:beforeSwap", () => { helped = help()?.open ?? helped; });
  document.addEventListener("htmx:afterSwap", () => { if (helped && help()) help().open = true; });
  document.addEventListener("htmx:afterSettle", show);
  if (document.querySelector("#chat > .mine")) show();
})();
