// The expression language of work masters, in the browser: limits, conditions and calculations while a terminal is on its own.
// docs/expressions.md defines it; the C# library Groundswell.Expressions is the other evaluator, and both pass the same vectors.json.
//
// A value is { form: "missing" | "error" | "number" | "text" | "yes/no" | "date" | "time", … }:
//   number { n, unit }, text { text }, yes/no { yes }, date and time { n } (days, seconds since 1970 UTC), error { code }.
// readValue and writeValue turn values into the texts they are sent and kept as.

// ---- Decimals: { c, e } is c x 10^e, c a BigInt; rounded as the document says.

const MAX_DIGITS = 34, MAX_PLACES = 100, MAX_MAGNITUDE = 100, MAX_ROUNDING_PLACES = 30;
const ZERO = { c: 0n, e: 0 };

const pow10 = power => 10n ** BigInt(power);
const absolute = c => (c < 0n ? -c : c);
const sign = c => (c < 0n ? -1n : c > 0n ? 1n : 0n);
const digitsOf = c => (c === 0n ? 0 : absolute(c).toString().length);
const at = (x, e) => x.c * pow10(x.e - e);
const wholeAt = (x, e) => (e <= x.e ? at(x, e) : x.c / pow10(e - x.e));

function quotientOf(dividend, divisor, way) {
  const quotient = dividend / divisor, rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const twice = absolute(rest) * 2n;
  const outward = way === "half-even" ? twice > divisor || (twice === divisor && quotient % 2n !== 0n)
    : way === "round" ? twice >= divisor
    : way === "roundup";
  return outward ? quotient + sign(dividend) : quotient;
}

function withoutTrailingZeros({ c, e }) {
  if (c === 0n) return ZERO;
  while (c % 10n === 0n) { c /= 10n; e++; }
  return { c, e };
}

// c x 10^e as a number, rounded once if it has to be; null when it is out of range.
function number(c, e) {
  const excess = Math.max(digitsOf(c) - MAX_DIGITS, -MAX_PLACES - e);
  if (excess > 0) { c = quotientOf(c, pow10(excess), "half-even"); e += excess; }
  if (c === 0n) return ZERO;
  return digitsOf(c) + e <= MAX_MAGNITUDE ? { c, e } : null;
}

function quotient(dividend, divisor, e) {
  if (divisor < 0n) { dividend = -dividend; divisor = -divisor; }
  if (dividend % divisor === 0n) return number(dividend / divisor, e);
  // Two digits more than fit, the last of them 1 in place of all that follow: enough to round as the endless quotient would.
  const more = Math.max(0, MAX_DIGITS + 1 - digitsOf(dividend) + digitsOf(divisor));
  dividend *= pow10(more);
  const rest = dividend % divisor;
  return rest === 0n ? number(dividend / divisor, e - more) : number(dividend / divisor * 10n + sign(dividend), e - more - 1);
}

function add(x, y) {
  const e = Math.min(x.e, y.e);
  return number(at(x, e) + at(y, e), e);
}

function compare(x, y) {
  const e = Math.min(x.e, y.e), difference = at(x, e) - at(y, e);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const negate = x => ({ c: -x.c, e: x.e });
const subtract = (x, y) => add(x, negate(y));
const multiply = (x, y) => number(x.c * y.c, x.e + y.e);
const divide = (x, y) => quotient(x.c, y.c, x.e - y.e);
const isWhole = x => x.e >= 0 || x.c % pow10(-x.e) === 0n;

function rounded(x, places, way) {
  const excess = -places - x.e;
  return excess <= 0 ? x : { c: quotientOf(x.c, pow10(excess), way), e: -places };
}

// Null when the text is no number that fits exactly.
function readNumber(text) {
  const [, minus, whole, places = ""] = /^(-?)0*([0-9]+?)(?:\.([0-9]+?)0*)?$/.exec(text) ?? [];
  if (whole === undefined || (whole !== "0" && whole.length > MAX_MAGNITUDE) || places.length > MAX_PLACES) return null;
  const x = withoutTrailingZeros({ c: BigInt(whole + places), e: -places.length });
  if (digitsOf(x.c) > MAX_DIGITS) return null;
  return minus ? negate(x) : x;
}

function writeNumber(x) {
  const { c, e } = withoutTrailingZeros(x), digits = absolute(c).toString(), minus = c < 0n ? "-" : "";
  if (e >= 0) return minus + digits + "0".repeat(e);
  const padded = digits.padStart(1 - e, "0");
  return `${minus}${padded.slice(0, e)}.${padded.slice(e)}`;
}

// ---- Units: { code, parts, num, den, zeroNum, zeroDen, dim }, a fraction of base units, and how far its zero is above absolute zero.

const BASES = ["m", "g", "s", "K", "A", "mol", "cd", "deg", "[pH]", "[iU]", "[CFU]"];
const PREFIXES = { p: "0.000000000001", n: "0.000000001", u: "0.000001", m: "0.001", c: "0.01", d: "0.1", h: "100", k: "1000", M: "1000000", G: "1000000000" };
const METRIC = ["m", "g", "s", "K", "A", "mol", "cd", "L", "l", "t", "Hz", "N", "Pa", "bar", "J", "W", "C", "V", "Ohm", "S", "F", "lx", "U", "[iU]", "[CFU]"];
const DERIVED = [
  ["L", "0.001", "m3"], ["l", "1", "L"], ["t", "1000", "kg"],
  ["min", "60", "s"], ["h", "60", "min"], ["d", "24", "h"], ["wk", "7", "d"], ["Hz", "1", "1/s"], ["rpm", "1", "1/min"],
  ["N", "1", "kg.m/s2"], ["Pa", "1", "N/m2"], ["bar", "100000", "Pa"], ["J", "1", "N.m"], ["W", "1", "J/s"],
  ["C", "1", "A.s"], ["V", "1", "J/C"], ["Ohm", "1", "V/A"], ["S", "1", "A/V"], ["F", "1", "C/V"], ["lx", "1", "cd/m2"],
  ["U", "1", "umol/min"], ["[g]", "9.80665", "m/s2"],
  ["%", "0.01", "1"], ["[ppth]", "0.001", "1"], ["[ppm]", "0.000001", "1"], ["[ppb]", "0.000000001", "1"],
  ["[in_i]", "0.0254", "m"], ["[ft_i]", "12", "[in_i]"], ["[lb_av]", "453.59237", "g"], ["[oz_av]", "1/16", "[lb_av]"],
  ["[psi]", "1", "[lb_av].[g]/[in_i]2"], ["[gal_us]", "231", "[in_i]3"], ["[foz_us]", "1/128", "[gal_us]"],
];
const SCALES = [["Cel", "1", "273.15"], ["[degF]", "5/9", "459.67"]];
const SYMBOLS = {
  Cel: "°C", "[degF]": "°F", deg: "°", Ohm: "Ω", "[pH]": "pH", "[iU]": "IU", "[CFU]": "CFU", "[g]": "g",
  "[ppth]": "‰", "[ppm]": "ppm", "[ppb]": "ppb", "[in_i]": "in", "[ft_i]": "ft", "[lb_av]": "lb", "[oz_av]": "oz",
  "[psi]": "psi", "[gal_us]": "gal", "[foz_us]": "fl oz",
};

// Fractions of whole numbers, the denominator above zero.
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return absolute(a); };
function fraction(num, den) {
  if (den < 0n) { num = -num; den = -den; }
  const common = gcd(num, den);
  return { num: num / common, den: den / common };
}
const times = (x, y) => fraction(x.num * y.num, x.den * y.den);
const over = (x, y) => fraction(x.num * y.den, x.den * y.num);
const minus = (x, y) => fraction(x.num * y.den - y.num * x.den, x.den * y.den);
const NONE = fraction(0n, 1n), WHOLE = fraction(1n, 1n);
function power(x, exponent) {
  const size = BigInt(Math.abs(exponent)), raised = fraction(x.num ** size, x.den ** size);
  return exponent < 0 ? over(WHOLE, raised) : raised;
}
function readFraction(text) {
  const [x, y] = text.split("/").map(part => {
    const n = readNumber(part);
    return n.e < 0 ? fraction(n.c, pow10(-n.e)) : fraction(n.c * pow10(n.e), 1n);
  });
  return y ? over(x, y) : x;
}

const ATOMS = new Map();

// The names in a unit's code with their exponents; null where the code is none.
function readCode(code) {
  if (code === "1") return [];
  const parts = [];
  let rest = code.replaceAll("°C", "Cel").replaceAll("°F", "[degF]").replace(/[µμ]/g, "u");
  let factor = 1;
  if (/^1?\//.test(rest)) { factor = -1; rest = rest.slice(rest.indexOf("/") + 1); }
  for (;;) {
    const found = /^([A-Za-z%]*\[[^\]]*\]|\{[^}]*\}|[A-Za-z%]+)(?:(-?)([1-9]))?/.exec(rest);
    if (!found) return null;
    parts.push([found[1], factor * (found[2] ? -1 : 1) * Number(found[3] ?? 1)]);
    rest = rest.slice(found[0].length);
    if (rest === "") return parts;
    if (rest[0] !== "." && rest[0] !== "/") return null;
    factor = rest[0] === "/" ? -1 : 1;
    rest = rest.slice(1);
  }
}

const addDimensions = (dim, other, exponent) => dim.map((value, index) => value + other[index] * exponent);
const NO_DIMENSION = BASES.map(() => 0);

function findAtom(name) {
  if (!name.startsWith("{")) return ATOMS.get(name);
  return /^\{[^\u0000- {}]+\}$/.test(name) ? { code: name, symbol: name.slice(1, -1), factor: WHOLE, dim: NO_DIMENSION, zero: NONE } : undefined;
}

function writeParts(parts, name) {
  return parts.reduce((code, [atom, exponent]) =>
    code + (exponent < 0 ? (code ? "/" : "1/") : code ? "." : "") + name(atom) + (Math.abs(exponent) > 1 ? Math.abs(exponent) : ""), "");
}

// Null when it is too complex, or a temperature scale that does not stand alone.
function makeUnit(parts) {
  const gathered = new Map();
  for (const [atom, exponent] of parts) gathered.set(atom.code, [atom, (gathered.get(atom.code)?.[1] ?? 0) + exponent]);
  const left = [...gathered.values()].filter(([, exponent]) => exponent !== 0);
  const ordered = [...left.filter(([, exponent]) => exponent > 0), ...left.filter(([, exponent]) => exponent < 0)];
  if (ordered.length > 8 || ordered.some(([, exponent]) => Math.abs(exponent) > 9)) return null;
  if (ordered.some(([atom]) => atom.zero.num !== 0n) && !(ordered.length === 1 && ordered[0][1] === 1)) return null;
  const dim = ordered.reduce((sum, [atom, exponent]) => addDimensions(sum, atom.dim, exponent), NO_DIMENSION);
  return {
    code: writeParts(ordered, atom => atom.code) || "1",
    symbol: writeParts(ordered, atom => atom.symbol),
    parts: ordered,
    factor: ordered.reduce((product, [atom, exponent]) => times(product, power(atom.factor, exponent)), WHOLE),
    zero: ordered.length === 1 ? ordered[0][0].zero : NONE,
    isScale: ordered.length === 1 && ordered[0][0].zero.num !== 0n,
    isBare: dim.every(exponent => exponent === 0),
    dimension: dim.join(),
  };
}

/** The unit of a UCUM code, or null: { code, symbol, … }. */
export function readUnit(code) {
  const parts = readCode(code)?.map(([name, exponent]) => [findAtom(name), exponent]);
  return parts && parts.every(([atom]) => atom) ? makeUnit(parts) : null;
}

function addAtom(code, factor, dim, zero) {
  const symbol = SYMBOLS[code] ?? code;
  ATOMS.set(code, { code, symbol, factor, dim, zero });
  if (!METRIC.includes(code)) return;
  for (const [prefix, size] of Object.entries(PREFIXES))
    ATOMS.set(prefix + code, { code: prefix + code, symbol: (prefix === "u" ? "µ" : prefix) + symbol, factor: times(readFraction(size), factor), dim, zero });
}

BASES.forEach((code, index) => addAtom(code, WHOLE, BASES.map((_, other) => (other === index ? 1 : 0)), NONE));
for (const [code, factor, of] of DERIVED) {
  const parts = readCode(of).map(([name, exponent]) => [ATOMS.get(name), exponent]);
  addAtom(
    code,
    parts.reduce((product, [atom, exponent]) => times(product, power(atom.factor, exponent)), readFraction(factor)),
    parts.reduce((sum, [atom, exponent]) => addDimensions(sum, atom.dim, exponent), NO_DIMENSION),
    NONE);
}
for (const [code, degree, zero] of SCALES) addAtom(code, readFraction(degree), ATOMS.get("K").dim, readFraction(zero));

const ONE = makeUnit([]), KELVIN = readUnit("K"), DAY = readUnit("d"), SECOND = readUnit("s");
const unitsFit = (x, y) => x.dimension === y.dimension && x.isScale === y.isScale;
const combine = (x, y, exponent) => makeUnit([...x.parts, ...y.parts.map(([atom, own]) => [atom, own * exponent])]);

// (scale x value + shift) x 10^power / divisor, all whole numbers, rounded once.
function conversion(factor, offset) {
  let divisor = factor.den * offset.den / gcd(factor.den, offset.den);
  let scale = factor.num * (divisor / factor.den), shift = offset.num * (divisor / offset.den), ten = 0;
  while (divisor % 2n === 0n) { divisor /= 2n; scale *= 5n; shift *= 5n; ten--; }
  while (divisor % 5n === 0n) { divisor /= 5n; scale *= 2n; shift *= 2n; ten--; }
  return {
    isExact: divisor === 1n,
    apply(x) {
      const e = Math.min(x.e, 0), c = shift === 0n ? x.c * scale : at(x, e) * scale + shift * pow10(-e);
      return quotient(c, divisor, (shift === 0n ? x.e : e) + ten);
    },
  };
}

function conversionBetween(from, to) {
  const factor = over(from.factor, to.factor);
  return conversion(factor, minus(times(from.zero, factor), to.zero));
}

const conversionOfDifferences = (from, to) => conversion(over(from.factor, to.factor), NONE);

// ---- Values.

const MISSING = { form: "missing" };
const error = code => ({ form: "error", code });
const OUT_OF_RANGE = error("out-of-range");
const yesNo = yes => ({ form: "yes/no", yes });
const raw = (n, form = "number") => (n === null ? OUT_OF_RANGE : { form, n });

const ERRORS = ["division-by-zero", "out-of-range", "not-whole-days", "unfit-input", "limits-crossed"];

// Days since 1970-01-01 in the proleptic Gregorian calendar; null when there is no such day.
function dayNumber(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 86400000 : null;
}

const FIRST_DAY = dayNumber(1, 1, 1), LAST_DAY = dayNumber(9999, 12, 31);
const FIRST_TIME = { c: BigInt(FIRST_DAY) * 86400000000n, e: -6 }, LAST_TIME = { c: BigInt(LAST_DAY + 1) * 86400000000n - 1n, e: -6 };
const LITERAL_TIME = /^@(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d\d):(\d\d)))?/;

// The date or time that a text begins with, and its length; null when there is none.
function readTime(text) {
  const found = LITERAL_TIME.exec(text);
  const day = found && dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
  if (!found || day === null) return null;
  if (found[4] === undefined) return { value: { form: "date", n: { c: BigInt(day), e: 0 } }, length: found[0].length };

  const [hours, minutes, seconds, offsetHours, offsetMinutes] = [4, 5, 6, 9, 10].map(group => Number(found[group] ?? 0));
  const offset = (offsetHours * 60 + offsetMinutes) * (found[8] === "-" ? -1 : 1);
  if (hours > 23 || minutes > 59 || seconds > 59 || offsetMinutes > 59 || Math.abs(offset) > 14 * 60) return null;
  const microseconds = BigInt(((day * 24 + hours) * 60 + minutes - offset) * 60 + seconds) * 1000000n + BigInt((found[7] ?? "0").padEnd(6, "0"));
  const value = settle("time", { c: microseconds, e: -6 });
  return value.form === "time" ? { value, length: found[0].length } : null;
}

function writeDate(days) {
  const date = new Date(days * 86400000);
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
}

function writeTime(n) {
  const microseconds = wholeAt(n, -6), day = 86400000000n;
  const ofDay = ((microseconds % day) + day) % day;
  const [hours, minutes, seconds, rest] = [ofDay / 3600000000n, ofDay / 60000000n % 60n, ofDay / 1000000n % 60n, ofDay % 1000000n];
  const two = part => String(part).padStart(2, "0");
  const places = rest === 0n ? "" : `.${String(rest).padStart(6, "0").replace(/0+$/, "")}`;
  return `${writeDate(Number((microseconds - ofDay) / day))}T${two(hours)}:${two(minutes)}:${two(seconds)}${places}Z`;
}

// A result that is meant to be of that form: a date is a whole day, a time a whole microsecond, both within the years 1 to 9999.
function settle(form, n) {
  if (n === null || form === "number") return raw(n);
  if (form === "date" && !isWhole(n)) return error("not-whole-days");
  if (form === "time") n = rounded(n, 6, "half-even");
  const [first, last] = form === "date" ? [{ c: BigInt(FIRST_DAY), e: 0 }, { c: BigInt(LAST_DAY), e: 0 }] : [FIRST_TIME, LAST_TIME];
  return compare(n, first) >= 0 && compare(n, last) <= 0 ? { form, n } : OUT_OF_RANGE;
}

/** The value of a text such as 2.5 mg/mL, "red", true, @2026-11-30, missing; null when it is none. */
export function readValue(text) {
  if (text === "missing") return MISSING;
  if (text.startsWith("error ")) return ERRORS.includes(text.slice(6)) ? error(text.slice(6)) : null;
  const { tree } = parse(text);
  return tree?.is === "literal" ? tree.value : null;
}

/** The text of a value. */
export function writeValue(value) {
  switch (value.form) {
    case "missing": return "missing";
    case "error": return `error ${value.code}`;
    case "number": return value.unit && value.unit.code !== "1" ? `${writeNumber(value.n)} ${value.unit.code}` : writeNumber(value.n);
    case "text": return `"${value.text.replaceAll('"', '""')}"`;
    case "yes/no": return String(value.yes);
    case "date": return `@${writeDate(Number(wholeAt(value.n, 0)))}`;
    default: return `@${writeTime(value.n)}`;
  }
}

// ---- Tokens.

class Fault extends Error {
  constructor(code, at, length, facts) {
    super(code);
    this.fault = { code, at, length, facts };
  }
}

const KEYWORDS = ["and", "or", "not", "in", "true", "false"];
const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="];
const MARKS = ["<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","];
const FOREIGN = [
  ["==", "="], ["!=", "<>"], ["=<", "<="], ["=>", ">="], ["&&", "and"], ["||", "or"], ["!", "not"], ["≠", "<>"], ["≤", "<="], ["≥", ">="],
  ["×", "*"], ["·", "*"], ["÷", "/"], ["−", "-"], ["–", "-"], [";", ","], ["'", '"'],
];
const MAX_LENGTH = 4000, MAX_DEPTH = 100;
const UNIT_START = "(?=[A-Za-z%[{°µμ])", UNIT_NAME = "[A-Za-z0-9_%°µμ]*(?:\\[[^\\]\\u0000- ]*\\]?|\\{[^}\\u0000- ]*\\}?)?[A-Za-z0-9_%°µμ]*";
const UNIT = new RegExp(`^(?:1/)?${UNIT_START}${UNIT_NAME}(?:[./]${UNIT_START}${UNIT_NAME})*`);

// Reads one token after the other; a text that is no token is a fault.
function* tokens(text) {
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

// ---- The parser: a function per rule of the grammar.

/** { tree, names, fault }: the tree and the names it uses, or the first fault of the text: { code, at, length, facts }. */
export function parse(text) {
  if (text.length > MAX_LENGTH) return { fault: { code: "too-long", at: MAX_LENGTH, length: text.length - MAX_LENGTH, facts: [`${MAX_LENGTH}`] } };

  const source = tokens(text), names = new Set();
  let next, last, depth = 0;
  const take = () => { last = next; next = source.next().value; return last; };
  const refuse = (code, token, fact) => { throw new Fault(code, token.at, token.length, [fact ?? token.text]); };
  const isMark = (...marks) => next.kind === "mark" && marks.includes(next.text);
  const made = (start, node, ...children) => {
    node.at = start;
    node.length = last.at + last.length - start;
    node.depth = 1 + Math.max(0, ...children.map(child => child.depth));
    if (node.depth > MAX_DEPTH) refuse("too-deep", node, `${MAX_DEPTH}`);
    return node;
  };
  const enclosed = (by, rule) => {
    if (depth === MAX_DEPTH) refuse("too-deep", by, `${MAX_DEPTH}`);
    depth++;
    const node = rule();
    depth--;
    return node;
  };
  const chain = (rule, ...marks) => {
    const start = next.at;
    let left = rule();
    while (isMark(...marks)) {
      const operator = take().text, right = rule();
      left = made(start, { is: "binary", operator, left, right }, left, right);
    }
    return left;
  };
  const prefixed = rule => {
    const operator = take(), operand = enclosed(operator, rule);
    return made(operator.at, { is: "unary", operator: operator.text, operand }, operand);
  };
  const close = opening => {
    if (isMark(")")) return take();
    return next.kind === "end" ? refuse("unclosed-parenthesis", opening) : refuse(isMark(",") ? "comma" : "unexpected", next);
  };

  const or = () => chain(and, "or");
  const and = () => chain(not, "and");
  const not = () => (isMark("not") ? prefixed(not) : comparison());
  const comparison = () => {
    const start = next.at, left = converted();
    if (!isMark(...COMPARISONS)) return left;
    const operator = take().text, right = converted();
    if (isMark(...COMPARISONS)) refuse("chained-comparison", next);
    return made(start, { is: "binary", operator, left, right }, left, right);
  };
  const converted = () => {
    const start = next.at, operand = sum();
    if (!isMark("in")) return operand;
    take();
    if (next.kind !== "unit") refuse("expected-unit", next);
    return made(start, { is: "in", operand, unit: take().unit }, operand);
  };
  const sum = () => chain(product, "+", "-");
  const product = () => chain(unary, "*", "/");
  const unary = () => {
    if (!isMark("-")) return primary();
    const negated = prefixed(unary), value = negated.operand.value;
    // The minus of a number belongs to it: -5 Cel is a temperature, though a temperature can't be negated.
    return value?.form === "number"
      ? { is: "literal", value: { ...value, n: negate(value.n) }, at: negated.at, length: negated.length, depth: 1 }
      : negated;
  };
  const primary = () => {
    const token = next;
    if (token.kind === "literal") {
      take();
      return made(token.at, { is: "literal", value: token.value });
    }
    if (token.kind === "name") {
      take();
      if (isMark("(")) return call(token);
      names.add(token.text);
      return made(token.at, { is: "name", name: token.text });
    }
    if (!isMark("(")) refuse("expected-value", token);
    take();
    const inner = enclosed(token, or);
    close(token);
    return inner;
  };
  const call = name => {
    const opening = take(), args = [];
    while (!isMark(")") || args.length > 0) {
      args.push(enclosed(opening, or));
      if (!isMark(",")) break;
      take();
    }
    close(opening);
    return made(name.at, { is: "call", name: name.text, args }, ...args);
  };

  try {
    take();
    if (next.kind === "end") refuse("empty", next);
    const tree = or();
    if (next.kind !== "end") refuse(isMark(")") ? "unopened-parenthesis" : isMark(",") ? "comma" : "unexpected", next);
    return { tree, names: [...names] };
  } catch (found) {
    if (found instanceof Fault) return { fault: found.fault };
    throw found;
  }
}

// ---- Kinds: { form, unit, options }.

const YES_NO = { form: "yes/no" }, TEXT = { form: "text" }, BARE = { form: "number", unit: ONE };
const ofUnit = unit => ({ form: "number", unit });

/** The kind of a text such as number mg/mL, text, choice "red", "green", yes/no, date, time; null when it is none. */
export function readKind(text) {
  if (text === "number") return BARE;
  if (["text", "yes/no", "date", "time"].includes(text)) return { form: text };
  if (text.startsWith("number ")) {
    const unit = readUnit(text.slice(7));
    return unit && ofUnit(unit);
  }
  const { tree } = text.startsWith("choice ") ? parse(`choice(${text.slice(7)})`) : {};
  const options = tree?.is === "call" && tree.args.length > 0 && tree.args.every(arg => arg.value?.form === "text") ? tree.args.map(arg => arg.value.text) : null;
  return options && { form: "text", options };
}

export function writeKind(kind) {
  if (kind.form === "number" && kind.unit.code !== "1") return `number ${kind.unit.code}`;
  return kind.options ? `choice ${kind.options.map(text => writeValue({ form: "text", text })).join(", ")}` : kind.form;
}

// ---- What each operation does with values of the right kind, or missing, or errors: error before missing, left before right.

const hindrance = (x, y) => (x.form === "error" ? x : y.form === "error" ? y : x.form === "missing" || y.form === "missing" ? MISSING : null);
const mapped = (run, map) => input => { const value = run(input); return value.form === "number" ? raw(map(value.n)) : value; };
const calculated = (left, right, operation, form = "number") => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? settle(form, operation(x.n, y.n));
};
const divided = (left, right) => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? (y.n.c === 0n ? error("division-by-zero") : raw(divide(x.n, y.n)));
};
const orderOf = (x, y) => (x.form === "number" || x.form === "date" || x.form === "time" ? compare(x.n, y.n)
  : x.form === "text" ? (x.text === y.text ? 0 : 1) : x.yes === y.yes ? 0 : 1);
const HOLDS = { "=": o => o === 0, "<>": o => o !== 0, "<": o => o < 0, "<=": o => o <= 0, ">": o => o > 0, ">=": o => o >= 0 };
const changed = (value, change) => (value.form === "number" && change ? raw(change.apply(value.n)) : value);
const comparer = (comparison, ofLeft, ofRight) => (left, right) => {
  const x = changed(left, ofLeft), y = changed(right, ofRight);
  return hindrance(x, y) ?? yesNo(HOLDS[comparison](orderOf(x, y)));
};
const chosen = (left, right, comparison) => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? (HOLDS[comparison](orderOf(x, y)) ? x : y);
};
// One side that says so decides, whatever the other is.
const decides = (value, by) => value.form === "yes/no" && value.yes === by;
const joined = (x, y, by) => (decides(x, by) ? x : decides(y, by) ? y : hindrance(x, y) ?? y);
const decided = (left, right, by) => input => {
  const x = left(input);
  return decides(x, by) ? x : joined(x, right(input), by);
};
// The first value is worked out once: else the time for nested ones would double with each.
const allHold = (operand, comparisons, by) => input => {
  const value = operand(input);
  let found = yesNo(!by);
  for (const { run, compare: holds } of comparisons) {
    found = joined(found, holds(value, run(input)), by);
    if (decides(found, by)) break;
  }
  return found;
};
const branched = (condition, then, otherwise) => input => {
  const value = condition(input);
  return value.form === "yes/no" ? (value.yes ? then : otherwise)(input) : value;
};
const given = run => input => {
  const value = run(input);
  return value.form === "error" ? value : yesNo(value.form !== "missing");
};
const defaulted = (run, otherwise) => input => {
  const value = run(input);
  return value.form === "missing" ? otherwise(input) : value;
};

// A value as it was declared: a number in another unit that fits is converted.
function asDeclared(value, kind) {
  if (value.form === "missing" || value.form === "error") return value;
  if (value.form !== kind.form || (kind.options && !kind.options.includes(value.text))) return error("unfit-input");
  if (value.form !== "number") return value;
  const unit = value.unit ?? ONE;
  if (!unitsFit(unit, kind.unit)) return error("unfit-input");
  return unit.code === kind.unit.code ? value : raw(conversionBetween(unit, kind.unit).apply(value.n));
}

// ---- The checker: the kind of each part, and what evaluates it.

const FUNCTIONS = {
  if: [3, 3], given: [1, 1], default: [2, 2], between: [3, 3], oneof: [2, 100], min: [1, 100], max: [1, 100], sum: [1, 100], mean: [1, 100],
  abs: [1, 1], round: [2, 2], roundup: [2, 2], rounddown: [2, 2],
};

const isNumber = part => part.kind.form === "number";
const isScale = part => isNumber(part) && part.kind.unit.isScale;
const isPoint = part => part.kind.form === "date" || part.kind.form === "time" || isScale(part);
const differenceUnit = part => ({ date: DAY, time: SECOND })[part.kind.form] ?? KELVIN;
const common = (first, second) => (first.kind.form === "text" && writeKind(first.kind) !== writeKind(second.kind) ? TEXT : first.kind);

/**
 * Checks an expression and makes it ready.
 * names: Map of name to kind; constants: Map of name to value; wanted: the kind that its value must have, or nothing.
 * { faults, kind, names, evaluate }: evaluate takes a function that gives each input's value by its name.
 */
export function check(text, names, { wanted, constants } = {}) {
  const { tree, names: used, fault } = parse(text);
  if (fault) return { faults: [fault] };

  const faults = [];
  const refuse = (code, node, ...facts) => {
    faults.push({ code, at: node.at, length: node.length, facts: facts.map(fact => (typeof fact === "object" ? writeKind(fact) : `${fact}`)) });
    return null;
  };
  const part = (node, kind, run) => ({ node, kind, run });
  const convert = (run, change) => mapped(run, change.apply);

  const matches = (from, to) => {
    if (from.kind.form !== to.form) return refuse("not-comparable", from.node, to, from.kind) !== null;
    if (!isNumber(from) || unitsFit(from.kind.unit, to.unit)) return true;
    return refuse(from.kind.unit.dimension === to.unit.dimension ? "difference-or-temperature" : "units-differ", from.node, to, from.kind) !== null;
  };
  // The part told as the other kind, a number in its unit; refused where it can't be.
  const convertTo = (from, to) => {
    if (!matches(from, to)) return null;
    return isNumber(from) ? part(from.node, to, convert(from.run, conversionBetween(from.kind.unit, to.unit))) : from;
  };
  const needed = (node, kind) => {
    const found = examine(node);
    return !found || found.kind.form === kind.form ? found : refuse("wrong-kind", node, kind, found.kind);
  };
  const quantity = node => {
    const found = examine(node);
    if (!found) return null;
    if (!isNumber(found)) return refuse("wrong-kind", node, "number", found.kind);
    return isScale(found) ? refuse("point-arithmetic", node, found.kind, found.kind) : found;
  };
  const reckonable = found => isNumber(found) || isPoint(found) || refuse("wrong-kind", found.node, "number", found.kind) !== null;
  const isOrdered = found => isNumber(found) || isPoint(found) || refuse("not-ordered", found.node, found.kind) !== null;
  const isAnOption = (choice, text) => {
    const options = choice.kind.options, value = text.node.is === "literal" ? text.node.value : null;
    if (!options || value?.form !== "text" || options.includes(value.text)) return true;
    return refuse("not-an-option", text.node, value.text, options.join(", ")) !== null;
  };
  const withoutPercent = from => (from.kind.unit.isBare && from.kind.unit.code !== "1"
    ? part(from.node, BARE, convert(from.run, conversionBetween(from.kind.unit, ONE)))
    : from);

  const comparerOf = (comparison, left, right) => {
    const ordered = comparison === "=" || comparison === "<>" || [left, right].map(isOrdered).every(Boolean);
    if (!ordered || ![isAnOption(left, right), isAnOption(right, left)].every(Boolean) || !matches(right, left.kind)) return null;
    if (!isNumber(left)) return comparer(comparison);
    // Told in the unit where nothing is rounded: 20 min <= 1 h in minutes.
    const toLeft = conversionBetween(right.kind.unit, left.kind.unit), toRight = conversionBetween(left.kind.unit, right.kind.unit);
    return !toLeft.isExact && toRight.isExact ? comparer(comparison, toRight, null) : comparer(comparison, null, toLeft);
  };
  const compareParts = (node, comparison, left, right) => {
    const compare = comparerOf(comparison, left, right);
    return compare && part(node, YES_NO, input => compare(left.run(input), right.run(input)));
  };
  const compareAll = (node, operand, by, ...others) => {
    const comparisons = others.map(([comparison, other]) => ({ run: other.run, compare: comparerOf(comparison, operand, other) }));
    return comparisons.every(({ compare }) => compare) ? part(node, YES_NO, allHold(operand.run, comparisons, by)) : null;
  };
  const moved = (node, point, difference, operation) => {
    const step = isScale(point) ? point.kind.unit : differenceUnit(point);
    if (difference.kind.unit.dimension !== step.dimension) return refuse("units-differ", difference.node, ofUnit(differenceUnit(point)), difference.kind);
    const steps = convert(difference.run, conversionOfDifferences(difference.kind.unit, step));
    return part(node, point.kind, calculated(point.run, steps, operation, point.kind.form));
  };
  const differenceOf = (node, left, right) => {
    const same = convertTo(right, left.kind);
    if (!same) return null;
    const run = calculated(left.run, same.run, subtract);
    return part(node, ofUnit(differenceUnit(left)), isScale(left) ? convert(run, conversionOfDifferences(left.kind.unit, KELVIN)) : run);
  };

  const binary = node => {
    const { operator } = node;
    if (operator === "and" || operator === "or") {
      const [left, right] = [needed(node.left, YES_NO), needed(node.right, YES_NO)];
      return left && right && part(node, YES_NO, decided(left.run, right.run, operator === "or"));
    }
    if (operator === "*" || operator === "/") {
      const [left, right] = [quantity(node.left), quantity(node.right)];
      if (!left || !right) return null;
      const [first, second] = [withoutPercent(left), withoutPercent(right)];
      const unit = combine(first.kind.unit, second.kind.unit, operator === "*" ? 1 : -1);
      if (!unit) return refuse("unit-too-complex", node);
      return withoutPercent(part(node, ofUnit(unit), operator === "*" ? calculated(first.run, second.run, multiply) : divided(first.run, second.run)));
    }
    const [left, right] = [examine(node.left), examine(node.right)];
    if (!left || !right) return null;
    if (operator !== "+" && operator !== "-") return compareParts(node, operator, left, right);

    if (![reckonable(left), reckonable(right)].every(Boolean)) return null;
    const adds = operator === "+", operation = adds ? add : subtract;
    if (!isPoint(left) && !isPoint(right)) {
      const same = convertTo(right, left.kind);
      return same && part(node, left.kind, calculated(left.run, same.run, operation));
    }
    if (isPoint(left) && !isPoint(right)) return moved(node, left, right, operation);
    if (!isPoint(left) && adds) return moved(node, right, left, operation);
    if (isPoint(left) && !adds && left.kind.form === right.kind.form) return differenceOf(node, left, right);
    return refuse("point-arithmetic", node, left.kind, right.kind);
  };

  const roundedCall = node => {
    let operand = examine(node.args[0]);
    if (operand && !isNumber(operand)) operand = refuse("wrong-kind", operand.node, "number", operand.kind);
    const value = node.args[1].is === "literal" ? node.args[1].value : null;
    const places = value?.form === "number" && value.unit.code === "1" && isWhole(value.n) ? Number(wholeAt(value.n, 0)) : NaN;
    if (!(Math.abs(places) <= MAX_ROUNDING_PLACES)) return refuse("not-whole-places", node.args[1]);
    return operand && part(node, operand.kind, mapped(operand.run, n => rounded(n, places, node.name)));
  };
  const allNumbers = (args, scales) => {
    const before = faults.length;
    for (const arg of args) {
      if (!isNumber(arg)) refuse("wrong-kind", arg.node, "number", arg.kind);
      else if (isScale(arg) && !scales) refuse("point-arithmetic", arg.node, arg.kind, arg.kind);
    }
    return faults.length === before;
  };
  const alike = args => {
    const converted = args.map(arg => convertTo(arg, args[0].kind));
    return converted.every(Boolean) ? converted.map(arg => arg.run) : null;
  };
  const folded = (node, args, fold) => {
    const runs = args.map(isOrdered).every(Boolean) && alike(args);
    return runs ? part(node, args[0].kind, runs.reduce(fold)) : null;
  };

  const call = node => {
    const count = Object.hasOwn(FUNCTIONS, node.name) ? FUNCTIONS[node.name] : null;
    if (!count) return refuse("unknown-function", node, node.name);
    if (node.args.length < count[0] || node.args.length > count[1]) return refuse("wrong-argument-count", node, node.name, ...count, node.args.length);
    if (node.name.startsWith("round")) return roundedCall(node);

    const args = node.args.map(examine);
    if (!args.every(Boolean)) return null;
    const [first, second, third] = args;
    switch (node.name) {
      case "if": {
        const asks = first.kind.form === "yes/no" || refuse("wrong-kind", first.node, YES_NO, first.kind) !== null;
        const otherwise = convertTo(third, second.kind);
        return asks && otherwise ? part(node, common(second, otherwise), branched(first.run, second.run, otherwise.run)) : null;
      }
      case "given": return part(node, YES_NO, given(first.run));
      case "default": {
        const otherwise = convertTo(second, first.kind);
        return otherwise && part(node, common(first, otherwise), defaulted(first.run, otherwise.run));
      }
      case "between": return compareAll(node, first, false, [">=", second], ["<=", third]);
      case "oneof": return compareAll(node, first, true, ...args.slice(1).map(option => ["=", option]));
      case "min": return folded(node, args, (left, right) => chosen(left, right, "<="));
      case "max": return folded(node, args, (left, right) => chosen(left, right, ">="));
      case "sum": return allNumbers(args, false) ? folded(node, args, (left, right) => calculated(left, right, add)) : null;
      case "mean": {
        const runs = allNumbers(args, true) && alike(args), count = raw({ c: BigInt(args.length), e: 0 });
        return runs ? part(node, first.kind, divided(runs.reduce((left, right) => calculated(left, right, add)), () => count)) : null;
      }
      default: return allNumbers(args, false) ? part(node, first.kind, mapped(first.run, n => ({ c: absolute(n.c), e: n.e }))) : null;
    }
  };

  const kindOf = value => (value.form === "number" ? ofUnit(value.unit) : { form: value.form });
  const examine = node => {
    switch (node.is) {
      case "literal": return part(node, kindOf(node.value), () => node.value);
      case "name": {
        const constant = constants?.get(node.name), kind = names.get(node.name);
        if (constant) return part(node, kindOf(constant), () => constant);
        return kind ? part(node, kind, input => asDeclared(input(node.name) ?? MISSING, kind)) : refuse("unknown-name", node, node.name);
      }
      case "call": return call(node);
      case "unary": {
        const operand = node.operator === "not" ? needed(node.operand, YES_NO) : quantity(node.operand);
        return operand && part(node, operand.kind, node.operator === "-" ? mapped(operand.run, negate)
          : input => { const value = operand.run(input); return value.form === "yes/no" ? yesNo(!value.yes) : value; });
      }
      case "in": {
        const operand = examine(node.operand);
        if (!operand) return null;
        if (!isNumber(operand)) return refuse("wrong-kind", operand.node, "number", operand.kind);
        if (operand.kind.unit.dimension !== node.unit.dimension) return refuse("units-differ", node, operand.kind, ofUnit(node.unit));
        return part(node, ofUnit(node.unit), convert(operand.run, conversionBetween(operand.kind.unit, node.unit)));
      }
      default: return binary(node);
    }
  };

  let whole = examine(tree);
  if (whole && wanted) {
    const fits = whole.kind.form === wanted.form && (!isNumber(whole) || unitsFit(whole.kind.unit, wanted.unit));
    whole = fits ? convertTo(whole, wanted) : refuse("wrong-result", whole.node, wanted, whole.kind);
  }
  if (!whole || faults.length > 0) {
    const different = [...new Map(faults.map(found => [JSON.stringify(found), found])).values()];
    return { faults: different.sort((x, y) => x.at - y.at || x.length - y.length) };
  }

  const evaluate = input => {
    const value = whole.run(input);
    return value.form === "number" ? { form: "number", n: value.n, unit: whole.kind.unit } : value;
  };
  return { faults, kind: whole.kind, names: used, evaluate };
}

// ---- Limits.

/** Checks { unit, low, target, high }, the last three expressions or nothing: { faults, judge }. A fault names its field. */
export function checkLimits(limits, names, { constants } = {}) {
  const unit = readUnit(limits.unit);
  if (!unit) return { faults: [{ code: "unknown-unit", at: 0, length: limits.unit.length, facts: [limits.unit], field: "unit" }] };

  const kind = ofUnit(unit), faults = [], present = text => text !== undefined && text !== null;
  const withTarget = present(limits.target) ? new Map([...names, ["target", kind]]) : names;
  const otherConstants = present(limits.target) ? new Map([...(constants ?? [])].filter(([name]) => name !== "target")) : constants;
  const checked = (field, known, knownConstants) => {
    if (!present(limits[field])) return () => MISSING;
    const result = check(limits[field], known, { wanted: kind, constants: knownConstants });
    faults.push(...result.faults.map(fault => ({ ...fault, field })));
    return result.evaluate;
  };
  const low = checked("low", withTarget, otherConstants), target = checked("target", names, constants), high = checked("high", withTarget, otherConstants);

  // { verdict: "in" | "below" | "above" | "missing" | "error", measured, low, target, high, error }.
  const judge = (measured, input) => {
    const declared = asDeclared(measured, kind);
    const found = { measured: declared.form === "number" ? { ...declared, unit } : declared, target: target(input) };
    const known = name => (present(limits.target) && name === "target" ? found.target : input(name));
    Object.assign(found, { low: low(known), high: high(known) });
    const wrong = [found.measured, found.low, found.high].find(value => value.form === "error");
    if (wrong) return { ...found, verdict: "error", error: wrong.code };
    if (found.measured.form === "missing") return { ...found, verdict: "missing" };
    const isLow = found.low.form === "number", isHigh = found.high.form === "number";
    if (isLow && isHigh && compare(found.low.n, found.high.n) > 0) return { ...found, verdict: "error", error: "limits-crossed" };
    if (isLow && compare(found.measured.n, found.low.n) < 0) return { ...found, verdict: "below" };
    if (isHigh && compare(found.measured.n, found.high.n) > 0) return { ...found, verdict: "above" };
    const open = (present(limits.low) && !isLow) || (present(limits.high) && !isHigh);
    return { ...found, verdict: open ? "missing" : "in" };
  };
  if (faults.length > 0) return { faults };

  const unknown = () => MISSING, known = judge(target(unknown), unknown);
  if (known.low.form === "number" && known.high.form === "number" && compare(known.low.n, known.high.n) > 0)
    faults.push({ code: "limits-crossed", at: 0, length: limits.low.length, facts: [writeValue(known.low), writeValue(known.high)], field: "low" });
  else if (known.verdict === "below" || known.verdict === "above")
    faults.push({ code: "target-outside-limits", at: 0, length: limits.target.length, facts: [writeValue(known.target)], field: "target" });
  return faults.length > 0 ? { faults } : { faults, judge };
}
