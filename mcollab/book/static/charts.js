// Brings a chart of the page to life when it is reached: the picture gives way to Vega's drawing of the same chart.
// Until then, without scripts, and when something could not be fetched, the picture stays. Runs as a module, so after
// the page has been read.

document.documentElement.dataset.charts = ""; // this module was not lost on the way: else the style sheet says so

// Vega is fetched once, with the first chart that is reached. A failed import is remembered by the browser, so that
// each further try needs an address of its own.
let runtime;
let tries = 0;
function vega() {
  if (!runtime) {
    const address = new URL("vega.js", import.meta.url);
    if (tries) address.searchParams.set("try", tries);
    tries += 1;
    runtime = import(address.href);
    runtime.catch(() => { runtime = undefined; });
  }
  return runtime;
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

// One note for all charts, moved to the pointer. Escape puts it away.
const note = Object.assign(document.createElement("div"), { className: "mc-note", hidden: true });
note.setAttribute("role", "status");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });

// Vega calls this with the value of a mark's tooltip, or null where there is none.
function tooltip(handler, event, item, value) {
  note.hidden = value === null || value === undefined || value === "";
  if (note.hidden) return;
  const lines = typeof value === "object" ? Object.entries(value) : [["", value]];
  note.replaceChildren(...lines.map(([name, text]) => {
    const line = document.createElement("div");
    if (name) line.append(Object.assign(document.createElement("b"), { textContent: name }), " ");
    line.append(String(text));
    return line;
  }));
  const { innerWidth, innerHeight } = window, { offsetWidth, offsetHeight } = note;
  const left = Math.max(4, Math.min(event.clientX + 12, innerWidth - offsetWidth - 4));
  const below = event.clientY + 16;
  note.style.left = `${left}px`;
  note.style.top = `${below + offsetHeight > innerHeight ? event.clientY - offsetHeight - 10 : below}px`;
}

async function draw(figure) {
  const plot = figure.querySelector(".mc-plot");
  const [{ parse, View, expressionInterpreter }, spec] = await Promise.all([vega(), read(plot.dataset.chart)]);
  const pictures = plot.querySelectorAll("img"); // now: each may have been asked for again
  const drawing = Object.assign(document.createElement("div"), { className: "mc-drawing" });
  const controls = Object.assign(document.createElement("div"), { className: "mc-controls" });
  plot.append(drawing);
  // Expressions are interpreted: the page's security policy forbids to make functions of text.
  const view = new View(parse(spec, null, { ast: true }), {
    expr: expressionInterpreter, renderer: "svg", container: drawing, bind: controls, hover: true, tooltip,
  });
  try {
    await view.runAsync();
  } catch (error) {
    drawing.remove();
    throw error;
  }
  // What the chart says in words stays with the drawing; its controls stand outside of it, once they can work.
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", pictures[0].alt);
  drawing.removeAttribute("aria-roledescription");
  if (controls.childElementCount) plot.before(controls);
  pictures.forEach((picture) => picture.remove());
  drawing.classList.add("mc-live");
  new ResizeObserver(async () => {
    const { clientWidth, scrollWidth } = plot;
    const wider = clientWidth && clientWidth !== view.width();
    if ("responsive" in plot.dataset && wider) await view.width(clientWidth).runAsync();
    // What can be scrolled must be reachable from the keyboard.
    plot.toggleAttribute("tabindex", scrollWidth > clientWidth);
    if (plot.hasAttribute("tabindex")) plot.tabIndex = 0;
  }).observe(plot);
  figure.dataset.live = "";
}

// Draws a figure, and when that fails says so under it and tries again: by itself, when the line is back, when asked.
async function enliven(figure, tried = 0) {
  if ("live" in figure.dataset || "drawing" in figure.dataset) return;
  figure.dataset.drawing = "";
  try {
    await draw(figure);
    figure.querySelector(".mc-fault")?.remove();
  } catch (error) {
    console.warn("A chart stays a picture.", error);
    told(figure);
    again((next) => enliven(figure, next), tried);
  } finally {
    delete figure.dataset.drawing;
  }
}

function told(figure) {
  if (figure.querySelector(".mc-fault")) return;
  const fault = Object.assign(document.createElement("p"), { className: "mc-fault" });
  fault.setAttribute("role", "status");
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
  again.addEventListener("click", () => enliven(figure));
  fault.append("This is a picture: the chart that answers could not be loaded. ", again);
  figure.querySelector(".mc-plot").after(fault);
}

const reached = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    reached.unobserve(target);
    enliven(target);
  }
}, { rootMargin: "200px" });

const figures = document.querySelectorAll(".mc-chart");
if (figures.length) document.body.append(note);
figures.forEach((figure) => reached.observe(figure));
