// What runs and waits here. One scan, or one touch, begins the next job.

import * as clock from "../clock.js";
import { h, icon, state, second, primary, barred, field } from "../html.js";
import { t, refused, number, unitShown, when, spoken } from "../words.js";
import { open, start, startOrOpen } from "../acting.js";
import { backActs } from "./people.js";

const DRAWN = { Running: "running", Planned: "waiting", Paused: "hold", Held: "blocked", Suspended: "blocked" };

/** What this person works on, what they can begin, what others are at; what can't be begun yet stands last, with its reason. */
const rank = (job, me) => (job.status === "Planned" ? (job.refusal ? 3 : 1) : job.crew.includes(me.person) ? 0 : 2);

export function queueView(terminal) {
  const { queue, note, me, sender } = terminal, jobs = [...(queue?.jobs ?? [])].sort((one, other) => rank(one, me) - rank(other, me));
  const mine = jobs.find(job => job.status === "Running" && job.crew.includes(me.person));
  const next = mine ?? jobs.find(job => job.status === "Planned" && !job.refusal) ?? jobs.find(job => job.status === "Running");
  const take = job => (job.status !== "Planned" ? open(terminal, job.job) : job.startAt.length > 1 ? terminal.open("where", { job }) : start(terminal, job, job.startAt[0]));
  const code = terminal.entry.code ?? "";
  return {
    title: t("queue.title"), plain: true, tells: true,
    submit: () => (code.trim() ? (terminal.entry = {}, startOrOpen(terminal, code.trim())) : next && take(next)),
    say: [
      h("h1", {}, t("queue.title")),
      sender.reachable === false && queue ? h("p", { class: "label" }, t("queue.offline", { at: when(queue.at, clock.now()) })) : null,
      jobs.length === 0
        ? h("div", { class: "empty" }, h("p", { class: "lead" }, t("queue.empty")), h("p", {}, t("queue.empty.what", { place: queue?.workCenterName ?? "" })))
        : h("ol", { class: "list jobs", tabindex: jobs.length > 6 ? "0" : null }, jobs.map(job => h("li", { "data-key": job.job, "data-status": job.status }, h("button", { class: "job", type: "button", disabled: Boolean(job.refusal), onclick: () => take(job) },
          icon(DRAWN[job.status] ?? "waiting"),
          h("span", {}, h("b", {}, job.name), " ", h("small", {}, `${job.job} · ${job.operationNames?.[spoken()] ?? job.operationName}`)),
          h("span", { class: "amount-small" }, number(job.quantity), " ", h("small", {}, unitShown(job.unit))),
          h("small", { class: "why" }, job.refusal ? refused({ code: job.refusal, title: job.why, facts: job.facts ?? {}, names: queue.names }) : standing(queue, job)))))),
    ],
    enter: [
      state("asks", "scan", t("queue.scan"), t("queue.scan.small"), { role: "status" }),
      note ? state("out", "down", note.code === "queue.unknown" ? t("queue.unknown", note.facts) : refused(note), null, { role: "alert", id: "why" }) : null,
      field(t("step.code"), "code", { value: code, "data-first": true, oninput: event => terminal.enter({ code: event.target.value }) }),
      notes(terminal),
      code.trim() ? primary(t("go-on"))
        : next ? primary(t(next.status === "Planned" ? "queue.start" : "queue.open", { job: next.job }), t("as", { name: me.name }))
        : jobs.length === 0 ? barred(t("queue.empty")) : barred(t("queue.none"), t("queue.none.why")),
    ],
  };
}

function standing(queue, job) {
  const names = job.crew.map(person => queue.names[person] ?? person).join(", ");
  const text = { Running: t("queue.running"), Planned: t("queue.waiting"), Paused: t("queue.paused", job), Held: t("queue.held", job), Suspended: t("queue.suspended", job) }[job.status];
  return names ? `${text} ${t("queue.with", { names })}` : text;
}

/** Notes left here that nobody has read yet. */
function notes(terminal) {
  const unread = (terminal.queue?.handOvers ?? []).filter(note => !note.firstReadBy && note.writtenBy !== terminal.me.person).slice(0, 1);
  return unread.map(note => h("div", { class: "left-note", "data-key": note.handOver },
    h("p", { class: "label" }, t("queue.hand-over"), h("br"), h("small", {}, t("note.from", { name: terminal.queue.names[note.writtenBy] ?? note.writtenBy, at: when(note.writtenAt, clock.now()) }))),
    h("p", {}, note.note),
    h("button", { class: "second tap", type: "button", onclick: () => terminal.act("read-hand-over", { handOver: note.handOver }) }, t("note.read"))));
}

export function whereView(terminal) {
  const { job } = terminal.panel, { workUnits } = terminal.queue;
  return {
    title: t("queue.where"), plain: true,
    say: [h("h1", {}, t("queue.where")), h("p", { class: "lead" }, `${job.name} · ${job.job}`)],
    enter: job.startAt.map((unit, at) => second("next", workUnits.find(one => one.id === unit)?.name ?? unit, () => start(terminal, job, unit), { "data-first": at === 0 }, unit)),
    acts: backActs(terminal),
  };
}
