// Choose one. A response is the option's text.
import { kinds } from "../rules.js";
import { choice } from "./_choice.js";

kinds.single = choice("radio", (response, [option]) => Number(typeof response === "string" && option.correct === true),
  ([one]) => one);
