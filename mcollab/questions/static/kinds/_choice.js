// What questions of choice share.
import { fresh, h, inWords, text } from "../parts.js";

const textsOf = (question) => question.options.map((option) => option.text);
const correct = (question) => question.options.filter((option) => option.correct);
const named = (question, response) => question.options.filter((option) => [response].flat().includes(option.text));

/** The options as radio buttons or boxes; `heard` gets the texts that are chosen. */
function controls(type, question, heard) {
  const name = fresh();
  const onchange = () => heard(textsOf(question).filter((_, i) => inputs[i].checked));
  const inputs = question.options.map((_, i) => h("input", { type, name, id: `${name}-${i}`, onchange }));
  const lines = inputs.map((input, i) => h("div", {}, input,
    h("label", { for: input.id, html: text(question, `option.${i}`) })));
  return {
    element: h("div", { class: "mc-q-options" }, lines),
    show: (response) => textsOf(question).forEach((one, i) => { inputs[i].checked = [response].flat().includes(one); }),
  };
}

/** A kind of choice: what the options that were chosen are worth, and what of their texts is the response. */
export const choice = (type, worth, answer) => ({
  names: (question, response) => [response].flat().every((one) => textsOf(question).includes(one)),
  score(question, response) {
    return this.names(question, response) ? worth(response, named(question, response), correct(question)) : 0;
  },
  controls: (question, say) => controls(type, question, (chosen) => say(answer(chosen))),
  right: (question) => correct(question).map((option) => option.text),
  // In the former format a response said where the option stood.
  said: (response) => inWords([response].flat()
    .map((one) => (typeof one === "number" ? `option ${one + 1} at that time` : one))),
  comments: (question, response) => question.options
    .map((option, i) => (named(question, response).includes(option) ? text(question, `feedback.${i}`) : ""))
    .filter(Boolean).join(" "),
});
