// The parser: a function per rule of the grammar.

import { negate } from "./numbers.js";
import { MISSING, error, ERRORS } from "./values.js";
import { Fault, COMPARISONS, MAX_LENGTH, MAX_DEPTH, tokens } from "./tokens.js";

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

/** The value of a text such as 2.5 mg/mL, "red", true, @2026-11-30, missing; null when it is none. */
export function readValue(text) {
  if (text === "missing") return MISSING;
  if (text.startsWith("error ")) return ERRORS.includes(text.slice(6)) ? error(text.slice(6)) : null;
  const { tree } = parse(text);
  return tree?.is === "literal" ? tree.value : null;
}
