/* Topics: makes a list of chosen topics and a search field of the box that has one name to a line. The box stays
   what is sent, hidden. */
"use strict";
{
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const enhance = (box) => {
    const label = document.querySelector(`label[for="${CSS.escape(box.id)}"]`);
    const text = window.gettext || ((words) => words);
    const chosen = make("ul", { className: "topic-chips" });
    const options = make("datalist", { id: `${box.id}_options` });
    const field = make("input", { type: "text", id: `${box.id}_search`, autocomplete: "off", maxLength: 100 });
    field.setAttribute("list", options.id);
    field.setAttribute("aria-describedby", `${box.id}_helptext`);
    const add = make("button", { type: "button", className: "button", textContent: text("Add") });
    const status = make("p", { className: "visually-hidden" });
    status.setAttribute("role", "status");

    const names = () => box.value.split("\n").map((name) => name.trim()).filter(Boolean);
    const write = (list, said) => {
      box.value = list.join("\n");
      box.dispatchEvent(new Event("change", { bubbles: true }));
      status.textContent = said;
      draw();
    };
    const draw = () => {
      chosen.replaceChildren(...names().map((name) => {
        const remove = make("button", { type: "button", textContent: "×", title: text("Remove") });
        remove.setAttribute("aria-label", `${text("Remove")} ${name}`);
        remove.addEventListener("click", () => {
          write(names().filter((other) => other !== name), `${text("Removed")}: ${name}`);
          field.focus();
        });
        return make("li", {}, make("span", { textContent: name }), remove);
      }));
      chosen.hidden = !names().length;
    };
    const take = () => {
      const name = field.value.trim().replace(/\s+/g, " ");
      if (!name) return;
      const same = (other) => other.toLowerCase() === name.toLowerCase();
      if (!names().some(same)) write([...names(), name], `${text("Added")}: ${name}`);
      field.value = "";
      options.replaceChildren();
    };

    let asked = "";
    const suggest = async () => {
      asked = field.value.trim();
      if (asked.length < 2) return options.replaceChildren();
      const query = asked;
      const answer = await fetch(`${box.dataset.topics}?${new URLSearchParams({ q: query })}`);
      if (!answer.ok || query !== asked) return undefined;
      const { names: found } = await answer.json();
      return options.replaceChildren(...found.map((value) => make("option", { value })));
    };
    let pause;
    field.addEventListener("input", (event) => {
      // Choosing from the list replaces the text at once; typing asks for more.
      if (event.inputType === "insertReplacementText" || !event.inputType) return take();
      clearTimeout(pause);
      pause = setTimeout(suggest, 150);
      return undefined;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      take();
    });
    field.addEventListener("change", take);
    add.addEventListener("click", take);

    label.htmlFor = field.id;
    box.hidden = true;
    box.before(make("div", { className: "topics" }, chosen, make("div", { className: "topic-entry" }, field, add), options, status));
    draw();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("textarea[data-topics]:not(:disabled)").forEach(enhance);
  });
}
