// Finds customers while a person types, on top of a page that also works by Enter alone.
(() => {
  "use strict";
  const field = document.getElementById("search");
  const hits = document.getElementById("hits");
  if (!field || !hits) return;
  const body = hits.querySelector("tbody");
  const said = document.getElementById("hits-said");
  const none = document.getElementById("no-hits");
  const more = document.getElementById("more-hits");
  const labels = [...hits.querySelectorAll("thead th")].map((head) => head.textContent);
  const foundBy = Object.fromEntries([...document.querySelectorAll("#found-by li")].map((each) => [each.dataset.code, each.textContent]));
  let waiting;
  let asked = field.value.trim();
  let running;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const cell = (row, label, ...content) => {
    const made = element("td");
    if (label) made.dataset.label = label;
    made.append(...content);
    row.append(made);
  };

  const line = (hit) => {
    const row = element("tr");
    row.dataset.open = `${hits.dataset.open}?id=${hit.id}`;
    const link = element("a", hit.name ?? hits.dataset.nameless, "strong");
    link.href = row.dataset.open;
    cell(row, "", link);
    cell(row, labels[1], hit.number);
    cell(row, "", ...hit.numbers.flatMap((number) => [element("span", number, "tag"), " "]));
    cell(row, "", hit.city ?? "");
    cell(row, labels[4], `${foundBy[hit.foundBy] ?? hit.foundBy} `, element("span", hit.foundIn, "soft"));
    return row;
  };

  const show = (found) => {
    body.replaceChildren(...found.map(line));
    more.replaceChildren();
    none.replaceChildren();
    if (asked && found.length === 0) {
      const box = element("div", "", "empty");
      box.append(element("p", hits.dataset.none));
      none.append(box);
    }
    said.textContent = asked ? `${hits.dataset.count} ${found.length}` : "";
  };

  const tell = (text) => {
    none.replaceChildren(element("p", text, "notice warn"));
    said.textContent = text;
  };

  const find = async () => {
    const typed = field.value.trim();
    if (typed === asked) return;
    asked = typed;
    running?.abort();
    running = new AbortController();
    history.replaceState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
    if (!typed) { show([]); return; }
    try {
      const answer = await fetch(`${hits.dataset.find}?q=${encodeURIComponent(typed)}`, { signal: running.signal, headers: { Accept: "application/json" } });
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok) { tell(hits.dataset.away); return; }
      show(await answer.json());
    } catch (failure) {
      if (failure.name !== "AbortError") tell(hits.dataset.away);
    }
  };

  const step = (by) => {
    const rows = [...body.querySelectorAll("tr")];
    const now = rows.findIndex((row) => row.classList.contains("at"));
    rows.forEach((row) => row.classList.remove("at"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + by))];
    next?.classList.add("at");
    next?.scrollIntoView({ block: "nearest" });
    if (next) said.textContent = next.textContent.trim().replace(/\s+/g, " ");
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 180);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && body.querySelector("tr.at")) {
      event.preventDefault();
      location.href = body.querySelector("tr.at").dataset.open;
    }
  });
  field.setAttribute("aria-describedby", "search-hint");
  field.focus();
})();
