// Match what belongs together. A response maps left-hand texts to right-hand texts.
import { h, select, shuffled } from "../parts.js";
import { isMap, kinds } from "../rules.js";

const leftsOf = (question) => question.lefts ?? question.pairs.map((pair) => pair.left);
const rightsOf = ({ rights, pairs, distractors, id }) => rights
  ?? shuffled(new Set([...pairs.map((pair) => pair.right), ...distractors]), id);

kinds.match = {
  partly: true, // what is matched so far may be checked
  names: (question, response) => isMap(response) && Object.entries(response)
    .every(([left, right]) => leftsOf(question).includes(left) && rightsOf(question).includes(right)),
  score({ pairs }, response) {
    if (!isMap(response)) return 0;
    return pairs.filter(({ left, right }) => response[left] === right).length / pairs.length;
  },
  lacking: (question, response) => {
    const done = (left) => response[left] && typeof response[left] === "string";
    return leftsOf(question).every(done) ? "" : "Match every one.";
  },
  controls(question, say, id) {
    const lefts = leftsOf(question), rights = rightsOf(question);
    const onchange = () => say(Object.fromEntries(lefts.map((left, i) => [left, selects[i].value])
      .filter(([, right]) => right)));
    const options = [["", "Choose…"], ...rights.map((right) => [right, right])];
    const selects = lefts.map((_, i) => select(options, { id: `${id}-${i}`, onchange }));
    const lines = selects.flatMap((one, i) => [h("label", { for: one.id }, lefts[i]), one]);
    return {
      element: h("div", { class: "mc-q-match" }, lines),
      show: (response) => selects.forEach((one, i) => { one.value = response?.[lefts[i]] ?? ""; }),
    };
  },
  right: (question) => question.pairs.map(({ left, right }) => `${left}: ${right}`),
};
