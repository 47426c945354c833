// What was lost on the way is asked for again: after some seconds, longer each time, and once the line is back.
// This stands in each page itself, before all that the page loads, so that it is not lost too.

// Calls `ask` once, with the number of the next try.
window.again = (ask, tries) => {
  const go = () => {
    clearTimeout(timer);
    removeEventListener("online", go);
    ask(tries + 1);
  };
  const timer = tries < 3 && setTimeout(go, 2000 * 4 ** tries);
  addEventListener("online", go);
};

// Scripts, styles and pictures. A browser remembers that a module failed, so that each try needs an address of its own.
addEventListener("error", ({ target: lost }) => {
  const name = lost.src ? "src" : "href";
  if (!lost[name]) return;
  const address = new URL(lost[name]);
  again((tries) => {
    const next = document.createElement(lost.localName);
    for (const one of lost.attributes) next.setAttribute(one.name, one.value);
    address.searchParams.set("try", tries);
    next[name] = address;
    next.async = false;
    lost.replaceWith(next);
  }, Number(address.searchParams.get("try")));
}, true);
