// What was answered, and the buttons to download, restore and erase it.
import { button, fill, h, list, table } from "./parts.js";
import { blank, isMap, isState, later, merge, score, standing } from "./rules.js";
import { announce, store } from "./store.js";

const AGAIN = "Erase for good?";
/** The name of a question, without that of its variant. */
const nameOf = (key) => key.split("~")[0];

/** What was answered, chapter by chapter, how sure who answered was, and what has changed since: that is not scored. */
function counted(questions, states) {
  const chapters = {}, sure = {}, changed = [];
  for (const [key, { chapter, question }] of Object.entries(questions)) {
    const row = (chapters[chapter] ??= { all: 0, answered: 0, right: 0 }), state = states[key];
    const now = isState(state) ? standing(question, state) : "none";
    row.all++;
    if (now !== "none" && now !== "same") changed.push(`${chapter}: ${state.prompt || key}`);
    if (now !== "same") continue;
    const worth = score(question, state.response);
    row.answered++;
    if (worth === 1) row.right++;
    if (state.confidence == null || worth === null) continue;
    const bin = (sure[state.confidence] ??= { n: 0, worth: 0 });
    bin.n++;
    bin.worth += worth;
  }
  return { chapters, sure, changed };
}

/** Draws what was answered and where it is kept. `spec`: {questions: {key: {chapter, question}}}. */
export function progress(element, spec, host = null) {
  const message = h("p", { class: "mc-q-status", role: "status" });
  const all = () => {
    const states = store.all();
    for (const [key, state] of Object.entries(host?.all() ?? {})) states[key] = merge(states[key], state);
    return states;
  };
  const names = new Set(Object.keys(spec.questions).map(nameOf));
  const paint = () => {
    const { chapters, sure, changed } = counted(spec.questions, all());
    const rows = Object.entries(chapters).map(([name, row]) => [name, row.all, row.answered, row.right]);
    const bins = Object.entries(sure) // whole numbers come in their order
      .map(([p, { n, worth }]) => [`${p} %`, n, `${Math.round((100 * worth) / n)} %`]);
    const file = h("input", { type: "file", accept: ".json,application/json", onchange: restore });
    fill(element,
      table("Answered and right, by chapter", ["Chapter", "All", "Answered", "Right"], rows),
      changed.length && [h("p", {}, "These questions changed since you answered: "
        + "they count again once you say there that your answer stands."), list(changed)],
      bins.length && table("How sure you were, and how often you were right",
        ["You said", "Answers", "Right on average"], bins),
      h("div", { class: "mc-q-actions" }, button("Download my answers", download),
        h("label", { class: "mc-q-file" }, "Restore from a file ", file), button("Erase my answers", erase)),
      message);
  };
  const download = () => {
    const content = { format: "mcollab.answers/2", answers: {}, unread: {} };
    for (const [key, state] of Object.entries(all()))
      content[!key.startsWith("unread/") && isState(state) ? "answers" : "unread"][key] = state;
    const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
    h("a", { href: url, download: `mcollab-answers-${new Date().toISOString().slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    message.textContent = "Your answers are in your downloads: keep the file. "
      + "A browser may forget them after a week without a visit.";
  };
  const restore = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    let content;
    try { content = JSON.parse((await file.text()).replace(/^\ufeff/, "")); } catch { /* told below */ }
    // Format 1 says of a choice where it stood: such an answer is shown, and the learner chooses again.
    if (!/^mcollab.answers\/[12]$/.test(content?.format) || !isMap(content.answers)
      || !Object.values(content.answers).every(isState)) {
      message.textContent = `${file.name} is damaged, or no file of answers of this course; nothing was changed.`;
      return;
    }
    let taken = 0, stay = 0, out = 0;
    for (const [key, state] of Object.entries(content.answers)) {
      const kept = merge(store.read(key), host?.read(key)), best = merge(kept, state);
      // The same name may be another course's: an answer to what is not asked here takes the place of no other answer.
      const alike = [kept, spec.questions[key]?.question].some((one) => (one?.asked ?? "") === (state.asked ?? ""));
      if (!names.has(nameOf(key)) || !(alike || blank(kept?.response))) out++;
      else if (best !== state) stay += later(best, state) > 0;
      else {
        taken++;
        store.write(key, state);
        host?.write(key, state);
      }
    }
    announce();
    paint();
    message.textContent = `${taken} answers restored; ${stay} later ones were here and stay. `
      + `${out ? `${out} were left out: they answer other questions. ` : ""}${store.trouble}`;
  };
  const erase = ({ target }) => {
    if (target.textContent !== AGAIN) {
      target.textContent = AGAIN;
      message.textContent = "Press once more to erase your answers to this course in this browser. "
        + "Download them first if you may want them.";
      return;
    }
    store.erase();
    announce();
    paint();
    message.textContent = `Erased from this browser.${host ? ` ${host.name} is yours to delete.` : ""}`;
  };
  paint();
  document.addEventListener("mc-answer", () => {
    if (element.isConnected && !element.contains(document.activeElement)) paint();
  });
}
