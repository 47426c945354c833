// Type a number. A response is the text that was typed.
import { format, h, numberField, signButton, text } from "../parts.js";
import { kinds, number } from "../rules.js";

/** The number that was typed for a unit, or a sentence: a per cent sign stands only where per cent are asked for. */
function read(question, response) {
  const value = typeof response === "string" ? number(response) : response;
  return typeof value === "number" && /[%\uff05]/.test(response) && !/%|per ?cent/i.test(question.unit)
    ? "No per cent are asked for: write the number without the sign." : value;
}

kinds.numeric = {
  takes: (_, response) => typeof response === "string",
  score(question, response) {
    const given = read(question, response);
    return Number(Number.isFinite(given) && Math.abs(given - question.answer) <= question.tolerance + 1e-9);
  },
  lacking(question, response) {
    const given = read(question, response);
    return typeof given === "string" ? given : "";
  },
  controls(question, say, id) {
    const unit = h("span", { id: `${id}-unit` }, ` ${question.unit}`);
    const named = { "aria-labelledby": `${id}-prompt ${id}-unit`, "aria-describedby": `${id}-status` };
    const input = numberField(named, (typed) => read(question, typed), (typed, _, wrong) => say(typed, wrong));
    const element = h("p", { class: "mc-q-line" }, input, signButton(input), unit);
    return { element, show: (response) => { input.value = response ?? ""; } };
  },
  right: ({ answer, unit, tolerance }) => [
    `${format(answer)} ${unit}${tolerance ? ` (± ${format(tolerance)} counts as right)` : ""}`],
  comments(question, response) {
    const near = (mistake) => Math.abs(mistake.answer - read(question, response)) <= question.tolerance + 1e-9;
    const i = question.mistakes.findIndex(near);
    return i < 0 ? "" : text(question, `mistake.${i}`);
  },
};
