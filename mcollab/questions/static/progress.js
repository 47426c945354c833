// What was answered, and the buttons to download, restore and erase it.
import { button, h, table } from "./parts.js";
import { isMap, isState, later, merge, score, standing } from "./rules.js";
import { store } from "./store.js";

const whole = ([key, state]) => !key.startsWith("unread/") && isState(state);

/** What was answered, chapter by chapter, and how sure who answered was. */
function counted(questions, states) {
  const chapters = {}, sure = {};
  for (const [key, { chapter, question }] of Object.entries(questions)) {
    const row = (chapters[chapter] ??= { all: 0, answered: 0, right: 0 }), state = states[key];
    row.all++;
    if (!isState(state) || !["same", "named"].includes(standing(question, state))) continue;
    const worth = score(question, state.response);
    row.answered++;
    if (worth === 1) row.right++;
    if (state.confidence == null || worth === null) continue;
    const bin = (sure[state.confidence] ??= { n: 0, worth: 0 });
    bin.n++;
    bin.worth += worth;
  }
  return { chapters, sure };
}

/** Draws what was answered and where it is kept. `spec`: {questions: {key: {chapter, question}}}. */
export function progress(element, spec, host = null) {
  const message = h("p", { role: "status", class: "mc-q-status" });
  const all = () => {
    const states = store.all();
    for (const [key, state] of Object.entries(host?.all() ?? {})) states[key] = merge(states[key], state);
    return states;
  };
  const paint = () => {
    const { chapters, sure } = counted(spec.questions, all());
    const rows = Object.entries(chapters).map(([name, row]) => [name, row.all, row.answered, row.right]);
    const bins = Object.entries(sure).sort(([a], [b]) => a - b)
      .map(([p, { n, worth }]) => [`${p} %`, n, `${Math.round((100 * worth) / n)} %`]);
    const file = h("input", { type: "file", accept: ".json,application/json", onchange: restore });
    const surely = ["How sure you were, and how often you were right", ["You said", "Answers", "Right on average"]];
    element.replaceChildren(
      table("Answered and right, by chapter", ["Chapter", "All", "Answered", "Right"], rows),
      ...(bins.length ? [table(...surely, bins)] : []),
      h("div", { class: "mc-q-actions" }, button("Download my answers", download),
        h("label", { class: "mc-q-file" }, "Restore from a file ", file), button("Erase my answers", erase)),
      message);
  };
  const download = () => {
    const found = Object.entries(all()).sort(([a], [b]) => (a < b ? -1 : 1));
    const answers = Object.fromEntries(found.filter(whole));
    const unread = Object.fromEntries(found.filter((one) => !whole(one)));
    const content = JSON.stringify({ format: "mcollab.answers/2", answers, unread }, null, 1);
    const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    h("a", { href: url, download: `mcollab-answers-${new Date().toISOString().slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    message.textContent = "Your answers are in your downloads: keep the file. "
      + "A browser may forget them after a week without a visit.";
  };
  const restore = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    let content = null;
    try { content = JSON.parse((await file.text()).replace(/^\ufeff/, "")); } catch { /* told below */ }
    // Format 1 says of a choice where it stood: such an answer is shown, and the learner chooses again.
    if (!/^mcollab.answers\/[12]$/.test(content?.format) || !isMap(content.answers)
      || !Object.values(content.answers).every(isState)) {
      message.textContent = `${file.name} is damaged, or no file of answers of this course; nothing was changed.`;
      return;
    }
    let taken = 0, stay = 0;
    for (const [key, state] of Object.entries(content.answers)) {
      const best = merge(merge(store.read(key), host?.read(key)), state);
      if (best === state) taken++;
      else if (later(best, state)) stay++;
      store.write(key, best);
      host?.write(key, best);
    }
    paint();
    message.textContent = `${taken} answers restored; ${stay} later ones were here and stay. ${store.trouble}`;
  };
  const erase = ({ target }) => {
    if (target.dataset.sure === undefined) {
      target.dataset.sure = "";
      target.textContent = "Erase for good?";
      message.textContent = "Press once more to erase your answers to this course in this browser. "
        + "Download them first if you may want them.";
      return;
    }
    store.erase();
    paint();
    message.textContent = `Erased from this browser.${host ? ` ${host.name} is yours to delete.` : ""}`;
  };
  paint();
  document.addEventListener("mc-answer", () => {
    if (element.isConnected && !element.contains(document.activeElement)) paint();
  });
}
