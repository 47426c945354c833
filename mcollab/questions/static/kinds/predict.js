// Draw or type a guess, see the data, say why the gap. A response is {guess: {place: number, …}, why}.
import { format, h, html, inWords, numberField, signButton, text, textField } from "../parts.js";
import { isMap, kinds, number } from "../rules.js";

/** The numbers that a response guesses, one for each hidden point, or null where it guesses none. */
const guessed = ({ hidden }, response) => hidden.map(({ x }) => {
  const guess = isMap(response?.guess) ? response.guess[x] : null;
  return Number.isFinite(guess) ? guess : null;
});
const whole = (question, response) => guessed(question, response).every((y) => y !== null);
/** How far a guess is from the data, on average. */
const off = (question, response) => guessed(question, response)
  .reduce((sum, y, i) => sum + Math.abs(y - question.hidden[i].y), 0) / question.hidden.length;

kinds.predict = {
  takes: whole,
  score: (question, response) => Number(whole(question, response)
    && Math.max(0, 1 - off(question, response) / question.scale)),
  lacking: (question, response) => (whole(question, response) ? "" : "Guess every point."),
  said: ({ guess }) => inWords(guess ?? ""),
  verdict: (question, response) => `Off by ${format(off(question, response))} on average (${question.unit})`,
  controls(question, say, id) {
    const { hidden, low, high } = question;
    let guess, seen = false;
    const answer = (told) => {
      const given = Object.fromEntries(hidden.map(({ x }, i) => [x, guess[i]]).filter(([, y]) => y !== null));
      say(Object.keys(given).length ? { guess: given, why: area.value } : null, told);
    };
    const read = (typed) => {
      const value = number(typed);
      return value < low || value > high ? `Between ${low} and ${high}.` : value;
    };
    const inputs = hidden.map((_, i) => numberField({ id: `${id}-${i}`, size: 7 }, read, (_typed, value, wrong) => {
      guess[i] = value;
      plot();
      answer(wrong);
    }));
    const canvas = h("div", {
      class: "mc-q-plot",
      onpointerdown(event) { canvas.setPointerCapture(event.pointerId); event.preventDefault(); drawn(event); },
      onpointermove(event) { if (canvas.hasPointerCapture(event.pointerId)) drawn(event); },
      onlostpointercapture: () => answer(""),
    });
    const area = textField({ "aria-labelledby": `${id}-why` }, () => answer(""));
    const after = h("div", { hidden: true }, h("p", { id: `${id}-why`, html: text(question, "why") }), area);
    const drawn = (event) => {
      const [i, y] = pointed(canvas, question, event);
      if (!(i in guess)) return;
      guess[i] = y;
      inputs[i].value = format(y);
      plot();
    };
    const plot = () => draw(canvas, question, guess, seen);
    const fields = inputs.map((input, i) => h("span", {}, h("label", { for: input.id }, String(hidden[i].x)), input,
      low < 0 && signButton(input)));
    return {
      element: h("div", {}, canvas, h("div", { class: "mc-q-guess" }, fields),
        h("p", { class: "mc-q-end" }, question.unit), after),
      show(response) {
        guess = guessed(question, response);
        inputs.forEach((input, i) => { input.value = guess[i] === null ? "" : format(guess[i]); });
        area.value = response?.why ?? "";
        if (area.value) this.reveal();
        plot();
      },
      reveal() {
        if (hidden[0].y === undefined) return;
        seen = true;
        after.hidden = false;
        plot();
      },
    };
  },
  right: (question) => question.hidden.map((point) => `${point.x}: ${format(point.y)}`),
};

// A guess is drawn over the points that are given, with a pointer; the fields below do the same from the keyboard.
const H = 240, LEFT = 46, TOP = 10, TALL = H - TOP - 26;

function draw(canvas, question, guess, seen) {
  const { given, hidden, low, high } = question, points = [...given, ...hidden], first = given.length;
  const W = Math.max(230, Math.min(560, canvas.clientWidth || 560)), step = (W - LEFT - TOP) / points.length;
  const px = (i) => LEFT + (i + 0.5) * step, py = (y) => TOP + ((high - y) / (high - low)) * TALL;
  const dots = (values, from) => values.flatMap((y, i) => (y === null ? [] : [[px(from + i), py(y)]]));
  const ys = (some) => some.map((point) => point.y), known = dots(ys(given), 0);
  const series = (name, own, from = known.slice(-1)) => `<g class="${name}">`
    + `<polyline points="${[...from, ...own].join(" ")}"/>`
    + `${own.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4"/>`).join("")}</g>`;
  const ticks = [low, (low + high) / 2, high].map((y) => `<path d="M${LEFT},${py(y)}H${W}"/>`
    + `<text x="${LEFT - 6}" y="${py(y) + 4}" text-anchor="end">${format(y)}</text>`).join("");
  const every = Math.ceil((points.length * 46) / (W - LEFT));
  const labels = points.map((point, i) => (i % every ? ""
    : `<text x="${px(i)}" y="${H - 6}" text-anchor="middle">${new Option(point.x).innerHTML}</text>`)).join("");
  canvas.innerHTML = html(`<svg viewBox="0 0 ${W} ${H}" role="img" aria-label="Your guess is drawn here; `
    + `the fields below say the same in numbers.">${ticks}${labels}`
    + `<rect x="${px(first - 0.5)}" y="${TOP}" width="${hidden.length * step}" height="${TALL}"/>`
    + series("given", known, []) + series("mine", dots(guess, first))
    + `${series("truth", dots(seen ? ys(hidden) : [], first))}</svg>`);
}

/** Which point the pointer is at, counted from the first to guess, and at what value: the ground to draw on says it. */
function pointed(canvas, { hidden, low, high }, event) {
  const ground = canvas.querySelector("rect").getBoundingClientRect();
  const x = (event.clientX - ground.left) / ground.width, y = (event.clientY - ground.top) / ground.height;
  const unit = 10 ** Math.floor(Math.log10((high - low) / 100));
  const value = Math.round((high - y * (high - low)) / unit) * unit;
  return [Math.floor(x * hidden.length), Math.min(high, Math.max(low, value))];
}
