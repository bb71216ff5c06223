// A job as the terminal sees it: the sheet, and on top of it what was done here and is not recorded yet.

import { readValue } from "../expressions.js";

/** The sheet with the acts that wait, one after the other. */
export const withWaiting = (sheet, acts) =>
  acts.filter(act => act.job === sheet.job.id).reduce((known, act) => ({ ...known, job: after(known.job, act) }), sheet);

function after(job, act) {
  const command = JSON.parse(act.command);
  const begun = { status: "Running", stoppedFor: undefined, crew: [...new Set([...job.crew, act.person])] };
  const result = more => ({ by: act.person, at: command.occurredAt, waiting: true, ...more });
  switch (act.act) {
    case "start-job": return { ...job, ...begun, workUnit: command.workUnit, phase: command.phase ?? "Run", startedAt: command.occurredAt };
    case "join-job": return { ...job, ...begun };
    case "resume-job": return { ...job, ...begun };
    case "leave-job": return { ...job, crew: job.crew.filter(person => person !== act.person) };
    case "pause-job": return { ...job, status: "Paused", stoppedFor: command.reason };
    case "suspend-job": return { ...job, status: "Suspended", stoppedFor: command.reason };
    case "hold-job": return { ...job, status: "Held", stoppedFor: command.reason };
    case "complete-job": return { ...job, status: "Completed", crew: [], output: plus(job.output, command.output) };
    case "report-output": return { ...job, output: plus(job.output, command.output) };
    case "complete-step": return {
      ...job,
      steps: { ...job.steps, [command.step]: result({ value: act.effect?.value, position: 0 }) },
      output: plus(job.output, command.output),
      ...excepted(job, command.step, act.effect?.exception),
    };
    case "skip-step": return {
      ...job,
      steps: { ...job.steps, [command.step]: result({ skipped: true, position: 0 }) },
      ...excepted(job, command.step, act.effect?.exception),
    };
    case "correct-step": return { ...job, steps: { ...job.steps, [command.step]: { ...job.steps[command.step], value: command.to, waiting: true } } };
    case "undo-step": return { ...job, steps: Object.fromEntries(Object.entries(job.steps).filter(([step]) => step !== command.step)) };
    default: return job;
  }
}

function excepted(job, step, exception) {
  if (!exception) return {};
  const number = job.exceptions + 1;
  return {
    exceptions: number,
    openExceptions: exception.releasedBy?.length
      ? [...job.openExceptions, { number, step, detail: exception.detail, told: exception.told, releasedBy: exception.releasedBy, bySignature: exception.bySignature, waiting: true }]
      : job.openExceptions,
  };
}

export const plus = (one, other) => !other ? one : {
  ...one, good: one.good + (other.good ?? 0), rejected: one.rejected + (other.rejected ?? 0),
  rework: (one.rework ?? 0) + (other.rework ?? 0), review: (one.review ?? 0) + (other.review ?? 0),
};

/** The values that expressions can use, as far as the order has come. */
export function valuesOf(sheet) {
  const values = new Map(Object.entries(sheet.expressions.values).map(([name, text]) => [name, readValue(text)]));
  for (const [step, done] of Object.entries(sheet.job.steps)) if (done.value) values.set(step, readValue(done.value));
  return name => values.get(name) ?? { form: "missing" };
}

export const stepOf = (sheet, id) => sheet.operation.steps.find(step => step.id === id);

/** The text of a part in the language, or in the one that is there. */
export const inLanguage = (texts, language, otherwise = "") =>
  texts?.[language] ?? texts?.[Object.keys(texts).find(tag => tag.startsWith(language))] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? otherwise;

export const nameOf = (part, language) => part.names?.[language] ?? part.name;
