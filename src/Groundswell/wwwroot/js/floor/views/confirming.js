// Steps that need somebody else, or a signature: never without network, never by signing anybody out.

import { h, state, second, primary, barred } from "../html.js";
import { performersOf } from "../advice.js";
import { t, refused, role } from "../words.js";
import { titleOf } from "../acting.js";
import { signParts } from "./signing.js";

export function secondPersonEntry(terminal) {
  const { sheet, step, people, sender, note, entry } = terminal;
  if (sender.reachable === false) return { enter: [state("out", "lost", t("step.second"), t("step.second.offline"), { role: "alert" }), barred(t("act.needs-network"))] };
  const performers = performersOf(sheet, step), fields = { job: sheet.job.id, step: step.id };
  const told = note ? state("out", "down", refused(note), null, { role: "alert", id: "why" }) : null;
  if (step.does.byElectronicSignature) {
    const signers = [...people.all.map(one => ({ person: one.person, name: one.name })), ...sheet.releasers].filter(one => !performers.has(one.person));
    return signParts(terminal, { act: "complete-step", fields, meaning: "verified", signers, what: t("step.second"), title: titleOf(step), done: () => terminal.fresh() });
  }
  const can = people.all.filter(one => !performers.has(one.person) && !one.locked);
  const confirm = async () => {
    const refusal = await terminal.act("complete-step", fields, { what: titleOf(step), as: entry.second });
    if (!refusal) {
      terminal.fresh();
      terminal.render();
    }
  };
  const chosen = can.find(one => one.session === entry.second);
  return {
    submit: () => chosen && confirm(),
    enter: [
      state("asks", "person", t("step.second"), t("step.second.who")), told,
      h("fieldset", { class: "choices" }, h("legend", { class: "unseen" }, t("step.second.who")),
        can.map((one, at) => second(null, one.name, () => terminal.enter({ second: one.session }), { "aria-pressed": String(one === chosen), "data-first": at === 0 }, one.roles.map(role).join(", "))),
        second("scan", t("step.second.nobody"), () => terminal.open("badge", { keepTurn: true }), { "data-first": can.length === 0 })),
      chosen ? primary(t("step.confirm"), t("step.second.as", { name: chosen.name })) : barred(t("step.second.nobody")),
    ],
  };
}

export function signatureEntry(terminal) {
  const { sheet, step, people, sender } = terminal, { meaning, roles } = step.does;
  if (sender.reachable === false) return { enter: [state("out", "lost", t("step.sign"), t("step.sign.offline"), { role: "alert" }), barred(t("act.needs-network"))] };
  const others = sheet.releasers.filter(one => !roles?.length || one.roles.some(one_ => roles.includes(one_)));
  const signers = [...people.all.filter(one => !roles?.length || one.roles.some(one_ => roles.includes(one_))).map(one => ({ person: one.person, name: one.name })), ...others];
  return signParts(terminal, {
    act: "complete-step", fields: { job: sheet.job.id, step: step.id }, meaning, signers, what: t(`meaning.${meaning}`), title: titleOf(step), done: () => terminal.fresh(),
  });
}
