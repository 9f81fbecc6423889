// The picture of a running process, its tokens renewed every few seconds. It lies in a box that scrolls.
(async () => {
  "use strict";
  const frame = document.getElementById("picture");
  const box = frame.closest(".picture");
  const sheet = frame.parentElement; // as large as the drawing, so that the box scrolls by finger, wheel and arrow keys
  const still = ["value", {}]; // the drawing does not move by itself then
  const viewer = new BpmnJS({ container: frame, additionalModules: [{ moveCanvas: still, zoomScroll: still, keyboardMove: still }] });
  const canvas = viewer.get("canvas");
  const marked = new Map();
  const READABLE = 0.75;
  let drawn;
  let scale = 1;

  const mark = (id, name) => {
    if (marked.get(id) === name || !viewer.get("elementRegistry").get(id)) return;
    if (marked.has(id)) canvas.removeMarker(id, marked.get(id));
    if (name) { canvas.addMarker(id, name); marked.set(id, name); } else { marked.delete(id); }
  };

  const fitting = () => Math.min(1, box.clientWidth / drawn.width);

  // The frame covers what the box shows, and shows the part of the drawing that the box is scrolled to.
  const follow = () => {
    frame.style.width = `${box.clientWidth}px`;
    frame.style.height = `${box.clientHeight}px`;
    canvas.resized();
    const width = box.clientWidth / scale;
    const height = box.clientHeight / scale;
    canvas.viewbox({
      x: drawn.x + box.scrollLeft / scale - Math.max(0, width - drawn.width) / 2,
      y: drawn.y + box.scrollTop / scale - Math.max(0, height - drawn.height) / 2,
      width,
      height,
    });
  };

  const show = (wished) => {
    const x = (box.scrollLeft + box.clientWidth / 2) / scale;
    const y = (box.scrollTop + box.clientHeight / 2) / scale;
    scale = Math.min(2, Math.max(0.15, wished));
    sheet.style.width = `${Math.floor(drawn.width * scale)}px`;
    sheet.style.height = `${Math.floor(drawn.height * scale)}px`;
    box.scrollTo(x * scale - box.clientWidth / 2, y * scale - box.clientHeight / 2);
    follow();
  };

  const goTo = (id) => {
    const shape = viewer.get("elementRegistry").get(id);
    if (!shape || shape.x === undefined) return;
    box.scrollTo((shape.x + shape.width / 2 - drawn.x) * scale - box.clientWidth / 2, (shape.y + shape.height / 2 - drawn.y) * scale - box.clientHeight / 2);
  };

  const renewWords = async () => {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = page.querySelector(".process > section");
    if (words) document.querySelector(".process > section").replaceWith(words); // else the session is over
  };

  const listed = (steps) => {
    const shown = [...document.querySelectorAll("[data-step]")].map((item) => `${item.dataset.step} ${item.className}`).join();
    return shown === steps.map((step) => `${step.id} ${step.state}`).join();
  };

  const renew = async () => {
    const answer = await fetch(frame.dataset.tokens, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`Tokens: ${answer.status}`);
    const process = (await answer.json()).find((each) => each.id === frame.dataset.process);
    if (!listed(process.steps)) await renewWords();
    const active = new Set(process.active);
    [...marked.keys()].filter((id) => !active.has(id) && !process.passed.includes(id)).forEach((id) => mark(id, null));
    process.passed.filter((id) => !active.has(id)).forEach((id) => mark(id, "passed"));
    active.forEach((id) => mark(id, "token"));
    return process.endedAt == null;
  };

  const keepRenewing = async () => {
    const goesOn = document.hidden || await renew().catch(() => true); // the server is away: look again later
    if (goesOn) setTimeout(keepRenewing, 5000);
  };

  const model = await fetch(frame.dataset.model);
  await viewer.importXML(await model.text());
  const inner = canvas.viewbox().inner;
  drawn = { x: inner.x - 10, y: inner.y - 10, width: inner.width + 20, height: inner.height + 20 };
  show(Math.max(fitting(), READABLE));
  box.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(box);
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    show({ in: scale * 1.25, out: scale / 1.25, fit: fitting() }[button.dataset.zoom]);
  }));
  await renew().catch(() => true);
  const now = [...marked].find(([, name]) => name === "token");
  if (now) goTo(now[0]);
  await keepRenewing();
})();
