// Brings a chart of the page to life when it is reached: the picture gives way to Vega's drawing of the same chart.
// Until then, or without scripts, the picture stays. Runs as a module, so after the page has been read.

let runtime; // Vega is fetched once, with the first chart that is reached
const vega = () => (runtime ??= import(new URL("vega.js", import.meta.url).href));

// One note for all charts, moved to the pointer. Escape puts it away.
const note = Object.assign(document.createElement("div"), { className: "mc-note", hidden: true });
note.setAttribute("role", "status");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });

// Vega calls this with the value of a mark's tooltip, or null where there is none.
function tooltip(handler, event, item, value) {
  note.hidden = value == null || value === "";
  if (note.hidden) return;
  const lines = typeof value === "object" ? Object.entries(value) : [["", value]];
  note.replaceChildren(...lines.map(([name, text]) => {
    const line = document.createElement("div");
    if (name) line.append(Object.assign(document.createElement("b"), { textContent: name }), " ");
    line.append(String(text));
    return line;
  }));
  const { innerWidth, innerHeight } = window, { offsetWidth, offsetHeight } = note;
  note.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - offsetWidth - 4))}px`;
  note.style.top = `${event.clientY + 16 + offsetHeight > innerHeight ? event.clientY - offsetHeight - 10 : event.clientY + 16}px`;
}

async function draw(figure) {
  const plot = figure.querySelector(".mc-plot");
  const pictures = plot.querySelectorAll("img");
  const [{ parse, View }, spec] = await Promise.all([vega(), fetch(plot.dataset.chart).then((answer) => answer.json())]);
  const drawing = Object.assign(document.createElement("div"), { className: "mc-drawing" });
  const controls = Object.assign(document.createElement("div"), { className: "mc-controls" });
  plot.append(drawing);
  plot.before(controls);
  const view = new View(parse(spec), { renderer: "svg", container: drawing, bind: controls, hover: true, tooltip });
  await view.runAsync();
  // What the chart says in words stays with the drawing; its controls stand outside of it.
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", pictures[0].alt);
  drawing.removeAttribute("aria-roledescription");
  if (!controls.childElementCount) controls.remove();
  pictures.forEach((picture) => picture.remove());
  drawing.classList.add("mc-live");
  new ResizeObserver(async () => {
    if ("responsive" in plot.dataset && plot.clientWidth && plot.clientWidth !== view.width()) await view.width(plot.clientWidth).runAsync();
    // What can be scrolled must be reachable from the keyboard.
    plot.toggleAttribute("tabindex", plot.scrollWidth > plot.clientWidth);
    if (plot.hasAttribute("tabindex")) plot.tabIndex = 0;
  }).observe(plot);
  figure.dataset.live = "";
}

const reached = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    reached.unobserve(target);
    draw(target);
  }
}, { rootMargin: "200px" });

const figures = document.querySelectorAll(".mc-chart");
if (figures.length) document.body.append(note);
figures.forEach((figure) => reached.observe(figure));
