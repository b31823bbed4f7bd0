// A call: keeps what is typed as it is typed, field by field, and holds on to what could not be kept yet; keys while one talks.
// The page works without this file: every button posts all fields.
(() => {
  "use strict";
  const form = document.querySelector("[data-call]");
  if (!form) return;
  const PREFIX = "akkoord-call-";
  const PLACE = PREFIX + form.dataset.call;
  const DAY = 24 * 3600 * 1000;
  const SOON = 350;
  const AGAIN = 2000;
  const state = form.querySelector("[data-state]");
  const hearing = form.elements.hearing;
  const heard = document.getElementById("heard");

  // What was typed and not kept yet, by the name of its field: what the page had before, and what it holds now.
  const read = () => {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX) || key === PLACE) continue;
      if (Date.now() - (JSON.parse(localStorage.getItem(key) || "{}").at ?? 0) > DAY) localStorage.removeItem(key);
    }
    return JSON.parse(localStorage.getItem(PLACE) || "{}").fields ?? {};
  };
  const pending = read();
  const write = () => {
    if (Object.keys(pending).length) localStorage.setItem(PLACE, JSON.stringify({ at: Date.now(), fields: pending }));
    else localStorage.removeItem(PLACE);
  };
  let timer = 0;
  let busy = null;
  let failed = false;

  const wasOf = (name) => form.elements[`was-${name}`];
  const version = () => document.getElementById("call-version");
  const tell = () => {
    const open = failed && Object.keys(pending).length > 0;
    state.textContent = open ? form.dataset.wordsUnkept : form.dataset.wordsKept;
    state.classList.toggle("late", open);
  };

  const complain = (name, why, now) => {
    const field = form.elements[name];
    if (!field) return;
    const id = `why-${name}`;
    let line = document.getElementById(id);
    if (why) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (!why) return void line?.remove();
    if (!line) {
      line = document.createElement("p");
      line.id = id;
      line.className = "error";
      line.setAttribute("role", "alert");
      field.after(line);
    }
    line.textContent = now === undefined ? why : `${why} ${form.dataset.wordsOther} ${now}`;
  };

  const take = (name, mine, said) => {
    const newer = pending[name]?.value !== mine.value;
    if (newer && pending[name]) pending[name].was = said.stored ? said.value : pending[name].was;
    else delete pending[name];
    const was = wasOf(name);
    const other = !said.stored && !said.gone && was && said.value !== mine.was;
    complain(name, said.stored ? "" : said.why, other ? said.value : undefined);
    if (said.private) form.elements[name].removeAttribute("aria-invalid"); // it is told, and stands in nobody's way
    if (said.stored || other) if (was) was.value = said.value;
    if (said.version && Number(version().value) + 1 === said.version) version().value = said.version;
    const field = form.elements[name];
    if (said.stored && !newer && field && field !== document.activeElement && field.type !== "select-one") field.value = said.value;
  };

  const once = async (name) => {
    const mine = { ...pending[name] };
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, field: name, ...mine });
    const answer = await fetch(form.dataset.keepAt, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    take(name, mine, await answer.json());
    write();
  };

  const send = () => {
    clearTimeout(timer);
    busy ??= (async () => {
      try {
        for (let name = Object.keys(pending)[0]; name; name = Object.keys(pending)[0]) await once(name);
        failed = false;
      } catch {
        failed = true;
        timer = setTimeout(send, AGAIN);
      } finally {
        busy = null;
        tell();
      }
    })();
    return busy;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, SOON);
  };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-keep]")) return;
    pending[field.name] = { was: pending[field.name]?.was ?? wasOf(field.name)?.value ?? "", value: field.value };
    write();
    later();
  });
  window.addEventListener("online", send);

  // What was not kept stands in its field again after a part of the page was put in anew.
  const restore = () => {
    for (const [name, mine] of Object.entries(pending)) {
      const field = form.elements[name];
      if (!field || wasOf(name)?.value === mine.value) delete pending[name];
      else field.value = mine.value;
    }
    write();
  };

  // A button posts every field: what it took along is not sent once more, and nothing is sent beside it.
  let sent = {};
  document.addEventListener("htmx:confirm", (event) => {
    if (!busy || !form.contains(event.target)) return;
    event.preventDefault();
    busy.then(() => event.detail.issueRequest(true));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!form.contains(event.target) || event.target === hearing) return;
    clearTimeout(timer);
    sent = Object.fromEntries([...form.querySelectorAll("[data-keep]")].map((field) => [field.name, field.value]));
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const deal = document.getElementById("deal");
    const mine = event.detail.target === deal && deal.contains(document.activeElement) && document.activeElement.matches("[data-keep]");
    if (!mine || Object.keys(sent).length) return;
    event.detail.shouldSwap = false; // somebody is typing here: looked at again in a moment
    requestAnimationFrame(() => (version().value = -1));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === hearing) return;
    if (!event.detail.successful) return void (sent = {});
    for (const [name, value] of Object.entries(sent)) if (pending[name]?.value === value) delete pending[name];
    for (const kept of document.querySelectorAll("[data-kept]")) {
      const [name, was] = [kept.dataset.kept, wasOf(kept.dataset.kept)];
      const field = form.elements[name];
      if (pending[name]) continue;
      if (field.value === was.value || field.value === sent[name]) field.value = kept.value;
      was.value = kept.value;
    }
    sent = {};
    restore();
    if (!hearing.value) heard.replaceChildren();
    tick();
  });

  // Who hangs up goes where that leads: a look for news that is under way would find the call ended, and lead away from there.
  let leaving = false;
  for (const name of ["htmx:beforeRequest", "htmx:beforeOnLoad"]) {
    document.addEventListener(name, (event) => leaving && event.preventDefault());
  }
  window.addEventListener("pageshow", () => (leaving = false));

  form.addEventListener("submit", (event) => {
    if (!Object.keys(pending).length || form.dataset.flushed) return void (leaving = true);
    event.preventDefault();
    const button = event.submitter;
    // Only when everything is kept: what a colleague wrote meanwhile, or what cannot be, is looked at first.
    send().then(() => {
      const wrong = form.querySelector("[aria-invalid]");
      if (wrong) return wrong.focus();
      if (Object.keys(pending).length) return;
      form.dataset.flushed = "yes";
      form.requestSubmit(button);
    });
  });

  // Keys. Inside a field only Enter, Escape and Ctrl with Enter mean something.
  const typing = (at) => at instanceof Element && at.closest("input, select, textarea");
  const choose = (list) => [...form.querySelectorAll(list)].find((one) => one.offsetParent)?.click();
  const fresh = () => document.getElementById("heard-words")?.value.trim() === hearing.value.trim();
  const reach = (at) => {
    const fold = at.closest("details");
    if (fold) fold.open = true;
    if (at.matches("summary")) (at.parentElement.querySelector("input, .chips button") ?? at).focus();
    else if (at.matches("button")) at.click();
    else at.focus();
  };
  const enter = (event) => {
    if (event.target === hearing && event.shiftKey) return;
    if (event.target.matches("textarea") && event.target !== hearing) return;
    event.preventDefault();
    if (event.target === hearing && hearing.value.trim() && fresh()) choose("#heard [data-choose]");
    if (event.target.matches("[data-find]")) choose(".all-reasons button");
    if (event.target.closest(".his")) choose(".his + .row button");
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.querySelector("[data-hang-up]").click();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (typing(event.target)) {
        if (event.key === "Enter") enter(event);
        if (event.key === "Escape") event.target.blur();
        return;
      }
      const at = event.key === "p" ? form.querySelector("#deal [data-keep]") : form.querySelector(`[data-call-key="${CSS.escape(event.key)}"]`);
      if (!at) return;
      event.preventDefault();
      event.stopPropagation();
      reach(at);
    },
    true,
  );

  form.querySelector("[data-find]").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const one of form.querySelectorAll("[data-find-text]")) one.hidden = !one.dataset.findText.toLowerCase().includes(wanted);
  });

  // A quiet clock: how long the call takes, and how long this step does.
  const shown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  let step = "";
  let since = Date.now();
  const tick = () => {
    const clock = document.querySelector("[data-since]");
    const spent = Math.floor((Date.now() - new Date(clock.dataset.since)) / 1000);
    clock.textContent = spent >= 0 && spent < 4 * 3600 ? shown(spent) : "";
    const here = document.querySelector("[data-in-step]");
    if (!here) return;
    if (here.dataset.inStep !== step) [step, since] = [here.dataset.inStep, Date.now()];
    const seconds = Math.floor((Date.now() - since) / 1000);
    here.textContent = shown(seconds);
    here.classList.toggle("late", seconds > Number(clock.dataset.stepMinutes) * 60);
  };
  // On a phone what is open comes first and the guide after it; the rest of the file is folded.
  if (matchMedia("(max-width: 63.99rem)").matches) for (const fold of form.querySelectorAll(".more-file")) fold.open = false;

  setInterval(tick, 1000);
  tick();
  restore();
  if (Object.keys(pending).length) send();
  else tell();
})();
