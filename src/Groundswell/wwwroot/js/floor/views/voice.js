// Saying that something should be otherwise, from the step one is on: what it is about is the second tap. Others' open proposals on the step stand
// beside it, to add one's voice to.

import * as clock from "../clock.js";
import * as server from "../server.js";
import { h, icon, state, primary } from "../html.js";
import { t, when } from "../words.js";
import { backActs } from "./people.js";

const ABOUT = ["Unclear", "NotPossible", "Slow", "Unsafe", "Quality", "Better"];

/** Opens the voice of the step in hand, and asks what others have proposed on it. */
export function openVoice(terminal) {
  terminal.fresh(terminal.chosenStep);
  terminal.open("voice", { step: terminal.step?.id });
  if (terminal.sender.reachable === false || !terminal.step) return;
  const { sheet, step } = terminal;
  const query = new URLSearchParams({ workMaster: sheet.order.workMaster, step: step.id });
  server.get(`/api/sites/${terminal.site}/proposals?${query}`, { session: terminal.people.acting }).then(({ value }) => {
    if (terminal.panel?.name !== "voice" || !value) return;
    terminal.panel = { ...terminal.panel, proposals: value };
    terminal.render();
  }, () => terminal.sender.lost());
}

async function propose(terminal, about) {
  const { sheet, step, entry } = terminal;
  const wrong = entry.remark?.trim();
  const refusal = await terminal.act("propose", {
    proposal: clock.newId().replaceAll("-", ""), about, ...(sheet ? { job: sheet.job.id } : { workCenter: terminal.queue.workCenter }), ...(step ? { step: step.id } : {}),
    ...(wrong ? { wrong } : {}), ...(entry.picture ? { photo: entry.picture } : {}),
  });
  if (!refusal) thank(terminal);
}

async function speak(terminal, proposal, same) {
  const text = terminal.entry.remark?.trim();
  const refusal = await terminal.act("add-voice", { proposal, same, ...(text ? { text } : {}) });
  if (!refusal) thank(terminal);
}

function thank(terminal) {
  terminal.fresh(terminal.chosenStep);
  terminal.open("voice", { thanks: true });
}

async function taken(terminal, file) {
  try {
    const answer = await fetch(`/api/attachments?name=${encodeURIComponent(file.name)}`, {
      method: "POST", headers: { "Content-Type": file.type || "image/jpeg", "X-Acting": terminal.people.acting }, body: file,
    });
    const reference = await answer.json();
    return answer.ok ? terminal.enter({ picture: reference }) : terminal.say({ code: reference.code, title: reference.title, facts: reference.facts ?? {} });
  } catch {
    terminal.sender.lost();
    return terminal.say({ code: "act.unreachable", title: t("act.unreachable"), facts: {} });
  }
}

export function voiceView(terminal) {
  const { panel, entry, sender } = terminal, proposals = panel.proposals ?? [];
  if (panel.thanks)
    return { title: t("voice"), submit: () => terminal.close(), say: [h("h1", {}, t("voice.thanks"))], enter: [state("met", "tick", t("voice.thanks")), primary(t("go-on"))], acts: backActs(terminal) };
  return {
    title: t("voice"),
    say: [
      h("h1", {}, t("voice.what")),
      h("div", { class: "choices two" }, ABOUT.map((about, at) =>
        h("button", { class: "second answer", type: "button", "data-first": at === 0, "data-card": about.toUpperCase(), disabled: terminal.busy, onclick: () => propose(terminal, about) }, h("span", {}, t(`voice.${about}`))))),
    ],
    enter: [
      h("p", { class: "field" }, h("label", { for: "remark" }, t("voice.words")), h("textarea", { id: "remark", name: "remark", rows: "3", maxlength: "1000", value: entry.remark ?? "", oninput: event => event.isComposing || terminal.enter({ remark: event.target.value }), oncompositionend: event => terminal.enter({ remark: event.target.value }) })),
      sender.reachable === false ? h("p", { class: "lead" }, t("call.kept")) : [
        h("label", { class: "second", for: "picture" }, icon(entry.picture ? "tick" : "picture"), h("span", {}, t(entry.picture ? "voice.photo.taken" : "step.photo.take"))),
        h("input", { id: "picture", class: "unseen", type: "file", accept: "image/*", capture: "environment", onchange: event => event.target.files[0] && taken(terminal, event.target.files[0]) }),
      ],
      proposals.length > 0 ? h("p", { class: "label" }, t("voice.others")) : null,
      proposals.slice(0, 5).map(one => h("div", { class: "proposal", "data-key": `proposal-${one.proposal}` },
        h("p", {}, h("b", {}, t(`voice.${one.about}`)), one.wrong ? ` ${one.wrong}` : "", " ", h("small", {}, `${when(new Date(one.proposedAt), clock.now())} · ${t("voice.count", { same: one.same, different: one.different })}`)),
        one.proposedBy === terminal.me.person ? null : h("p", { class: "pair" },
          h("button", { class: "second", type: "button", disabled: terminal.busy, onclick: () => speak(terminal, one.proposal, true) }, icon("tick"), h("span", {}, t("voice.same"))),
          h("button", { class: "second", type: "button", disabled: terminal.busy, onclick: () => speak(terminal, one.proposal, false) }, h("span", {}, t("voice.different")))))),
    ],
    acts: backActs(terminal),
  };
}
