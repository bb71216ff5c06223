// One step: what to do, what it is, the one act. What is asked for depends on the kind of step.

import * as clock from "../clock.js";
import { h, icon, state, primary, barred } from "../html.js";
import { inLanguage } from "../job.js";
import { judge, lacks } from "../advice.js";
import { t, refused, spoken, dayOf, time as timeOf, valueShown, firstName } from "../words.js";
import { complete, titleOf } from "../acting.js";
import { placeOf } from "../pictures.js";
import { changesShown } from "./changes.js";
import { numberEntry, materialEntry } from "./amounts.js";
import { choiceEntry, yesNoEntry, textEntry, dateEntry, photoEntry, equipmentEntry, outputEntry, timerEntry, calculatedEntry } from "./answers.js";
import { secondPersonEntry, signatureEntry } from "./confirming.js";
import { keys } from "./keys.js";
import { whoReleases } from "./releasing.js";

const ENTRIES = {
  number: numberEntry, consume: materialEntry, choice: choiceEntry, "yes-no": yesNoEntry, text: textEntry, date: dateEntry, photo: photoEntry,
  equipment: equipmentEntry, output: outputEntry, timer: timerEntry, calculation: calculatedEntry,
};

export function stepView(terminal) {
  const { sheet, step, entry, me, note } = terminal, title = titleOf(step), at = clock.now();
  const done = sheet.job.steps[step.id];
  if (done) return doneView(terminal, step, done);
  const lacking = lacks(sheet, me.person, at);
  const special = { "second-person": secondPersonEntry, signature: signatureEntry }[step.does.kind];
  const what = { title, label: title, tells: true, say: saying(terminal, step, title) };
  if (lacking && !special) {
    return { ...what, enter: [
      state("out", "down", t("lacking.title", { name: firstName(me.name) }), t("lacking.what", { qualification: lacking }), { role: "alert" }),
      h("button", { class: "primary", type: "button", onclick: () => terminal.open("badge") }, t("crew.add")),
    ] };
  }
  if (special) return { ...what, ...special(terminal) };

  const judged = judge(sheet, step, entry, at), parts = ENTRIES[step.does.kind]?.(terminal, judged) ?? {};
  const outside = judged.needsReason && !parts.waits;
  const never = outside && judged.refusal && judged.refusal.code === "step.outside-not-taken";
  const shownValue = parts.shown ?? (judged.value ? valueShown(judged.value, step) : null);
  return {
    ...what,
    say: parts.keys ? [saying(terminal, step, title)[0], ...hazard(step), keys(parts.keys)] : what.say,
    submit: () => (never ? null : parts.take ? parts.take() : parts.bar ? null : complete(terminal)),
    enter: [
      parts.head, parts.body,
      note && !parts.toldNote ? state("out", "down", refused(note), null, { role: "alert", id: "why" }) : null,
      outside && parts.outside !== null ? outsideLine(terminal, step, judged, parts.outside) : null,
      outside && !never ? reason(terminal, parts.reasonLabel) : null,
      never ? h("button", { class: "primary", type: "button", onclick: () => terminal.open("call") }, t("call"))
        : parts.take ? primary(t("go-on"))
        : parts.bar ? barred(parts.bar.text, parts.bar.small)
        : outside && !entry.reason?.trim() ? barred(t("step.reason-first"), shownValue)
        : primary(outside ? t("step.record-outside", { value: shownValue ?? "" }) : parts.does ?? (shownValue ? t("step.confirm-value", { value: shownValue }) : t("step.confirm")), t("as", { name: me.name }), { disabled: terminal.busy }),
    ],
  };
}

function outsideLine(terminal, step, judged, text) {
  const releasers = whoReleases(terminal, step);
  const small = judged.refusal?.code === "step.outside-not-taken" ? t("step.outside.not-taken")
    : step.exceptions?.releasedBy?.length ? t("step.outside.release", { names: releasers || step.exceptions.releasedBy.map(role => t(`role.${role}`)).join(", ") })
    : t("step.outside.reason");
  return state("out", "down", text ?? t("step.outside"), small, { role: "alert", id: "why" });
}

const reason = (terminal, label) => h("p", { class: "field" }, h("label", { for: "reason" }, label ?? t("why"), " ", h("small", {}, t("why.hint"))),
  h("input", { id: "reason", name: "reason", autocomplete: "off", maxlength: "500", value: terminal.entry.reason ?? "", oninput: event => terminal.enter({ reason: event.target.value }) }));

const hazard = step => {
  const text = inLanguage(step.hazard, spoken());
  return text ? [h("p", { class: "hazard" }, icon("warn"), h("span", {}, h("b", {}, `${t("step.hazard")}: `), text))] : [];
};

function saying(terminal, step, title) {
  const change = terminal.sheet.people[terminal.me?.person]?.changed[step.id];
  const lines = inLanguage(step.instruction, spoken()).split(/\r?\n/).map(line => line.trim()).filter(Boolean);
  const pictures = (step.attachments ?? []).filter(one => one.mediaType?.startsWith("image/"));
  return [
    h("h1", { tabindex: "-1", "data-length": title.length > 45 ? "long" : null }, title),
    ...hazard(step),
    change ? h("aside", { class: "changed", "aria-label": t("changed.since", { at: dayOf(change.since) }) },
      icon("swell"),
      h("div", {}, h("h2", {}, t("changed.since", { at: dayOf(change.since) })), changesShown(change, 2), credit(terminal)),
      h("button", { class: "second tap", type: "button", onclick: () => terminal.open("compare", { step: step.id }) }, icon("compare"), h("span", {}, t("changed.both")))) : null,
    h("div", { class: pictures.some(picture => placeOf(picture, () => terminal.render())) ? "picture" : "told" },
      pictures.map(picture => ({ picture, place: placeOf(picture, () => terminal.render()) })).filter(({ place }) => place).slice(0, 1).map(({ picture, place }) => h("img", { src: place, alt: title })),
      lines.length > 1 ? h("ol", {}, lines.map(line => h("li", {}, line.replace(/^\d+[.)]\s*/, ""))))
        : lines.length === 1 ? h("p", {}, lines[0]) : null,
      step.critical ? h("p", { class: "label" }, t("step.critical")) : null,
      change ? null : credit(terminal),
      step.optional ? h("button", { class: "second tap", type: "button", onclick: () => terminal.open("skip") }, t("step.skip")) : null),
  ];
}

/** Whose work the version is, and where it began. */
function credit(terminal) {
  const by = terminal.sheet.shapedBy;
  if (!by) return null;
  const names = by.people.slice(0, 3).join(", ");
  return h("p", { class: "credit" }, t(by.people.length > 3 ? "credit.more" : "credit", { names, more: by.people.length - 3, site: by.site }));
}

function doneView(terminal, step, done) {
  const name = terminal.sheet.people[done.by]?.name ?? terminal.people.all.find(one => one.person === done.by)?.name ?? done.by;
  const at = dayOf(done.at) === dayOf(clock.now()) ? t(done.skipped ? "step.skipped" : "step.done", { name, at: timeOf(done.at) }) : t(done.skipped ? "step.skipped" : "step.done", { name, at: dayOf(done.at) });
  const entered = ["number", "text", "choice", "yes-no", "date"].includes(step.does.kind) && done.value;
  const back = !["consume", "output"].includes(step.does.kind) && !done.skipped;
  return {
    title: titleOf(step), tells: false, submit: () => terminal.fresh() ?? terminal.render(),
    say: saying(terminal, step, titleOf(step)),
    enter: [
      state("fine", "tick", done.value ? valueShown(done.value, step) : t("step.done", { name, at: "" }).replace(/,?\s*$/, ""), `${at}${done.waiting ? ` · ${t("step.waiting")}` : ""}`),
      entered ? h("button", { class: "second", type: "button", onclick: () => terminal.open("correct", { step: step.id }) }, icon("back"), h("span", {}, t("correct"))) : null,
      back ? h("button", { class: "second", type: "button", onclick: () => terminal.open("correct", { step: step.id, undo: true }) }, icon("back"), h("span", {}, t("undo"))) : null,
      primary(t("go-on")),
    ],
  };
}


