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
  let sent = false;
  let left = false;
  let timer;

  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
  const typed = () => Object.entries(fields()).some(([name, text]) =>
    /^(asked|behind|product|note|promise|exception)(-\d+)?$/.test(name) && text.trim() !== "");

  const tell = (text) => { said.textContent = text; };

  const draft = () => ({ id: form.elements.draftId.value, version: form.elements.draftVersion.value });
  const goOn = (id, version) => { form.elements.draftId.value = id; form.elements.draftVersion.value = version; };
  const keepHere = () => {
    if (left) return;
    if (!typed() && !draft().id) { sessionStorage.removeItem(here); return; }
    sessionStorage.setItem(here, JSON.stringify({ ...draft(), key: form.elements.key.value, sent, fields: fields() }));
  };

  const send = async (method, address, body, leaving) => {
    const answer = await fetch(address, {
      method, body, keepalive: leaving && (body ?? "").length < 60000, signal: AbortSignal.timeout(10000),
      headers: { "Content-Type": "application/json", "X-Requested-With": "note" },
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  // It was noted, though the answer did not get here: what is typed from now on is another note.
  const freshKey = form.elements.key.value;
  const noted = () => {
    goOn("", 0);
    if (changed || pressed || form.elements.key.value === freshKey) form.elements.key.value = freshKey;
    else { sessionStorage.removeItem(here); left = true; location.replace(location.pathname + location.search); }
  };

  const save = async (leaving) => {
    const { id, version } = draft();
    const body = JSON.stringify({ id: id ? Number(id) : null, version: Number(version), key: form.elements.key.value, fields: fields() });
    const answer = await send("PUT", form.dataset.note, body, leaving);
    if (answer.status === 204) { noted(); return; }
    const kept = await answer.json();
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
    if (!changed || saving || sent || (!typed() && !draft().id)) return;
    changed = false;
    saving = true;
    try {
      await (typed() ? save(leaving) : drop(leaving));
      if (!changed) sessionStorage.removeItem(here);
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

  // What was typed where this page has no field, as in a second question, goes on in the free note.
  const place = (name, text) => {
    const field = form.elements[name];
    if (field) field.value = text;
    const kept = field && (field.tagName !== "SELECT" || field.value === text);
    if (kept || text.trim() === "" || name === "identity") return;
    const like = form.elements[name.replace(/-\d+$/, "-1")];
    const label = like?.labels?.[0]?.textContent ?? name;
    const said = [...(like?.options ?? [])].find((option) => option.value === text)?.textContent ?? text;
    const note = form.elements.note;
    note.value = `${note.value}${note.value === "" ? "" : "\n"}${label} ${name.match(/\d+$/)?.[0] ?? ""}: ${said}`;
  };

  // What could not be sent, as the session had ended or the server was away, is newer than what the server has.
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  const before = JSON.parse(sessionStorage.getItem(here) ?? "null");
  const arrived = before && (before.sent && document.querySelector(".notice.good")
    || Object.entries(before.fields).every(([name, text]) => plain(form.elements[name]?.value ?? "") === plain(text)));
  if (arrived) sessionStorage.removeItem(here);
  else if (before) {
    Object.entries(before.fields).sort(([one], [other]) => (other === "note") - (one === "note")).forEach(([name, text]) => place(name, text));
    if (before.key !== form.elements.key.value) goOn(before.id, before.version);
    form.elements.key.value = before.key ?? freshKey;
    form.querySelectorAll("details").forEach((part) => {
      part.open = [...part.querySelectorAll("textarea")].some((field) => field.value !== "");
    });
    changed = true;
    keepHere();
    keep(false);
  }

  form.addEventListener("input", () => {
    if (sent) { keepHere(); return; }
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), PAUSE);
  });
  // A draft that is being kept must be known before the note that ends it is sent.
  form.addEventListener("submit", (event) => {
    if (saving) { event.preventDefault(); event.stopImmediatePropagation(); pressed = event.submitter; return; }
    // It stays in this tab until a page says that it was accepted.
    changed = false;
    clearTimeout(timer);
    sent = true;
    keepHere();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && sent) location.replace(location.pathname + location.search);
    sent = false;
  });
  const leave = () => {
    if (changed || saving) keepHere();
    keep(true);
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  // Who logs out leaves nothing in this tab.
  document.querySelector("form[action$='/logout']")?.addEventListener("submit", () => {
    keep(true);
    left = true;
    sessionStorage.removeItem(here);
  });
})();
