// Where answers are kept in this browser: by course and place, so that two courses on one host keep apart.
import { isState, merge } from "./rules.js";

const FORMER = "mcollab/1/"; // read where nothing newer is kept; all courses of a host share it, so it is left as it is
let space;

const refused = (error) => (error?.name === "QuotaExceededError"
  ? "This browser's storage is full: download your answers, then make room."
  : "This browser keeps nothing for this page (private mode?): download your answers before you leave.");
const parsed = (text) => { try { return JSON.parse(text); } catch { return text; } };
const under = (prefix) => Object.keys(localStorage)
  .filter((name) => name.startsWith(prefix) && name !== `${space}!erased`)
  .map((name) => [name.slice(prefix.length), parsed(localStorage[name])]);
/** A state, unless all was erased since. */
const unerased = (state) => (isState(state) && state.ts > (localStorage[`${space}!erased`] ?? 0) ? state : null);

/** What was answered since the page was opened: the download has it even where storage is blocked. */
const live = new Map();

export const store = {
  trouble: "",
  /** Names the course and its place; on a page of the site that is the path of the site's root. */
  at(place) { space = `mcollab/2/${encodeURIComponent(place)}/`; },
  /** The state of a question; of a question that was named otherwise in the former format, by that name. */
  read(key, formerly = key) {
    let state;
    try {
      if (!unerased(live.get(key))) live.delete(key);
      const text = localStorage.getItem(space + key), kept = parsed(text);
      if (text === null) state = unerased(parsed(localStorage.getItem(FORMER + formerly)));
      else if (isState(kept)) state = kept;
      else {
        localStorage.setItem(`${space}unread/${key}`, text); // another version's: put aside, never overwritten
        this.trouble = "An answer that this page cannot read was put aside, not erased: answer again.";
      }
    } catch (error) { this.trouble = refused(error); }
    return merge(state, live.get(key));
  },
  /** Keeps a state on this page; says whether the browser keeps it too. */
  write(key, state) {
    live.set(key, state);
    try { localStorage.setItem(space + key, JSON.stringify(state)); return true; }
    catch (error) { this.trouble = refused(error); return false; }
  },
  all() {
    let found = {};
    try {
      found = Object.fromEntries([...under(FORMER).filter(([, state]) => unerased(state)), ...under(space)]);
    } catch { /* storage is blocked: what is on the page is all there is */ }
    for (const [key, state] of live) found[key] = merge(found[key], state);
    return found;
  },
  erase() {
    try {
      for (const [key] of under(space)) localStorage.removeItem(space + key);
      localStorage.setItem(`${space}!erased`, Date.now());
    } catch { /* nothing was kept */ }
    live.clear();
  },
};
/** Tells whatever is drawn that an answer is another now, here or in another tab. */
export const announce = () => document.dispatchEvent(new Event("mc-answer"));
addEventListener("storage", announce);
addEventListener("pageshow", announce); // what a browser shows again as it was left

const root = document.documentElement.dataset.content_root; // Sphinx says on each page where the site begins
store.at(root ? new URL(root, location.href).pathname : location.pathname.replace(/[^/]*$/, ""));
