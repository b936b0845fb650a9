/* A slug while the headline or name is typed, as `readable_slug` makes it: Latin letters plainly, other scripts as they
   are. Django's own, whose place it takes, knows but the one or the other. */
"use strict";
{
  const LONGEST = 80;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  // Signs that letters bear, as the vowels of Hindi and Thai, but for vowel points of Arabic and Hebrew, stresses
  // (U+0300 to 036F and their like) and forms of a letter.
  const SIGN = /(?![\p{scx=Arabic}\p{scx=Hebrew}\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}])[\p{Mn}\p{Mc}]/u;
  const letters = (text) => (text.match(/\p{L}/gu) || []).length;
  const joined = (text) => text.replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");

  const inLatin = (text) => joined(text.normalize("NFKD").replace(/[^\w\s-]/g, ""));
  const inItsScript = (text) => {
    const drawn = SIGN.test(text) ? text.replace(/[\u200c\u200d]/g, "") : text;
    const whole = drawn.normalize("NFKC").replace(/\u0e4d\u0e32/g, "\u0e33").replace(/\u0ecd\u0eb2/g, "\u0eb3");
    const kept = whole.replace(/[\p{Mn}\p{Mc}]/gu, (sign) => (SIGN.test(sign) ? sign : ""));
    return joined(joined(kept.replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}]/gu, " ")).replace(/(^|-)[\p{Mn}\p{Mc}]+/gu, "$1"));
  };

  window.URLify = (typed) => {
    const text = typed.toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter]);
    const latin = inLatin(text);
    const slug = 3 * letters(latin) < 2 * letters(text) ? inItsScript(text) : latin;
    if (slug.length <= LONGEST) return slug;
    const words = slug.slice(0, LONGEST + 1).replace(/-[^-]*$/, "");
    if (2 * words.length > LONGEST && words.length <= LONGEST) return words;
    let end = LONGEST;
    while (SIGN.test(slug.charAt(end))) end -= 1; // no letter loses its signs
    return slug.slice(0, end);
  };
}
