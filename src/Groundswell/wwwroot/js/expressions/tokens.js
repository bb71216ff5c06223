// The words and marks of an expression's text.

import { readNumber } from "./numbers.js";
import { readUnit, ONE } from "./units.js";
import { yesNo, readTime } from "./values.js";

export class Fault extends Error {
  constructor(code, at, length, facts) {
    super(code);
    this.fault = { code, at, length, facts };
  }
}

const KEYWORDS = ["and", "or", "not", "in", "true", "false"];
export const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="];
const MARKS = ["<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","];
const FOREIGN = [
  ["==", "="], ["!=", "<>"], ["=<", "<="], ["=>", ">="], ["&&", "and"], ["||", "or"], ["!", "not"], ["≠", "<>"], ["≤", "<="], ["≥", ">="],
  ["×", "*"], ["·", "*"], ["÷", "/"], ["−", "-"], ["–", "-"], [";", ","], ["'", '"'],
];
export const MAX_LENGTH = 4000, MAX_DEPTH = 100;
const UNIT_START = "(?=[A-Za-z%[{°µμ])", UNIT_NAME = "[A-Za-z0-9_%°µμ]*(?:\\[[^\\]\\u0000- ]*\\]?|\\{[^}\\u0000- ]*\\}?)?[A-Za-z0-9_%°µμ]*";
const UNIT = new RegExp(`^(?:1/)?${UNIT_START}${UNIT_NAME}(?:[./]${UNIT_START}${UNIT_NAME})*`);

// Reads one token after the other; a text that is no token is a fault.
export function* tokens(text) {
  let position = 0, unitFollows = false;
  const refuse = (code, length, ...facts) => { throw new Fault(code, position, length, facts.length ? facts : [text.substr(position, length)]); };
  const unitAt = start => {
    const found = UNIT.exec(text.slice(start))?.[0] ?? "";
    return KEYWORDS.includes(found) ? "" : found;
  };
  const skip = start => { while (/[ \t\r\n]/.test(text[start] ?? "")) start++; return start; };

  for (;;) {
    position = skip(position);
    const rest = text.slice(position), letter = rest[0] ?? "";
    let token;
    if (rest === "") token = { kind: "end", length: 0 };
    else if (unitFollows && unitAt(position)) {
      const code = unitAt(position), unit = readUnit(code);
      if (!unit) refuse("unknown-unit", code.length);
      token = { kind: "unit", length: code.length, unit };
    } else if (/[0-9.]/.test(letter)) {
      const [written, whole, point, places] = /^([0-9]*)(\.?)([0-9]*)/.exec(rest);
      if (point && (!whole || !places || rest[written.length] === ".")) refuse("bad-number", written.length);
      const n = readNumber(written);
      if (!n) refuse("number-too-long", written.length);
      const unitStart = skip(position + written.length), code = unitAt(unitStart), unit = code ? readUnit(code) : ONE;
      if (!unit) {
        position = unitStart;
        refuse("unknown-unit", code.length);
      }
      token = { kind: "literal", length: code ? unitStart + code.length - position : written.length, value: { form: "number", n, unit } };
    } else if (letter === '"') {
      const found = /^"((?:[^"\r\n]|"")*)"(?!")/.exec(rest);
      if (!found) refuse("unclosed-text", 1);
      token = { kind: "literal", length: found[0].length, value: { form: "text", text: found[1].replaceAll('""', '"') } };
    } else if (letter === "@") {
      const found = readTime(rest);
      if (!found || /[A-Za-z0-9:.]/.test(rest[found.length] ?? "")) refuse("bad-time", /^@[A-Za-z0-9:.]*/.exec(rest)[0].length);
      token = { kind: "literal", length: found.length, value: found.value };
    } else if (/[A-Za-z_]/.test(letter)) {
      const word = /^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*/.exec(rest)[0];
      token = word === "true" || word === "false"
        ? { kind: "literal", length: word.length, value: yesNo(word === "true") }
        : { kind: KEYWORDS.includes(word) ? "mark" : "name", length: word.length };
    } else {
      const foreign = FOREIGN.find(([found]) => rest.startsWith(found));
      if (foreign) refuse("foreign-operator", foreign[0].length, ...foreign);
      const mark = MARKS.find(found => rest.startsWith(found));
      if (!mark) refuse("unexpected-character", rest.codePointAt(0) > 0xFFFF ? 2 : 1);
      token = { kind: "mark", length: mark.length };
    }
    unitFollows = token.kind === "mark" && rest.slice(0, token.length) === "in";
    yield { ...token, at: position, text: rest.slice(0, token.length) };
    position += token.length;
  }
}
