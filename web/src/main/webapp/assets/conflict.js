// Two saved the same thing: goes on in the field where the person typed, with their own words or with those of the other.
(() => {
  "use strict";
  const field = (name) => document.querySelector(`main form [name="${name}"]`);
  document.querySelectorAll("[data-gone]").forEach((hint) => { hint.hidden = field(hint.dataset.gone) !== null; });
  document.querySelectorAll("button[data-go]").forEach((button) => {
    const target = field(button.dataset.go);
    if (!target) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const taken = button.dataset.take ? document.getElementById(button.dataset.take) : null;
      if (taken) target.value = taken.value;
      const folded = target.closest("details");
      if (folded) folded.open = true;
      target.focus();
      target.scrollIntoView({ block: "center" });
    });
  });
})();
