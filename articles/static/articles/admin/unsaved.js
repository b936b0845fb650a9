/* Before a page is left whose form was changed and not saved, be it by one of the page's other forms, ask. */
"use strict";
{
  const written = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));

  const watch = (form) => {
    const before = written(form);
    const wasRefused = form.querySelector(".errornote"); // the page shows again what could not be saved
    let isSaving = false;
    form.addEventListener("submit", (event) => { isSaving = !event.defaultPrevented; });
    window.addEventListener("pageshow", () => { isSaving = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!isSaving && (wasRefused || written(form) !== before)) event.preventDefault();
    });
  };

  window.addEventListener("load", () => {
    const form = document.getElementById("article_form");
    if (form) watch(form);
  });
}
