// Runs the cases of a vector file against the evaluator in expressions.js: in a browser by calling failures, in node as
//   node vectors.mjs EXPRESSIONS.JS VECTORS.JSON
// which prints what differs and ends with "N cases, N differ".

export function failures(language, { groups }) {
  return groups.flatMap(group => {
    const names = new Map(Object.entries(group.names ?? {}).map(([name, kind]) => [name, language.readKind(kind)]));
    const constants = new Map(Object.entries(group.constants ?? {}).map(([name, value]) => [name, language.readValue(value)]));
    return group.cases.flatMap(expected => {
      const found = outcome(language, expected, names, constants);
      return Object.keys(found).flatMap(part => (part in expected && JSON.stringify(found[part]) === JSON.stringify(expected[part])
        ? [] : [`${JSON.stringify(expected)}: ${part} ${JSON.stringify(found[part])}`]));
    });
  });
}

// What the language makes of a case: the parts that the case tells, or those it should not have.
function outcome(language, expected, names, constants) {
  const given = new Map(Object.entries(expected.given ?? {}).map(([name, value]) => [name, language.readValue(value)]));
  const input = name => given.get(name);
  const write = value => language.writeValue(value);
  if ("value" in expected) return { writes: apply(language.readValue(expected.value), write) };
  if ("kind" in expected) return { writes: apply(language.readKind(expected.kind), kind => language.writeKind(kind)) };
  if ("unit" in expected) {
    const unit = language.readUnit(expected.unit);
    return { writes: unit?.code ?? null, ...("symbol" in expected ? { symbol: unit?.symbol } : {}) };
  }

  if ("limits" in expected) {
    const checked = language.checkLimits(expected.limits, names, { constants });
    if (!checked.judge) return { faults: checked.faults };
    if (!("measured" in expected)) return { faults: [] };
    const judged = checked.judge(language.readValue(expected.measured), input);
    const told = { verdict: judged.verdict, ...(judged.error || expected.error ? { error: judged.error } : {}) };
    for (const part of ["low", "target", "high"]) if (part in expected) told[part] = write(judged[part]);
    return told;
  }

  if ("prints" in expected) {
    const { tree, fault } = language.parse(expected.text);
    return { prints: tree ? print(tree, write) : fault };
  }

  const wanted = expected.wanted && language.readKind(expected.wanted);
  const { evaluate, faults } = language.check(expected.text, names, { wanted, constants });
  return evaluate ? { is: write(evaluate(input)) } : { faults };
}

// A tree as text, with as few parentheses as it takes to parse into the same tree: shows that it was parsed as it should be.
const LEVELS = { or: 1, and: 2, not: 3, comparison: 4, in: 5, "+": 6, "-": 6, "*": 7, "/": 7 };
const UNARY = 8, PRIMARY = 9;
function print(node, write, atLeast = 1) {
  const [text, level] = printed(node, (part, least) => print(part, write, least), write);
  return level < atLeast ? `(${text})` : text;
}
function printed(node, part, write) {
  switch (node.is) {
    case "literal": return [write(node.value), write(node.value).startsWith("-") ? UNARY : PRIMARY];
    case "name": return [node.name, PRIMARY];
    case "call": return [`${node.name}(${node.args.map(arg => part(arg, 1)).join(", ")})`, PRIMARY];
    case "in": return [`${part(node.operand, LEVELS["+"])} in ${node.unit.code}`, LEVELS.in];
    case "unary": return node.operator === "not" ? [`not ${part(node.operand, LEVELS.not)}`, LEVELS.not] : [`-${part(node.operand, UNARY)}`, UNARY];
    default: {
      const level = LEVELS[node.operator] ?? LEVELS.comparison;
      return [`${part(node.left, level === LEVELS.comparison ? LEVELS.in : level)} ${node.operator} ${part(node.right, level + 1)}`, level];
    }
  }
}

const apply = (value, write) => (value === null ? null : write(value));

if (globalThis.process?.argv?.length === 4) {
  const { readFileSync } = await import("node:fs");
  const { pathToFileURL } = await import("node:url");
  const [language, vectors] = process.argv.slice(2);
  const cases = JSON.parse(readFileSync(vectors, "utf8"));
  const found = failures(await import(pathToFileURL(language)), cases);
  found.forEach(failure => console.log(failure));
  console.log(`${cases.groups.reduce((count, group) => count + group.cases.length, 0)} cases, ${found.length} differ`);
}
