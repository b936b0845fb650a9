/* What the editor does not know by itself but imported pieces have: without these it would drop them when the text
   is edited. */
import { Extension, Mark, Node, mergeAttributes } from "django-prose-editor/editor";

const kept = (...names) => Object.fromEntries(names.map((name) => [name, { default: null }]));

const mark = (name, ...attributes) => Mark.create({
  name,
  addAttributes: () => kept(...attributes),
  parseHTML: () => [{ tag: name }],
  renderHTML: ({ HTMLAttributes }) => [name, mergeAttributes(HTMLAttributes), 0],
});

const block = (name, content, group) => Node.create({
  name,
  group,
  content,
  defining: true,
  parseHTML: () => [{ tag: name }],
  renderHTML: ({ HTMLAttributes }) => [name, mergeAttributes(HTMLAttributes), 0],
});

export const Cite = mark("cite");
export const Abbreviation = mark("abbr", "title");
export const Quotation = mark("q");
export const Time = mark("time", "datetime");
export const Definitions = block("dl", "(dt | dd)+", "block");
export const Term = block("dt", "inline*");
export const Definition = block("dd", "inline*");

// The language and direction of a passage, and what a table's heading is the heading of.
export const Attributes = Extension.create({
  name: "keptAttributes",
  addGlobalAttributes: () => [
    {
      types: ["paragraph", "heading", "blockquote", "listItem", "bulletList", "orderedList", "cite", "q", "dl", "dt", "dd"],
      attributes: kept("lang", "dir"),
    },
    { types: ["link"], attributes: kept("id") }, // a footnote's mark, and what leads back to it
    { types: ["tableHeader"], attributes: kept("scope") },
  ],
});
