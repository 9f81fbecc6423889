// Keeps a note as it is typed, so that nothing ends it but the person. The page works without.
(() => {
  "use strict";
  const form = document.getElementById("note-form");
  if (!form) return;
  const PAUSE = 2000;
  const said = document.getElementById("draft-said");
  const own = ["key", "draftId", "draftVersion"];
  const here = `note ${form.dataset.note}`;
  let changed = false;
  let saving = false;
  let timer;

  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
  const typed = () => Object.entries(fields()).some(([name, text]) =>
    /^(asked|behind|product|note|promise|exception)(-\d+)?$/.test(name) && text.trim() !== "");

  const tell = (text) => { said.textContent = text; };

  const keepHere = () => sessionStorage.setItem(here, JSON.stringify(fields()));

  const keep = async (leaving) => {
    clearTimeout(timer);
    if (!changed || saving || !typed()) return;
    changed = false;
    saving = true;
    const draft = form.elements.draftId.value;
    const body = JSON.stringify({ id: draft ? Number(draft) : null, version: Number(form.elements.draftVersion.value), fields: fields() });
    try {
      const answer = await fetch(form.dataset.note, {
        method: "PUT", body, keepalive: leaving && body.length < 60000,
        headers: { "Content-Type": "application/json", "X-Requested-With": "note" },
      });
      if (!answer.ok) throw new Error(answer.status);
      const kept = await answer.json();
      form.elements.draftId.value = kept.id;
      form.elements.draftVersion.value = kept.version;
      sessionStorage.removeItem(here);
      tell(kept.apart ? form.dataset.apart : form.dataset.kept);
    } catch (failure) {
      changed = true;
      keepHere();
      tell(form.dataset.away);
      timer = setTimeout(() => keep(false), 5 * PAUSE);
    } finally {
      saving = false;
    }
    if (changed) timer = setTimeout(() => keep(false), PAUSE);
  };

  // What could not be sent before, as the session had ended or the server was away.
  const before = sessionStorage.getItem(here);
  if (before && !typed()) {
    for (const [name, text] of Object.entries(JSON.parse(before))) {
      if (form.elements[name]) form.elements[name].value = text;
    }
    form.querySelectorAll("details").forEach((part) => {
      part.open = [...part.querySelectorAll("textarea")].some((field) => field.value !== "");
    });
    changed = true;
    keep(false);
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), PAUSE);
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); sessionStorage.removeItem(here); });
  addEventListener("pagehide", () => keep(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
})();
