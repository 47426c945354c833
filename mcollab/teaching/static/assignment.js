// The assignment: who you are, the questions of your number, what is open, and the file to hand in. On a page of its
// own (no server, no network) and in a notebook. The rules of `variant`, `canonical` and the hand-in are those of
// handin.py.
import {
  NEVER, announce, fnv1a, h, isMap, isState, kernel, lacking, later, merge, mount, next, store, words,
} from "./question.js";

// --- Rules -----------------------------------------------------------------------------------------------------------

/** Which of the variants, by their names, is a student's: the one that draws the highest number. */
export function variant(assignment, student, question, names) {
  const drawn = names.map((name) => {
    let value = fnv1a([assignment, words(student), question, name].join("\x1f"));
    for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35]]) {
      value = Math.imul(value ^ (value >>> shift), factor);
    }
    return (value ^ (value >>> 16)) >>> 0;
  });
  return drawn.indexOf(Math.max(...drawn));
}

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const ascii = (json) => json.replace(/[\u007f-\uffff]/g, escaped);
function byPoint(a, b) {
  const [one, other] = [[...a], [...b]];
  for (let i = 0; i < one.length && i < other.length; i++) {
    if (one[i] !== other[i]) return one[i].codePointAt(0) - other[i].codePointAt(0);
  }
  return one.length - other.length;
}
/** JSON with sorted keys, no spaces and ASCII alone; small numbers as Python writes them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value && typeof value === "object") {
    const member = (key) => `${ascii(JSON.stringify(key))}:${canonical(value[key])}`;
    return `{${Object.keys(value).sort(byPoint).map(member).join()}}`;
  }
  if (typeof value === "number" && value && Math.abs(value) < 1e-4) {
    return value.toExponential().replace(/e-(\d)$/, "e-0$1");
  }
  return ascii(JSON.stringify(value));
}

/** SHA-256 of an ASCII text, in hexadecimal; a page opened from a file or over plain http may have no crypto.subtle. */
export function sha256(text) {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const bits = (root) => ((root % 1) * 2 ** 32) | 0;
  const k = primes.map((p) => bits(Math.cbrt(p))), state = primes.slice(0, 8).map((p) => bits(Math.sqrt(p)));
  const block = new Int32Array(((text.length + 72) >> 6) << 4);
  for (let i = 0; i < text.length; i++) block[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  block[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  block[block.length - 1] = text.length * 8;
  const turn = (x, n) => (x >>> n) | (x << (32 - n)), w = new Int32Array(64);
  for (let at = 0; at < block.length; at += 16) {
    let [a, b, c, d, e, f, g, last] = state;
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = block[at + i];
      else {
        w[i] = w[i - 16] + w[i - 7] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3))
          + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10));
      }
      const one = (last + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [last, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, last].forEach((x, i) => { state[i] = (state[i] + x) | 0; });
  }
  return state.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The hand-in, with its checksum: each answer as it was given, and to what. */
export function handIn(spec, student, asked, states, submitted) {
  const given = asked.filter(({ key }) => states[key]?.rev && states[key].asked).map(({ name, key }) => {
    const { rev, ts, response = null, confidence = null, asked: question, prompt = "", version = "" } = states[key];
    return [name, { rev, ts, response, confidence, asked: question, prompt, version }];
  });
  const sealed = {
    assignment: spec.id, ...(spec.course && { course: spec.course }), version: spec.version, student, submitted,
    answers: Object.fromEntries(given),
  };
  return { format: FORMAT, ...sealed, checksum: sha256(canonical(sealed)).slice(0, 16) };
}
const FORMAT = "mcollab.submission/2";

/** Whether a hand-in is whole: what is damaged, or was changed by hand, would be refused at grading too. */
function whole({ format: _, checksum, ...sealed }) {
  return isMap(sealed.answers) && Object.values(sealed.answers).every(isState)
    && typeof sealed.student?.name === "string" && typeof sealed.student.id === "string"
    && words(sealed.student.id) !== "" && checksum === sha256(canonical(sealed)).slice(0, 16);
}

// --- The page --------------------------------------------------------------------------------------------------------

/** Draws an assignment into `element`; `host` keeps the answers besides this browser, as for a question. */
export function open(element, spec, host = null) {
  if (!host) store.at(spec.place ?? "assignment");
  const space = spec.course ? `${spec.course}/${spec.id}` : spec.id; // other courses' answers are kept apart
  const whoKey = `${space}/student`;
  const here = (key) => merge(store.read(key), host?.read(key) ?? null);
  const who = () => {
    const kept = here(whoKey)?.response;
    return typeof kept?.id === "string" && typeof kept.name === "string" ? kept : { id: "", name: "" };
  };
  const keep = (key, response) => {
    const state = next(here(key) ?? NEVER, { response, confidence: null });
    store.write(key, state);
    host?.write(key, state);
  };
  let student = { id: "", name: "" }, asked = [];

  const id = h("input", {
    type: "text", id: `mc-a-id-${spec.id}`, autocomplete: "off", maxlength: 100, spellcheck: "false", required: true,
  });
  const called = h("input", { type: "text", id: `mc-a-name-${spec.id}`, autocomplete: "name", maxlength: 100 });
  const told = h("p", { class: "mc-a-told", role: "status" });
  const list = h("div", { class: "mc-a-questions" });
  const bar = h("section", { class: "mc-a-bar", "aria-label": "Hand in", hidden: true });

  const form = h("form", { class: "mc-a-who", onsubmit(event) { event.preventDefault(); start(); } },
    h("p", {}, h("label", { for: id.id }, "Your student number"), id),
    h("p", {}, h("label", { for: called.id }, "Your name"), called),
    h("p", {}, h("button", { type: "submit" }, "Show my questions")));

  function start() {
    id.value = id.value.replace(/[\u200b-\u200f\u2060\ufeff]/g, ""); // what is pasted may hold what nobody sees
    if (!words(id.value)) {
      told.textContent = "Type your student number first: your questions follow from it.";
      id.focus();
      return;
    }
    const changed = student.id && words(student.id) !== words(id.value);
    student = { id: id.value.trim(), name: called.value.trim() };
    keep(whoKey, student);
    told.textContent = changed
      ? `These are the questions of ${student.id}. What was answered under the other number is kept apart.` : "";
    show();
  }

  function show() {
    asked = spec.questions.map(({ name, points, variants }) => {
      const question = variants[variant(spec.id, student.id, name, variants.map((one) => one.variant))];
      return { name, points, question, key: `${space}/${words(student.id)}/${name}` };
    });
    list.replaceChildren(...asked.map(({ points, question, key }, i) => {
      const place = h("div", { class: "mc-question", id: `q${i + 1}`, tabindex: -1 });
      const body = h("div", {});
      const size = `${points} ${points === 1 ? "point" : "points"}, about ${question.minutes} min`;
      place.append(h("h2", {}, `Question ${i + 1} of ${asked.length} `, h("small", {}, size)), body);
      mount(body, { key, practice: false, version: spec.version, variants: [question] }, host);
      return place;
    }));
    bar.hidden = false;
    count();
  }

  const states = () => Object.fromEntries(asked.map(({ key }) => [key, here(key)]));
  const gaps = () => { const all = states(); return asked.map(({ question, key }) => lacking(question, all[key])); };
  const progress = h("p", { class: "mc-a-progress" });
  const after = h("p", { role: "status", class: "mc-a-told" });

  function count() {
    const left = gaps();
    const done = left.filter((why) => !why).length;
    const go = (i) => h("a", { href: `#q${i + 1}`, onclick(event) {
      event.preventDefault();
      list.children[i].scrollIntoView();
      list.children[i].focus({ preventScroll: true });
    } }, String(i + 1));
    const still = left.flatMap((why, i) => (why ? [go(i), why === "open" ? " " : ` (${why}) `] : []));
    const over = host
      ? " All done: run the last cell, and hand in the file that it writes."
      : " All done: download your answers and hand the file in.";
    progress.replaceChildren(
      `${done} of ${left.length} answered.`, ...(done === left.length ? [over] : [" Open: ", ...still]));
  }

  function download() {
    announce(); // what is shown is what is downloaded, whatever another tab has answered
    const left = gaps();
    const submitted = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const text = ascii(JSON.stringify(handIn(spec, student, asked, states(), submitted), null, 1));
    const safe = words(student.id).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "answers";
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    h("a", { href: url, download: `${spec.id}-${safe}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    const missing = left.flatMap((why, i) => (why ? [i + 1] : []));
    const rest = missing.length
      ? `Still open in it: ${missing.join(", ")}. You may answer them and download again; the latest file counts.`
      : "Every question is answered in it.";
    after.textContent = `${spec.id}-${safe}.json is in your downloads: hand in that file. ${rest}`;
  }

  async function restore(event) {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    try {
      const content = JSON.parse((await file.text()).replace(/^\ufeff/, ""));
      const ours = [FORMAT, "mcollab.submission/1"].includes(content.format) && content.assignment === spec.id;
      if (!ours || !whole(content)) throw 0;
      if (content.course && content.course !== spec.course) {
        after.textContent = `${file.name} has your answers to ${spec.id} of another course; nothing was changed.`;
        return;
      }
      let taken = 0, stay = 0, kept = true;
      student = { id: content.student.id, name: content.student.name };
      id.value = student.id; called.value = student.name;
      keep(whoKey, student);
      for (const [question, answer] of Object.entries(content.answers)) {
        const key = `${space}/${words(student.id)}/${question}`, mine = here(key);
        const { variant: _, ...state } = answer;
        if (merge(mine, state) !== state) { if (later(mine, state)) stay++; continue; }
        kept = store.write(key, state) && kept;
        host?.write(key, state); taken++;
      }
      show();
      after.textContent = [
        `${taken} answers were taken from ${file.name}.`,
        stay ? `${stay} that are here are later, and stay.` : "",
        kept ? "" : `They are on this page alone: this browser does not keep them. ${store.trouble}`,
      ].filter(Boolean).join(" ");
    } catch {
      after.textContent = `${file.name} is damaged, or no file of answers to ${spec.title}; nothing was changed.`;
    }
  }

  bar.append(progress, h("p", { class: "mc-a-actions" },
    ...(host ? [] : [h("button", { type: "button", class: "mc-a-main", onclick: download }, "Download my answers")]),
    h("label", { class: "mc-a-file" }, "Go on from a file ",
      h("input", { type: "file", accept: ".json,application/json", onchange: restore }))), after);
  const time = () => new Date(spec.due).toLocaleString([], { dateStyle: "full", timeStyle: "short" });
  const due = spec.due
    ? h("p", { class: "mc-a-due" }, h("b", {}, "Due: "), h("time", { datetime: spec.due }, time()),
      spec.late ? `. ${spec.late}` : "")
    : null;
  element.replaceChildren(h("div", { class: "mc-a" }, ...[due, form, told, list, bar].filter(Boolean)));
  /** Shows the questions of whoever is known here, unless somebody is typing another. */
  function begin() {
    if (id.value || called.value || !words(who().id)) return;
    student = who();
    id.value = student.id; called.value = student.name;
    show();
  }
  document.addEventListener("mc-answer", () => { if (element.isConnected) (asked.length ? count : begin)(); });
  begin();
  return (sentence) => { told.textContent = sentence; };
}

export default {
  render({ model, el }) {
    const spec = model.get("spec");
    if (spec.notice) store.trouble = spec.notice;
    store.at(spec.place);
    const tell = open(el, spec, kernel(model));
    model.on?.("change:spec", () => tell(model.get("spec").notice ?? "")); // what the kernel could not keep
  },
};
