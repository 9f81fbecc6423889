// Keeps a note as it is typed, so that nothing ends it but the person. The page works without.
(() => {
  "use strict";
  const form = document.getElementById("note-form");
  if (!form) return;
  const PAUSE = 2000;
  const said = document.getElementById("draft-said");
  const own = ["key", "draftId", "draftVersion"];
  const here = `note ${form.dataset.who} ${form.dataset.note}`;
  let changed = false;
  let saving = false;
  let pressed = null;
  let timer;

  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
  const typed = () => Object.entries(fields()).some(([name, text]) =>
    /^(asked|behind|product|note|promise|exception)(-\d+)?$/.test(name) && text.trim() !== "");

  const tell = (text) => { said.textContent = text; };

  const draft = () => ({ id: form.elements.draftId.value, version: form.elements.draftVersion.value });
  const goOn = (id, version) => { form.elements.draftId.value = id; form.elements.draftVersion.value = version; };
  const keepHere = () => sessionStorage.setItem(here, JSON.stringify({ ...draft(), fields: fields() }));

  const send = async (method, address, body, leaving) => {
    const answer = await fetch(address, {
      method, body, keepalive: leaving && (body ?? "").length < 60000, signal: AbortSignal.timeout(10000),
      headers: { "Content-Type": "application/json", "X-Requested-With": "note" },
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  const save = async (leaving) => {
    const { id, version } = draft();
    const body = JSON.stringify({ id: id ? Number(id) : null, version: Number(version), fields: fields() });
    const kept = await (await send("PUT", form.dataset.note, body, leaving)).json();
    goOn(kept.id, kept.version);
    tell(kept.apart ? form.dataset.apart : form.dataset.kept);
  };

  // Who took all text away again has no unfinished note.
  const drop = async (leaving) => {
    await send("DELETE", `${form.dataset.note}s/${draft().id}`, undefined, leaving);
    goOn("", 0);
    tell("");
  };

  const keep = async (leaving) => {
    clearTimeout(timer);
    if (!changed || saving || (!typed() && !draft().id)) return;
    changed = false;
    saving = true;
    try {
      await (typed() ? save(leaving) : drop(leaving));
      sessionStorage.removeItem(here);
    } catch (failure) {
      changed = true;
      keepHere();
      tell(form.dataset.away);
      timer = setTimeout(() => keep(false), 5 * PAUSE);
    } finally {
      saving = false;
    }
    if (pressed) { const button = pressed; pressed = null; form.requestSubmit(button); return; }
    if (changed) timer = setTimeout(() => keep(false), PAUSE);
  };

  // What could not be sent, as the session had ended or the server was away, is newer than what the server has.
  const before = JSON.parse(sessionStorage.getItem(here) ?? "null");
  if (before) {
    for (const [name, text] of Object.entries(before.fields)) {
      if (form.elements[name]) form.elements[name].value = text;
    }
    goOn(before.id, before.version);
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
  // A draft that is being kept must be known before the note that ends it is sent.
  form.addEventListener("submit", (event) => {
    if (saving) { event.preventDefault(); event.stopImmediatePropagation(); pressed = event.submitter; return; }
    changed = false;
    clearTimeout(timer);
    sessionStorage.removeItem(here);
  });
  addEventListener("pagehide", () => keep(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
})();
