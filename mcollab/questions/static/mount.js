// One question: drawn, answered, kept and, where it is practice, checked.
import { button, fresh, h, text } from "./parts.js";
import { NEVER, conflict, kinds, lacking, later, merge, score } from "./rules.js";
import { live, store } from "./store.js";

const SURE = [0, 25, 50, 75, 90, 100];
const announce = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/** What a response is worth, in words, and as the style sheet knows it. */
function verdict(question, response, worth) {
  const own = kinds[question.kind].verdict?.(question, response);
  if (own) return [own, "read"];
  if (worth === null) return ["Compare with the model answer", "read"];
  if (worth === 1) return ["Right", "right"];
  return worth > 0 ? [`Partly right (${Math.round(worth * 100)} %)`, "partly"] : ["Not right", "wrong"];
}

/** What is said to a response that is checked. */
function told(question, response, link) {
  const kind = kinds[question.kind], worth = score(question, response);
  const [said, mark] = verdict(question, response, worth);
  const right = h("details", { open: mark === "read" }, h("summary", {}, kind.answerIs ?? "The answer"),
    h("p", {}, kind.right(question).join("; ")));
  const rubric = question.rubric?.length
    ? [h("p", {}, "A good answer says:"), h("ul", {}, ...question.rubric.map((point) => h("li", {}, point)))] : [];
  const lines = [
    h("p", {}, h("b", {}, `${said}. `), h("span", { html: kind.comments?.(question, response) ?? "" })),
    ...(worth === 1 ? [] : [right]),
    ...rubric,
    h("p", { html: text(question, "explanation") }),
    ...(link ? [h("p", {}, h("a", { href: link }, "Back to the section"))] : []),
  ];
  return { said, mark, worth, lines };
}

const sentence = (why) => why[0].toUpperCase() + why.slice(1) + (/[.!?]$/.test(why) ? "" : ".");

/**
 * Draws a question into `element`. `spec`: {key, practice, link, variants: [question…]}. `host`: what keeps the answer
 * besides this browser, {read(key), write(key, state), name}, or null on a page.
 */
export function mount(element, spec, host = null, variant = 0) {
  const question = spec.variants[variant], key = variant ? `${spec.key}~${variant}` : spec.key;
  const kind = kinds[question.kind], id = fresh();
  const status = h("p", { class: "mc-q-status", role: "status", id: `${id}-status` });
  const box = h("div", { class: "mc-q-told" });
  const mine = merge(store.read(key), live.get(key)), theirs = host?.read(key) ?? null;
  let state = merge(mine, theirs) ?? NEVER, timer, sending;

  const where = () => store.trouble || `Saved in this browser${host ? ` and in ${host.name}` : ""}.`;
  const keep = () => {
    live.set(key, state);
    const kept = store.write(key, state);
    clearTimeout(sending);
    sending = setTimeout(() => host?.write(key, state), 250);
    if (kept) store.trouble = "";
    announce("mc-answer", { key });
  };
  const commit = (change, note = "") => {
    // Another tab may have gone further: what is typed last, here, is later than that.
    state = { ...state, ...change, rev: Math.max(state.rev, store.read(key)?.rev ?? 0) + 1, ts: Date.now() };
    if (change.response !== undefined) box.replaceChildren();
    clearTimeout(timer);
    keep(); // at once: a tab may be closed at any moment; only what is said about it waits
    timer = setTimeout(() => { status.textContent = `${note} ${where()}`.trim(); }, note ? 0 : 400);
  };
  const body = kind.controls(question, (response, note) => commit({ response }, note), id);

  function check() {
    const why = lacking(question, state.response);
    if (why === "open" || (why && !kind.partly)) {
      status.textContent = why === "open" ? "Answer first, then check." : sentence(why);
      return;
    }
    clearTimeout(timer);
    const { said, mark, worth, lines } = told(question, state.response, spec.link);
    body.reveal?.();
    box.dataset.worth = mark;
    box.replaceChildren(...lines);
    status.textContent = `${said}.`;
    announce("mc-checked", { key, worth });
  }

  function practice() {
    const hints = question.hints ?? [];
    let given = 0;
    const hint = button("Hint", () => {
      if (!given) box.replaceChildren();
      box.append(h("p", { html: `<b>Hint ${given + 1}.</b> ${text(question, "hint", given)}` }));
      hint.disabled = ++given === hints.length;
      status.textContent = `Hint ${given} of ${hints.length}.`;
    });
    const another = button("Another variant", () => {
      mount(element, spec, host, (variant + 1) % spec.variants.length);
      element.querySelector("legend").focus();
    });
    return [button("Check", check, { class: "mc-q-check" }), ...(hints.length ? [hint] : []),
      ...(spec.variants.length > 1 ? [another] : [])];
  }

  const sure = h("select", { id: `${id}-sure`,
    onchange: () => commit({ confidence: sure.value === "" ? null : Number(sure.value) }) },
  h("option", { value: "" }, "–"), ...SURE.map((p) => h("option", { value: p }, `${p} %`)));
  sure.value = state.confidence ?? "";
  const actions = h("div", { class: "mc-q-actions" }, ...(spec.practice ? practice() : []),
    h("span", { class: "mc-q-sure" }, h("label", { for: sure.id }, "How sure are you? "), sure));
  const group = h("fieldset", { class: "mc-q", "data-kind": question.kind, "data-lm-suppress-shortcuts": "true" },
    h("legend", { id: `${id}-prompt`, tabindex: -1, html: text(question, "prompt") }),
    body.element, actions, status, box);
  element.replaceChildren(group);
  body.show(state.response); // now that a drawing knows how wide it is
  if (state.rev) status.textContent = `Your answer of ${new Date(state.ts).toLocaleString()} is back.`;
  if (store.trouble) status.textContent = store.trouble;
  if (conflict(mine, theirs)) group.prepend(choose());
  else if (state.rev && (later(state, mine ?? NEVER) > 0 || (host && later(state, theirs ?? NEVER) > 0))) keep();

  function choose() {
    const short = (response) => JSON.stringify(response).slice(0, 80);
    const one = ({ response, confidence }, name) => button(`${name}: ${short(response)}`, () => {
      body.show(response);
      alert.remove();
      commit({ response, confidence }, "Kept.");
    });
    const alert = h("div", { class: "mc-q-conflict", role: "alert" },
      h("p", {}, "Two different answers are kept. Which one counts?"),
      one(mine, "the one in this browser"), one(theirs, `the one in ${host.name}`));
    return alert;
  }
}
