// Decimals: { c, e } is c x 10^e, c a BigInt; rounded as docs/expressions.md says.

const MAX_DIGITS = 34, MAX_PLACES = 100, MAX_MAGNITUDE = 100;
export const MAX_ROUNDING_PLACES = 30;
const ZERO = { c: 0n, e: 0 };

export const pow10 = power => 10n ** BigInt(power);
export const absolute = c => (c < 0n ? -c : c);
const sign = c => (c < 0n ? -1n : c > 0n ? 1n : 0n);
const digitsOf = c => (c === 0n ? 0 : absolute(c).toString().length);
export const at = (x, e) => x.c * pow10(x.e - e);
export const wholeAt = (x, e) => (e <= x.e ? at(x, e) : x.c / pow10(e - x.e));

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

export function quotient(dividend, divisor, e) {
  if (divisor < 0n) { dividend = -dividend; divisor = -divisor; }
  if (dividend % divisor === 0n) return number(dividend / divisor, e);
  // Two digits more than fit, the last of them 1 in place of all that follow: enough to round as the endless quotient would.
  const more = Math.max(0, MAX_DIGITS + 1 - digitsOf(dividend) + digitsOf(divisor));
  dividend *= pow10(more);
  const rest = dividend % divisor;
  return rest === 0n ? number(dividend / divisor, e - more) : number(dividend / divisor * 10n + sign(dividend), e - more - 1);
}

export function add(x, y) {
  const e = Math.min(x.e, y.e);
  return number(at(x, e) + at(y, e), e);
}

export function compare(x, y) {
  const e = Math.min(x.e, y.e), difference = at(x, e) - at(y, e);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const negate = x => ({ c: -x.c, e: x.e });
export const subtract = (x, y) => add(x, negate(y));
export const multiply = (x, y) => number(x.c * y.c, x.e + y.e);
export const divide = (x, y) => quotient(x.c, y.c, x.e - y.e);
export const isWhole = x => x.e >= 0 || x.c % pow10(-x.e) === 0n;

export function rounded(x, places, way) {
  const excess = -places - x.e;
  return excess <= 0 ? x : { c: quotientOf(x.c, pow10(excess), way), e: -places };
}

// Null when the text is no number that fits exactly.
export function readNumber(text) {
  const [, minus, whole, places = ""] = /^(-?)0*([0-9]+?)(?:\.([0-9]+?)0*)?$/.exec(text) ?? [];
  if (whole === undefined || (whole !== "0" && whole.length > MAX_MAGNITUDE) || places.length > MAX_PLACES) return null;
  const x = withoutTrailingZeros({ c: BigInt(whole + places), e: -places.length });
  if (digitsOf(x.c) > MAX_DIGITS) return null;
  return minus ? negate(x) : x;
}

export function writeNumber(x) {
  const { c, e } = withoutTrailingZeros(x), digits = absolute(c).toString(), minus = c < 0n ? "-" : "";
  if (e >= 0) return minus + digits + "0".repeat(e);
  const padded = digits.padStart(1 - e, "0");
  return `${minus}${padded.slice(0, e)}.${padded.slice(e)}`;
}
