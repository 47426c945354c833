// Draw or type a guess, see the data, say why the gap. A response is {guess: [a number for each hidden point], why}.
import { format, h, numberField, text, textField } from "../parts.js";
import { isMap, kinds, number } from "../rules.js";

/** How far a guess is from the data, on average. */
const off = ({ hidden }, { guess }) => guess.reduce((sum, y, i) => sum + Math.abs(y - hidden[i].y), 0) / guess.length;

kinds.predict = {
  score(question, response) {
    const guess = isMap(response) ? response.guess : null;
    if (!Array.isArray(guess) || guess.length !== question.hidden.length || !guess.every(Number.isFinite)) return 0;
    return Math.max(0, 1 - off(question, response) / question.scale);
  },
  lacking: (_, response) => (response.guess?.every((y) => y !== null) ? "" : "some points are not guessed"),
  verdict: (question, response) => `Off by ${format(off(question, response))} on average (${question.unit})`,
  controls(question, say, id) {
    const { hidden, low, high } = question;
    let guess = hidden.map(() => null), why = "", seen = false;
    const answer = (told) => say(guess.every((y) => y === null) ? null : { guess: [...guess], why }, told);
    const read = (typed) => {
      const value = number(typed);
      return value < low || value > high ? `Between ${low} and ${high}.` : value;
    };
    const inputs = hidden.map((_, i) => numberField({ id: `${id}-${i}`, size: 7 }, read, (_typed, value, wrong) => {
      guess[i] = value;
      plot();
      answer(wrong);
    }));
    const canvas = h("div", { class: "mc-q-plot" });
    const area = textField({ "aria-labelledby": `${id}-why` }, () => { why = area.value; answer(""); });
    const after = h("div", { hidden: true }, h("p", { id: `${id}-why`, html: text(question, "why") }), area);
    const set = (i, y) => { guess[i] = y; inputs[i].value = format(y); plot(); };
    const plot = () => draw(canvas, question, guess, seen, set, () => answer(""));
    plot();
    const fields = inputs.map((input, i) => h("span", {}, h("label", { for: input.id }, String(hidden[i].x)), input));
    const unit = h("p", { class: "mc-q-end" }, question.unit);
    return {
      element: h("div", {}, canvas, h("div", { class: "mc-q-guess" }, ...fields), unit, after),
      show(response) {
        const given = isMap(response) && Array.isArray(response.guess) ? response : { guess: [] };
        guess = hidden.map((_, i) => (Number.isFinite(given.guess[i]) ? given.guess[i] : null));
        inputs.forEach((input, i) => { input.value = guess[i] === null ? "" : format(guess[i]); });
        area.value = why = given.why ?? "";
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
const H = 240, LEFT = 46, FOOT = 26, TOP = 10;

function draw(canvas, question, guess, seen, set, done) {
  const { given = [], hidden, low, high } = question;
  const W = Math.max(230, Math.min(560, canvas.clientWidth || 560)), points = [...given, ...hidden];
  const first = given.length, step = (W - LEFT - TOP) / points.length, tall = H - FOOT - TOP;
  const px = (i) => LEFT + (i + 0.5) * step, py = (y) => TOP + ((high - y) / (high - low)) * tall;
  const path = (ys) => ys.map(([i, y], k) => `${k ? "L" : "M"}${px(i)},${py(y)}`).join("");
  const line = (name, ys) => `<path class="${name}" d="${path(ys)}"/>`;
  const dots = (name, ys) => ys.map(([i, y]) => `<circle class="${name}" cx="${px(i)}" cy="${py(y)}" r="4"/>`).join("");
  const known = given.map((point, i) => [i, point.y]), join = known.slice(-1);
  const mine = guess.flatMap((y, i) => (y === null ? [] : [[first + i, y]]));
  const truth = seen ? hidden.map((point, i) => [first + i, point.y]) : [];
  const ticks = [low, (low + high) / 2, high].map((y) => `<line x1="${LEFT}" x2="${W}" y1="${py(y)}" y2="${py(y)}"/>`
    + `<text x="${LEFT - 6}" y="${py(y) + 4}" text-anchor="end">${format(y)}</text>`).join("");
  const every = Math.ceil((points.length * 46) / (W - LEFT));
  const labels = points.map((point, i) => (i % every ? ""
    : `<text x="${px(i)}" y="${H - 6}" text-anchor="middle">${String(point.x).replace(/[<&]/g, "")}</text>`)).join("");
  canvas.innerHTML = `<svg viewBox="0 0 ${W} ${H}" role="img" aria-label="Your guess is drawn here; `
    + `the fields below say the same in numbers.">${ticks}${labels}`
    + `<rect x="${px(first - 0.5)}" y="${TOP}" width="${hidden.length * step}" height="${tall}"/>`
    + line("given", known) + dots("given", known) + line("mine", [...join, ...mine]) + dots("mine", mine)
    + line("truth", truth.length ? [...join, ...truth] : []) + dots("truth", truth) + "</svg>";
  const at = (event) => {
    const box = canvas.firstChild.getBoundingClientRect(); // what is seen now: each point that is set draws anew
    const i = Math.round(((event.clientX - box.left) * (W / box.width) - LEFT) / step - 0.5) - first;
    const y = high - (((event.clientY - box.top) * (H / box.height) - TOP) / tall) * (high - low);
    const unit = 10 ** Math.floor(Math.log10((high - low) / 100));
    if (i in guess) set(i, Math.min(high, Math.max(low, Math.round(y / unit) * unit)));
  };
  canvas.firstChild.onpointerdown = (event) => {
    const drag = new AbortController();
    const up = () => { drag.abort(); done(); };
    addEventListener("pointermove", at, { signal: drag.signal });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, up, { signal: drag.signal });
    event.preventDefault();
    at(event);
  };
}
