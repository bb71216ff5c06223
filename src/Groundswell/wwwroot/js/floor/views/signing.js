// The signing moment: what is signed is read first, then the signer proves who they are, here, while everybody stays badged in.

import * as server from "../server.js";
import * as clock from "../clock.js";
import { h, icon, state, second, primary, barred, field } from "../html.js";
import { t, refused, role, spoken, told } from "../words.js";
import { backActs } from "./people.js";

const once = list => list.filter((one, at) => list.findIndex(other => other.person === one.person) === at);

/**
 * Parts of a view in which something is signed: who, what exactly, by what. The act goes with the signature as whose turn it is; the signature is
 * the signer's own.
 */
export function signParts(terminal, { act, fields, meaning, signers, what, title, done }) {
  const { entry, me, note, sender } = terminal, all = once(signers);
  const signer = all.find(one => one.person === entry.signer) ?? null;
  const command = () => ({ id: entry.signId, site: terminal.site, occurredAt: entry.signAt, source: 1, ...fields });
  const choose = async person => {
    terminal.enter({ signer: person, signId: clock.newId(), signAt: clock.now().toISOString(), preview: null });
    try {
      const { value, refusal } = await server.post(`/api/signing/preview/${act}?language=${spoken()}&signer=${encodeURIComponent(person)}`, command(), { session: me.session });
      if (refusal) return terminal.say(refusal);
      terminal.entry.preview = value;
    } catch {
      sender.lost();
      terminal.note = { code: "act.unreachable", title: t("act.unreachable"), facts: {} };
    }
    return terminal.render();
  };
  const send = async proof => {
    const given = { signer: signer.person, meaning, contentHash: entry.preview.contentHash, language: entry.preview.language, ...proof };
    const refusal = await terminal.act(act, { ...fields, id: entry.signId, occurredAt: entry.signAt }, { what: title, signatures: [given] });
    terminal.entry.password = "";
    if (refusal?.code === "signature.of-other-content") return choose(signer.person);
    if (!refusal) {
      done();
      terminal.render();
    }
    return null;
  };
  const byPasskey = async () => {
    try {
      const { value, refusal } = await server.post("/api/signing/passkey/question", { signer: signer.person, meaning, contentHash: entry.preview.contentHash }, { session: me.session });
      if (refusal) return terminal.say(refusal);
      const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(value.options ?? value) });
      return send({ passkey: { challenge: value.challenge, credential: credential.toJSON() } });
    } catch (failure) {
      return terminal.say({ code: "sign.passkey", title: failure.message, facts: {} });
    }
  };
  const told = note ? state("out", "down", refused(note), null, { role: "alert", id: "why" }) : null;
  if (!signer) {
    return { enter: [
      state("asks", "sign", what, t("sign.who")), told,
      h("fieldset", { class: "choices" }, h("legend", { class: "unseen" }, t("sign.who")),
        all.map((one, at) => second(null, one.name ?? one.person, () => choose(one.person), { "data-first": at === 0 }, one.roles?.map(role).join(", ") ?? null))),
      barred(t("sign.who")),
    ] };
  }
  const { preview } = entry, passkeyOnly = preview?.meanings.find(one => one.meaning === meaning)?.passkeyNeeded;
  return {
    say: [
      h("h1", { "data-length": title.length > 45 ? "long" : null }, title),
      preview ? h("dl", { class: "sheet", tabindex: "0", lang: preview.language }, preview.lines.map(line => [h("dt", {}, line.label), h("dd", {}, line.value)])) : h("p", { class: "lead", role: "status" }, t("sign.reading")),
    ],
    submit: () => (passkeyOnly ? byPasskey() : entry.password && send({ password: entry.password })),
    enter: [
      state("fine", "sign", signer.name ?? signer.person, `${t("sign.meaning")}: ${t(`meaning.${meaning}`)}`),
      h("p", { class: "label" }, t("sign.what")), told,
      !preview ? barred(t("sign.reading"))
        : [
          passkeyOnly ? null : field(t("sign.password"), "password", { type: "password", "data-first": true, value: entry.password ?? "", oninput: event => terminal.enter({ password: event.target.value }) }),
          window.PublicKeyCredential && !passkeyOnly ? second("sign", t("sign.by-passkey"), byPasskey) : null,
          second("person", t("sign.who"), () => terminal.enter({ signer: null, password: "" })),
          passkeyOnly ? primary(t("sign.by-passkey"), signer.name ?? signer.person) : entry.password ? primary(t("sign.by-password"), signer.name ?? signer.person) : barred(t("sign.by-password"), signer.name ?? signer.person),
        ],
    ],
  };
}

/** Releasing what stops a job: by somebody the master names, at this station. */
export function signView(terminal) {
  const { sheet, panel, entry, me, people } = terminal, exception = sheet.job.openExceptions.find(one => one.number === panel.number);
  const view = { title: t("exception.release"), plain: true, tells: true, acts: backActs(terminal) };
  if (!exception) return { ...view, say: [h("h1", {}, t("exception.release"))], enter: [primary(t("go-on"))], submit: () => terminal.close() };
  const can = [...people.all.map(one => ({ ...one })), ...sheet.releasers].filter(one => one.roles.some(one_ => exception.releasedBy.includes(one_)));
  const reason = field(t("exception.reason"), "release-reason", { value: entry.releaseReason ?? "", "data-first": !entry.signer, oninput: event => terminal.enter({ releaseReason: event.target.value, preview: null, signer: null }) });
  const text = entry.releaseReason?.trim(), what = told(exception.told, exception.detail);
  const parts = signParts(terminal, {
    act: "release-exception", fields: { job: sheet.job.id, number: exception.number, reason: text ?? "" }, meaning: "released", signers: can, what: t("exception.release"),
    title: what, done: () => { terminal.fresh(); terminal.panel = null; },
  });
  const self = !exception.bySignature && me.roles.some(one => exception.releasedBy.includes(one));
  if (!text) return { ...view, say: [h("h1", {}, what)], enter: [state("asks", "sign", t("exception.release"), t("exception.reason")), reason, barred(t("step.reason-first"))] };
  if (self) {
    return {
      ...view, say: [h("h1", {}, what)],
      submit: async () => { if (!await terminal.act("release-exception", { job: sheet.job.id, number: exception.number, reason: text })) { terminal.fresh(); terminal.close(); } },
      enter: [state("asks", "sign", t("exception.release"), null), reason, primary(t("exception.release"), t("as", { name: me.name }))],
    };
  }
  return { ...view, say: parts.say ?? [h("h1", {}, what), h("div", { class: "told" }, icon("warn"))], submit: parts.submit, enter: [entry.signer ? null : reason, parts.enter] };
}
