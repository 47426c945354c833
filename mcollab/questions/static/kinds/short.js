// Write a sentence or a name. A response is the text.
import { textField } from "../parts.js";
import { kinds, words } from "../rules.js";

kinds.short = {
  answerIs: "Model answer",
  takes: (_, response) => typeof response === "string",
  score({ accept }, response) {
    if (typeof response !== "string") return 0;
    return accept.some((text) => words(text) === words(response)) ? 1 : null;
  },
  controls(question, say, id) {
    const named = { "aria-labelledby": `${id}-prompt`, "aria-describedby": `${id}-status` };
    const area = textField(named, () => say(area.value));
    return { element: area, show: (response) => { area.value = typeof response === "string" ? response : ""; } };
  },
  right: (question) => [question.model_answer],
};
