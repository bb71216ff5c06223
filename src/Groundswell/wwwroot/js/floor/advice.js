// What the door will say, as far as the terminal can know: it advises, the door decides. Each advice mirrors a decider of the room Work.

import { check, checkLimits, readKind, readUnit, readValue, writeValue } from "../expressions.js";
import { stepOf, valuesOf } from "./job.js";

const no = (code, facts = {}) => ({ refusal: { code, facts } });

const kept = new WeakMap();
function namesOf(sheet) {
  if (!kept.has(sheet.expressions)) {
    kept.set(sheet.expressions, {
      names: new Map(Object.entries(sheet.expressions.names).map(([name, kind]) => [name, readKind(kind)])),
      constants: new Map(Object.entries(sheet.expressions.constants).map(([name, value]) => [name, readValue(value)])),
    });
  }
  return kept.get(sheet.expressions);
}

function evaluated(sheet, text, wanted, input = valuesOf(sheet)) {
  const { names, constants } = namesOf(sheet);
  return check(text, names, { wanted, constants }).evaluate?.(input) ?? { form: "error" };
}

/** Whether a condition holds; one that can't be worked out does: a step too many is safer than one too few. */
export function holds(sheet, condition) {
  if (!condition) return true;
  const value = evaluated(sheet, condition, { form: "yes/no" });
  return value.form !== "yes/no" || value.yes;
}

const isOpen = (sheet, step) => !step.optional && !sheet.job.steps[step.id] && holds(sheet, step.when);

/** The steps that are asked for, done ones included. */
export const asked = sheet => sheet.operation.steps.filter(step => sheet.job.steps[step.id] || holds(sheet, step.when));

export const openSteps = sheet => sheet.operation.steps.filter(step => isOpen(sheet, step));

/** The step that is next; null where all are done. */
export const nextStep = sheet => asked(sheet).find(step => !sheet.job.steps[step.id] && !step.optional) ?? null;

/** Why no step of the job may be done now, or null. */
export function mayNotWork(sheet) {
  const { job, order } = sheet;
  if (!order.mayBeWorkedOn) return no("job.order-stopped", { order: order.id, heldFor: order.heldFor }).refusal;
  if (job.openExceptions.length > 0) return no("step.exception-open", { number: job.openExceptions[0].number, releasedBy: job.openExceptions[0].releasedBy }).refusal;
  if (job.status !== "Running") return no("job.not-running", { job: job.id, status: job.status }).refusal;
  return null;
}

/** Which qualification of the operation's the person lacks at an instant, or null. */
export function lacks(sheet, person, at) {
  const held = sheet.people[person]?.qualifications;
  if (!held) return null;
  return (sheet.operation.qualifications ?? []).find(code => !(code in held) || (held[code] && new Date(held[code]) <= at)) ?? null;
}

export const mayDo = (sheet, person, act) => !sheet.people[person] || sheet.people[person].acts.includes(act);

/** Target and limits of a number, as they are now. */
export function limitsOf(sheet, step) {
  const { names, constants } = namesOf(sheet);
  const { unit, target, limits } = step.does;
  const checked = checkLimits({ unit, low: limits?.low, target, high: limits?.high }, names, { constants });
  return checked.judge ? checked : null;
}

/**
 * What would become of doing a step so: { refusal }, or { value, limits, verdict, exception }. An exception without a reason in the entry is
 * refused by the door with step.reason-needed, which is told as { needsReason }.
 */
export function judge(sheet, step, entry, at) {
  const stopped = mayNotWork(sheet);
  if (stopped) return { refusal: stopped };
  const { does } = step;
  switch (does.kind) {
    case "number": return judgeNumber(sheet, step, entry.value);
    case "text": return entry.value ? { value: writeValue({ form: "text", text: entry.value }) } : no("step.value-unfit", { step: step.id, asked: asks("asks-text", { longest: String(step.does.maxLength ?? 2000) }), given: null });
    case "choice": return judgeChoice(step, entry.value);
    case "yes-no": return judgeYesNo(step, entry.value);
    case "date": return judgeDate(sheet, step, entry.value);
    case "calculation": return judgeCalculation(sheet, step);
    case "consume": return judgeMaterial(sheet, step, entry, at);
    case "output": return judgeOutput(sheet, step, entry);
    case "equipment": return judgeEquipment(sheet, step, entry);
    case "timer": return judgeTimer(sheet, step, at);
    default: return {};
  }
}

const asks = (what, values = {}) => ({ code: `told.${what}`, values });

/** @param told What the door would tell of it, by its code and values; where nothing is given, there are no words in the detail. */
const outside = (step, kind, detail, more, told) => step.exceptions?.notTaken
  ? { ...more, ...no("step.outside-not-taken", { step: step.id, detail: told ?? detail }) }
  : { ...more, needsReason: { kind, detail }, exception: { kind, detail, told, releasedBy: step.exceptions?.releasedBy ?? [], bySignature: step.exceptions?.releaseSigned ?? false } };

export const literalOf = (text, unit) => {
  const plain = text.trim().replace(/[\s  ]/g, "").replace(",", ".").replace("−", "-");
  return /^-?\d+(\.\d+)?$/.test(plain) ? (unit === "1" ? plain : `${plain} ${unit}`) : null;
};

function judgeNumber(sheet, step, text) {
  const { unit, decimals } = step.does;
  const literal = literalOf(text ?? "", unit), value = literal && readValue(literal);
  if (!value || value.form !== "number") return no("step.value-unfit", { step: step.id, asked: asks("asks-number", { unit }), given: text ?? null });
  const places = (literal.split(" ")[0].split(".")[1] ?? "").replace(/0+$/, "").length;
  if (decimals !== undefined && decimals !== null && places > decimals) return no("step.value-unfit", { step: step.id, asked: asks("asks-decimals", { unit, decimals: String(decimals) }), given: text });
  return heldAgainst(sheet, step, value, { value: writeValue(value) });
}

function heldAgainst(sheet, step, value, known) {
  const checked = limitsOf(sheet, step);
  if (!checked) return known;
  const found = checked.judge(value, valuesOf(sheet));
  const limits = { low: shown(found.low), target: shown(found.target), high: shown(found.high), verdict: found.verdict };
  if (found.verdict === "below" || found.verdict === "above")
    return outside(step, "OutOfLimits", `${writeValue(value)}: ${limits.low ?? ""}–${limits.high ?? ""}`, { ...known, limits },
      asks(found.verdict, { value: writeValue(value), low: limits.low ?? "–", high: limits.high ?? "–" }));
  return found.verdict === "in" ? { ...known, limits } : { ...known, limits, ...no("step.cannot-be-worked-out", { step: step.id }) };
}

const shown = value => (value.form === "number" ? writeValue(value) : null);

function judgeChoice(step, chosen) {
  const choice = step.does.choices.find(one => one.value === chosen);
  if (!choice) return no("step.value-unfit", { step: step.id, asked: asks("asks-choice", { choices: step.does.choices.map(one => one.value).join(", ") }), given: chosen ?? null });
  const value = writeValue({ form: "text", text: chosen });
  return choice.outOfLimit ? outside(step, "OutOfLimits", chosen, { value }) : { value };
}

function judgeYesNo(step, yes) {
  if (typeof yes !== "boolean") return no("step.value-unfit", { step: step.id, asked: asks("asks-yes-no"), given: null });
  const value = String(yes), right = step.does.expected;
  return typeof right === "boolean" && right !== yes ? outside(step, "OutOfLimits", value, { value }) : { value };
}

function judgeDate(sheet, step, literal) {
  const value = literal && readValue(literal);
  if (!value || (value.form !== "date" && value.form !== "time")) return no("step.value-unfit", { step: step.id, asked: asks(step.does.withTime ? "asks-time" : "asks-date", { example: step.does.withTime ? "@2026-11-30T06:00:00Z" : "@2026-11-30" }), given: null });
  const { names, constants } = namesOf(sheet), input = valuesOf(sheet);
  const known = new Map([...names, ["value_entered", { form: value.form }]]), given = name => (name === "value_entered" ? value : input(name));
  const beyond = (limit, sign) => limit && check(`value_entered ${sign} (${limit})`, known, { wanted: { form: "yes/no" }, constants }).evaluate?.(given).yes === true;
  const { low, high } = step.does.limits ?? {};
  return beyond(low, "<") || beyond(high, ">") ? outside(step, "OutOfLimits", literal, { value: literal }) : { value: literal };
}

function judgeCalculation(sheet, step) {
  const { expression, unit, decimals } = step.does;
  const wanted = unit && readUnit(unit) ? { form: "number", unit: readUnit(unit) } : undefined;
  const text = decimals !== undefined && decimals !== null ? `round(${expression}, ${decimals})` : expression;
  const value = evaluated(sheet, text, wanted);
  if (value.form === "missing" || value.form === "error") return no("step.cannot-be-worked-out", { step: step.id });
  const known = { value: writeValue(value) };
  return value.form === "number" && unit ? heldAgainst(sheet, step, value, known) : known;
}

/** How much of a material a step asks for, a decimal number; null where that can't be worked out. */
export function quantityAsked(sheet, step) {
  const line = sheet.bill[step.does.line];
  if (!step.does.quantity) return line?.quantity ?? null;
  const unit = readUnit(line.unit), value = evaluated(sheet, step.does.quantity, { form: "number", unit });
  return value.form === "number" ? Number(writeValue(value).split(" ")[0]) : null;
}

/** Which quantities are right: { low, high }, or null where any is. */
export function toleranceOf(step, asked) {
  const { tolerance } = step.does;
  if (!tolerance || asked === null) return null;
  const [below, above] = tolerance.percent ? [asked * tolerance.below / 100, asked * tolerance.above / 100] : [tolerance.below, tolerance.above];
  return { low: tidy(asked - below), high: tidy(asked + above) };
}

const tidy = number => Number(number.toPrecision(12));

/** The site's date, as in 2026-11-30: a lot's last day is a day there. */
const dateAt = (timeZone, at) => new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

/** Why a lot can't be used for a step, or null; unknown lots are the door's to judge. */
export function judgeLot(sheet, step, code, at) {
  const line = sheet.bill[step.does.line], lot = sheet.lots.find(one => one.lot === code);
  if (!lot) return { code: "material-lot.unknown", facts: { lot: code } };
  if (lot.material !== line.material && !line.alternatives.includes(lot.material))
    return { code: "step.lot-of-other-material", facts: { step: step.id, material: lot.material, asked: line.material } };
  if (lot.restrictedFor !== undefined && lot.restrictedFor !== null) return { code: "material-lot.is-restricted", facts: { lot: code, reason: lot.restrictedFor } };
  if (lot.expiresOn && dateAt(sheet.timeZone, at) > lot.expiresOn) return { code: "material-lot.expired", facts: { lot: code, lastDay: lot.expiresOn } };
  return null;
}

function judgeMaterial(sheet, step, entry, at) {
  const line = sheet.bill[step.does.line];
  if (!entry.lot) return no("step.lot-missing", { step: step.id });
  const unfit = judgeLot(sheet, step, entry.lot, at);
  if (unfit) return { refusal: unfit };
  const wanted = quantityAsked(sheet, step), literal = literalOf(entry.value ?? "", "1"), quantity = literal === null ? null : Number(literal);
  if (quantity === null || quantity <= 0) return no("material-lot.quantity-not-positive", { quantity: entry.value ?? "" });
  const lot = sheet.lots.find(one => one.lot === entry.lot);
  if (lot.quantity < quantity) return no("material-lot.short", { lot: lot.lot, holds: lot.quantity, asked: quantity, unit: lot.unit });
  const known = { value: `${literal} ${line.unit}`, quantity };
  const right = toleranceOf(step, wanted);
  const limits = right && { low: `${right.low} ${line.unit}`, high: `${right.high} ${line.unit}`, target: `${wanted} ${line.unit}` };
  if (right && (quantity < right.low || quantity > right.high))
    return outside(step, "OutOfTolerance", `${literal} ${line.unit} / ${wanted} ${line.unit}`, { ...known, limits: { ...limits, verdict: quantity < right.low ? "below" : "above" } });
  const judged = { ...known, limits: limits && { ...limits, verdict: "in" } };
  return step.does.scan && !entry.scanned ? outside(step, "Typed", entry.lot, judged) : judged;
}

function judgeOutput(sheet, step, entry) {
  const { good = 0, rejected = 0, rework = 0, review = 0, reason } = entry.output ?? {};
  if (good + rejected + rework + review <= 0) return no("step.output-unfit", {});
  if (rejected + rework + review > 0 && !reason?.trim()) return no("job.output-reason-missing");
  const codes = sheet.job.reasons?.[step.id]?.map(one => one.code);
  if (rejected + rework + review > 0 && codes && !codes.includes(reason.trim())) return no("job.output-reason-not-of-list", { reason: reason.trim(), reasons: codes.join(", ") });
  const { job } = sheet, total = job.output.good + job.output.rejected + (job.output.review ?? 0) + good + rejected + review;
  if (total > job.quantity) return { ...no("job.more-than-planned", { job: job.id, planned: job.quantity, reported: total, unit: job.unit }), needsReason: { kind: "Output" } };
  return { value: `${good} ${job.unit}` };
}

function judgeEquipment(sheet, step, { equipment, scanned }) {
  const { equipment: needs, scan, checks } = step.does, own = sheet.job.workUnit;
  const unit = sheet.workUnits.find(one => one.id === (equipment ?? own));
  const unfit = no("step.equipment-other", { step: step.id, asked: needs?.code ?? own, given: equipment ?? null });
  if (needs) {
    if (needs.level === "WorkUnit" ? equipment !== needs.code : !equipment) return unfit;
    if (needs.level === "EquipmentClass" && equipment === own && !unit?.classes.includes(needs.code)) return unfit;
  } else if (equipment && equipment !== own) return unfit;
  if (scan && !equipment) return unfit;
  if (checks.includes("InService") && sheet.workUnits.find(one => one.id === own)?.inService === false) return no("work-unit.not-in-service", { workUnit: own });
  return scan && !scanned ? outside(step, "Typed", equipment, { value: "true" }) : { value: "true" };
}

/** How a timer stands: seconds passed, and how many are asked for. */
export function timerOf(sheet, step, at) {
  const { since, atLeast, atMost } = step.does, done = sheet.job.steps;
  const from = since ? done[since]?.at : Object.values(done).map(one => one.at).sort().at(-1) ?? sheet.job.startedAt;
  return from ? { passed: (at - new Date(from)) / 1000, least: secondsOf(atLeast), most: secondsOf(atMost) } : null;
}

/** The seconds of a time as .NET writes it: [d.]hh:mm:ss. */
export function secondsOf(text) {
  const found = /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d)/.exec(text ?? "");
  return found ? ((Number(found[1] ?? 0) * 24 + Number(found[2])) * 60 + Number(found[3])) * 60 + Number(found[4]) : null;
}

function judgeTimer(sheet, step, at) {
  const timer = timerOf(sheet, step, at);
  if (!timer) return no("step.cannot-be-worked-out", { step: step.id });
  if (timer.least !== null && timer.passed < timer.least) return outside(step, "Time", `${Math.floor(timer.passed)} s / ${timer.least} s`, {});
  if (timer.most !== null && timer.passed > timer.most) return outside(step, "Time", `${Math.floor(timer.passed)} s / ${timer.most} s`, {});
  return {};
}

/** Who may be the second person of a step: not who did what is confirmed. */
export function performersOf(sheet, step) {
  const before = sheet.operation.steps.slice(0, sheet.operation.steps.indexOf(stepOf(sheet, step.id))).filter(one => sheet.job.steps[one.id]);
  const confirmed = step.does.of ?? before.slice(-1).map(one => one.id);
  return new Set(confirmed.map(id => sheet.job.steps[id]?.by).filter(Boolean));
}
