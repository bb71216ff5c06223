// The expression language of work masters, in the browser: limits, conditions and calculations while a terminal is on its own.
// docs/expressions.md defines it; the C# library Groundswell.Expressions is the other evaluator, and both pass the same vectors.json.

export { readUnit } from "./expressions/units.js";
export { writeValue } from "./expressions/values.js";
export { parse, readValue } from "./expressions/parsing.js";
export { readKind, writeKind } from "./expressions/kinds.js";
export { check } from "./expressions/checking.js";
export { checkLimits } from "./expressions/limits.js";
