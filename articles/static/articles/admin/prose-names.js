/* The text's editor: a name for its box and its toolbar that a screen reader can say, and the text's own language
   and direction. */
"use strict";
{
  // The editor looks for this element before it writes its styles into the page, where the policy blocks them and
  // complains. They are in prose.css; so let it find one that is called style and is none, being of no namespace.
  const style = document.createElementNS(null, "style");
  style.setAttribute("data-tiptap-style", "");
  document.head.append(style);
}
document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  const box = editor.view.dom;
  const text = window.gettext || ((words) => words);
  if (label) {
    label.id = `${textarea.id}_label`;
    box.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  box.setAttribute("aria-multiline", "true");
  box.setAttribute("spellcheck", "true");
  for (const name of ["lang", "dir"]) {
    if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name));
  }
  const bar = textarea.closest(".prose-editor").querySelector(".prose-menubar");
  bar?.setAttribute("role", "toolbar");
  bar?.setAttribute("aria-label", text("Formatting"));
  for (const button of bar?.querySelectorAll("button[title]") ?? []) button.setAttribute("aria-label", button.title);
});
