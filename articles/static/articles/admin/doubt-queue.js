/* The queue of doubt by keyboard: a says yes, r no, n goes on, p back, x ticks. The keys press the page's own
   buttons, so they do nothing that cannot be done without them. */
"use strict";
{
  const questions = [...document.querySelectorAll(".question")];
  const hint = document.querySelector("[data-keys]");
  const ticker = document.querySelector("[data-tick]");
  const here = () => document.activeElement.closest(".question") || null;

  const go = (question) => {
    if (!question) return;
    question.focus({ preventScroll: true });
    question.scrollIntoView({ block: "center" });
  };
  const beside = (step) => {
    const at = questions.indexOf(here());
    return questions[at < 0 ? 0 : Math.min(Math.max(at + step, 0), questions.length - 1)];
  };
  const press = (selector) => here()?.querySelector(selector)?.click();
  const keys = {
    a: () => press("button[value=accept]"),
    r: () => press("button[value=reject], [data-reject]"),
    n: () => go(beside(1)),
    p: () => go(beside(-1)),
    x: () => press("input[type=checkbox]"),
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.querySelectorAll(".question form").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault(); // a key pressed twice answers once
      form.dataset.sent = "yes";
    });
    window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  });

  ticker?.addEventListener("click", ({ target }) => {
    const boxes = questions.filter((question) => question.dataset.asked === target.dataset.asked)
      .map((question) => question.querySelector("input[type=checkbox]"));
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });

  if (hint) hint.hidden = false;
  if (ticker) ticker.hidden = false;
  go(document.getElementById(window.location.hash.slice(1))?.closest(".question") || (hint ? questions[0] : null));
}
