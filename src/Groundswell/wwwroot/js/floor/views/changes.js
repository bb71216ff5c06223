// What has changed since a person did a step last: old struck, new underlined.

import { h } from "../html.js";
import { inLanguage } from "../job.js";
import { t, spoken, amount } from "../words.js";

const REASONS = "does.reasons";
const FIELDS = { name: "name", "does.limits.low": "limits.low", "does.limits.high": "limits.high", "does.target": "target", when: "when", attachments: "attachments", "does.quantity": "quantity", [REASONS]: "reasons" };

function labelOf(field) {
  if (FIELDS[field]) return t(`changed.${FIELDS[field]}`);
  if (field.startsWith("instruction")) return t("changed.instruction");
  if (field.startsWith("hazard")) return t("changed.hazard");
  if (field.startsWith("names")) return t("changed.name");
  if (field.startsWith("does.tolerance")) return t("changed.tolerance");
  return field;
}

// Texts in a language that is not read here are not shown as changed.
const isRead = (change, fields) => {
  if (change.field === REASONS) return shownOf(REASONS, change.before) !== shownOf(REASONS, change.after);
  const [part, language] = change.field.split(".");
  if (!["instruction", "hazard", "names"].includes(part) || !language) return true;
  return language === spoken() || (language === "en" && !fields.some(other => other.field === `${part}.${spoken()}`));
};

const text = value => (value === undefined || value === null ? "" : typeof value === "string" ? (/^-?[\d.]+ \S+$/.test(value) ? amount(value) : value)
  : Array.isArray(value) ? value.map(text).join(", ") : typeof value === "object" ? Object.values(value).map(text).join(" ") : String(value));

/** A reason comes with its words in all languages. */
const shownOf = (field, value) => (field === REASONS ? inLanguage(value, spoken()) : text(value));

export const fieldsRead = change => change.fields.filter(one => isRead(one, change.fields));

export function changesShown(change, most = Infinity) {
  const fields = fieldsRead(change);
  return fields.slice(0, most).map(({ field, before, after }) => h("p", {},
    `${labelOf(field)} `, before === undefined || before === null ? null : h("del", {}, shownOf(field, before)), " ", after === undefined || after === null ? t("changed.nothing") : h("ins", {}, shownOf(field, after))));
}

export const compared = change => fieldsRead(change).map(({ field, before, after }) => ({ label: labelOf(field), before: shownOf(field, before), after: shownOf(field, after) }));
