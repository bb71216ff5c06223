// Units: { code, parts, factor, zero, … }, a fraction of base units, and how far its zero is above absolute zero; and conversions between them.

import { pow10, absolute, at, quotient, readNumber } from "./numbers.js";

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

export const ONE = makeUnit([]), KELVIN = readUnit("K"), DAY = readUnit("d"), SECOND = readUnit("s");
export const unitsFit = (x, y) => x.dimension === y.dimension && x.isScale === y.isScale;
export const combine = (x, y, exponent) => makeUnit([...x.parts, ...y.parts.map(([atom, own]) => [atom, own * exponent])]);

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

export function conversionBetween(from, to) {
  const factor = over(from.factor, to.factor);
  return conversion(factor, minus(times(from.zero, factor), to.zero));
}

export const conversionOfDifferences = (from, to) => conversion(over(from.factor, to.factor), NONE);
