/* The byline: numbers for new names by themselves, buttons to move a name up and down, by mouse or keyboard. */
"use strict";
window.addEventListener("load", () => {
  const group = document.getElementById("bylines-group");
  const table = group && group.querySelector("tbody");
  if (!table || !group.querySelector("input[name$='-position']")) return;
  const text = window.gettext || ((words) => words);
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  group.append(status);

  const rows = () => [...table.querySelectorAll("tr.form-row:not(.empty-form)")];
  const place = (row) => row.querySelector("input[name$='-position']");
  const number = () => rows().forEach((row, index) => { place(row).value = index + 1; });

  const move = (row, by, button) => {
    const other = rows()[rows().indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row); else other.after(row);
    number();
    button.focus();
    status.textContent = `${text("Order")}: ${place(row).value}`;
  };

  const equip = (row) => {
    if (row.querySelector(".move")) return;
    const buttons = document.createElement("span");
    buttons.className = "move";
    for (const [sign, by, name] of [["↑", -1, text("Move up")], ["↓", 1, text("Move down")]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", () => move(row, by, button));
      buttons.append(button);
    }
    place(row).after(buttons);
  };

  // Django numbers the rows' fields anew when one is removed, and wants those already stored to come first then.
  const stored = (row) => Number(!row.querySelector("input[name$='-id']")?.value);
  const index = (row) => Number(row.id.split("-").pop());
  const byPlace = (a, b) => (Number(place(a).value) || 99) - (Number(place(b).value) || 99);

  rows().forEach(equip);
  document.addEventListener("formset:added", (event) => {
    if (!table.contains(event.target)) return;
    equip(event.target);
    number();
  });
  document.addEventListener("formset:removed", () => {
    const last = table.querySelector(".empty-form") || table.lastElementChild;
    const lay = (list) => list.forEach((row) => table.insertBefore(row, last.nextSibling === row ? row : last));
    lay(rows().sort((a, b) => stored(a) - stored(b) || index(a) - index(b)));
    setTimeout(() => { lay(rows().sort(byPlace)); number(); });
  });
});
