// Values: { form: "missing" | "error" | "number" | "text" | "yes/no" | "date" | "time", … }:
//   number { n, unit }, text { text }, yes/no { yes }, date and time { n } (days, seconds since 1970 UTC), error { code }.

import { wholeAt, compare, isWhole, rounded, writeNumber } from "./numbers.js";

export const MISSING = { form: "missing" };
export const error = code => ({ form: "error", code });
const OUT_OF_RANGE = error("out-of-range");
export const yesNo = yes => ({ form: "yes/no", yes });
export const raw = (n, form = "number") => (n === null ? OUT_OF_RANGE : { form, n });

export const ERRORS = ["division-by-zero", "out-of-range", "not-whole-days", "unfit-input", "limits-crossed"];

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
export function readTime(text) {
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
export function settle(form, n) {
  if (n === null || form === "number") return raw(n);
  if (form === "date" && !isWhole(n)) return error("not-whole-days");
  if (form === "time") n = rounded(n, 6, "half-even");
  const [first, last] = form === "date" ? [{ c: BigInt(FIRST_DAY), e: 0 }, { c: BigInt(LAST_DAY), e: 0 }] : [FIRST_TIME, LAST_TIME];
  return compare(n, first) >= 0 && compare(n, last) <= 0 ? { form, n } : OUT_OF_RANGE;
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
