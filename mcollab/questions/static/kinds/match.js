// Match what belongs together. A response maps left-hand texts to right-hand texts.
import { h, shuffled } from "../parts.js";
import { isMap, kinds } from "../rules.js";

const leftsOf = (question) => question.lefts ?? question.pairs.map((pair) => pair.left);
const rightsOf = ({ rights, pairs, distractors = [], id }) => rights
  ?? shuffled(new Set([...pairs.map((pair) => pair.right), ...distractors]), id);

kinds.match = {
  partly: true, // what is matched so far may be checked
  score({ pairs }, response) {
    if (!isMap(response)) return 0;
    const matched = ({ left, right }) => Object.hasOwn(response, left) && response[left] === right;
    return pairs.filter(matched).length / pairs.length;
  },
  lacking: (question, response) => (leftsOf(question).some((left) => !response[left]) ? "some are not matched" : ""),
  controls(question, say, id) {
    const lefts = leftsOf(question), rights = rightsOf(question);
    const onchange = () => say(Object.fromEntries(lefts.map((left, i) => [left, selects[i].value])
      .filter(([, right]) => right)));
    const selects = lefts.map((_, i) => h("select", { id: `${id}-${i}`, onchange },
      h("option", { value: "" }, "Choose…"), ...rights.map((right) => h("option", { value: right }, right))));
    const lines = selects.flatMap((select, i) => [h("label", { for: select.id }, lefts[i]), select]);
    return {
      element: h("div", { class: "mc-q-match" }, ...lines),
      show: (response) => selects.forEach((select, i) => {
        select.value = (isMap(response) && response[lefts[i]]) || "";
      }),
    };
  },
  right: (question) => question.pairs.map(({ left, right }) => `${left}: ${right}`),
};
