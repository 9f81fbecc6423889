// Says that this page is open, and who else has it open. Who does nothing for a while is not here any more.
(() => {
  "use strict";
  const bar = document.querySelector("[data-presence]");
  if (!bar) return;
  const EVERY = 5000;
  const IDLE = 5 * 60000;
  let typed = false;
  let busy = Date.now();

  const say = (colleagues) => {
    const text = colleagues
      .map(({ name, typing }) => (typing ? bar.dataset.typing : bar.dataset.here).replace("{0}", name))
      .join(" ");
    if (bar.lastElementChild.textContent !== text) bar.lastElementChild.textContent = text;
    bar.hidden = text === "";
  };

  const tell = async () => {
    if (document.hidden || Date.now() - busy > IDLE) return;
    const body = JSON.stringify({ typed });
    typed = false;
    try {
      const answer = await fetch(bar.dataset.presence, {
        method: "PUT", body, signal: AbortSignal.timeout(4000),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-Requested-With": "presence" },
      });
      say(answer.ok ? await answer.json() : []);
    } catch (away) {
      say([]); // nobody knows now; the page itself works on
    }
  };

  document.addEventListener("input", () => { typed = true; });
  ["input", "pointermove", "keydown", "scroll"].forEach((sign) =>
    addEventListener(sign, () => { busy = Date.now(); }, { passive: true }));
  document.addEventListener("visibilitychange", tell);
  setInterval(tell, EVERY);
  tell();
})();
