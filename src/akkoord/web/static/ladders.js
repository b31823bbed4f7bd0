// Steps of a ladder are dragged, or moved with their buttons, without asking the server. The page works without this file.
(() => {
  "use strict";
  const form = document.querySelector("[data-ladder]");
  if (!form) return;
  const list = form.querySelector("[data-cards]");
  const cards = () => [...list.querySelectorAll(":scope > [data-step]")];
  let changed = form.hasAttribute("data-changed");

  const touch = (card) => {
    changed = true;
    if (!card) return;
    card.classList.add("touched-card");
    card.querySelector("[data-touched]").hidden = false;
  };

  const number = () => {
    const all = cards();
    all.forEach((card, place) => {
      card.querySelector("[data-rank]").textContent = place + 1;
      card.querySelector("[data-up]").disabled = place === 0;
      card.querySelector("[data-down]").disabled = place === all.length - 1;
    });
  };

  const tell = (card) => {
    const said = form.querySelector("[data-moved]");
    said.textContent = `${card.querySelector("h2").textContent}: ${said.dataset.words} ${cards().indexOf(card) + 1}`;
  };

  form.addEventListener("input", (event) => {
    const card = event.target.closest("[data-step]");
    if (event.target.matches("[data-on]")) card.classList.toggle("off", !event.target.checked);
    if (card || event.target.matches("textarea, [name=title], [name=for]")) touch(card);
  });
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
  if (!list) return;

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    if (!button) return;
    event.preventDefault();
    const card = button.closest("[data-step]");
    const other = button.matches("[data-up]") ? card.previousElementSibling : card.nextElementSibling;
    if (other && button.matches("[data-up]")) card.after(other);
    else if (other) card.before(other);
    number();
    touch(card);
    tell(card);
    (button.disabled ? card.querySelector("[data-up]:not(:disabled), [data-down]:not(:disabled)") : button)?.focus();
  });

  // Dragging by the grip, with a mouse, a pen or a finger.
  for (const grip of list.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const card = grip.closest("[data-step]");
      const before = cards().indexOf(card);
      grip.setPointerCapture(event.pointerId);
      card.classList.add("dragged");
      // The others move around it: what is taken out of the page lets go of the pointer.
      const move = (at) => {
        const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
        const [above, below] = [card.previousElementSibling, card.nextElementSibling];
        if (above && at.clientY < middle(above)) card.after(above);
        else if (below && at.clientY > middle(below)) card.before(below);
      };
      const stop = () => {
        grip.removeEventListener("pointermove", move);
        card.classList.remove("dragged");
        if (cards().indexOf(card) === before) return;
        number();
        touch(card);
        tell(card);
      };
      grip.addEventListener("pointermove", move);
      grip.addEventListener("lostpointercapture", stop, { once: true });
    });
  }
})();
