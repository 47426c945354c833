// The two hosts: the element <mc-question> of a page without a kernel, and the front end of an anywidget in a notebook.
import { mount } from "./mount.js";
import { progress } from "./progress.js";
import { store } from "./store.js";

const draw = (element, spec, host) => {
  if (spec.place) store.at(spec.place);
  (spec.questions ? progress : mount)(element, spec, host);
};

/** What keeps answers besides the browser: the model of a widget, which a kernel writes to a file. */
export const kernel = (model) => ({
  name: model.get("spec").file,
  all: () => model.get("answers"),
  /** What could not be kept there, and `then` once that changes. */
  trouble: () => model.get("spec").notice,
  told: (then) => model.on?.("change:spec", then),
  read: (key) => model.get("answers")[key],
  write(key, state) {
    model.set("answers", { ...model.get("answers"), [key]: state });
    model.save_changes();
  },
});

if (!customElements.get("mc-question")) {
  customElements.define("mc-question", class extends HTMLElement {
    connectedCallback() {
      const spec = this.querySelector("script"); // gone once it is drawn: an element may be moved
      if (spec) draw(this, JSON.parse(spec.textContent));
    }
  });
}

export default { render: ({ model, el }) => draw(el, model.get("spec"), kernel(model)) };
