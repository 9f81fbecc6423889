// Keeps the progress of jobs fresh; when one begins or ends, the page is shown anew.
(() => {
  "use strict";
  const list = document.getElementById("job-list");
  if (!list) return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const running = () => list.querySelector("[data-state=RUNNING], [data-state=REQUESTED]");

  // "1,200 per second, about 3 minutes to go"; nothing in the first seconds, when it would be a guess.
  const pace = (job) => {
    if (!job.total || !job.done || job.seconds < 5) return "";
    const perSecond = job.done / job.seconds;
    const said = list.dataset.rate.replace("{0}", number.format(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond)));
    const minutes = Math.ceil((job.total - job.done) / perSecond / 60);
    return `${said}, ${list.dataset.left.replace("{0}", number.format(minutes))}`;
  };

  const show = (job) => {
    const row = list.querySelector(`[data-job="${job.id}"]`);
    if (!row || row.dataset.state !== job.state) return false;
    row.querySelector("[data-part=done]").textContent = job.done || job.state !== "COMPLETED" ? number.format(job.done) : "";
    const bar = row.querySelector("progress");
    if (bar) {
      bar.max = job.total;
      bar.value = job.done;
      row.querySelector("[data-part=rate]").textContent = pace(job);
    }
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
