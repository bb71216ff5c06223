// The checker: the kind of each part, and what evaluates it.

import { MAX_ROUNDING_PLACES, absolute, wholeAt, add, negate, subtract, multiply, isWhole, rounded } from "./numbers.js";
import { ONE, KELVIN, DAY, SECOND, unitsFit, combine, conversionBetween, conversionOfDifferences } from "./units.js";
import { MISSING, yesNo, raw } from "./values.js";
import { parse } from "./parsing.js";
import { YES_NO, TEXT, BARE, ofUnit, writeKind } from "./kinds.js";
import { mapped, calculated, divided, comparer, chosen, decided, allHold, branched, given, defaulted, asDeclared } from "./evaluating.js";

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
