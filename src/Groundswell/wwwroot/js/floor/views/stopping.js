// Pausing, stopping, holding, leaving and finishing a job; a note for whoever comes next.

import * as clock from "../clock.js";
import { h, icon, state, second, primary, barred } from "../html.js";
import { mayDo } from "../advice.js";
import { t, number, unitShown } from "../words.js";
import { atJob, cleaned } from "../acting.js";
import { outputFields, reasonsAt } from "./answers.js";
import { backActs } from "./people.js";

const PAUSES = ["break", "shift-end", "other-job"], STOPS = ["no-material", "machine-down", "waiting-quality"];

export function stopView(terminal) {
  const { sheet, me } = terminal, { job } = sheet;
  const stop = (name, reason) => atJob(terminal, name, { reason }, { what: job.id });
  const choice = (name, reason, at) => h("button", { class: "second answer", type: "button", "data-first": at === 0, onclick: () => stop(name, reason) }, h("span", {}, t(`stop.${reason}`)));
  return {
    title: t("stop.title"),
    say: [h("h1", {}, t("stop.title")), h("div", { class: "choices two" }, PAUSES.map((reason, at) => choice("pause-job", reason, at)), STOPS.map(reason => choice("suspend-job", reason, 1)))],
    enter: [
      state("asks", "hold", t("stop"), sheet.order.name),
      second("paper", t("stop.note"), () => terminal.open("note")),
      second("person", t("finish.part"), () => terminal.open("part")),
      mayDo(sheet, me.person, "hold-job") ? second("blocked", t("stop.hold"), () => stop("hold-job", "waiting-quality"), {}, t("stop.hold.what")) : null,
      job.crew.length > 1 ? second("back", t("stop.leave"), () => atJob(terminal, "leave-job")) : null,
    ],
    acts: backActs(terminal),
  };
}

export function noteView(terminal) {
  const { sheet, entry, queue } = terminal, text = entry.text?.trim();
  const leave = async () => {
    const refusal = await terminal.act("write-hand-over", {
      handOver: clock.newId().replaceAll("-", ""), kind: sheet ? "Job" : "Shift", workCenter: sheet?.job.workCenter ?? queue.workCenter, note: text, ...(sheet ? { job: sheet.job.id } : {}),
    });
    if (!refusal) {
      terminal.fresh();
      terminal.close();
    }
  };
  return {
    title: t("note.title"), submit: () => text && leave(), say: [h("h1", {}, t("note.title"))],
    enter: [
      h("p", { class: "field" }, h("label", { for: "note" }, t("note.text")), h("textarea", { id: "note", name: "note", rows: "6", maxlength: "2000", "data-first": true, value: entry.text ?? "", oninput: event => event.isComposing || terminal.enter({ text: event.target.value }), oncompositionend: event => terminal.enter({ text: event.target.value }) })),
      text ? primary(t("note.leave"), t("as", { name: terminal.me.name })) : barred(t("note.leave")),
    ],
    acts: backActs(terminal),
  };
}

/** What came out: a part of it on the way, or the rest with the end of the job. */
export function finishView(terminal) {
  const { sheet, entry, panel, me } = terminal, { job } = sheet, part = panel?.name === "part", unit = unitShown(job.unit);
  const output = entry.output ?? {}, given = cleaned(output), total = given.good + given.rejected + given.rework + given.review;
  const so = job.output.good, over = so + job.output.rejected + given.good + given.rejected + given.review > job.quantity;
  const unfit = given.rejected + given.rework + given.review > 0 && !given.reason;
  const reported = so + job.output.rejected + (job.output.rework ?? 0) + (job.output.review ?? 0);
  // Nothing typed is not the same as nothing made: 0 has to be said.
  const unsaid = !part && reported === 0 && total === 0 && ![output.goodText, output.rejectedText, output.reworkText, output.reviewText].some(text => text?.trim());
  const left = Number((job.quantity - reported).toFixed(9)), all = () => terminal.enter({ output: { ...output, good: left, goodText: String(left) } });
  const beyond = over ? { beyondPlan: entry.beyond?.trim() } : {};
  const ready = !unfit && !unsaid && (!over || entry.beyond?.trim()) && (!part || total > 0);
  const submit = async () => {
    if (!ready) return;
    const refusal = await atJob(terminal, part ? "report-output" : "complete-job", { ...(total > 0 || part ? { output: given } : {}), ...(over && mayDo(sheet, me.person, "report-output") ? beyond : {}) }, { what: job.id });
    if (!refusal) terminal.fresh();
    terminal.render();
  };
  return {
    title: t(part ? "finish.part" : "finish.title"), submit,
    say: [h("h1", {}, t(part ? "finish.part" : "finish.title")), h("p", { class: "lead" }, t("finish.so-far", { good: number(so), planned: number(job.quantity), unit })), part ? null : h("p", {}, t("finish.what"))],
    enter: [
      outputFields(output, ["Good", "Rejected", "Rework", "Review"], unit, change => terminal.enter({ output: { ...output, ...change } }), reasonsAt(sheet)),
      unsaid && left > 0 ? second("tick", t("finish.all", { n: number(left), unit }), all, { "data-card": "ALL" }) : null,
      over ? h("p", { class: "field" }, h("label", { for: "beyond" }, t("step.beyond")), h("input", { id: "beyond", name: "beyond", autocomplete: "off", value: entry.beyond ?? "", oninput: event => terminal.enter({ beyond: event.target.value }) })) : null,
      part ? null : h("button", { class: "second", type: "button", onclick: () => terminal.open("note") }, icon("paper"), h("span", {}, t("stop.note"))),
      ready ? primary(part ? t("finish.part") : t("finish.finish"), total > 0 ? `${number(given.good)} ${unit}, ${t("as", { name: me.name })}` : t("as", { name: me.name })) : barred(part ? t("finish.part") : t("finish.finish"), t("finish.first")),
    ],
    ...(part ? { acts: backActs(terminal) } : {}),
  };
}
