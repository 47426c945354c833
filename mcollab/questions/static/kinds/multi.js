// Choose all that apply. A response is a list of the options' numbers, from 0.
import { kinds } from "../rules.js";
import { choice, onChosen, rightOptions } from "./_choice.js";

kinds.multi = {
  score(question, response) {
    const { options } = question;
    if (!Array.isArray(response) || !response.every((i) => Number.isInteger(i) && options[i])) return 0;
    const marks = [...new Set(response)].map((i) => (options[i].correct ? 1 : -1));
    return Math.max(0, marks.reduce((sum, mark) => sum + mark, 0) / rightOptions(question).length);
  },
  controls: (question, say) => choice("checkbox", question,
    (inputs) => say(inputs.flatMap((input, i) => (input.checked ? [i] : []))),
    (response, i) => Array.isArray(response) && response.includes(i)),
  right: (question) => rightOptions(question).map((option) => option.text),
  comments: onChosen,
};
