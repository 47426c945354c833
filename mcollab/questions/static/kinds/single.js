// Choose one. A response is the option's number, from 0.
import { kinds } from "../rules.js";
import { choice, onChosen, rightOptions } from "./_choice.js";

kinds.single = {
  score: ({ options }, response) => Number(Number.isInteger(response) && options[response]?.correct === true),
  controls: (question, say) => choice("radio", question,
    (inputs) => say(inputs.findIndex((input) => input.checked)), (response, i) => response === i),
  right: (question) => rightOptions(question).map((option) => option.text),
  comments: onChosen,
};
