// What was typed and what it is worth, and how an answer stands to a question: the rules of the Python side.

/** The kinds of question, by name: each file of kinds/ puts its own here. */
export const kinds = {};

// Spaces, named one by one: Python and JavaScript differ on what \s is.
const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const spaced = (text) => text.replace(SPACES, " ").replace(/^ | $/g, "");

/** The number that was typed, or a sentence for who typed it. */
export function number(text) {
  const typed = spaced(text);
  let plain = typed.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2013]/g, "-").toLowerCase().replace(/ ?%$/, "").replace(/^([+-]) /, "$1");
  if (!plain) return "Type a number.";
  plain = plain.replace(/^[+-]?[1-9][0-9]{0,2}( [0-9]{3})+(?![0-9 ])/, (group) => group.replaceAll(" ", ""));
  if (/^[0-9.,+-]+( [0-9.,+-]+)+$/.test(plain))
    return `${typed} could be one number or several: write one, without spaces.`;
  if (/^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(plain)) {
    const whole = plain.replace(/[.,]/, ""), shown = plain.replace(",", ".");
    const value = shown.replace(/\.?0+$/, "");
    return `${typed} could mean ${whole} or ${value}: write ${whole}, or ${value === shown ? `${shown}0` : value}.`;
  }
  if (!/^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?$/.test(plain))
    return "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators.";
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : "That number is too large.";
}

export const words = (text) => spaced(text.normalize("NFKC")).toLowerCase();
export const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const blank = (response) => response == null || (typeof response === "string" && !spaced(response))
  || (typeof response === "object" && !Object.keys(response).length);

/** What a response is worth, 0 to 1, or null where a person must read it. */
export const score = (question, response) => (blank(response) ? 0 : kinds[question.kind].score(question, response));

// --- States: {rev, ts, response, confidence, asked, variant, prompt} -------------------------------------------------

/** The state of a question that was never answered. */
export const NEVER = { rev: 0, ts: 0, response: null, confidence: null };
/** More than 0 if a state is later than another: by time, since each key that is pressed is a revision. */
export const later = (a, b) => !!a.rev - !!b.rev || a.ts - b.ts || a.rev - b.rev;
/** The later of two states; one never answered gives way. */
export const merge = (a, b) => (!b || (a && later(a, b) >= 0) ? a : b);
/** A state that comes after another, and is the later whatever the clock says. */
export const next = (last, more) => ({ ...more, rev: last.rev + 1, ts: Math.max(Date.now(), last.ts + 1) });
const natural = (n) => Number.isSafeInteger(n) && n >= 0;
export const isState = (s) => natural(s?.rev) && natural(s.ts) && natural(s.confidence ?? 0) && !(s.confidence > 100);
/** Whether two states have one revision and different responses, so that the learner must choose. */
export const conflict = (a, b) => a?.rev > 0 && a.rev === b?.rev
  && JSON.stringify(a.response) !== JSON.stringify(b.response);

/**
 * How a state stands to a question: "none", no answer; "same", an answer to it; "named", to another wording of it, and
 * what it chose is still there; "changed", to another question (always so if `moved`: to another variant).
 */
export function standing(question, state, moved) {
  if (blank(state?.response)) return "none";
  if (state.asked === question.asked) return "same";
  return !moved && kinds[question.kind].names?.(question, state.response) ? "named" : "changed";
}

/** Why a question is not answered yet: "open", a sentence for who answered, or "" when it is. */
export function lacking(question, state) {
  const why = { none: "open", changed: "The question changed since you answered it." }[standing(question, state)];
  return why ?? kinds[question.kind].lacking?.(question, state.response) ?? "";
}

/** A hash of a text (FNV-1a, 32 bits), for orders and lots that follow from texts alone. */
export function fnv1a(text) {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 16777619);
  return hash >>> 0;
}
