// Where answers are kept in this browser.
import { isState, merge } from "./rules.js";

const SPACE = "mcollab/1/";

const refused = (error) => (error?.name === "QuotaExceededError"
  ? "This browser's storage is full: download your answers, then make room."
  : "This browser keeps nothing for this page (private mode?): download your answers before you leave.");
const parsed = (text) => { try { return JSON.parse(text); } catch { return text; } };

/** What was answered since the page was opened: the download has it even where storage is blocked. */
export const live = new Map();

export const store = {
  trouble: "",
  read(key) {
    try {
      const text = localStorage.getItem(SPACE + key);
      if (text === null) return null;
      const state = parsed(text);
      if (isState(state)) return state;
      localStorage.setItem(`${SPACE}unread/${key}`, text); // another version's: put aside, never overwritten
      this.trouble = "An answer of another version of the course was found; it was put aside and is in your download.";
    } catch (error) { this.trouble = refused(error); }
    return null;
  },
  write(key, state) {
    try { localStorage.setItem(SPACE + key, JSON.stringify(state)); return true; }
    catch (error) { this.trouble = refused(error); return false; }
  },
  all() {
    const found = {};
    try {
      for (const name of Object.keys(localStorage))
        if (name.startsWith(SPACE)) found[name.slice(SPACE.length)] = parsed(localStorage[name]);
    } catch { /* storage is blocked: what is on the page is all there is */ }
    for (const [key, state] of live) found[key] = merge(found[key], state);
    return found;
  },
  erase() {
    try { for (const name of Object.keys(localStorage)) if (name.startsWith(SPACE)) localStorage.removeItem(name); }
    catch { /* nothing was kept */ }
    live.clear();
  },
};
