// The page: where and who, what can't be reached, how far, what to do, what it is, what else. Each view fills in the last four.

import * as clock from "./clock.js";
import { h, icon, within } from "./html.js";
import { nameOf } from "./job.js";
import { asked } from "./advice.js";
import { t, time, when, initials, firstName, spoken, refused } from "./words.js";
import { badgeView, lockedView, crewView, enrollView } from "./views/people.js";
import { queueView, whereView } from "./views/queue.js";
import { stepView } from "./views/step.js";
import { stepsView, compareView, correctView, skipView } from "./views/steps.js";
import { jobView } from "./views/job.js";
import { callView, openCallView, callButton } from "./views/calls.js";
import { openVoice, voiceView } from "./views/voice.js";
import { saysButton, saysView } from "./views/says.js";
import { namingButton, namingView } from "./views/naming.js";
import { stopView, noteView, finishView } from "./views/stopping.js";
import { signView } from "./views/signing.js";
import { unsentView, asideView } from "./views/unsent.js";
import { nextStep } from "./advice.js";

const PANELS = {
  badge: badgeView, crew: crewView, where: whereView, steps: stepsView, compare: compareView, correct: correctView, skip: skipView, call: callView,
  "open-call": openCallView, voice: voiceView, says: saysView, naming: namingView, stop: stopView, note: noteView, part: finishView, sign: signView, unsent: unsentView, aside: asideView,
};

function viewOf(terminal) {
  const { people, me, panel, sheet } = terminal;
  if (!people.station && !people.asked) return { name: "opening", title: t("title"), plain: true, say: [h("h1", { class: "quiet" }, t("title"))], enter: [], acts: [] };
  if (!people.station) return { name: "enroll", ...enrollView(terminal) };
  if (!me && panel?.name !== "unsent") return { name: "badge", ...badgeView(terminal) };
  if (me?.locked && panel?.name !== "badge" && panel?.name !== "crew" && panel?.name !== "unsent") return { name: "locked", ...lockedView(terminal) };
  if (panel) return { name: panel.name, ...PANELS[panel.name](terminal) };
  if (!sheet) return { name: "queue", ...queueView(terminal) };
  if (sheet.job.status !== "Running" || sheet.job.openExceptions.length > 0 || !sheet.order.mayBeWorkedOn || !sheet.job.crew.includes(me.person))
    return { name: "job", ...jobView(terminal) };
  if (!terminal.step && !nextStep(sheet)) return { name: "finish", ...finishView(terminal) };
  return { name: `step-${terminal.step.id}`, ...stepView(terminal) };
}

const SETTLE = 250;

let shownView = null, shownAt = 0, settling = 0;

export function show(terminal) {
  const view = viewOf(terminal);
  const page = h("body", {},
    station(terminal),
    notice(terminal),
    progress(terminal, view),
    h("main", { class: "say", "data-key": `say-${view.name}`, "data-view": view.name }, view.say),
    h("form", { class: "enter", "data-key": `enter-${view.name}`, "aria-label": view.label ?? view.title, novalidate: true, onsubmit: event => submit(event, terminal, view) },
      view.enter, told(terminal, view)),
    h("nav", { class: "acts", "aria-label": terminal.queue?.workCenterName ?? t("title") }, view.acts ?? standing(terminal)));
  const hadFocus = document.activeElement && document.activeElement !== document.body;
  within(document.body, page);
  // Presses count a moment after a view has come: what was meant for the one before is not taken for this one.
  clearTimeout(settling);
  if (terminal.busy || shownView !== view.name) delete document.body.dataset.settled;
  document.title = `${view.title} · Groundswell`;
  if (shownView !== view.name) {
    shownView = view.name;
    shownAt = performance.now();
    focusFirst();
    scrollTo(0, 0);
  } else if (hadFocus && (!document.activeElement || document.activeElement === document.body)) {
    // What had the focus has made room for what is asked next.
    focusFirst();
  }
  if (!terminal.busy) settling = setTimeout(() => { document.body.dataset.settled = ""; }, Math.max(0, SETTLE - (performance.now() - shownAt)));
  if (view.name !== "opening" && performance.getEntriesByName("floor-usable").length === 0) performance.mark("floor-usable");
}

/** The focus starts where something is asked; a reader hears the heading by the title. */
function focusFirst() {
  const first = document.querySelector("[data-first]:not(:disabled)") ?? document.querySelector(".enter input:not([type=file]), .enter textarea")
    ?? document.querySelector(".enter .primary:not(:disabled)") ?? document.querySelector("h1");
  first?.focus({ preventScroll: true });
  first?.select?.();
}

function submit(event, terminal, view) {
  event.preventDefault();
  const filled = event.currentTarget.querySelector(".primary");
  if (!terminal.busy && !filled?.disabled && "settled" in document.body.dataset) view.submit?.();
}

/** Why something was refused, where no view says so itself. */
const told = (terminal, view) => terminal.note && !view.tells
  ? h("p", { class: "state", "data-is": "out", role: "alert", id: "why" }, icon("down"), h("span", {}, refused(terminal.note)))
  : null;

function station(terminal) {
  const { queue, sheet, people, me } = terminal;
  const unit = sheet?.job.workUnit ?? queue?.workUnit;
  const unitName = queue?.workUnits.find(one => one.id === unit)?.name;
  terminal.shownTime = time(clock.now());
  return h("header", { class: "station" },
    h("p", {}, h("b", {}, unit ?? queue?.name ?? people.station?.station ?? "Groundswell"), " ", h("small", {}, unitName && unitName !== unit ? unitName : queue?.workCenterName ?? "")),
    sheet ? h("p", { class: "order" }, h("b", {}, sheet.order.name), " ", h("small", {}, t("job.of", { order: sheet.order.id }))) : h("p", { class: "order" }, h("b", {}, queue?.workCenterName ?? ""), " ", h("small", {}, queue?.name ?? "")),
    people.all.length > 0
      ? h("button", { class: "crew", type: "button", "aria-expanded": terminal.panel?.name === "crew" ? "true" : "false", onclick: () => (terminal.panel?.name === "crew" ? terminal.close() : terminal.open("crew")) },
        h("span", { class: "unseen" }, `${t("crew.title")}: `), people.all.map(one => h("span", { class: one === me ? "one acting" : "one" }, h("b", { class: "badge", "aria-hidden": "true" }, initials(one.name)), " ", h("span", {}, firstName(one.name)))))
      : null,
    h("time", { datetime: terminal.shownTime }, terminal.shownTime));
}

function notice(terminal) {
  const { sender, aside } = terminal, { waiting } = sender;
  const shows = waiting > 0 && terminal.panel?.name !== "unsent" ? h("button", { class: "tap", type: "button", onclick: () => terminal.open("unsent") }, t("lost.show")) : null;
  const line = (...parts) => h("aside", { class: "notice", role: "status", "data-key": "notice" }, icon("lost"), h("p", {}, parts), shows);
  if (sender.reachable === false && sender.since)
    return line(h("b", {}, t("lost", { at: when(sender.since, clock.now()) })), " ", waiting === 0 ? t("lost.none") : waiting === 1 ? t("lost.one") : t("lost.some", { n: waiting }));
  if (sender.stuck && waiting > 0) return line(t("sending.stuck", { n: waiting, why: refused(sender.stuck) }));
  if (waiting > 0) return line(waiting === 1 ? t("sending.one") : t("sending.some", { n: waiting }));
  if (aside.length > 0 && terminal.panel?.name !== "aside") {
    return h("aside", { class: "notice", role: "status", "data-key": "aside" }, icon("warn"), h("p", {}, aside.length === 1 ? t("aside.one") : t("aside.some", { n: aside.length })),
      h("button", { class: "tap", type: "button", onclick: () => terminal.open("aside") }, t("lost.show")));
  }
  return null;
}

function progress(terminal, view) {
  const { sheet } = terminal;
  if (!sheet || view.plain) return null;
  const steps = asked(sheet), at = terminal.step, number = at ? steps.findIndex(one => one.id === at.id) + 1 : steps.length;
  return h("button", { class: "progress", type: "button", "data-key": "progress", onclick: () => (terminal.panel?.name === "steps" ? terminal.close() : terminal.open("steps")) },
    h("span", {}, h("b", {}, t("step.of", { step: number, steps: steps.length })), " ", h("small", {}, nameOf(sheet.operation, spoken()))),
    h("span", { class: "marks", "aria-hidden": "true" }, steps.map(step => h("i", {
      class: sheet.job.steps[step.id] ? (sheet.job.steps[step.id].waiting ? "done waiting" : "done") : null, "data-now": step.id === at?.id,
    }))),
    h("small", {}, t("step.all")));
}

/** What else can be done: always the same, always in the same place. */
function standing(terminal) {
  const { sheet } = terminal;
  return [
    callButton(terminal),
    sheet || terminal.sender.reachable === false ? null : saysButton(terminal),
    sheet || terminal.sender.reachable === false ? null : namingButton(terminal),
    sheet?.job.status === "Running" && terminal.step ? h("button", { class: "second", type: "button", "data-card": "WRONG", onclick: () => openVoice(terminal) }, icon("voice"), h("span", {}, t("voice"))) : null,
    sheet?.job.status === "Running" ? h("button", { class: "second", type: "button", "data-card": "STOP", onclick: () => terminal.open("stop") }, icon("hold"), h("span", {}, t("stop"))) : null,
    sheet && sheet.job.status !== "Running" ? h("button", { class: "second", type: "button", "data-card": "JOBS", onclick: () => terminal.leaveJob() }, icon("back", "turns"), h("span", {}, t("queue.title"))) : null,
  ];
}

