// Calling for help: two touches, and it is seen who comes.

import * as clock from "../clock.js";
import { h, icon, state, second, primary } from "../html.js";
import { t, when, firstName } from "../words.js";
import { raiseCall } from "../acting.js";
import { backActs } from "./people.js";

const ABOUT = ["material", "machine", "quality", "instruction", "safety", "other"];

const openCall = terminal => {
  const calls = terminal.recorded?.calls ?? terminal.queue?.calls ?? [];
  return calls.find(call => !call.closedAt && (call.job ? call.job === terminal.recorded?.job.id || !terminal.recorded : true));
};

const nameOf = (terminal, person) => terminal.sheet?.people[person]?.name ?? terminal.queue?.names[person] ?? terminal.sheet?.releasers.find(one => one.person === person)?.name ?? person;

/** The button that calls, or says who comes. */
export function callButton(terminal) {
  const call = openCall(terminal), waiting = terminal.waiting.find(act => act.act === "raise-help-call");
  const more = { "data-card": "HELP" };
  if (call) {
    const [text, small] = call.takenBy ? [t("call.coming", { name: firstName(nameOf(terminal, call.takenBy)) }), t("call.coming.small", { at: when(call.raisedAt, clock.now()) })]
      : [t("call.open", { at: when(call.raisedAt, clock.now()) }), t("call.open.small")];
    return second("call", text, () => terminal.open("open-call", { call: call.call }), { ...more, "data-is": "open" }, small);
  }
  if (waiting) return second("call", t("call"), () => terminal.open("unsent"), { ...more, "data-is": "open" }, t("step.waiting"));
  return second("call", t("call"), () => terminal.open("call"), more);
}

export function callView(terminal) {
  return {
    title: t("call"), plain: !terminal.sheet,
    say: [h("h1", {}, t("call.about")), h("div", { class: "choices two" }, ABOUT.map((about, at) =>
      h("button", { class: "second answer", type: "button", "data-first": at === 0, "data-card": about.toUpperCase(), disabled: terminal.busy, onclick: () => raiseCall(terminal, about) }, h("span", {}, t(`call.${about}`)))))],
    enter: [state("asks", "call", t("call"), t("call.about")), terminal.sender.reachable === false ? h("p", { class: "lead" }, t("call.kept")) : null],
    acts: backActs(terminal),
  };
}

export function openCallView(terminal) {
  const call = (terminal.recorded?.calls ?? terminal.queue?.calls ?? []).find(one => one.call === terminal.panel.call);
  const close = async solved => { if (!await terminal.act("close-help-call", { call: call.call, solved })) terminal.close(); };
  const mine = call?.raisedBy === terminal.me.person;
  return {
    title: t("call"), plain: !terminal.sheet, submit: () => terminal.close(),
    say: [h("h1", {}, call?.takenBy ? t("call.coming", { name: nameOf(terminal, call.takenBy) }) : t("call.open.small")), h("p", { class: "lead" }, call ? `${t(`call.${call.about}`)} · ${t("call.coming.small", { at: when(call.raisedAt, clock.now()) })}` : "")],
    enter: [
      call && mine ? h("fieldset", { class: "choices" }, h("legend", { class: "label" }, t("call.close")),
        h("button", { class: "second answer", type: "button", "data-first": true, onclick: () => close(true) }, icon("tick"), h("span", {}, t("call.solved"))),
        h("button", { class: "second answer", type: "button", onclick: () => close(false) }, h("span", {}, t("call.not-solved")))) : null,
      primary(t("call.leave")),
    ],
    acts: backActs(terminal),
  };
}
