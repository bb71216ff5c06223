// What is kept here until the record has it; and what arrived and was refused.

import * as clock from "../clock.js";
import { h, icon, state, primary } from "../html.js";
import { t, when, refused } from "../words.js";
import { backActs } from "./people.js";

export function unsentView(terminal) {
  const { waiting, sender } = terminal;
  return {
    title: t("unsent.title"), plain: true, submit: () => terminal.close(),
    say: [h("h1", {}, t("unsent.title")), h("ol", { class: "list", tabindex: "0" }, waiting.map(act => h("li", { "data-key": act.id },
      icon("paper"), h("p", {}, h("b", {}, act.title), " ", h("small", {}, `${act.name}, ${when(act.at, clock.now())}`)))))],
    enter: [
      sender.reachable === false ? state("fine", "lost", t("lost", { at: sender.since ? when(sender.since, clock.now()) : "" }), t("unsent.what")) : state("fine", "clock", waiting.length === 1 ? t("sending.one") : t("sending.some", { n: waiting.length })),
      primary(t("go-on"), null, { "data-first": true }),
    ],
    acts: backActs(terminal),
  };
}

export function asideView(terminal) {
  return {
    title: t("aside.title"), plain: true, submit: () => terminal.seenAside(),
    say: [h("h1", {}, t("aside.title")), h("ol", { class: "list", tabindex: "0" }, terminal.aside.map(one => h("li", { "data-key": one.id },
      icon("warn"), h("p", {}, h("b", {}, one.title), " ", h("small", {}, `${one.name}, ${when(one.at, clock.now())}`), h("small", { class: "why" }, refused({ code: one.refusal ?? "", title: one.why, facts: one.facts ?? {} })))))) ],
    enter: [state("fine", "warn", t("aside.title"), t("aside.what")), primary(t("aside.seen"), null, { "data-first": true })],
    acts: backActs(terminal),
  };
}
