// Keys for who works with the keyboard. Every page works without this file.
(() => {
  "use strict";
  const typing = (at) => at instanceof Element && at.closest("input, select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);

  const move = (by) => {
    const all = rows();
    if (!all.length) return false;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    const link = all[next].querySelector("[data-open]") ?? all[next].querySelector("a, button");
    link?.focus();
    all[next].scrollIntoView({ block: "nearest" });
    return Boolean(link);
  };

  // A key of the row one stands in, or of the first row that has it.
  const press = (key) => {
    const here = document.activeElement?.closest("[data-row]") ?? document;
    const button = here.querySelector(`[data-key='${key}']`);
    button?.click();
    return Boolean(button);
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => rows().some((row) => row.contains(document.activeElement)) && move(1),
    ArrowUp: () => rows().some((row) => row.contains(document.activeElement)) && move(-1),
    b: () => document.querySelector("[data-key='b']")?.click() ?? true,
    a: () => press("a"),
    o: () => press("o"),
    "/": () => {
      const search = document.querySelector("input[type=search]");
      search?.focus();
      return Boolean(search);
    },
    "?": () => {
      const list = document.getElementById("keys");
      if (!list) return false;
      list.showModal();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (act && act() !== false) event.preventDefault();
  });

  // A menu closes when one clicks beside it or presses Escape.
  const menu = () => document.querySelector("details.who[open]");
  document.addEventListener("click", (event) => {
    const open = menu();
    if (open && !open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menu();
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  // The current place stands in view where the bar scrolls.
  document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
