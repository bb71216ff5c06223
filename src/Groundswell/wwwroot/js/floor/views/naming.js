// Two questions, between jobs, that nobody has to answer: whom one would ask first, and whose word convinces. Three names to each at most. The answer is sealed; names are never
// kept on the device, and are gone from the screen with the view.

import * as server from "../server.js";
import { h, icon, state, primary, barred, second, field } from "../html.js";
import { t } from "../words.js";

const MOST = 3, FITS = 6, QUESTIONS = ["asksFirst", "believes"];

/** The button between jobs. */
export const namingButton = terminal =>
  h("button", { class: "second", type: "button", "data-card": "NAME", onclick: () => openNaming(terminal) }, icon("person"), h("span", {}, t("naming")));

export function openNaming(terminal) {
  terminal.fresh();
  terminal.open("naming", { question: 0, asksFirst: [], believes: [] });
  read(terminal);
}

function read(terminal) {
  server.get(`/api/sites/${terminal.site}/influence/naming`, { session: terminal.people.acting }).then(({ value, refusal }) => {
    if (terminal.panel?.name !== "naming") return;
    if (refusal) return void terminal.say(refusal);
    terminal.panel = { ...terminal.panel, asked: value };
    terminal.render();
  }, () => terminal.sender.lost());
}

function leave(terminal) {
  terminal.entry = {};
  terminal.close();
}

function turn(terminal, person) {
  const { panel } = terminal, question = QUESTIONS[panel.question], chosen = panel[question];
  const now = chosen.includes(person) ? chosen.filter(one => one !== person) : [...chosen, person].slice(0, MOST);
  terminal.panel = { ...panel, [question]: now };
  terminal.enter({ find: "" });
}

async function goOn(terminal) {
  const { panel } = terminal;
  if (panel.question === 0) {
    terminal.panel = { ...panel, question: 1 };
    return terminal.enter({ find: "" });
  }
  const { asksFirst, believes } = panel;
  if (await terminal.act("nominate", { asksFirst, believes })) return null;
  terminal.panel = { name: "naming", done: "naming.done" };
  terminal.entry = {};
  return terminal.render();
}

async function takeBack(terminal) {
  if (await terminal.act("take-back-nomination", {})) return;
  terminal.panel = { name: "naming", done: "naming.gone" };
  terminal.render();
}

const no = terminal => [second("back", t("naming.no"), () => leave(terminal), { "data-card": "BACK" })];

export function namingView(terminal) {
  const { panel, entry } = terminal, { asked } = panel, view = { title: t("naming"), plain: true, acts: no(terminal) };
  if (panel.done) {
    return {
      ...view, submit: () => leave(terminal), say: [h("h1", {}, t(panel.done)), panel.done === "naming.done" ? h("p", { class: "lead" }, t("naming.what")) : null],
      enter: [primary(t("back"), null, { "data-first": true })], acts: [],
    };
  }
  if (!asked?.isOn)
    return { ...view, say: [h("h1", {}, t("naming")), asked ? h("p", { class: "lead" }, t("naming.off")) : null], enter: [] };

  const question = QUESTIONS[panel.question], chosen = panel[question], find = (entry.find ?? "").trim().toLocaleLowerCase();
  const nameOf = person => asked.people.find(one => one.person === person)?.name ?? person;
  const found = find ? asked.people.filter(one => !chosen.includes(one.person) && `${one.name} ${one.person}`.toLocaleLowerCase().includes(find)).slice(0, FITS) : [];
  const named = panel.asksFirst.length + panel.believes.length;
  const choice = (person, is) => h("button", {
    class: "second", type: "button", "data-key": `person-${person}`, "aria-pressed": is ? "true" : "false", disabled: terminal.busy || (!is && chosen.length >= MOST), onclick: () => turn(terminal, person),
  }, is ? icon("tick") : null, h("span", {}, nameOf(person)));
  return {
    ...view,
    // Enter in the field takes the one who is left; with nothing in it, it goes on.
    submit: () => (find ? found.length > 0 && chosen.length < MOST && turn(terminal, found[0].person) : (panel.question === 0 || named > 0) && goOn(terminal)),
    say: [
      h("h1", { "data-length": "long" }, t(`naming.${question}`)),
      h("p", { class: "lead" }, t("naming.what")),
      asked.given ? h("p", {}, t("naming.given")) : null,
      asked.given ? second("erase", t("naming.take-back"), () => takeBack(terminal), { disabled: terminal.busy }) : null,
    ],
    enter: [
      state("asks", "seal", t("naming.sealed")),
      h("fieldset", { class: "choices", "data-key": `question-${question}` }, h("legend", { class: "label" }, t("naming.chosen", { n: String(chosen.length), most: MOST })), chosen.map(person => choice(person, true))),
      chosen.length < MOST ? field(t("naming.find"), "find", { value: entry.find ?? "", "data-first": true, oninput: event => event.isComposing || terminal.enter({ find: event.target.value }), oncompositionend: event => terminal.enter({ find: event.target.value }) }) : null,
      found.length > 0 ? h("fieldset", { class: "choices", "data-key": "found" }, h("legend", { class: "unseen" }, t("naming.find")), found.map(one => choice(one.person, false))) : null,
      find ? (found.length > 0 && chosen.length < MOST ? primary(t("naming.take", { name: found[0].name })) : barred(t("naming.none")))
        : panel.question === 0 ? primary(t(chosen.length > 0 ? "naming.next" : "naming.skip"))
        : named > 0 ? primary(t("naming.send"), t("as", { name: terminal.me.name })) : barred(t("naming.send"), t("naming.nobody")),
    ],
  };
}
