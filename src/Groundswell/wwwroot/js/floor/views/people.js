// Who is at the station: badge in, badge out, whose turn it is, locked.

import { h, icon, state, second, primary, barred, field } from "../html.js";
import { t, refused, initials, role, LANGUAGES, spoken } from "../words.js";
import { keys } from "./keys.js";

const isPin = text => /^\d{4,12}$/.test(text ?? "");

export function enrollView() {
  return {
    title: t("enroll.title"), plain: true, say: [h("h1", { "data-length": "long" }, t("enroll.title")), h("p", { class: "lead" }, t("enroll.what"))],
    enter: [h("a", { class: "primary", href: "/floor/enroll", "data-first": true }, t("enroll.open"))], acts: [],
  };
}

/** The badge first, by scanner or typed; then its PIN on the keypad. */
export function badgeView(terminal) {
  const { panel, people, sender, note } = terminal, badge = panel?.badge ?? null, offline = sender.reachable === false;
  const others = people.all.filter(one => !one.locked);
  const pin = terminal.entry.pin ?? "";
  const set = value => terminal.enter({ pin: value });
  const problem = note ? state("out", "down", refused(note), null, { role: "alert", id: "why" }) : null;
  const view = { title: t("badge.title"), plain: true, tells: true, acts: backActs(terminal) };
  if (offline) {
    return {
      ...view, say: [h("h1", {}, t("badge.title")), h("p", { class: "lead" }, t("badge.offline"))],
      enter: [others.length > 0 ? h("p", { class: "label" }, t("badge.others")) : null, others.map(one => turnButton(terminal, one))],
    };
  }
  if (!badge) {
    const submit = () => terminal.entry.number?.trim() && (terminal.panel = { ...panel, name: "badge", badge: terminal.entry.number.trim() }, terminal.enter({ number: null }));
    return {
      ...view, submit,
      say: [h("h1", {}, t("badge.title")), h("p", { class: "lead" }, t("badge.what")), trial(terminal)],
      enter: [
        state("asks", "scan", t("badge.title"), t("badge.waiting"), { role: "status" }), problem,
        field(t("badge.number"), "badge", { "data-first": true, inputmode: "text", value: terminal.entry.number ?? "", oninput: event => terminal.enter({ number: event.target.value }) }),
        terminal.entry.number?.trim() ? primary(t("go-on")) : barred(t("step.scan-first"), t("badge.type")),
      ],
    };
  }
  const submit = () => enter(terminal, badge, pin);
  return {
    ...view, submit, name: "pin",
    say: [h("h1", {}, t("badge.pin")), keys({ value: pin, set, whole: true, label: t("badge.pin") })],
    enter: [
      state("fine", "tick", t("badge.number"), badge), pinField(pin, set), problem,
      isPin(pin) ? primary(t("badge.in")) : barred(t("badge.in"), t("badge.what")),
    ],
  };
}

async function enter(terminal, badge, pin) {
  const { panel, people, sender } = terminal;
  const refusal = await people.badgeIn(badge, pin).catch(() => (sender.lost(), { code: "act.unreachable", facts: {} }));
  terminal.entry = {};
  if (refusal) {
    terminal.panel = { ...panel, name: "badge", badge: refusal.code === "proof.wrong" ? badge : null };
    return terminal.say(refusal);
  }
  terminal.note = null;
  return terminal.badgedIn();
}

/** In a demonstration: whose badge a newcomer can take. */
function trial(terminal) {
  const { trial: offered } = terminal.people.station ?? {}, here = new Set(terminal.people.all.map(one => one.name));
  const others = (offered?.people ?? []).filter(one => !here.has(one.name));
  return others.length === 0 ? null : h("div", { class: "lots trial" }, h("p", { class: "label" }, t("badge.trial", { pin: offered.pin })), others.map(one =>
    h("button", { class: "second tap", type: "button", onclick: () => enter(terminal, one.badge, offered.pin) }, h("span", {}, one.name, " ", h("small", {}, `${role(one.role)} · ${one.badge}`)))));
}

const pinField = (pin, set) => h("div", { class: "amounts" }, h("div", { class: "reading" },
  h("label", { for: "pin" }, t("badge.pin")),
  h("p", { class: "amount secret" }, h("input", { id: "pin", name: "pin", type: "password", inputmode: "numeric", autocomplete: "off", "data-first": true, value: pin, "aria-describedby": "why", oninput: event => set(event.target.value) }))));

export function lockedView(terminal) {
  // What is being entered at the step stays for when it is unlocked.
  const { me, people, note } = terminal, pin = terminal.unlocking ?? "";
  const set = value => {
    terminal.unlocking = value;
    terminal.note = null;
    terminal.render();
  };
  const submit = async () => {
    const refusal = await people.unlock(me.session, pin);
    terminal.unlocking = "";
    if (refusal?.code === "session.over") await people.refresh().catch(() => terminal.sender.lost());
    if (refusal) return terminal.say(refusal);
    terminal.note = null;
    return terminal.badgedIn();
  };
  return {
    title: t("locked.title"), plain: true, tells: true, submit,
    say: [h("h1", {}, t("locked.what", { name: me.name })), keys({ value: pin, set, whole: true, label: t("badge.pin") })],
    enter: [
      state("fine", "person", me.name, t("locked.title")), pinField(pin, set),
      note ? state("out", "down", refused(note), null, { role: "alert", id: "why" }) : null,
      isPin(pin) ? primary(t("locked.unlock")) : barred(t("locked.unlock"), t("badge.what")),
    ],
    acts: [second("person", t("crew.add"), () => terminal.open("crew"))],
  };
}

const turnButton = (terminal, one) =>
  second(null, one.name, () => terminal.turn(one.session), { "aria-label": t("crew.take-turn", { name: one.name }) }, one.roles.map(role).join(", "));

export function crewView(terminal) {
  const { people, me } = terminal;
  const out = async one => {
    const refusal = await people.badgeOut(one.session).catch(() => ({ code: "act.unreachable", title: t("act.unreachable"), facts: {} }));
    if (refusal) return terminal.say(refusal);
    if (people.all.length === 0) terminal.panel = null;
    return terminal.render();
  };
  return {
    title: t("crew.title"), plain: true,
    say: [
      h("h1", {}, t("crew.title")),
      h("ul", { class: "list" }, people.all.map(one => h("li", { "data-key": one.session },
        h("b", { class: "badge", "aria-hidden": "true" }, initials(one.name)),
        h("p", {}, h("b", {}, one.name), " ", h("small", {}, one === me ? t("crew.turn", { name: one.name }) : one.roles.map(role).join(", "))),
        one === me ? null : h("button", { class: "second tap", type: "button", onclick: () => terminal.turn(one.session) }, t("crew.take-turn", { name: one.name })),
        h("button", { class: "second tap", type: "button", onclick: () => out(one) }, t("crew.out", { name: one.name.split(" ")[0] }))))),
    ],
    enter: [
      second("scan", t("crew.add"), () => terminal.open("badge"), { "data-first": true, "data-card": "BADGE" }),
      me ? second("hold", t("crew.lock"), async () => { await people.lock(me.session); terminal.close(); }, { "data-card": "LOCK" }) : null,
      me ? h("fieldset", { class: "choices" }, h("legend", { class: "label" }, t("crew.language")),
        Object.entries(LANGUAGES).map(([tag, name]) => h("button", { class: "second", type: "button", lang: tag, "aria-pressed": String(tag === spoken()), onclick: () => terminal.speak(tag) }, tag === spoken() ? icon("tick") : null, h("span", {}, name)))) : null,
    ],
    acts: backActs(terminal),
  };
}

/** The way back to the work, from wherever one looked. */
export const backActs = terminal => (terminal.people.all.length > 0 && terminal.panel ? [second("back", t("back"), () => { terminal.entry = {}; terminal.close(); }, { "data-card": "BACK" })] : []);
