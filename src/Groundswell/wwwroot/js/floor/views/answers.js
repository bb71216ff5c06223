// Steps that are answered: by a choice, yes or no, a text, a date, photos, a code, an output, by waiting.

import * as clock from "../clock.js";
import { h, icon, state } from "../html.js";
import { timerOf } from "../advice.js";
import { inLanguage } from "../job.js";
import { t, refused, number, unitShown, span, spoken, valueShown } from "../words.js";
import { gauge } from "./amounts.js";

const pressed = (terminal, chosen, value, text, at, card) => h("button", {
  class: "second answer", type: "button", "aria-pressed": String(chosen === value), "data-first": at === 0, "data-card": card, onclick: () => terminal.enter({ value, reason: null }),
}, chosen === value ? icon("tick") : null, h("span", {}, text));

const firstAnswer = (given, judged) => (given ? null : { text: t("step.answer-first"), small: judged.refusal ? null : null });

export function choiceEntry(terminal, judged) {
  const { step, entry } = terminal;
  return {
    bar: firstAnswer(judged.value, judged),
    body: h("fieldset", { class: "choices" }, h("legend", { class: "unseen" }, t("step.answer-first")),
      step.does.choices.map((one, at) => pressed(terminal, entry.value, one.value, inLanguage(one.text, spoken(), one.value), at, one.value.toUpperCase()))),
  };
}

export function yesNoEntry(terminal, judged) {
  const { entry } = terminal;
  return {
    bar: firstAnswer(judged.value, judged),
    body: h("fieldset", { class: "choices" }, h("legend", { class: "unseen" }, t("step.answer-first")),
      pressed(terminal, entry.value, true, t("yes"), 0, "YES"), pressed(terminal, entry.value, false, t("no"), 1, "NO")),
  };
}

export function textEntry(terminal, judged) {
  const { step, entry } = terminal;
  return {
    shown: entry.value?.trim() ? "" : null, does: t("step.confirm"), bar: judged.value ? null : { text: t("step.answer-first") },
    body: h("p", { class: "field" }, h("label", { for: "text" }, t("step.text")),
      h("textarea", { id: "text", name: "text", rows: "5", maxlength: String(step.does.maxLength ?? 2000), "data-first": true, value: entry.value ?? "", oninput: event => event.isComposing || terminal.enter({ value: event.target.value, scanned: false }), oncompositionend: event => terminal.enter({ value: event.target.value }) })),
  };
}

export function dateEntry(terminal, judged) {
  const { step, entry } = terminal, withTime = step.does.withTime;
  const literal = typed => (!typed ? null : withTime ? `@${new Date(typed).toISOString().slice(0, 19)}Z` : `@${typed}`);
  return {
    bar: judged.value || judged.needsReason ? null : { text: t("step.answer-first") },
    body: h("p", { class: "field" }, h("label", { for: "date" }, t(withTime ? "step.time" : "step.date")),
      h("input", { id: "date", name: "date", type: withTime ? "datetime-local" : "date", "data-first": true, value: entry.typed ?? "", onchange: event => terminal.enter({ typed: event.target.value, value: literal(event.target.value) }) })),
  };
}

export function photoEntry(terminal) {
  const { step, entry } = terminal, photos = entry.photos ?? [], shots = entry.shots ?? [], least = step.does.atLeast;
  // Nothing of it is recorded before the step is: what is taken again was not meant.
  const again = at => {
    URL.revokeObjectURL(shots[at]);
    terminal.enter({ photos: photos.filter((_, other) => other !== at), shots: shots.filter((_, other) => other !== at) });
    document.querySelector("#photo")?.click();
  };
  return {
    bar: photos.length < least ? { text: least === 1 ? t("step.photo.needed-one") : t("step.photo.needed", { n: least }) } : null, does: t("step.confirm"),
    body: [
      h("label", { class: "second", for: "photo" }, icon("picture"), h("span", {}, t(photos.length === 0 ? "step.photo.take" : "step.photo.more"))),
      h("input", { id: "photo", class: "unseen", type: "file", accept: "image/*", capture: "environment", "data-first": true, onchange: event => taken(terminal, event.target) }),
      h("p", { class: "label" }, `${t("step.photos")}: ${photos.length}`),
      photos.length ? h("ul", { class: "taken" }, photos.map((photo, at) => h("li", { "data-key": photo.$attachment },
        h("img", { src: shots[at], alt: `${t("step.photos")} ${at + 1}` }),
        h("button", { class: "second tap", type: "button", "aria-label": t("step.photo.again-n", { n: at + 1 }), onclick: () => again(at) }, icon("back"), h("span", {}, t("step.photo.again")))))) : null,
    ],
  };
}

async function taken(terminal, input) {
  const files = [...input.files];
  // Otherwise the same picture chosen once more would be no change.
  input.value = "";
  for (const file of files) {
    try {
      const answer = await fetch(`/api/attachments?name=${encodeURIComponent(file.name)}`, { method: "POST", headers: { "Content-Type": file.type || "image/jpeg", "X-Acting": terminal.people.acting }, body: file });
      const reference = await answer.json();
      if (!answer.ok) return terminal.say({ code: reference.code, title: reference.title, facts: reference.facts ?? {} });
      terminal.enter({ photos: [...(terminal.entry.photos ?? []), reference], shots: [...(terminal.entry.shots ?? []), URL.createObjectURL(file)] });
    } catch {
      terminal.sender.lost();
      return terminal.say({ code: "act.unreachable", title: t("act.unreachable"), facts: {} });
    }
  }
  return null;
}

export function equipmentEntry(terminal, judged) {
  const { sheet, step, entry } = terminal, { does } = step, own = sheet.job.workUnit, asked = does.equipment?.code ?? own;
  const scans = does.scan || does.equipment, found = entry.equipment ?? null;
  const checks = h("ul", { class: "checks" }, does.checks.map(check => h("li", {}, icon("tick"), t(`check.${check}`))));
  if (!scans) return { body: [state("fine", "tick", own), checks], does: t("step.confirm") };
  if (!found || judged.refusal?.code === "step.equipment-other") {
    const typed = entry.code?.trim(), take = () => terminal.enter({ equipment: typed, code: null, scanned: false });
    return {
      waits: true, take: typed ? take : null, bar: { text: t("step.scan-first"), small: t("step.scan-waiting") },
      head: state("asks", "scan", t("step.scan-equipment", { equipment: asked }), t("step.scan-waiting"), { role: "status" }),
      body: [
        found ? state("out", "down", refused(judged.refusal), null, { role: "alert", id: "why" }) : null,
        h("p", { class: "field" }, h("label", { for: "code" }, t("step.scan-type")),
          h("span", { class: "with" },
            h("input", { id: "code", name: "code", autocomplete: "off", "data-first": true, value: entry.code ?? "", oninput: event => terminal.enter({ code: event.target.value }) }),
            h("button", { class: "second tap", type: "button", onclick: () => typed && take() }, t("go-on")))),
        checks,
      ],
    };
  }
  return { head: state("fine", "tick", t("step.equipment-fine", { equipment: found })), body: checks, does: t("step.confirm"), shown: "", outside: judged.needsReason ? t("step.lot.typed") : null };
}

const KINDS = { Good: "good", Rejected: "rejected", Rework: "rework", Review: "review" };

export function outputEntry(terminal, judged) {
  const { sheet, step, entry } = terminal, output = entry.output ?? {}, unit = unitShown(step.does.unit ?? sheet.job.unit);
  return {
    shown: judged.value ? `${number(output.good ?? 0)} ${unit}` : null, reasonLabel: t("step.beyond"),
    bar: judged.refusal && !judged.needsReason ? { text: t("step.enter-first"), small: judged.refusal.code === "step.output-unfit" ? null : refused(judged.refusal) } : null,
    outside: judged.refusal ? refused(judged.refusal) : null,
    body: outputFields(output, step.does.kinds ?? Object.keys(KINDS), unit, change => terminal.enter({ output: { ...output, ...change } }), reasonsAt(sheet, step)),
  };
}

/** The reasons to choose from at a step, or for the job as a whole; null where one says it in one's own words. */
export function reasonsAt(sheet, step) {
  const asking = step ? [step] : sheet.operation.steps.filter(one => one.does.kind === "output"), lists = asking.map(one => sheet.job.reasons?.[one.id]);
  return lists.length && lists.every(Boolean) ? lists.flat().filter((one, at, all) => all.findIndex(other => other.code === one.code) === at) : null;
}

/** Good, rejected, rework, to be judged; a reason where something is not good: one of those there are to choose from, where there are any. */
export function outputFields(output, kinds, unit, set, reasons) {
  const bad = (output.rejected ?? 0) + (output.rework ?? 0) + (output.review ?? 0) > 0;
  const read = event => {
    const typed = Number(event.target.value.replace(",", "."));
    return Number.isFinite(typed) ? typed : 0;
  };
  return [
    h("div", { class: "outputs" }, kinds.map((kind, at) => h("p", { class: "field" }, h("label", { for: KINDS[kind] }, t(`step.${KINDS[kind]}`), " ", h("small", {}, unit)),
      h("input", { id: KINDS[kind], name: KINDS[kind], inputmode: "decimal", autocomplete: "off", "data-first": at === 0, value: output[`${KINDS[kind]}Text`] ?? "", oninput: event => set({ [KINDS[kind]]: read(event), [`${KINDS[kind]}Text`]: event.target.value }) })))),
    bad && reasons ? h("fieldset", { class: "choices" }, h("legend", {}, t("step.output-reason")), reasons.map(one => h("button", {
      class: "second answer", type: "button", "data-key": one.code, "aria-pressed": String(output.reason === one.code), "data-card": one.code.toUpperCase(), onclick: () => set({ reason: one.code }),
    }, output.reason === one.code ? icon("tick") : null, h("span", {}, inLanguage(one.text, spoken(), one.code))))) : null,
    bad && !reasons ? h("p", { class: "field" }, h("label", { for: "output-reason" }, t("step.output-reason")),
      h("input", { id: "output-reason", name: "output-reason", autocomplete: "off", value: output.reason ?? "", oninput: event => set({ reason: event.target.value }) })) : null,
  ];
}

export function timerEntry(terminal, judged) {
  const timer = timerOf(terminal.sheet, terminal.step, clock.now());
  const left = timer?.least ? timer.least - timer.passed : 0, waits = left > 0;
  return {
    outside: waits ? null : t("step.outside"), does: t("step.confirm"),
    body: h("div", { class: "amounts" }, h("div", { class: "target" },
      h("p", { class: "label" }, t(waits ? "step.timer.left" : "step.timer.passed")),
      h("p", { class: "amount time", role: "timer" }, h("span", {}, span(waits ? left : timer?.passed ?? 0)))),
    timer?.most ? h("p", { class: "label" }, t("step.timer.at-most", { time: span(timer.most) })) : null),
    ...(waits && !terminal.entry.reason && !terminal.entry.early ? { waits: true, bar: { text: t("step.timer.wait", { time: span(left) }) } } : {}),
    judged,
  };
}

export function calculatedEntry(terminal, judged) {
  const { step } = terminal, text = judged.value ? valueShown(judged.value, step) : "–", [value, ...unit] = text.split(" ");
  return {
    bar: judged.value ? null : { text: refused(judged.refusal) },
    body: [
      h("div", { class: "amounts", vars: { "--digits": String(Math.max(3, value.length)) }, "data-wide": value.length > 5 ? "rather" : null }, h("div", { class: "target" }, h("p", { class: "label" }, t("step.calculated")), h("p", { class: "amount" }, h("span", {}, value), " ", h("small", {}, unit.join(" "))))),
      judged.limits ? h("div", { class: "judged" }, gauge(judged.limits, Number(judged.value.split(" ")[0]), ""), judged.limits.verdict === "in" ? state("fine", "tick", t("step.inside"), null, { role: "status" }) : null) : null,
    ],
  };
}
