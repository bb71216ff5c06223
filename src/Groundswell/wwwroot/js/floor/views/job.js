// A job that can't be worked on just now: stopped, held, waiting for a release, or somebody else's. It says why, and who can help.

import * as clock from "../clock.js";
import { h, state, primary, barred, second, icon } from "../html.js";
import { stepOf } from "../job.js";
import { lacks } from "../advice.js";
import { t, told, firstName, time } from "../words.js";
import { atJob, titleOf } from "../acting.js";
import { whoReleases } from "./releasing.js";

export function jobView(terminal) {
  const { sheet, me, sender } = terminal, { job, order } = sheet, name = order.name;
  const view = { title: name, tells: false };
  const heading = (text, ...more) => [h("h1", {}, text), ...more];
  if (job.status === "Completed" || job.status === "Cancelled") {
    return { ...view, submit: () => terminal.leaveJob(), say: heading(t("finish.done"), h("p", { class: "lead" }, `${name} · ${job.id}`)), enter: [state("fine", "tick", t("finish.done"), time(clock.now())), primary(t("finish.next"))] };
  }
  const [exception] = job.openExceptions;
  if (exception) {
    const step = stepOf(sheet, exception.step) ?? null, who = whoReleases(terminal, step, exception.releasedBy) || exception.releasedBy.map(role => t(`role.${role}`)).join(", ");
    return {
      ...view, submit: () => sender.reachable !== false && terminal.open("sign", { number: exception.number }),
      say: heading(step ? titleOf(step) : name, h("p", { class: "lead" }, told(exception.told, exception.detail))),
      enter: [
        state("out", "down", t("exception.title"), t("exception.who", { names: who }), { role: "alert" }),
        sender.reachable === false ? barred(t("act.needs-network"), t("exception.offline")) : primary(t("exception.release"), who),
      ],
    };
  }
  if (!order.mayBeWorkedOn || job.status === "Held") {
    const reason = order.heldFor ?? job.stoppedFor ?? "";
    return { ...view, say: heading(name), enter: [state("out", "blocked", t("job.held", { reason: shown(reason) }), t("job.held.what"), { role: "alert" }), h("button", { class: "primary", type: "button", onclick: () => terminal.open("call") }, t("call"))] };
  }
  const lacking = lacks(sheet, me.person, clock.now());
  if (lacking && job.status === "Running" && !job.crew.includes(me.person)) {
    return { ...view, say: heading(name), enter: [
      state("out", "down", t("lacking.title", { name: firstName(me.name) }), t("lacking.what", { qualification: lacking }), { role: "alert" }),
      h("button", { class: "primary", type: "button", onclick: () => terminal.open("badge") }, t("crew.add")),
    ] };
  }
  if (job.status === "Running") {
    const names = job.crew.map(person => sheet.people[person]?.name ?? terminal.queue?.names[person] ?? person).join(", ");
    return {
      ...view, submit: () => atJob(terminal, "join-job"), say: heading(name, h("p", { class: "lead" }, t("job.join.what", { names }))),
      enter: [state("fine", "person", names, t("queue.running")), others(terminal), primary(t("job.join"), t("as", { name: me.name }))],
    };
  }
  if (job.status === "Planned") {
    return { ...view, submit: () => terminal.leaveJob(), say: heading(name), enter: [state("fine", "waiting", t("queue.waiting")), primary(t("queue.title"))] };
  }
  return {
    ...view, submit: () => atJob(terminal, "resume-job"),
    say: heading(name, h("p", { class: "lead" }, t("job.stopped", { reason: shown(job.stoppedFor ?? "") })), notes(sheet)),
    enter: [state("fine", "hold", t("job.stopped", { reason: shown(job.stoppedFor ?? "") })), primary(t("job.resume"), t("as", { name: me.name }))],
  };
}

/** The words of a reason, where it is one of ours. */
export const shown = reason => {
  const key = `stop.${reason}`, text = t(key);
  return text === key ? reason : text;
};

const others = terminal => terminal.people.all.filter(one => terminal.sheet.job.crew.includes(one.person))
  .map(one => second("person", t("crew.take-turn", { name: one.name }), () => terminal.turn(one.session)));

const notes = sheet => sheet.handOvers.filter(note => note.job === sheet.job.id).slice(0, 1).map(note => h("div", { class: "told" }, h("p", {}, icon("paper"), ` ${note.note}`)));
