// Keys and small helps on top of pages that work without them.
(() => {
  "use strict";

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("tr[data-open]")];

  const moveTo = (step) => {
    const all = rows();
    if (all.length === 0) return;
    const now = all.findIndex((row) => row.classList.contains("at"));
    const next = all[Math.min(all.length - 1, Math.max(0, now + step))];
    all.forEach((row) => row.classList.remove("at"));
    next.classList.add("at");
    next.querySelector("a")?.focus();
  };

  // In a list the row where one is; on the page of one thing its own button.
  const press = (selector) => {
    const row = document.querySelector("tr.at") ?? (rows().length === 0 ? document : null);
    row?.querySelector(selector)?.click();
  };

  // The list's own field comes before the search that every page has.
  const search = () => {
    const field = document.querySelector("main [data-key='/']") ?? document.getElementById("search");
    field?.closest("details")?.setAttribute("open", "");
    field?.focus();
  };

  // What holds for ever is not done by one key: it asks why, and is done by the same key or Enter.
  const askFirst = (button) => {
    const why = document.getElementById(button.dataset.asks);
    const end = () => { why.form.classList.remove("asking"); why.removeEventListener("keydown", answer); };
    const answer = (event) => {
      if (event.key === "Enter" || event.key === button.dataset.press) { event.preventDefault(); end(); button.click(); }
      if (event.key === "Escape") { end(); why.blur(); why.selectedIndex = 0; }
    };
    why.form.classList.add("asking");
    why.addEventListener("keydown", answer);
    why.addEventListener("blur", end, { once: true });
    why.focus();
  };

  const keys = {
    "/": search,
    "?": () => document.getElementById("help")?.showModal(),
    j: () => moveTo(1),
    k: () => moveTo(-1),
    Enter: () => { if (document.querySelector("tr.at")) location.href = document.querySelector("tr.at").dataset.open; },
    c: () => press("button[name=claim]"),
    r: () => press("button[name=release]"),
    x: () => press("td.pick input"),
    t: () => document.querySelector("[data-begin='threat']")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const key = document.querySelector(`button[data-press="${CSS.escape(event.key)}"]`);
    if (key) { event.preventDefault(); if (key.dataset.asks) askFirst(key); else key.click(); return; }
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  // An open menu closes when the person goes elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.person[open], details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.person[open], details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // What was typed outlives a lost session: kept in this tab until it was sent and accepted.
  const draftOf = (field) => `draft ${location.pathname}${location.search} ${field.id || field.name}`;
  const good = document.querySelector(".notice.good");
  if (good) {
    Object.keys(sessionStorage).filter((key) => key.startsWith("draft ")).forEach((key) => sessionStorage.removeItem(key));
  }
  document.querySelectorAll("textarea[data-draft]").forEach((field) => {
    if (field.value === "") field.value = sessionStorage.getItem(draftOf(field)) ?? "";
    field.addEventListener("input", () => sessionStorage.setItem(draftOf(field), field.value));
  });

  // A text of the house goes in where the cursor is, beside what was typed, and can be undone like typing.
  document.querySelectorAll("[data-insert]").forEach((box) => {
    const field = document.getElementById(box.dataset.insert);
    const choice = box.querySelector("select");
    const said = box.querySelector("[role=status]");
    let been = false;
    field.addEventListener("focus", () => { been = true; });
    box.querySelector("button").addEventListener("click", () => {
      const text = choice.value;
      if (text === "") { choice.focus(); return; }
      if (field.maxLength > 0 && field.value.length + text.length > field.maxLength) { said.textContent = said.dataset.full; return; }
      const at = been ? field.selectionEnd : field.value.length;
      field.focus();
      field.setSelectionRange(at, at);
      if (!document.execCommand("insertText", false, text)) {
        field.setRangeText(text, at, at, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      choice.value = "";
      said.textContent = said.dataset.done;
    });
    box.hidden = false;
  });

  // A note that was sent: the next page tells whether it was accepted. Later notices are about something else.
  const notes = () => Object.keys(sessionStorage).filter((key) => key.startsWith("note "));
  notes().forEach((key) => {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept.sent && good) sessionStorage.removeItem(key);
    else if (kept.sent) sessionStorage.setItem(key, JSON.stringify({ ...kept, sent: false }));
  });
  document.querySelector("form[action$='/logout']")?.addEventListener("submit", () => {
    notes().forEach((key) => sessionStorage.removeItem(key));
  });

  // What can be taken back for a moment only is offered for that moment.
  document.querySelectorAll("form.undo").forEach((bar) => {
    setTimeout(() => { if (!bar.contains(document.activeElement)) bar.remove(); }, Number(bar.dataset.seconds) * 1000);
  });

  // On paper nothing is folded.
  document.querySelectorAll("a[data-print]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    print();
  }));
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open])")];
    unfolded.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => unfolded.forEach((part) => { part.open = false; }));

  // A form is sent once, however often its button is pressed.
  document.querySelectorAll("form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
