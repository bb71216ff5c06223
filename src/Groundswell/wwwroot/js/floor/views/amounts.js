// Amounts: target above, reading below, the same digits under each other; a gauge with the band and where the reading lies.

import * as clock from "../clock.js";
import { h, icon, state } from "../html.js";
import { judgeLot, quantityAsked, limitsOf } from "../advice.js";
import { valuesOf } from "../job.js";
import { writeValue } from "../../expressions.js";
import { t, refused, number, amount, unitShown, day } from "../words.js";
import { whoReleases } from "./releasing.js";

const numberOf = literal => (literal ? Number(literal.split(" ")[0]) : null);
const tidy = value => Number(value.toPrecision(10));

/** The band in the middle fifth, what is outside to its sides; beyond two bands the pointer stays at the edge. */
export function gauge(limits, value, unit) {
  const low = numberOf(limits?.low), high = numberOf(limits?.high), target = numberOf(limits?.target);
  if (low === null && high === null) return null;
  const width = low !== null && high !== null ? high - low || 1 : 1;
  // With one limit only, the other end of the band is nothing, or twice the limit.
  const open = low === null ? { from: 0, at: 0, per: 60 / (high || 1) } : high === null ? { from: low, at: 40, per: 60 / (Math.abs(low) || 1) } : { from: low, at: 40, per: 20 / width };
  const place = at => Math.min(99, Math.max(1, open.at + (at - open.from) * open.per));
  const verdict = limits.verdict;
  return h("svg", { class: "gauge", role: "img", "aria-label": verdict === "in" ? t("step.inside") : value === null ? `${low ?? ""}–${high ?? ""} ${unit}` : t("step.outside") },
    h("rect", { class: "track", y: "28", width: "100%", height: "38" }),
    h("rect", { class: "band", x: low === null ? "0%" : "40%", y: "28", width: low === null ? "60%" : high === null ? "60%" : "20%", height: "38" }),
    target === null ? null : h("line", { class: "aim", x1: `${place(target)}%`, x2: `${place(target)}%`, y1: "28", y2: "66" }),
    value === null || !Number.isFinite(value) ? null : h("svg", { class: "tip", x: `${place(value)}%` }, h("path", { d: "M0 27L-15 0h30z" })),
    low === null ? null : h("text", { class: "low", x: "37%", y: "58" }, number(low)),
    high === null ? null : h("text", { x: "63%", y: "58" }, number(high)));
}

// A value that is typed was not scanned; the lot beside it may have been.
const typed = (terminal, value) => terminal.enter(terminal.entry.lot ? { value } : { value, scanned: false });

function amounts(terminal, { label, small, target, unit, digits, invalid, first = true }) {
  const { entry } = terminal, text = entry.value ?? "";
  const wide = Math.max(3, digits, text.length);
  return h("div", { class: "amounts", vars: { "--digits": String(wide), "--unit": String(unit?.length ?? 0) }, "data-wide": wide > 7 ? "very" : wide > 5 ? "rather" : wide > 3 ? "some" : null },
    target ? h("div", { class: "target" }, h("p", { class: "label" }, t("step.target")), h("p", { class: "amount" }, h("span", {}, target), " ", h("small", {}, unit))) : null,
    h("div", { class: "reading" },
      h("label", { for: "reading" }, label, " ", h("span", {}, small ?? "")),
      h("p", { class: "amount" },
        h("input", {
          id: "reading", name: "reading", inputmode: "decimal", autocomplete: "off", value: text, "data-first": first, "aria-invalid": invalid ? "true" : null,
          "aria-describedby": invalid ? "why" : null, oninput: event => typed(terminal, event.target.value),
        }),
        h("small", {}, unit),
        h("button", {
          class: "tap", type: "button", "aria-label": entry.keypad ? t("close") : t("step.keypad"), "aria-pressed": String(Boolean(entry.keypad)), onclick: () => terminal.enter({ keypad: !entry.keypad }),
        }, icon("keypad")))));
}

const keysFor = (terminal, label) => terminal.entry.keypad ? { value: terminal.entry.value ?? "", set: value => typed(terminal, value), label } : null;

function verdictLine(limits, unit) {
  const of = numberOf(limits.measured);
  if (limits.verdict === "in") return state("fine", "tick", t("step.inside"), null, { role: "status" });
  const limit = numberOf(limits.verdict === "below" ? limits.low : limits.high);
  return t(`step.${limits.verdict}`, { by: `${number(tidy(Math.abs(of - limit)))} ${unit}`.trim(), limit: number(limit) });
}

const placesOf = text => (text?.split(" ")[0] ?? "").length;

export function numberEntry(terminal, judged) {
  const { sheet, step, entry } = terminal, unit = unitShown(step.does.unit);
  const known = judged.limits ?? limitsNow(sheet, step);
  const measured = judged.value ?? null, outside = Boolean(judged.needsReason);
  const limits = judged.limits ? { ...judged.limits, measured } : known;
  return {
    shown: measured ? amount(measured) : null, keys: keysFor(terminal, t("step.reading")), toldNote: false,
    bar: entry.value?.trim() ? (measured ? null : { text: t("step.enter-first"), small: judged.refusal ? refused(judged.refusal) : null }) : { text: t("step.enter-first") },
    outside: outside ? verdictLine(limits, unit) : null,
    body: [
      amounts(terminal, {
        label: t("step.reading"), small: entry.value && !entry.scanned ? t("step.typed") : "", target: known?.target ? number(known.target.split(" ")[0]) : null, unit,
        digits: Math.max(placesOf(known?.target), placesOf(known?.high), placesOf(known?.low)), invalid: outside,
      }),
      known ? h("div", { class: "judged" }, gauge(limits, numberOf(measured), unit), judged.limits && !outside ? verdictLine(limits, unit) : null) : null,
    ],
  };
}

/** What the limits come to now, before anything is entered. */
function limitsNow(sheet, step) {
  if (!step.does.limits && !step.does.target) return null;
  const found = limitsOf(sheet, step)?.judge({ form: "missing" }, valuesOf(sheet));
  const text = value => (value?.form === "number" ? writeValue(value) : null);
  return found ? { low: text(found.low), target: text(found.target), high: text(found.high) } : null;
}

export function materialEntry(terminal, judged) {
  const { sheet, step, entry, note } = terminal, line = sheet.bill[step.does.line], unit = unitShown(line.unit);
  const asked = quantityAsked(sheet, step), lot = sheet.lots.find(one => one.lot === entry.lot);
  const unfit = note && (note.code.startsWith("material-lot.") || note.code.startsWith("step.lot")) ? note : null;
  if (!entry.lot) {
    // First what was assigned, then what holds enough: a step takes from one lot, and rests of lots are often the oldest. Else by the day of use, as they came.
    const before = one => 2 * Number(line.assigned.includes(one.lot)) + Number(asked !== null && one.quantity >= asked);
    const fitting = sheet.lots.filter(one => !judgeLot(sheet, step, one.lot, clock.now())).sort((one, other) => before(other) - before(one)).slice(0, 3);
    const take = code => {
      const why = judgeLot(sheet, step, code, clock.now());
      terminal.entry = { ...terminal.entry, lot: why ? null : code, scanned: false, typing: Boolean(why), value: terminal.entry.value };
      terminal.note = why;
      terminal.render();
    };
    return {
      waits: true, toldNote: true, take: entry.code?.trim() ? () => take(entry.code.trim()) : null, bar: { text: t("step.scan-first"), small: t("step.scan-waiting") },
      head: unfit ? null : state("asks", "scan", t("step.scan-lot", { material: line.name }), t("step.scan-waiting"), { role: "status" }),
      body: [
        unfit ? state("out", "down", refused({ ...unfit, facts: named(sheet, unfit.facts) }), whoCan(terminal, step, unfit), { role: "alert", id: "why" }) : null,
        h("p", { class: "field" }, h("label", { for: "code" }, t("step.scan-type")),
          h("span", { class: "with" },
            h("input", { id: "code", name: "code", autocomplete: "off", "data-first": true, value: entry.code ?? "", oninput: event => terminal.enter({ code: event.target.value }) }),
            h("button", { class: "second tap", type: "button", onclick: () => entry.code?.trim() && take(entry.code.trim()) }, t("go-on")))),
        fitting.length ? h("div", { class: "lots" }, h("p", { class: "label" }, t("step.lots")), fitting.map(one =>
          h("button", { class: "second tap", type: "button", onclick: () => take(one.lot) }, h("span", {}, one.lot, " ", h("small", {}, `${number(one.quantity)} ${unitShown(one.unit)}${one.expiresOn ? ` · ${t("step.lot.use-by", { at: day(one.expiresOn) })}` : ""}`))))) : null,
      ],
    };
  }
  const outside = judged.needsReason?.kind === "OutOfTolerance";
  const measured = judged.value ?? null;
  return {
    keys: keysFor(terminal, t("step.quantity")), shown: measured ? amount(measured) : null,
    bar: !entry.value?.trim() ? { text: t("step.enter-first") } : judged.refusal && !judged.needsReason ? { text: t("step.enter-first"), small: refused(judged.refusal) } : null,
    head: state("fine", "tick", t("step.lot", { lot: entry.lot }), [entry.scanned ? t("step.lot.released") : t("step.lot.typed"), lot?.expiresOn ? t("step.lot.use-by", { at: day(lot.expiresOn) }) : null].filter(Boolean).join(", ")),
    outside: outside ? verdictLine({ ...judged.limits, measured }, unit) : judged.needsReason ? t("step.lot.typed") : null,
    body: [
      amounts(terminal, { label: t("step.quantity"), target: asked === null ? null : number(asked), unit, digits: String(asked ?? "").length, invalid: outside }),
      judged.limits ? h("div", { class: "judged" }, gauge(judged.limits, numberOf(measured), unit), outside ? null : verdictLine({ ...judged.limits, measured }, unit)) : null,
    ],
  };
}

const named = (sheet, facts) => {
  const name = code => Object.values(sheet.bill).find(line => line.material === code)?.name ?? code;
  return { ...facts, ...(facts.material ? { material: name(facts.material) } : {}), ...(facts.asked && facts.material ? { asked: name(facts.asked) } : {}) };
};

const whoCan = (terminal, step, unfit) => unfit.code === "material-lot.is-restricted"
  ? whoReleases(terminal, step, ["QualityApprover", "QualityReviewer"]) || null
  : null;
