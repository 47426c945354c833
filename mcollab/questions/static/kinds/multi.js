// Choose all that apply. A response is a list of the options' texts.
import { kinds } from "../rules.js";
import { choice } from "./_choice.js";

kinds.multi = choice("checkbox", (response, chosen, right) => {
  const hits = chosen.filter((option) => option.correct).length;
  return Array.isArray(response) ? Math.max(0, (2 * hits - chosen.length) / right.length) : 0;
}, (chosen) => chosen);
