// One question: drawn, answered, kept and, where it is practice, checked.
import { button, fill, fresh, h, inWords, list, select, text } from "./parts.js";
import { NEVER, conflict, kinds, lacking, merge, next, score, standing } from "./rules.js";
import { announce, store } from "./store.js";


/** What a response is worth, in words, and as the style sheet knows it. */
function verdict(question, response, worth) {
  const own = kinds[question.kind].verdict?.(question, response);
  if (own || worth === null) return [own ?? "Compare with the model answer", "read"];
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
    && [h("p", {}, "A good answer says:"), list(question.rubric)];
  const lines = [
    h("p", {}, h("b", { class: `mc-q-${mark}` }, `${said}. `),
      h("span", { html: kind.comments?.(question, response) ?? "" })),
    worth !== 1 && right,
    rubric,
    h("p", { html: text(question, "explanation") }),
    link && h("p", {}, h("a", { href: link }, "Back to the section")),
  ];
  return { said, lines };
}

/**
 * Draws a question into `element`. `spec`: {key, practice, link, version, variants: [question…]}. `host`: what keeps
 * the answer besides this browser, {read(key), write(key, state), name}, or null on a page.
 */
export function mount(element, spec, host = null, variant = 0) {
  const question = spec.variants[variant], kind = kinds[question.kind], id = fresh();
  const key = spec.practice && question.variant ? `${spec.key}~${question.variant}` : spec.key;
  const formerly = variant ? `${spec.key}~${variant}` : spec.key;
  const saidBy = kind.said ?? inWords; // a response as it is told to who gave it
  const status = h("p", { class: "mc-q-status", role: "status", id: `${id}-status` });
  const legend = h("legend", { id: `${id}-prompt`, tabindex: -1, html: text(question, "prompt") });
  const box = h("div", { class: "mc-q-told" });
  const mine = store.read(key, formerly), theirs = host?.read(key) ?? host?.read(formerly);
  let state = merge(mine, theirs) ?? NEVER, timer, sending;
  // An assignment's key names no variant: an answer to another one's numbers stands for that alone.
  const moved = !spec.practice && (state.variant ?? "") !== question.variant;
  const was = standing(question, state, moved);
  let given = was === "changed" ? null : state.response; // what the controls hold

  const trouble = () => store.trouble || host?.trouble?.() || "";
  const saved = `Saved in this browser${host ? ` and in ${host.name}` : ""}.`;
  const keep = () => {
    if (store.write(key, state)) store.trouble = "";
    clearTimeout(sending);
    sending = setTimeout(() => host?.write(key, state), 250);
    announce();
  };
  const commit = (response, note = "") => {
    if (response !== given) box.replaceChildren();
    given = response;
    notice?.remove();
    // Another tab may have gone further: what is typed last, here, is later than that.
    const last = merge(store.read(key, formerly), state);
    const confidence = sure.value ? Number(sure.value) : null;
    state = next(last, { response, confidence, asked: question.asked, variant: question.variant,
      prompt: legend.textContent, version: spec.version });
    clearTimeout(timer);
    keep(); // at once: a tab may be closed at any moment; only what is said about it waits
    timer = setTimeout(() => { status.textContent = `${note} ${trouble() || saved}`.trim(); }, note ? 0 : 400);
  };
  const body = kind.controls(question, commit, id);

  function check() {
    const why = lacking(question, { response: given, asked: question.asked });
    if (why === "open" || (why && !kind.partly)) {
      status.textContent = why === "open" ? "Answer first, then check." : why;
      return;
    }
    clearTimeout(timer);
    const { said, lines } = told(question, given, spec.link);
    body.reveal?.();
    fill(box, lines);
    status.textContent = `${said}. ${trouble()}`.trim();
  }

  function practice() {
    const { hints } = question;
    let shown = 0;
    const hint = button("Hint", () => {
      if (!shown) box.replaceChildren();
      box.append(h("p", { html: `<b>Hint ${shown + 1}.</b> ${text(question, `hint.${shown}`)}` }));
      hint.disabled = ++shown === hints.length;
      status.textContent = `Hint ${shown} of ${hints.length}.`;
    });
    const another = button("Another variant", () => {
      mount(element, spec, host, (variant + 1) % spec.variants.length);
      element.querySelector("legend").focus();
    });
    return [button("Check", check, { class: "mc-q-check" }), hints.length && hint, spec.variants.length > 1 && another];
  }

  // An answer to another wording stands, or not, as the learner says.
  function changed() {
    const back = was === "named", takes = back || (!moved && kind.takes?.(question, state.response));
    if (!back && was !== "changed") return null;
    const lines = [
      state.asked
        ? "The question changed since you answered it."
        : "You answered this in an older version of the course.",
      state.prompt && state.prompt !== legend.textContent ? `It asked: “${state.prompt}”` : "",
      back ? "Your answer is back: see whether it still stands." : `You answered: “${saidBy(state.response)}”`,
      takes ? "" : "Please answer again.",
    ];
    const stands = () => { body.show(state.response); commit(state.response, "Kept."); };
    return h("div", { class: "mc-q-note", role: "note" }, h("p", {}, lines.filter(Boolean).join(" ")),
      takes && button("Keep my answer", stands));
  }
  const notice = changed();

  // How sure: of an answer that is not given yet it is kept with the answer.
  const onchange = () => {
    follow(); // how sure one is of what is shown: never of what another tab answered
    if (group.isConnected && (was !== "changed" || given !== null)) commit(given);
  };
  const shares = [0, 25, 50, 75, 90, 100].map((p) => [p, `${p} %`]);
  const sure = select([["", "–"], ...shares], { id: `${id}-sure`, onchange });
  sure.value = was === "changed" ? "" : (state.confidence ?? "");
  const actions = h("div", { class: "mc-q-actions" }, spec.practice && practice(),
    h("span", { class: "mc-q-sure" }, h("label", { for: sure.id }, "How sure are you? "), sure));
  const group = h("fieldset", { class: "mc-q", "data-kind": question.kind },
    legend, notice, body.element, actions, status, box);
  element.replaceChildren(group);
  // What was answered or erased since in another place, be it another tab, is shown here too.
  const follow = () => {
    const kept = store.read(key, formerly);
    if (!group.isConnected) document.removeEventListener("mc-answer", follow);
    else if (kept ? merge(state, kept) !== state : state.rev && !host) mount(element, spec, host, variant);
  };
  document.addEventListener("mc-answer", follow);
  body.show(given); // now that a drawing knows how wide it is
  if (given !== null) status.textContent = `Your answer of ${new Date(state.ts).toLocaleString()} is back.`;
  const warn = () => { status.textContent = trouble() || status.textContent; };
  warn();
  host?.told?.(warn);
  if (conflict(mine, theirs)) group.prepend(choose());
  else if (state.rev && (merge(mine, state) !== mine || (host && merge(theirs, state) !== theirs))) keep();

  function choose() {
    const one = (kept, name) => button(`${name}: ${saidBy(kept.response).slice(0, 80)}`, () => {
      state = next(state, kept);
      keep();
      mount(element, spec, host, variant);
    });
    return h("div", { class: "mc-q-note", role: "alert" },
      h("p", {}, "Two different answers are kept. Which one counts?"),
      one(mine, "the one in this browser"), one(theirs, `the one in ${host.name}`));
  }
}
