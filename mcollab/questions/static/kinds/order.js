// Put items in order. A response is the list of the items as placed.
import { button, fill, h, shuffled } from "../parts.js";
import { kinds } from "../rules.js";

const fits = ({ items }, response) => Array.isArray(response) && response.length === items.length
  && items.every((item) => response.includes(item));

kinds.order = {
  names: fits,
  score(question, response) {
    if (!fits(question, response)) return 0;
    const at = question.items.map((item) => response.indexOf(item));
    let sum = 0, pairs = 0;
    at.forEach((one, i) => at.slice(i + 1).forEach((other) => { sum += one < other ? 1 : -1; pairs++; }));
    return Math.max(0, sum / pairs);
  },
  controls(question, say) {
    let items = shuffled(question.items, question.id);
    const list = h("ol", { class: "mc-q-order" });
    const move = (from, by) => {
      const to = from + by;
      items.splice(to, 0, ...items.splice(from, 1));
      paint();
      say([...items], `${items[to]}: now ${to + 1} of ${items.length}.`);
      [...list.children[to].querySelectorAll("button:enabled")].at(by < 0 ? 0 : -1).focus(); // up stands before down
    };
    const step = (item, i, by, sign, name) => button(sign, () => move(i, by),
      { "aria-label": `Move ${name}: ${item}`, disabled: !(i + by in items) });
    const paint = () => fill(list, items.map((item, i) => h("li", {}, h("span", {}, item),
      step(item, i, -1, "↑", "up"), step(item, i, 1, "↓", "down"))));
    paint();
    const keep = button("This is my order", () => say([...items], "Order kept."));
    const [top, bottom] = question.ends;
    return {
      element: h("div", {}, h("p", { class: "mc-q-end" }, `Top: ${top}. Bottom: ${bottom}.`), list, keep),
      show(response) {
        if (!fits(question, response)) return;
        items = [...response];
        paint();
      },
    };
  },
  right: (question) => [question.items.join(" → ")],
};
