// What each operation does with values of the right kind, or missing, or errors: error before missing, left before right.

import { compare, divide } from "./numbers.js";
import { ONE, unitsFit, conversionBetween } from "./units.js";
import { MISSING, error, yesNo, raw, settle } from "./values.js";

const hindrance = (x, y) => (x.form === "error" ? x : y.form === "error" ? y : x.form === "missing" || y.form === "missing" ? MISSING : null);
export const mapped = (run, map) => input => { const value = run(input); return value.form === "number" ? raw(map(value.n)) : value; };
export const calculated = (left, right, operation, form = "number") => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? settle(form, operation(x.n, y.n));
};
export const divided = (left, right) => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? (y.n.c === 0n ? error("division-by-zero") : raw(divide(x.n, y.n)));
};
const orderOf = (x, y) => (x.form === "number" || x.form === "date" || x.form === "time" ? compare(x.n, y.n)
  : x.form === "text" ? (x.text === y.text ? 0 : 1) : x.yes === y.yes ? 0 : 1);
const HOLDS = { "=": o => o === 0, "<>": o => o !== 0, "<": o => o < 0, "<=": o => o <= 0, ">": o => o > 0, ">=": o => o >= 0 };
const changed = (value, change) => (value.form === "number" && change ? raw(change.apply(value.n)) : value);
export const comparer = (comparison, ofLeft, ofRight) => (left, right) => {
  const x = changed(left, ofLeft), y = changed(right, ofRight);
  return hindrance(x, y) ?? yesNo(HOLDS[comparison](orderOf(x, y)));
};
export const chosen = (left, right, comparison) => input => {
  const x = left(input), y = right(input);
  return hindrance(x, y) ?? (HOLDS[comparison](orderOf(x, y)) ? x : y);
};
// One side that says so decides, whatever the other is.
const decides = (value, by) => value.form === "yes/no" && value.yes === by;
const joined = (x, y, by) => (decides(x, by) ? x : decides(y, by) ? y : hindrance(x, y) ?? y);
export const decided = (left, right, by) => input => {
  const x = left(input);
  return decides(x, by) ? x : joined(x, right(input), by);
};
// The first value is worked out once: else the time for nested ones would double with each.
export const allHold = (operand, comparisons, by) => input => {
  const value = operand(input);
  let found = yesNo(!by);
  for (const { run, compare: holds } of comparisons) {
    found = joined(found, holds(value, run(input)), by);
    if (decides(found, by)) break;
  }
  return found;
};
export const branched = (condition, then, otherwise) => input => {
  const value = condition(input);
  return value.form === "yes/no" ? (value.yes ? then : otherwise)(input) : value;
};
export const given = run => input => {
  const value = run(input);
  return value.form === "error" ? value : yesNo(value.form !== "missing");
};
export const defaulted = (run, otherwise) => input => {
  const value = run(input);
  return value.form === "missing" ? otherwise(input) : value;
};

// A value as it was declared: a number in another unit that fits is converted.
export function asDeclared(value, kind) {
  if (value.form === "missing" || value.form === "error") return value;
  if (value.form !== kind.form || (kind.options && !kind.options.includes(value.text))) return error("unfit-input");
  if (value.form !== "number") return value;
  const unit = value.unit ?? ONE;
  if (!unitsFit(unit, kind.unit)) return error("unfit-input");
  return unit.code === kind.unit.code ? value : raw(conversionBetween(unit, kind.unit).apply(value.n));
}
