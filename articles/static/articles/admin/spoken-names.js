/* Select2, which Django's autocomplete fields are made of, gives its boxes no name that a screen reader could
   say: lend them that of the field's label. */
"use strict";
{
  const labelOf = (select) => {
    const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return label ? label.textContent.trim().replace(/:$/, "") : select.name;
  };

  const nameBox = (select) => {
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    if (!box) return;
    box.removeAttribute("aria-labelledby");
    const chosen = [...select.selectedOptions].map((option) => option.textContent).filter(Boolean).join(", ");
    const name = chosen ? `${labelOf(select)}: ${chosen}` : labelOf(select);
    for (const part of [box, box.querySelector(".select2-selection__rendered")]) part?.setAttribute("aria-label", name);
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", labelOf(select)); // where several can be chosen
  };

  const nameAll = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(nameBox);

  window.addEventListener("load", () => {
    if (!window.django || !django.jQuery) return;
    django.jQuery(() => nameAll(document)); // after Django's own, which makes the boxes, and may do so after "load"
    const page = django.jQuery(document);
    page.on("formset:added", (event) => setTimeout(() => nameAll(event.target)));
    page.on("change", "select.admin-autocomplete", (event) => nameBox(event.target));
    page.on("select2:open", (event) => {
      for (const field of document.querySelectorAll(".select2-container--open .select2-search__field")) {
        field.setAttribute("aria-label", labelOf(event.target));
        field.focus();
      }
    });
  });
}
