// What questions of choice share.
import { fresh, h, text } from "../parts.js";

/** The options as radio buttons or boxes; `isOn` says whether a response names an option. */
export function choice(type, question, read, isOn) {
  const name = fresh();
  const onchange = () => read(inputs);
  const inputs = question.options.map((_, i) => h("input", { type, name, id: `${name}-${i}`, onchange }));
  const label = (input, i) => h("label", { for: input.id, html: text(question, "option", i) });
  const lines = inputs.map((input, i) => h("div", {}, input, label(input, i)));
  return {
    element: h("div", { class: "mc-q-options" }, ...lines),
    show: (response) => inputs.forEach((input, i) => { input.checked = isOn(response, i); }),
  };
}

export const rightOptions = (question) => question.options.filter((option) => option.correct);
export const onChosen = (question, response) => [response].flat().map((i) => text(question, "feedback", i))
  .filter(Boolean).join(" ");
