// Small helps on pages for customers; without them everything works.
(() => {
  "use strict";

  // What was typed outlives a change of language or a lost page: kept in this tab until it was sent.
  const draftOf = (field) => `public ${location.pathname} ${field.name}`;
  const sent = document.querySelector("main > .notice.good");
  if (sent) Object.keys(sessionStorage).filter((key) => key.startsWith("public ")).forEach((key) => sessionStorage.removeItem(key));
  document.querySelectorAll("[data-draft]").forEach((field) => {
    if (field.value === "") field.value = sessionStorage.getItem(draftOf(field)) ?? "";
    field.addEventListener("input", () => sessionStorage.setItem(draftOf(field), field.value));
  });

  // How much was written, as a fact.
  document.querySelectorAll("[data-count]").forEach((field) => {
    const line = document.getElementById(field.dataset.count);
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const say = () => {
      line.textContent = line.dataset.text.replace("%1", number.format(field.value.length)).replace("%2", number.format(field.maxLength));
    };
    field.addEventListener("input", say);
    if (field.value !== "") say();
  });

  // What would be too large to arrive is told before it is sent, so that nothing typed is lost.
  const megabyte = 1024 * 1024;
  const tooMuch = (field) => field && [...field.files].reduce((sum, file) => sum + file.size, 0) > field.dataset.most * megabyte;
  document.querySelectorAll("input[data-most]").forEach((field) => {
    const line = document.getElementById("files-much");
    field.addEventListener("change", () => { line.hidden = !tooMuch(field); });
  });

  // A form is sent once, however often its button is pressed.
  document.querySelectorAll("form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      const files = form.querySelector("input[data-most]");
      if (tooMuch(files)) {
        event.preventDefault();
        files.focus();
        return;
      }
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  document.getElementById("problems")?.focus();
})();
