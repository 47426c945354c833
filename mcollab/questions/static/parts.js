// What questions are built of.
import { fnv1a, isMap } from "./rules.js";

const trusted = globalThis.trustedTypes?.createPolicy("mcollab", { createHTML: (text) => text });
/** HTML that is the author's Markdown, made by Python with raw HTML off, or our own drawing: who asks is told so. */
export const html = (text) => trusted?.createHTML(text) ?? text;

let count = 0;
/** A name that no other element of the page has. */
export const fresh = () => `mc-q-${++count}`;

/** Children are elements, texts and lists of them; what is empty or false is left out. */
const present = (children) => children.flat(2).filter(Boolean);

/** An element. JupyterLab must not take the keys of a control, or of what is in a question, for its own. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (/^(fieldset|input|select|button|textarea)$/.test(tag)) element.dataset.lmSuppressShortcuts = "true";
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element[name] = value;
    else if (name === "html") element.innerHTML = html(value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else if (value != null) element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}
/** Puts children in the place of what an element holds. */
export const fill = (element, ...children) => element.replaceChildren(...present(children));
export const button = (label, onclick, more = {}) => h("button", { type: "button", onclick, ...more }, label);
export const select = (options, more) => h("select", more,
  options.map(([value, label]) => h("option", { value }, label)));

/** A text of the author's, as HTML. */
export const text = (question, name) => question.html?.[name] ?? "";
/** A response as it is told to who gave it: a text, texts, or texts by name. */
export const inWords = (response) => (isMap(response) ? Object.entries(response).map((pair) => pair.join(": "))
  : [response].flat()).join("; ");
export const format = (value) => Math.round(value * 1000) / 1000;

/** The same shuffle on every page and every day, so that an order is not given away and a reload moves nothing. */
export const shuffled = (items, salt) => [...items].sort((a, b) => fnv1a(salt + a) - fnv1a(salt + b));

/** A field for a number; `heard` gets what was typed, the number or null, and what to say about it. */
export function numberField(attributes, read, heard) {
  const oninput = () => {
    const value = read(input.value);
    const wrong = input.value.trim() && typeof value === "string" ? value : "";
    input.setAttribute("aria-invalid", Boolean(wrong));
    heard(input.value, typeof value === "number" ? value : null, wrong);
  };
  const input = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", oninput, ...attributes });
  return input;
}

/** A button that changes the sign of what a field holds: the number pad of some telephones has no minus. */
export const signButton = (input) => button("±", () => {
  const minus = /^\s*[-\u2212\u2013]\s*/;
  input.value = minus.test(input.value) ? input.value.replace(minus, "") : `-${input.value}`;
  input.dispatchEvent(new Event("input"));
  input.focus();
}, { class: "mc-q-sign", "aria-label": "Change the sign" });

/** A field for sentences. */
export const textField = (attributes, oninput) => h("textarea", { rows: 3, maxlength: 100000, oninput, ...attributes });

export const list = (items) => h("ul", {}, items.map((item) => h("li", {}, item)));

/** A table with a caption; the first cell of each row names it. */
export const table = (caption, head, rows) => h("table", { class: "mc-q-table" },
  h("caption", {}, caption),
  h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, cell)))),
  h("tbody", {}, rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first),
    rest.map((cell) => h("td", {}, String(cell)))))));
