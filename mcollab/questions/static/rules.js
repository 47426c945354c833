// What was typed and what it is worth: the rules of scoring.py and of kinds/*.py.

/** The kinds of question, by name: each file of kinds/ puts its own here. */
export const kinds = {};

// Spaces, named one by one: Python and JavaScript differ on what \s is.
const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;

/** The number that was typed, or a sentence for who typed it. */
export function number(text) {
  const plain = String(text).normalize("NFKC").replace(/[\u2212\u2013]/g, "-").replace(SPACES, "").toLowerCase()
    .replace(/%$/, "");
  if (!plain) return "Type a number.";
  if (/^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/.test(plain))
    return `${String(text).trim()} could mean ${plain.replace(",", "")} or ${plain.replace(",", ".")}: `
      + "write it without the comma, or with a point.";
  if (!/^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?$/.test(plain))
    return "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators.";
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : "That number is too large.";
}

export const words = (text) => text.normalize("NFKC").replace(SPACES, " ").trim().toLowerCase();
export const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const blank = (response) => response == null
  || (typeof response === "string" && !response.replace(SPACES, ""))
  || (Array.isArray(response) && !response.length)
  || (isMap(response) && !Object.keys(response).length);

/** What a response is worth, 0 to 1, or null where a person must read it. */
export const score = (question, response) => (blank(response) ? 0 : kinds[question.kind].score(question, response));

/** Why a response is not an answer yet: "open", a sentence for who gave it, or "" when it is one. */
export const lacking = (question, response) => (blank(response) ? "open"
  : kinds[question.kind].lacking?.(question, response) ?? "");

// --- States ----------------------------------------------------------------------------------------------------------

/** The state of a question that was never answered. */
export const NEVER = { rev: 0, ts: 0, response: null, confidence: null };
const places = ({ rev, ts }) => [rev > 0, rev, ts];
/** More than 0 if a state is later than another. */
export const later = (a, b) => places(a).map((value, i) => value - places(b)[i]).find((gap) => gap) ?? 0;
/** The later of two states; one never answered gives way. */
export const merge = (a, b) => (!b || (a && later(a, b) >= 0) ? a : b);
export const isState = (s) => isMap(s) && Number.isInteger(s.rev) && s.rev >= 0 && Number.isFinite(s.ts);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/** Whether two states have one revision and different responses, so that the learner must choose. */
export const conflict = (a, b) => a && b && a.rev === b.rev && a.rev > 0 && !same(a.response, b.response);
