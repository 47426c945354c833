// Type a number. A response is the text that was typed, or a number.
import { format, h, numberField, text } from "../parts.js";
import { kinds, number } from "../rules.js";

const value = (response) => (typeof response === "string" ? number(response) : response);

kinds.numeric = {
  score({ answer, tolerance = 0 }, response) {
    const given = value(response);
    return Number(Number.isFinite(given) && Math.abs(given - answer) <= tolerance + 1e-9);
  },
  lacking(_, response) {
    const given = value(response);
    return typeof given === "string" ? given : "";
  },
  controls(question, say, id) {
    const unit = h("span", { id: `${id}-unit` }, ` ${question.unit ?? ""}`);
    const named = { "aria-labelledby": `${id}-prompt ${id}-unit`, "aria-describedby": `${id}-status` };
    const input = numberField(named, number, (typed, _, wrong) => say(typed, wrong));
    const element = h("p", { class: "mc-q-line" }, input, unit);
    return { element, show: (response) => { input.value = response ?? ""; } };
  },
  right: ({ answer, unit = "", tolerance }) => [
    `${format(answer)} ${unit}${tolerance ? ` (± ${format(tolerance)} counts as right)` : ""}`],
  comments(question, response) {
    const near = (mistake) => Math.abs(mistake.answer - value(response)) <= (question.tolerance || 1e-9);
    const i = (question.mistakes ?? []).findIndex(near);
    return i < 0 ? "" : text(question, "mistake", i);
  },
};
