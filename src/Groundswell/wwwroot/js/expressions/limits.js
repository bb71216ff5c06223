// Limits: low, target and high as expressions, and the verdict on a measured value.

import { compare } from "./numbers.js";
import { readUnit } from "./units.js";
import { MISSING, writeValue } from "./values.js";
import { ofUnit } from "./kinds.js";
import { asDeclared } from "./evaluating.js";
import { check } from "./checking.js";

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
