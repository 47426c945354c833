// What the page of results quotes from a page: what a reader reads. Sphinx takes all text, glued together, and with it
// the answers that a question keeps folded.

const whole = Search.htmlToText;

Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const folded of page.querySelectorAll("mc-question details")) folded.remove();
  for (const block of page.querySelectorAll("p, li, td, th, dt, dd, h1, h2, h3, h4, pre, summary")) block.append(" ");
  return whole(page.documentElement.outerHTML, anchor).replaceAll(/\s+/g, " ");
};

// Sphinx passes over words of digits alone; this course is looked through by years, and the index has them. Nor does it
// search where the words cannot be kept, with which the page that is opened marks what was sought.
Search["_parseQuery"] = (query) => {
  const stemmer = new Stemmer(), sought = splitQuery(query.toLowerCase().trim());
  const marked = new Set(sought.filter((word) => !stopwords.includes(word)));
  try {
    localStorage.setItem("sphinx_highlight_terms", [...marked].join(" "));
  } catch {
    // Nothing is marked then.
  }
  return [query, new Set([...marked].map((word) => stemmer.stemWord(word))), new Set(), marked, new Set(sought)];
};
