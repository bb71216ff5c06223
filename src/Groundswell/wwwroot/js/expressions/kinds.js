// Kinds: { form, unit, options }: what a value is declared as.

import { readUnit, ONE } from "./units.js";
import { writeValue } from "./values.js";
import { parse } from "./parsing.js";

export const YES_NO = { form: "yes/no" }, TEXT = { form: "text" }, BARE = { form: "number", unit: ONE };
export const ofUnit = unit => ({ form: "number", unit });

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
