// Draw or type a guess, see the data, say why the gap. A response is {guess: {place: number, …}, why}.
import { format, h, inWords, numberField, signButton, text, textField } from "../parts.js";
import { isMap, kinds, number } from "../rules.js";

/** The numbers that a response guesses, one for each hidden point, or null where it guesses none. */
const guessed = ({ hidden }, response) => hidden.map(({ x }) => {
  const guess = isMap(response?.guess) && Object.hasOwn(response.guess, x) ? response.guess[x] : null;
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
    let guess = hidden.map(() => null), why = "", seen = false;
    const answer = (told) => {
      const given = Object.fromEntries(hidden.map(({ x }, i) => [x, guess[i]]).filter(([, y]) => y !== null));
      say(Object.keys(given).length ? { guess: given, why } : null, told);
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
    const stop = () => answer("");
    const canvas = h("div", {
      class: "mc-q-plot",
      onpointerdown(event) { canvas.setPointerCapture(event.pointerId); event.preventDefault(); drawn(event); },
      onpointermove(event) { if (canvas.hasPointerCapture(event.pointerId)) drawn(event); },
      onpointerup: stop,
      onpointercancel: stop,
    });
    const area = textField({ "aria-labelledby": `${id}-why` }, () => { why = area.value; answer(""); });
    const after = h("div", { hidden: true }, h("p", { id: `${id}-why`, html: text(question, "why") }), area);
    const set = (i, y) => {
      if (!(i in guess)) return;
      guess[i] = y;
      inputs[i].value = format(y);
      plot();
    };
    const plot = () => draw(canvas, question, guess, seen);
    plot();
    const drawn = (event) => set(...pointed(canvas, question, event));
    const fields = inputs.map((input, i) => h("span", {}, h("label", { for: input.id }, String(hidden[i].x)), input,
      low < 0 ? signButton(input) : null));
    const unit = h("p", { class: "mc-q-end" }, question.unit);
    return {
      element: h("div", {}, canvas, h("div", { class: "mc-q-guess" }, ...fields), unit, after),
      show(response) {
        guess = guessed(question, response);
        inputs.forEach((input, i) => { input.value = guess[i] === null ? "" : format(guess[i]); });
        area.value = why = response?.why ?? "";
        if (why) this.reveal();
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
const H = 240, LEFT = 46, FOOT = 26, TOP = 10, TALL = H - FOOT - TOP;
const widthOf = (canvas) => Math.max(230, Math.min(560, canvas.clientWidth || 560));
const stepOf = (canvas, { given, hidden }) => (widthOf(canvas) - LEFT - TOP) / (given.length + hidden.length);

function draw(canvas, question, guess, seen) {
  const { given, hidden, low, high } = question, points = [...given, ...hidden], first = given.length;
  const W = widthOf(canvas), step = stepOf(canvas, question);
  const px = (i) => LEFT + (i + 0.5) * step, py = (y) => TOP + ((high - y) / (high - low)) * TALL;
  const path = (ys) => ys.map(([i, y], k) => `${k ? "L" : "M"}${px(i)},${py(y)}`).join("");
  const layer = (name, ys, from = []) => `<path class="${name}" d="${path(ys.length ? [...from, ...ys] : [])}"/>`
    + ys.map(([i, y]) => `<circle class="${name}" cx="${px(i)}" cy="${py(y)}" r="4"/>`).join("");
  const known = given.map((point, i) => [i, point.y]), join = known.slice(-1);
  const mine = guess.map((y, i) => [first + i, y]).filter(([, y]) => y !== null);
  const truth = seen ? hidden.map((point, i) => [first + i, point.y]) : [];
  const ticks = [low, (low + high) / 2, high].map((y) => `<line x1="${LEFT}" x2="${W}" y1="${py(y)}" y2="${py(y)}"/>`
    + `<text x="${LEFT - 6}" y="${py(y) + 4}" text-anchor="end">${format(y)}</text>`).join("");
  const every = Math.ceil((points.length * 46) / (W - LEFT));
  const labels = points.map((point, i) => (i % every ? ""
    : `<text x="${px(i)}" y="${H - 6}" text-anchor="middle">${String(point.x).replace(/[<&]/g, "")}</text>`)).join("");
  canvas.innerHTML = `<svg viewBox="0 0 ${W} ${H}" role="img" aria-label="Your guess is drawn here; `
    + `the fields below say the same in numbers.">${ticks}${labels}`
    + `<rect x="${px(first - 0.5)}" y="${TOP}" width="${hidden.length * step}" height="${TALL}"/>`
    + `${layer("given", known)}${layer("mine", mine, join)}${layer("truth", truth, join)}</svg>`;
}

/** Which point the pointer is at, counted from the first to guess, and at what value. */
function pointed(canvas, question, event) {
  const { given, low, high } = question, box = canvas.firstChild.getBoundingClientRect();
  const x = (event.clientX - box.left) * (widthOf(canvas) / box.width);
  const y = (event.clientY - box.top) * (H / box.height);
  const unit = 10 ** Math.floor(Math.log10((high - low) / 100));
  const value = Math.round((high - ((y - TOP) / TALL) * (high - low)) / unit) * unit;
  return [Math.round((x - LEFT) / stepOf(canvas, question) - 0.5) - given.length, Math.min(high, Math.max(low, value))];
}
