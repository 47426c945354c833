// The question, written once for two hosts: the element <mc-question> of a page without a kernel, and the front end of an
// anywidget in a notebook. The rules of `number`, `score` and `merge` are those of scoring.py and state.py.

// --- Rules -----------------------------------------------------------------------------------------------------------

// Spaces, named one by one: Python and JavaScript differ on what \s is.
const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;

/** The number that was typed, or a sentence for who typed it. */
export function number(text) {
  const plain = String(text).normalize("NFKC").replace(/[\u2212\u2013]/g, "-").replace(SPACES, "").toLowerCase().replace(/%$/, "");
  if (!plain) return "Type a number.";
  if (/^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/.test(plain))
    return `${String(text).trim()} could mean ${plain.replace(",", "")} or ${plain.replace(",", ".")}: write it without the comma, or with a point.`;
  if (!/^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?$/.test(plain))
    return "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators.";
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : "That number is too large.";
}

export const words = (text) => text.normalize("NFKC").replace(SPACES, " ").trim().toLowerCase();
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const blank = (response) => response == null || (typeof response === "string" && !response.replace(SPACES, ""))
  || (Array.isArray(response) && !response.length) || (isMap(response) && !Object.keys(response).length);

const rules = {
  single: ({ options }, r) => Number(Number.isInteger(r) && options[r]?.correct === true),
  multi: ({ options }, r) => {
    if (!Array.isArray(r) || !r.every((i) => Number.isInteger(i) && options[i])) return 0;
    const marks = [...new Set(r)].map((i) => (options[i].correct ? 1 : -1));
    return Math.max(0, marks.reduce((a, b) => a + b, 0) / options.filter((option) => option.correct).length);
  },
  numeric: ({ answer, tolerance = 0 }, r) => {
    const value = typeof r === "string" ? number(r) : r;
    return Number(typeof value === "number" && Number.isFinite(value) && Math.abs(value - answer) <= tolerance + 1e-9);
  },
  order: ({ items }, r) => {
    if (!Array.isArray(r) || r.length !== items.length || !items.every((item) => r.includes(item))) return 0;
    const at = items.map((item) => r.indexOf(item));
    let sum = 0, pairs = 0;
    for (let i = 0; i < at.length; i++) for (let j = i + 1; j < at.length; j++) { sum += at[i] < at[j] ? 1 : -1; pairs++; }
    return Math.max(0, sum / pairs);
  },
  match: ({ pairs }, r) => (isMap(r) ? pairs.filter(({ left, right }) => Object.hasOwn(r, left) && r[left] === right).length / pairs.length : 0),
  short: ({ accept = [] }, r) => (typeof r !== "string" ? 0 : accept.some((text) => words(text) === words(r)) ? 1 : null),
  predict(q, r) {
    const guess = isMap(r) ? r.guess : null;
    if (!Array.isArray(guess) || guess.length !== q.hidden.length || !guess.every(Number.isFinite)) return 0;
    return Math.max(0, 1 - off(q, r) / q.scale);
  },
};
/** How far a guess is from the data, on average. */
const off = ({ hidden }, { guess }) => guess.reduce((sum, y, i) => sum + Math.abs(y - hidden[i].y), 0) / guess.length;

/** What a response is worth, 0 to 1, or null where a person must read it. */
export const score = (question, response) => (blank(response) ? 0 : rules[question.kind](question, response));

const later = (a, b) => [a.rev > 0, a.rev, a.ts].map((v, i) => v - [b.rev > 0, b.rev, b.ts][i]).find((d) => d) ?? 0;
/** The later of two states; one never answered gives way. */
export const merge = (a, b) => (!b || (a && later(a, b) >= 0) ? a : b);
const isState = (s) => isMap(s) && Number.isInteger(s.rev) && s.rev >= 0 && Number.isFinite(s.ts);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const conflict = (a, b) => a && b && a.rev === b.rev && a.rev > 0 && !same(a.response, b.response);

// --- Store: this browser -----------------------------------------------------------------------------------------------

const SPACE = "mcollab/1/";
const FORMAT = "mcollab.answers/1";
const NEVER = { rev: 0, ts: 0, response: null, confidence: null };

const refused = (error) => (error?.name === "QuotaExceededError"
  ? "This browser's storage is full: download your answers, then make room."
  : "This browser keeps nothing for this page (private mode?): download your answers before you leave.");

export const store = {
  trouble: "",
  read(key) {
    try {
      const text = localStorage.getItem(SPACE + key);
      if (text === null) return null;
      try { const state = JSON.parse(text); if (isState(state)) return state; } catch { /* told below */ }
      localStorage.setItem(`${SPACE}unread/${key}`, text); // another version's: put aside, never overwritten
      this.trouble = "An answer of another version of the course was found; it was put aside and will be in your download.";
    } catch (error) { this.trouble = refused(error); }
    return null;
  },
  write(key, state) {
    try { localStorage.setItem(SPACE + key, JSON.stringify(state)); return true; }
    catch (error) { this.trouble = refused(error); return false; }
  },
  all() {
    const found = {};
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(SPACE)) try { found[name.slice(SPACE.length)] = JSON.parse(localStorage[name]); } catch { found[name.slice(SPACE.length)] = localStorage[name]; }
    } catch { /* storage is blocked: what is on the page is all there is */ }
    for (const [key, state] of live) found[key] = merge(found[key], state);
    return found;
  },
  erase() { try { for (const name of Object.keys(localStorage)) if (name.startsWith(SPACE)) localStorage.removeItem(name); } catch { /* nothing was kept */ } live.clear(); },
};
const live = new Map(); // what was answered since the page was opened: the download has it even where storage is blocked

// --- Parts ---------------------------------------------------------------------------------------------------------------

let count = 0;
/** An element. JupyterLab must not take the keys of a control for its own. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (/^(input|select|button|textarea)$/.test(tag)) element.dataset.lmSuppressShortcuts = "true";
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "html") element.innerHTML = value; // the author's inline Markdown, made HTML by Python with raw HTML off
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}
const text = (question, name, i) => question.html?.[i === undefined ? name : `${name}.${i}`] ?? "";
const format = (value) => (Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : "–");
/** The same shuffle on every page and every day, so that an order is not given away and a reload moves nothing. */
const shuffled = (items, salt) => [...items].map((item) => {
  let hash = 2166136261;
  for (const char of salt + item) hash = Math.imul(hash ^ char.codePointAt(0), 16777619);
  return [hash >>> 0, item];
}).sort(([a], [b]) => a - b).map(([, item]) => item);

// Each kind: controls, how a response is shown in them, and what the right answer was.
const kinds = {
  single: (q, say) => choice("radio", q, (inputs) => say(inputs.findIndex((input) => input.checked)), (r, i) => r === i),
  multi: (q, say) => choice("checkbox", q, (inputs) => say(inputs.flatMap((input, i) => (input.checked ? [i] : []))), (r, i) => Array.isArray(r) && r.includes(i)),
  numeric(q, say, id) {
    const input = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-labelledby": `${id}-prompt ${id}-unit`, "aria-describedby": `${id}-status` });
    input.addEventListener("input", () => {
      const value = number(input.value);
      const wrong = input.value.trim() && typeof value === "string";
      input.setAttribute("aria-invalid", Boolean(wrong));
      say(input.value, wrong ? value : "");
    });
    return { element: h("p", { class: "mc-q-line" }, input, h("span", { id: `${id}-unit` }, ` ${q.unit ?? ""}`)), show: (r) => { input.value = r ?? ""; } };
  },
  short(q, say, id) {
    const area = h("textarea", { rows: 3, maxlength: 100000, "aria-labelledby": `${id}-prompt`, "aria-describedby": `${id}-status`, oninput: () => say(area.value) });
    return { element: area, show: (r) => { area.value = typeof r === "string" ? r : ""; } };
  },
  order(q, say) {
    let items = shuffled(q.items, q.id);
    const list = h("ol", { class: "mc-q-order" });
    const move = (from, to, by) => {
      items.splice(to, 0, ...items.splice(from, 1));
      paint();
      say([...items], `${items[to]}: now ${to + 1} of ${items.length}.`);
      const buttons = list.children[to].querySelectorAll("button");
      (buttons[by < 0 ? 0 : 1].disabled ? buttons[by < 0 ? 1 : 0] : buttons[by < 0 ? 0 : 1]).focus();
    };
    const paint = () => list.replaceChildren(...items.map((item, i) => h("li", {}, h("span", {}, item),
      h("button", { type: "button", "aria-label": `Move up: ${item}`, disabled: i === 0, onclick: () => move(i, i - 1, -1) }, "↑"),
      h("button", { type: "button", "aria-label": `Move down: ${item}`, disabled: i === items.length - 1, onclick: () => move(i, i + 1, 1) }, "↓"))));
    paint();
    const keep = h("button", { type: "button", onclick: () => say([...items], "Order kept.") }, "This is my order");
    const [top, bottom] = q.ends ?? ["first", "last"];
    return { element: h("div", {}, h("p", { class: "mc-q-end" }, `Top: ${top}. Bottom: ${bottom}.`), list, keep),
      show: (r) => { if (Array.isArray(r) && r.length === q.items.length && q.items.every((item) => r.includes(item))) { items = [...r]; paint(); } } };
  },
  match(q, say, id) {
    const sides = q.rights ?? shuffled([...new Set([...q.pairs.map((pair) => pair.right), ...(q.distractors ?? [])])], q.id);
    const lefts = q.lefts ?? q.pairs.map((pair) => pair.left);
    const selects = lefts.map((left, i) => h("select", { id: `${id}-${i}`, onchange: () => say(Object.fromEntries(lefts.flatMap((one, k) => (selects[k].value ? [[one, selects[k].value]] : [])))) },
      h("option", { value: "" }, "Choose…"), ...sides.map((side) => h("option", { value: side }, side))));
    return { element: h("div", { class: "mc-q-match" }, ...lefts.flatMap((left, i) => [h("label", { for: `${id}-${i}` }, left), selects[i]])),
      show: (r) => lefts.forEach((left, i) => { selects[i].value = (isMap(r) && r[left]) || ""; }) };
  },
  predict(q, say, id) {
    const xs = q.hidden.map((point) => point.x);
    let guess = xs.map(() => null), why = "";
    const answer = (told) => say(guess.every((y) => y === null) ? null : { guess: [...guess], why }, told);
    const inputs = xs.map((x, i) => h("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: `${id}-${i}`, size: 7, oninput: () => {
      const value = number(inputs[i].value);
      const wrong = inputs[i].value.trim() && (typeof value === "string" ? value : value < q.low || value > q.high ? `Between ${q.low} and ${q.high}.` : "");
      inputs[i].setAttribute("aria-invalid", Boolean(wrong));
      guess[i] = typeof value === "number" && !wrong ? value : null;
      plot(); answer(wrong || "");
    } }));
    const canvas = h("div", { class: "mc-q-plot" });
    const area = h("textarea", { rows: 3, maxlength: 100000, "aria-labelledby": `${id}-why`, oninput: () => { why = area.value; answer(""); } });
    const after = h("div", { hidden: true }, h("p", { id: `${id}-why`, html: text(q, "why") }), area);
    let seen = false;
    const plot = () => draw(canvas, q, guess, seen, (i, y) => { guess[i] = y; inputs[i].value = format(y); plot(); }, () => answer(""));
    plot();
    return {
      element: h("div", {}, canvas, h("div", { class: "mc-q-guess" }, ...xs.map((x, i) => h("span", {}, h("label", { for: `${id}-${i}` }, String(x)), inputs[i]))), h("p", { class: "mc-q-end" }, q.unit), after),
      show(r) { if (!isMap(r) || !Array.isArray(r.guess)) { guess = xs.map(() => null); why = ""; } else { guess = xs.map((x, i) => (Number.isFinite(r.guess[i]) ? r.guess[i] : null)); why = r.why ?? ""; }
        inputs.forEach((input, i) => { input.value = guess[i] === null ? "" : format(guess[i]); }); area.value = why; if (why) this.reveal(); plot(); },
      reveal() { if (q.hidden[0].y === undefined) return; seen = true; after.hidden = false; plot(); },
    };
  },
};

function choice(type, q, read, isOn) {
  const name = `mc-q-${++count}`;
  const inputs = q.options.map((option, i) => h("input", { type, name, id: `${name}-${i}`, onchange: () => read(inputs) }));
  return { element: h("div", { class: "mc-q-options" }, ...inputs.flatMap((input, i) => [h("div", {}, input, h("label", { for: input.id, html: text(q, "option", i) }))])),
    show: (r) => inputs.forEach((input, i) => { input.checked = isOn(r, i); }) };
}

// A guess is drawn over the points that are given, with a pointer; the fields below do the same from the keyboard.
function draw(canvas, q, guess, seen, set, done) {
  const W = Math.max(230, Math.min(560, canvas.clientWidth || 560)), H = 240, left = 46, foot = 26, points = [...(q.given ?? []), ...q.hidden];
  const px = (i) => left + ((i + 0.5) * (W - left - 10)) / points.length;
  const py = (y) => 10 + ((q.high - y) / (q.high - q.low)) * (H - foot - 10);
  const first = points.length - q.hidden.length, every = Math.ceil((points.length * 46) / (W - left));
  const path = (ys) => ys.map(([i, y], k) => `${k ? "L" : "M"}${px(i)},${py(y)}`).join("");
  const given = (q.given ?? []).map((point, i) => [i, point.y]);
  const mine = guess.flatMap((y, i) => (y === null ? [] : [[first + i, y]]));
  const truth = seen ? q.hidden.map((point, i) => [first + i, point.y]) : [];
  const join = given.slice(-1);
  const dots = (ys, name) => ys.map(([i, y]) => `<circle class="${name}" cx="${px(i)}" cy="${py(y)}" r="4"/>`).join("");
  const ticks = [q.low, (q.low + q.high) / 2, q.high].map((y) => `<line x1="${left}" x2="${W}" y1="${py(y)}" y2="${py(y)}"/><text x="${left - 6}" y="${py(y) + 4}" text-anchor="end">${format(y)}</text>`).join("");
  const labels = points.map((point, i) => (i % every ? "" : `<text x="${px(i)}" y="${H - 6}" text-anchor="middle">${String(point.x).replace(/[<&]/g, "")}</text>`)).join("");
  canvas.innerHTML = `<svg viewBox="0 0 ${W} ${H}" role="img" aria-label="Your guess is drawn here; the fields below say the same in numbers.">${ticks}${labels}<rect x="${px(first - 0.5)}" y="10" width="${px(points.length - 0.5) - px(first - 0.5)}" height="${H - foot - 10}"/>`
    + `<path class="given" d="${path(given)}"/>${dots(given, "given")}<path class="mine" d="${path([...join, ...mine])}"/>${dots(mine, "mine")}<path class="truth" d="${path(truth.length ? [...join, ...truth] : [])}"/>${dots(truth, "truth")}</svg>`;
  const svg = canvas.firstChild;
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const i = Math.round(((event.clientX - box.left) * (W / box.width) - left) / ((W - left - 10) / points.length) - 0.5) - first;
    const y = q.high - (((event.clientY - box.top) * (H / box.height) - 10) / (H - foot - 10)) * (q.high - q.low);
    const unit = 10 ** Math.floor(Math.log10((q.high - q.low) / 100));
    if (i >= 0 && i < guess.length) set(i, Math.min(q.high, Math.max(q.low, Math.round(y / unit) * unit)));
  };
  svg.onpointerdown = (event) => {
    const move = (e) => at(e), up = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", up); removeEventListener("pointercancel", up); done(); };
    addEventListener("pointermove", move); addEventListener("pointerup", up); addEventListener("pointercancel", up);
    event.preventDefault(); at(event);
  };
}

const list = (items) => items.join("; ");
/** The right answer in words, as plain text. */
const rightly = {
  single: (q) => [q.options.find((option) => option.correct).text],
  multi: (q) => q.options.filter((option) => option.correct).map((option) => option.text),
  numeric: (q) => [`${format(q.answer)} ${q.unit ?? ""}${q.tolerance ? ` (± ${format(q.tolerance)} counts as right)` : ""}`],
  order: (q) => [q.items.join(" → ")],
  match: (q) => q.pairs.map(({ left, right }) => `${left}: ${right}`),
  short: (q) => [q.model_answer],
  predict: (q) => q.hidden.map((point) => `${point.x}: ${format(point.y)}`),
};

/** What is said to a response: the feedback of what was chosen, or of a number that is a known mistake. */
function feedback(q, response) {
  if (q.kind === "single" || q.kind === "multi") return [response].flat().map((i) => text(q, "feedback", i)).filter(Boolean).join(" ");
  if (q.kind === "numeric") {
    const value = number(response);
    const i = (q.mistakes ?? []).findIndex((mistake) => Math.abs(mistake.answer - value) <= (q.tolerance || 1e-9));
    return i < 0 ? "" : text(q, "mistake", i);
  }
  return "";
}

// --- The question -----------------------------------------------------------------------------------------------------

/**
 * Draws a question into `element`. `spec`: {key, practice, link, variants: [question…]}. `host`: what keeps the answer
 * besides this browser, {read(key), write(key, state), name}, or null on a page.
 */
export function mount(element, spec, host = null) {
  let variant = 0;
  const draw = () => {
    const q = spec.variants[variant], key = variant ? `${spec.key}~${variant}` : spec.key;
    const id = `mc-q-${++count}`;
    const status = h("p", { class: "mc-q-status", role: "status", id: `${id}-status` });
    const told = h("div", { class: "mc-q-told" });
    const mine = merge(store.read(key), live.get(key)), theirs = host?.read(key) ?? null;
    let state = merge(mine, theirs) ?? NEVER, timer, sending;
    const where = () => store.trouble || (host ? `Saved in this browser and in ${host.name}.` : "Saved in this browser.");
    const keep = () => {
      live.set(key, state);
      const kept = store.write(key, state);
      clearTimeout(sending);
      sending = setTimeout(() => host?.write(key, state), 250);
      if (kept) store.trouble = "";
      document.dispatchEvent(new CustomEvent("mc-answer", { detail: { key } }));
    };
    const commit = (change, note = "") => {
      // Another tab may have gone further: what is typed last, here, is later than that.
      state = { ...state, ...change, rev: Math.max(state.rev, store.read(key)?.rev ?? 0) + 1, ts: Date.now() };
      if (change.response !== undefined) told.replaceChildren();
      clearTimeout(timer);
      keep(); // at once: a tab may be closed at any moment; only what is said about it waits
      timer = setTimeout(() => { status.textContent = `${note} ${where()}`.trim(); }, note ? 0 : 400);
    };
    const body = kinds[q.kind](q, (response, note) => commit({ response }, note), id);
    if (state.rev) status.textContent = `Your answer of ${new Date(state.ts).toLocaleString()} is back.`;
    if (store.trouble) status.textContent = store.trouble;
    const sure = h("select", { id: `${id}-sure`, onchange: () => commit({ confidence: sure.value === "" ? null : Number(sure.value) }) },
      h("option", { value: "" }, "–"), ...[0, 25, 50, 75, 90, 100].map((p) => h("option", { value: p }, `${p} %`)));
    sure.value = state.confidence ?? "";
    const actions = h("div", { class: "mc-q-actions" });
    if (spec.practice) {
      let hints = 0;
      actions.append(h("button", { type: "button", class: "mc-q-check", onclick: check }, "Check"));
      if (q.hints?.length) actions.append(h("button", { type: "button", onclick(event) {
        if (!hints) told.replaceChildren();
        told.append(h("p", { html: `<b>Hint ${hints + 1}.</b> ${text(q, "hint", hints)}` }));
        if (++hints === q.hints.length) event.target.disabled = true;
        status.textContent = `Hint ${hints} of ${q.hints.length}.`;
      } }, "Hint"));
      if (spec.variants.length > 1) actions.append(h("button", { type: "button", onclick() { variant = (variant + 1) % spec.variants.length; draw(); element.querySelector("legend").focus(); } }, "Another variant"));
    }
    actions.append(h("span", { class: "mc-q-sure" }, h("label", { for: sure.id }, "How sure are you? "), sure));
    function check() {
      if (blank(state.response)) { status.textContent = "Answer first, then check."; return; }
      if (q.kind === "numeric" && typeof number(state.response) === "string") { status.textContent = number(state.response); return; }
      if (q.kind === "predict" && state.response.guess.some((y) => y === null)) { status.textContent = "Guess every point first, then check."; return; }
      const worth = score(q, state.response);
      clearTimeout(timer);
      const verdict = q.kind === "predict" ? `Off by ${format(off(q, state.response))} on average (${q.unit})` : worth === null ? "Compare with the model answer" : worth === 1 ? "Right" : worth > 0 ? `Partly right (${Math.round(worth * 100)} %)` : "Not right";
      body.reveal?.();
      told.dataset.worth = worth === null || q.kind === "predict" ? "read" : worth === 1 ? "right" : worth > 0 ? "partly" : "wrong";
      const said = feedback(q, state.response);
      told.replaceChildren(
        h("p", {}, h("b", {}, `${verdict}. `), h("span", { html: said })),
        ...(worth === 1 ? [] : [h("details", { open: worth === null || q.kind === "predict" }, h("summary", {}, q.kind === "short" ? "Model answer" : "The answer"), h("p", {}, list(rightly[q.kind](q))))]),
        ...(q.rubric?.length ? [h("p", {}, "A good answer says:"), h("ul", {}, ...q.rubric.map((point) => h("li", {}, point)))] : []),
        h("p", { html: text(q, "explanation") }),
        ...(spec.link ? [h("p", {}, h("a", { href: spec.link }, "Back to the section"))] : []));
      status.textContent = `${verdict}.`;
      document.dispatchEvent(new CustomEvent("mc-checked", { detail: { key, worth } }));
    }
    const group = h("fieldset", { class: "mc-q", "data-kind": q.kind, "data-lm-suppress-shortcuts": "true" },
      h("legend", { id: `${id}-prompt`, tabindex: -1, html: text(q, "prompt") }), body.element, actions, status, told);
    element.replaceChildren(group);
    body.show(state.response); // now that a drawing knows how wide it is
    if (conflict(mine, theirs)) group.prepend(h("div", { class: "mc-q-conflict", role: "alert" }, h("p", {}, `Two different answers are kept. Which one counts?`),
      ...[[mine, "the one in this browser"], [theirs, `the one in ${host.name}`]].map(([one, name]) => h("button", { type: "button", onclick(event) {
        body.show(one.response); event.target.parentElement.remove(); commit({ response: one.response, confidence: one.confidence }, "Kept."); } },
        `${name}: ${JSON.stringify(one.response).slice(0, 80)}`))));
    else if (state.rev && (later(state, mine ?? NEVER) > 0 || (host && later(state, theirs ?? NEVER) > 0))) keep();
  };
  draw();
}

// --- Progress -------------------------------------------------------------------------------------------------------------

const answered = (key, state) => !key.startsWith("unread/") && isState(state) && !blank(state.response);

/** Draws what was answered and where it is kept. `spec`: {questions: {key: {title, chapter, question}}}. */
export function progress(element, spec, host = null) {
  const message = h("p", { role: "status", class: "mc-q-status" });
  const all = () => {
    const states = store.all();
    for (const [key, state] of Object.entries(host?.all() ?? {})) states[key] = merge(states[key], state);
    return states;
  };
  const paint = () => {
    const states = all();
    const chapters = {}, sure = {};
    for (const [key, { chapter, question }] of Object.entries(spec.questions)) {
      const row = (chapters[chapter] ??= { all: 0, answered: 0, right: 0 });
      row.all++;
      if (!answered(key, states[key])) continue;
      const worth = score(question, states[key].response);
      row.answered++;
      if (worth === 1) row.right++;
      if (states[key].confidence != null && worth !== null) { const bin = (sure[states[key].confidence] ??= { n: 0, worth: 0 }); bin.n++; bin.worth += worth; }
    }
    const table = (caption, head, rows) => h("table", { class: "mc-q-table" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, ...rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, String(cell)))))));
    element.replaceChildren(
      table("Answered and right, by chapter", ["Chapter", "All", "Answered", "Right"], Object.entries(chapters).map(([name, row]) => [name, row.all, row.answered, row.right])),
      ...(Object.keys(sure).length ? [table("How sure you were, and how often you were right", ["You said", "Answers", "Right on average"], Object.entries(sure).sort(([a], [b]) => a - b).map(([p, { n, worth }]) => [`${p} %`, n, `${Math.round((100 * worth) / n)} %`]))] : []),
      h("div", { class: "mc-q-actions" },
        h("button", { type: "button", onclick: download }, "Download my answers"),
        h("label", { class: "mc-q-file" }, "Restore from a file ", h("input", { type: "file", accept: ".json,application/json", onchange: restore })),
        h("button", { type: "button", onclick: ask }, "Erase my answers")),
      message);
  };
  const download = () => {
    const kept = (wanted) => Object.fromEntries(Object.entries(all()).filter(([key, state]) => wanted(key, state)).sort(([a], [b]) => (a < b ? -1 : 1)));
    const day = new Date().toISOString().slice(0, 10);
    const content = JSON.stringify({ format: FORMAT, answers: kept((key, state) => !key.startsWith("unread/") && isState(state)), unread: kept((key, state) => key.startsWith("unread/") || !isState(state)) }, null, 1);
    const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    h("a", { href: url, download: `mcollab-answers-${day}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    message.textContent = "Your answers are in your downloads: keep the file. A browser may forget them after a week without a visit.";
  };
  const restore = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    let answers;
    try { const content = JSON.parse((await file.text()).replace(/^\ufeff/, "")); if (content.format !== FORMAT || !isMap(content.answers)) throw 0; answers = content.answers; }
    catch { message.textContent = `${file.name} is not a file of answers of this course; nothing was changed.`; return; }
    let taken = 0;
    for (const [key, state] of Object.entries(answers)) if (isState(state)) {
      const best = merge(store.read(key), state);
      if (best === state) taken++;
      live.set(key, best); store.write(key, best); host?.write(key, best);
    }
    paint();
    message.textContent = `${taken} answers restored; later ones that were here already were kept. ${store.trouble}`;
  };
  const ask = (event) => {
    if (event.target.dataset.sure === undefined) { event.target.dataset.sure = ""; event.target.textContent = "Erase for good?"; message.textContent = "Press once more to erase every answer in this browser. Download them first if you may want them."; return; }
    store.erase(); paint(); message.textContent = `Erased from this browser.${host ? ` ${host.name} is yours to delete.` : ""}`;
  };
  paint();
  document.addEventListener("mc-answer", () => { if (element.isConnected && !element.contains(document.activeElement)) paint(); });
}

// --- Hosts ------------------------------------------------------------------------------------------------------------------

const mountAny = (element, spec, host) => {
  if (spec.notice) store.trouble = spec.notice;
  (spec.questions ? progress : mount)(element, spec, host);
};

if (globalThis.customElements && !customElements.get("mc-question")) {
  customElements.define("mc-question", class extends HTMLElement {
    connectedCallback() {
      if (this.dataset.live !== undefined) return;
      this.dataset.live = "";
      mountAny(this, JSON.parse(this.querySelector("script[type='application/json']").textContent));
    }
  });
}

export default {
  render({ model, el }) {
    const host = {
      name: "answers.json",
      all: () => model.get("answers"),
      read: (key) => model.get("answers")[key] ?? null,
      write(key, state) { model.set("answers", { ...model.get("answers"), [key]: state }); model.save_changes(); },
    };
    mountAny(el, model.get("spec"), host);
  },
};
