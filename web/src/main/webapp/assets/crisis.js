// Keeps the room of a crisis fresh: told over a socket that there is something new, else by looking every few seconds.
// What is being typed is never touched: parts that are replaced hold no fields.
(() => {
  "use strict";
  const room = document.querySelector("[data-room]");
  if (!room) return;
  const live = room.querySelector("[data-room-live]");
  const away = room.querySelector("[data-room-away]");
  const PAUSE = 5000;
  let again = 1000;
  let busy = null;
  let open = false;
  let socket = null;

  const connected = (yes) => {
    open = yes;
    live.hidden = !yes;
    away.hidden = yes;
  };

  // Parts in which somebody is typing, typed something or has something open stay as they are.
  const touched = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.matches("select") ? [...field.options].some((each) => each.selected !== each.defaultSelected && (each.defaultSelected || each.index > 0))
      : field.value !== field.defaultValue;
  const free = (part) => !part.querySelector("details[open]")
    && ![...part.querySelectorAll("input, textarea, select")].some((field) => field === document.activeElement || touched(field));

  const refresh = async (parts) => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(8000) });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Whoever was logged out gets another page: what he sees is not kept fresh any more.
    const here = fresh.querySelector("[data-room]") !== null;
    connected(here && socket !== null && socket.readyState === WebSocket.OPEN);
    if (!here) return;
    document.querySelectorAll("[data-live]").forEach((part) => {
      const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      const wanted = parts === null || parts.has(part.dataset.live);
      if (other && wanted && free(part) && part.innerHTML !== other.innerHTML) part.innerHTML = other.innerHTML;
    });
  };

  // One after another, so that what was read later is never overwritten by what was read before.
  const queue = (parts) => {
    busy = (busy || Promise.resolve()).then(() => refresh(parts)).catch(() => {});
  };

  const poll = () => {
    if (!open && !document.hidden) queue(null);
    setTimeout(poll, PAUSE);
  };

  const connect = () => {
    const address = new URL(room.dataset.room, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.addEventListener("open", () => { again = 1000; connected(true); queue(null); });
    socket.addEventListener("message", (news) => queue(new Set(news.data.split(" "))));
    socket.addEventListener("close", () => {
      connected(false);
      setTimeout(connect, again);
      again = Math.min(again * 2, 30000);
    });
  };

  setTimeout(poll, PAUSE);
  if ("WebSocket" in window) connect(); else connected(false);
})();
