// Keeps the progress of jobs fresh; when one begins or ends, the page is shown anew.
(() => {
  "use strict";
  const list = document.getElementById("job-list");
  if (!list) return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const running = () => list.querySelector("[data-state=RUNNING], [data-state=REQUESTED]");

  const show = (job) => {
    const row = list.querySelector(`[data-job="${job.id}"]`);
    if (!row || row.dataset.state !== job.state) return false;
    row.querySelector("[data-part=done]").textContent = number.format(job.done);
    const bar = row.querySelector("progress");
    if (bar) bar.value = job.done;
    return true;
  };

  const busy = () => document.querySelector("details.add[open]") || document.activeElement.closest("form");

  const look = async () => {
    try {
      const answer = await fetch(list.dataset.run, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const same = (await answer.json()).jobs.map(show).every(Boolean);
        if (!same && !busy()) { location.reload(); return; }
      }
    } catch {
      // The server is away for a moment: look again later.
    }
    setTimeout(look, document.hidden ? 15000 : 2000);
  };
  if (running()) setTimeout(look, 1000);
})();
