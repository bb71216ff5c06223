// The terminal's words in five languages, and how numbers and times are written in them.

import { readValue } from "../expressions.js";
import en from "./words/en.js";

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", pt: "Português", zh: "中文" };
const ALL = { en };
let language = "en", zone = "UTC", refusals = {};

export const spoken = () => language;

/** Speaks a language from now on; its words are fetched when it is spoken for the first time. */
export async function speak(tag) {
  const known = tag?.slice(0, 2) in LANGUAGES ? tag.slice(0, 2) : "en";
  ALL[known] ??= (await import(`./words/${known}.js`)).default;
  language = known;
  document.documentElement.lang = language;
}

export const inZone = timeZone => { zone = timeZone ?? zone; };

/** Texts of refusals by their codes, as the server has them in this language. */
export const refuseWith = texts => { refusals = texts ?? {}; };

/** The words of a key, with facts in their braces. */
export function t(key, facts) {
  const text = ALL[language][key] ?? en[key] ?? key;
  return facts ? filled(text, facts) : text;
}

/** An amount's unit as it is written; of pieces none, and no space before it. */
const withUnits = (text, { unit }) => text.replace(/(?<=\}) \{unit\}/gi, () => unitShown(String(unit ?? "")).replace(/^(?=.)/, " "));

const filled = (text, facts, names = {}) => withUnits(text, facts).replace(/\{(\w+)\}/g, (brace, name) => {
  const value = facts[name] ?? facts[name[0].toLowerCase() + name.slice(1)];
  if (value?.code) return told(value, "–");
  return value === undefined || value === null || value === "" ? "–" : [value].flat().map(one => names[one] ?? String(one)).join(", ");
});

/** What a person reads of a refusal. */
export function refused({ code, facts, title, names }) {
  const own = ALL[language][`refused.${code}`] ?? en[`refused.${code}`];
  if (own) return filled(own, facts ?? {}, names);
  // What is told without its facts is told in the server's words.
  if (title && Object.keys(facts ?? {}).length === 0) return title;
  return refusals[code] ? filled(refusals[code], facts ?? {}, names) : title || code;
}

/** What is told inside a refusal or of an exception, by its code and values; the English words that stand beside it, where there are none of its own. */
export function told(what, otherwise) {
  const text = what && refusals[what.code];
  return text ? filled(text, { ...what.values, parts: (what.parts ?? []).map(part => told(part)) }) : otherwise ?? what?.code ?? "";
}

/** The region's way of writing, where the device has one of this language. */
const locale = () => globalThis.navigator?.languages?.find(tag => tag.startsWith(language)) ?? language;

const NARROW = "\u202f";

/** A number as the language writes it, its places as they came; a thin space groups thousands. */
export function number(value) {
  const text = String(value), places = (text.split(".")[1] ?? "").length;
  if (!Number.isFinite(Number(text))) return text;
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: Math.min(places, 12), maximumFractionDigits: 12, useGrouping: true })
    .formatToParts(Number(text)).map(part => (part.type === "group" ? NARROW : part.value)).join("");
}

/** The decimal mark on the keypad. */
export const decimalMark = () => new Intl.NumberFormat(locale()).formatToParts(1.5).find(part => part.type === "decimal").value;

const UNITS = { "{#}": "", "1": "", Cel: "°C", "%": "%", um: "µm", min: "min" };
export const unitShown = unit => UNITS[unit] ?? unit.replace(/\{[^}]*\}/g, "");

/** An amount such as 416 mL of a literal. */
export function amount(literal) {
  if (!literal) return "";
  const [value, ...unit] = literal.split(" ");
  return `${number(value)} ${unitShown(unit.join(" "))}`.trim();
}

/** The value of a step as people read it. */
export function valueShown(literal, step) {
  if (!literal) return "";
  if (literal === "true" || literal === "false") return t(literal === "true" ? "yes" : "no");
  if (literal.startsWith("\"")) {
    const text = readValue(literal).text, choice = step?.does.choices?.find(one => one.value === text);
    return choice?.text?.[language] ?? choice?.text?.en ?? text;
  }
  if (literal.startsWith("@")) return literal.length > 11 ? moment(literal.slice(1)) : day(literal.slice(1));
  return amount(literal);
}

const format = (value, how) => new Intl.DateTimeFormat(locale(), { hourCycle: "h23", ...how }).format(new Date(value));
export const time = value => format(value, { hour: "2-digit", minute: "2-digit", timeZone: zone });
export const moment = value => format(value, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone });
export const dayOf = value => format(value, { day: "numeric", month: "short", timeZone: zone });
export const day = date => format(`${date}T12:00:00Z`, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Today's time, or another day's date with it. */
export const when = (value, now) => (dayOf(value) === dayOf(now) ? time(value) : moment(value));

/** Minutes and seconds: 3:05, or 1:03:05. */
export function span(seconds) {
  const whole = Math.max(0, Math.ceil(seconds)), parts = [Math.floor(whole / 60) % 60, whole % 60].map(part => String(part).padStart(2, "0"));
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${parts.join(":")}` : `${Number(parts[0])}:${parts[1]}`;
}

export const initials = name => {
  const parts = name.split(/\s+/).filter(Boolean);
  return (parts.length > 1 ? parts[0][0] + parts.at(-1)[0] : name.slice(0, 2)).toUpperCase();
};
export const firstName = name => name.split(/\s+/)[0];
export const role = name => t(`role.${name}`);
