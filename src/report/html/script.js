// Ticking findings off, and moving between them by keyboard. The page can be read without it.
"use strict";
(() => {
  const notes = [...document.querySelectorAll(".note")];
  const key = (note) => `${note.dataset.path}\n${note.dataset.fingerprint}`;
  const KEPT = "statlint-checked";

  // What is ticked off is kept by the browser, so that nothing is lost if the page is closed. A
  // browser that keeps nothing for files throws, and then the question on leaving has to do.
  const kept = (() => { try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; } })();
  const keep = () => { try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* see above */ } };
  let unsaved = false;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const words = (note) => document.querySelectorAll(`mark[data-f="${note.dataset.f}"]`);

  // Ticking off.
  const bar = element("div", { className: "review", hidden: true });
  const told = element("span", { role: "status" });
  const save = element("button", { type: "button", className: "main", textContent: "Save as baseline" });
  bar.append(told, save);
  document.body.append(bar);

  const checked = () => notes.filter((note) => kept[key(note)]);
  const tell = () => {
    const count = checked().length;
    bar.hidden = count === 0;
    document.querySelector(".checked-choice").hidden = count === 0;
    document.querySelector("#checked-count").textContent = count;
    told.textContent = `${count} of ${notes.length} findings ticked off${unsaved ? ", not saved yet" : ""}`;
  };

  const show = (note, place) => {
    const entry = kept[key(note)];
    note.classList.toggle("checked", Boolean(entry));
    words(note).forEach((mark) => mark.classList.toggle("checked", Boolean(entry)));
    if (!entry) {
      const button = element("button", { type: "button", textContent: "Tick off…" });
      button.setAttribute("aria-label", `Tick off finding ${note.dataset.f}`);
      button.onclick = () => ask(note, place);
      place.replaceChildren(button);
      return;
    }
    const undo = element("button", { type: "button", textContent: "Undo" });
    undo.onclick = () => { delete kept[key(note)]; change(note, place); };
    const verdict = element("p", { className: "verdict", textContent: `checked by ${entry.by}: ${entry.reason}` });
    place.replaceChildren(verdict, undo);
  };

  const change = (note, place) => {
    unsaved = checked().length > 0;
    keep();
    show(note, place);
    place.querySelector("button").focus();
    tell();
  };

  const ask = (note, place) => {
    const by = element("input", { name: "by", required: true, value: kept.by || "", autocomplete: "name" });
    const reason = element("input", { name: "reason", required: true, placeholder: "the ministry's page says the same" });
    const cancel = element("button", { type: "button", textContent: "Cancel" });
    const form = element("form", {},
      element("label", {}, "Your name", by), element("label", {}, "Why it is right", reason),
      element("div", { className: "buttons" }, element("button", { className: "main", textContent: "Tick off" }), cancel));
    const close = () => { show(note, place); place.querySelector("button").focus(); };
    cancel.onclick = close;
    form.onkeydown = (event) => { if (event.key === "Escape") close(); };
    form.onsubmit = (event) => {
      event.preventDefault();
      const [name, why] = [by.value.trim(), reason.value.trim()];
      if (!name || !why) return;
      kept.by = name;
      kept[key(note)] = { by: name, reason: why };
      change(note, place);
    };
    place.replaceChildren(form);
    (by.value ? reason : by).focus();
  };

  for (const note of notes) {
    const place = element("div", { className: "tick" });
    note.append(place);
    show(note, place);
  }

  // The file is what `--baseline` reads.
  save.onclick = () => {
    const findings = checked().map((note) => {
      const { path, code, fingerprint, text, message } = note.dataset;
      const { by, reason } = kept[key(note)];
      return { path, code, fingerprint, text, message, reason, by };
    });
    const file = new Blob([JSON.stringify({ statlint_baseline: 1, findings }, null, 2) + "\n"], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(file), download: "statlint-baseline.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    tell();
  };
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  tell();

  // A finding and its words light up together.
  const light = (event) => {
    const target = event.target.closest?.("[data-f]");
    document.querySelectorAll(".hot").forEach((hot) => hot.classList.remove("hot"));
    if (target) document.querySelectorAll(`[data-f="${target.dataset.f}"]`).forEach((hot) => hot.classList.add("hot"));
  };
  addEventListener("mouseover", light);
  addEventListener("focusin", light);

  // j and k go to the next finding and back.
  addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = notes.filter((note) => note.offsetParent);
    const at = seen.findIndex((note) => note.contains(document.activeElement));
    const next = seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : at + step];
    if (!next) return;
    next.querySelector(".back").focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });
})();
