// What the page of results quotes from a page: what a reader reads. Sphinx takes all text, glued together, and with it the
// answers that a question keeps folded.

const whole = Search.htmlToText;

Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const folded of page.querySelectorAll("mc-question details")) folded.remove();
  for (const block of page.querySelectorAll("p, li, td, th, dt, dd, h1, h2, h3, h4, pre, summary")) block.append(" ");
  return whole(page.documentElement.outerHTML, anchor).replaceAll(/\s+/g, " ");
};

// Sphinx passes over words of digits alone; this course is looked through by years, and the index has them.
const parse = "_parseQuery", parsed = Search[parse];

Search[parse] = (query) => {
  const found = parsed(query);
  for (const word of splitQuery(query)) if (/^\d+$/.test(word)) for (const terms of [found[1], found[3]]) terms.add(word);
  return found;
};
