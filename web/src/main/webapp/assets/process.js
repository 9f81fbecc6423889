// The picture of a running process, its tokens renewed every few seconds.
(async () => {
  "use strict";
  const frame = document.getElementById("picture");
  const viewer = new BpmnJS({ container: frame });
  const marked = new Map();

  const mark = (id, name) => {
    if (marked.get(id) === name || !viewer.get("elementRegistry").get(id)) return;
    const canvas = viewer.get("canvas");
    if (marked.has(id)) canvas.removeMarker(id, marked.get(id));
    if (name) { canvas.addMarker(id, name); marked.set(id, name); } else { marked.delete(id); }
  };

  const renew = async () => {
    const answer = await fetch(frame.dataset.tokens, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`Tokens: ${answer.status}`);
    const process = (await answer.json()).find((each) => each.id === frame.dataset.process);
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
  viewer.get("canvas").zoom("fit-viewport", "auto");
  await keepRenewing();
})();
