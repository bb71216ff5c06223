// The acts of a person at a job, each with what it needs from the sheet.

import * as clock from "./clock.js";
import { inLanguage } from "./job.js";
import { judge, lacks } from "./advice.js";
import { spoken } from "./words.js";

/** Begins the job of a code, or goes on with it: an order's number, a job's. */
export async function startOrOpen(terminal, code) {
  const find = (jobs = []) => jobs.find(job => job.job === code) ?? jobs.find(job => job.order === code && job.status !== "Planned")
    ?? jobs.find(job => job.order === code && !job.refusal) ?? jobs.find(job => job.order === code);
  // What was dispatched a moment ago is not in the list yet.
  if (!find(terminal.queue?.jobs) && terminal.sender.reachable !== false) await terminal.loadQueue();
  const found = find(terminal.queue?.jobs);
  if (!found) return terminal.say({ code: "queue.unknown", title: "", facts: { code } });
  if (found.status !== "Planned") return open(terminal, found.job);
  if (found.refusal) return terminal.say({ code: found.refusal, title: found.why, facts: found.facts ?? {}, names: terminal.queue.names });
  if (found.startAt.length > 1) return terminal.open("where", { job: found });
  return start(terminal, found, found.startAt[0]);
}

export async function start(terminal, job, workUnit) {
  terminal.panel = null;
  terminal.fresh();
  return terminal.act("start-job", { job: job.job, workUnit }, { what: job.job });
}

export async function open(terminal, job) {
  terminal.fresh();
  try {
    await terminal.load(job);
  } catch {
    terminal.sender.lost();
    terminal.note = { code: "act.unreachable", title: "", facts: {} };
  }
  terminal.render();
}

/** A step's title; a percent sign stays with its number. */
// What no translation says stands in the name itself.
export const titleOf = step => inLanguage({ ...step.names, en: step.names?.en ?? step.name }, spoken()).replaceAll(" %", "\u00a0%");

/** Does the step in hand with what was entered. */
export async function complete(terminal) {
  const { sheet, step, entry, me } = terminal;
  const at = clock.now(), judged = judge(sheet, step, entry, at);
  const lacking = lacks(sheet, me.person, at);
  if (lacking) return terminal.say({ code: "job.not-qualified", title: "", facts: { person: me.name, qualification: lacking } });
  if (judged.refusal && !(judged.needsReason && entry.reason?.trim())) return terminal.say(judged.refusal);
  if (judged.needsReason && !entry.reason?.trim()) return terminal.render();
  const fields = { job: sheet.job.id, step: step.id };
  if (["number", "text", "choice", "yes-no", "date"].includes(step.does.kind)) fields.value = judged.value;
  if (step.does.kind === "consume") Object.assign(fields, { lot: entry.lot, quantity: judged.quantity });
  if (step.does.kind === "output") fields.output = cleaned(entry.output);
  if (step.does.kind === "equipment" && entry.equipment) fields.equipment = entry.equipment;
  if (step.does.kind === "photo") fields.photos = entry.photos;
  if (judged.needsReason) fields.reason = entry.reason.trim();
  const refusal = await terminal.act("complete-step", fields, {
    what: titleOf(step), source: entry.scanned ? "scanned" : "typed", effect: { value: judged.value, exception: judged.exception },
  });
  if (!refusal) {
    terminal.fresh();
    terminal.render();
  }
  return refusal;
}

export const cleaned = output => ({ good: output.good ?? 0, rejected: output.rejected ?? 0, rework: output.rework ?? 0, review: output.review ?? 0, ...(output.reason?.trim() ? { reason: output.reason.trim() } : {}) });

export async function skip(terminal, reason) {
  const { sheet, step } = terminal;
  const exception = step.optional ? null : { kind: "Skipped", detail: titleOf(step), releasedBy: step.exceptions?.releasedBy ?? [], bySignature: step.exceptions?.releaseSigned ?? false };
  const refusal = await terminal.act("skip-step", { job: sheet.job.id, step: step.id, reason }, { what: titleOf(step), effect: { exception } });
  if (!refusal) {
    terminal.fresh();
    terminal.close();
  }
}

/** An act at the job in hand; closes what is open where it is done. */
export async function atJob(terminal, name, fields = {}, more = {}) {
  const refusal = await terminal.act(name, { job: terminal.sheet.job.id, ...fields }, more);
  if (!refusal) terminal.close();
  return refusal;
}

export async function raiseCall(terminal, about, remark) {
  const { sheet, queue, step } = terminal;
  const refusal = await terminal.act("raise-help-call", {
    call: clock.newId().replaceAll("-", ""), about, workCenter: sheet?.job.workCenter ?? queue.workCenter, ...(sheet ? { job: sheet.job.id } : {}), ...(step ? { step: step.id } : {}), ...(remark ? { remark } : {}),
  });
  if (!refusal) terminal.close();
  return refusal;
}
