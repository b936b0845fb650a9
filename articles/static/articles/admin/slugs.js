/* A slug while the headline or name is typed, as `readable_slug` makes it: Latin letters plainly, other scripts as they
   are. Django's own, whose place it takes, knows but the one or the other. */
"use strict";
{
  const LONGEST = 80;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const NEEDED_SIGN = /(?![\p{scx=Arabic}\p{scx=Hebrew}])[\p{Mn}\p{Mc}]/u;
  const letters = (text) => (text.match(/\p{L}/gu) || []).length;
  const joined = (text) => text.replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");

  const inLatin = (text) => joined(text.normalize("NFKD").replace(/[^\w\s-]/g, ""));
  const inItsScript = (text) => {
    const plain = text.normalize("NFKC");
    if (NEEDED_SIGN.test(plain)) return "";
    return joined(plain.replace(/[\p{Mn}\p{Mc}]/gu, "").replace(/[^\p{L}\p{N}]/gu, " "));
  };

  window.URLify = (typed) => {
    const text = typed.toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter]);
    const latin = inLatin(text);
    const slug = 3 * letters(latin) < 2 * letters(text) ? inItsScript(text) : latin;
    if (slug.length <= LONGEST) return slug;
    const words = slug.slice(0, LONGEST + 1).replace(/-[^-]*$/, "");
    return 2 * words.length > LONGEST && words.length <= LONGEST ? words : slug.slice(0, LONGEST);
  };
}
