// All steps of the job; both versions of one that has changed; correcting one; leaving one out.

import * as clock from "../clock.js";
import { h, icon, state, primary, barred, field } from "../html.js";
import { stepOf } from "../job.js";
import { asked, literalOf } from "../advice.js";
import { readValue, writeValue } from "../../expressions.js";
import { t, dayOf, valueShown, when } from "../words.js";
import { titleOf, skip, atJob } from "../acting.js";
import { compared } from "./changes.js";
import { backActs } from "./people.js";
import { keys } from "./keys.js";

export function stepsView(terminal) {
  const { sheet } = terminal, steps = asked(sheet), current = terminal.step?.id;
  const names = person => sheet.people[person]?.name ?? terminal.people.all.find(one => one.person === person)?.name ?? person;
  return {
    title: t("step.all"), submit: () => { terminal.fresh(); terminal.close(); },
    say: [h("h1", {}, t("step.all")), h("ol", { class: "list steps", tabindex: "0" }, steps.map((step, at) => {
      const done = sheet.job.steps[step.id];
      return h("li", { "data-key": step.id, "aria-current": step.id === current ? "step" : null }, h("button", { class: "job", type: "button", disabled: !done && step.id !== current && !step.optional, onclick: () => { terminal.fresh(step.id); terminal.close(); } },
        icon(done ? (done.skipped ? "off" : "tick") : step.id === current ? "running" : "waiting"),
        h("span", {}, h("b", {}, `${at + 1} ${titleOf(step)}`), " ", done ? h("small", {}, `${names(done.by)}, ${when(done.at, clock.now())}${done.waiting ? ` · ${t("step.waiting")}` : ""}`) : step.optional ? h("small", {}, t("step.optional")) : null),
        h("span", { class: "amount-small" }, done ? valueShown(done.value, step) : "")));
    }))],
    enter: [state("fine", "tick", t("step.so-far", { step: Object.keys(sheet.job.steps).length, steps: steps.length }), sheet.order.name), primary(t("go-on"))],
    acts: backActs(terminal),
  };
}

export function compareView(terminal) {
  const { sheet, panel } = terminal, step = stepOf(sheet, panel.step), change = sheet.people[terminal.me.person]?.changed[panel.step];
  const rows = change ? compared(change) : [];
  return {
    title: t("changed.both"), submit: () => terminal.close(),
    say: [
      h("h1", { "data-length": "long" }, titleOf(step)),
      h("table", { class: "compare" },
        h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, t("changed.before"), " ", h("small", {}, change ? dayOf(change.since) : "")), h("th", { scope: "col" }, t("changed.now")))),
        h("tbody", {}, rows.map(row => h("tr", {}, h("th", { scope: "row" }, row.label), h("td", {}, row.before ? h("del", {}, row.before) : t("changed.nothing")), h("td", {}, row.after ? h("ins", {}, row.after) : t("changed.nothing")))))),
    ],
    enter: [state("fine", "swell", t("changed.since", { at: change ? dayOf(change.since) : "" })), primary(t("go-on"), null, { "data-first": true })],
    acts: backActs(terminal),
  };
}

const literalFor = (step, text) => {
  const { kind, unit } = step.does;
  if (kind === "number") {
    const literal = literalOf(text, unit), value = literal && readValue(literal);
    return value?.form === "number" ? writeValue(value) : null;
  }
  if (kind === "date") return text ? `@${text}` : null;
  return text ? writeValue({ form: "text", text }) : null;
};

export function correctView(terminal) {
  const { sheet, panel, entry } = terminal, step = stepOf(sheet, panel.step), done = sheet.job.steps[panel.step], { kind } = step.does;
  const choices = kind === "yes-no" ? [["true", t("yes")], ["false", t("no")]]
    : kind === "choice" ? step.does.choices.map(one => [writeValue({ form: "text", text: one.value }), valueShown(writeValue({ form: "text", text: one.value }), step)]) : null;
  const to = panel.undo ? null : choices ? entry.literal : literalFor(step, (entry.value ?? "").trim());
  const reason = entry.reason?.trim(), ready = reason && (panel.undo || (to && to !== done?.value));
  const set = value => terminal.enter({ value });
  const submit = async () => {
    if (!ready) return;
    const refusal = panel.undo
      ? await atJob(terminal, "undo-step", { step: step.id, reason }, { what: titleOf(step) })
      : await atJob(terminal, "correct-step", { step: step.id, from: done.value, to, reason }, { what: titleOf(step) });
    if (!refusal) {
      terminal.fresh();
      terminal.render();
    }
  };
  return {
    title: panel.undo ? t("undo") : t("correct.title"), submit,
    say: [h("h1", { "data-length": titleOf(step).length > 45 ? "long" : null }, titleOf(step)), panel.undo ? h("p", { class: "lead" }, t("undo.what")) : kind === "number" ? keys({ value: entry.value ?? "", set, label: t("correct.to") }) : null],
    enter: [
      state("fine", "paper", valueShown(done?.value, step) || t("undo"), t("correct.was")),
      panel.undo ? null
        : choices ? h("fieldset", { class: "choices" }, h("legend", { class: "label" }, t("correct.to")), choices.map(([literal, text], at) => h("button", { class: "second answer", type: "button", "data-first": at === 0, "aria-pressed": String(entry.literal === literal), onclick: () => terminal.enter({ literal }) }, h("span", {}, text))))
        : field(t("correct.to"), "reading", { "data-first": true, type: kind === "date" ? "date" : "text", inputmode: kind === "number" ? "decimal" : null, value: entry.value ?? "", oninput: event => set(event.target.value) }),
      field(`${t("why")} ${t("why.hint")}`, "reason", { "data-first": Boolean(panel.undo), value: entry.reason ?? "", oninput: event => terminal.enter({ reason: event.target.value }) }),
      ready ? primary(panel.undo ? t("undo") : t("correct.do", { value: valueShown(to, step) }), t("as", { name: terminal.me.name })) : barred(panel.undo ? t("undo") : t("correct"), t("step.reason-first")),
    ],
    acts: backActs(terminal),
  };
}

export function skipView(terminal) {
  const { step, entry } = terminal, reason = entry.reason?.trim();
  return {
    title: t("step.skip"), submit: () => reason && skip(terminal, reason),
    say: [h("h1", {}, titleOf(step)), h("p", { class: "lead" }, t("step.skip"))],
    enter: [
      field(`${t("why")} ${t("why.hint")}`, "reason", { "data-first": true, value: entry.reason ?? "", oninput: event => terminal.enter({ reason: event.target.value }) }),
      reason ? primary(t("step.skip"), t("as", { name: terminal.me.name })) : barred(t("step.skip"), t("step.reason-first")),
    ],
    acts: backActs(terminal),
  };
}
