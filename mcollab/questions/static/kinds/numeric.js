// Type a number. A response is the text that was typed.
import { format, h, numberField, signButton, text } from "../parts.js";
import { kinds, number } from "../rules.js";

/** The number that was typed for a unit, or a sentence: a per cent sign stands only where per cent are asked for. */
function read(question, response) {
  const value = typeof response === "string" ? number(response) : response;
  return typeof value === "number" && /[%\uff05]/.test(response) && !/%|per ?cent/i.test(question.unit)
    ? "No per cent are asked for: write the number without the sign." : value;
}

const near = (question, response, value) => {
  const given = read(question, response);
  return Number.isFinite(given) && Math.abs(given - value) <= question.tolerance + 1e-9;
};

kinds.numeric = {
  takes: (_, response) => typeof response === "string",
  score: (question, response) => Number(near(question, response, question.answer)),
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
    const i = question.mistakes.findIndex((mistake) => near(question, response, mistake.answer));
    return i < 0 ? "" : text(question, `mistake.${i}`);
  },
};
