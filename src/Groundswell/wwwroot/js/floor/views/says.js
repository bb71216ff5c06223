// What a change means for one's work: it helps, is neutral or hurts. Two taps, between jobs. It is sealed, and never kept on the device.

import * as server from "../server.js";
import { h, icon, state } from "../html.js";
import { t } from "../words.js";
import { backActs } from "./people.js";

const EFFECTS = ["Helps", "Neutral", "Hurts"], MOST = 3;

/** The button between jobs. */
export const saysButton = terminal =>
  h("button", { class: "second", type: "button", "data-card": "SAY", onclick: () => openSays(terminal) }, icon("voice"), h("span", {}, t("says")));

export function openSays(terminal) {
  terminal.fresh();
  terminal.open("says");
  read(terminal);
}

function read(terminal) {
  server.get(`/api/sites/${terminal.site}/my-says`, { session: terminal.people.acting }).then(({ value }) => {
    if (terminal.panel?.name !== "says" || !value) return;
    terminal.panel = { ...terminal.panel, changes: value };
    terminal.render();
  }, () => terminal.sender.lost());
  // What went live of what one has proposed, shaped or tried: told where one works.
  server.get(`/api/sites/${terminal.site}/my-credit`, { session: terminal.people.acting, passive: true }).then(({ value }) => {
    if (terminal.panel?.name !== "says" || !value) return;
    terminal.panel = { ...terminal.panel, live: value };
    terminal.render();
  }, () => terminal.sender.lost());
}

async function say(terminal, change, effect) {
  const wouldWork = terminal.entry.remark?.trim();
  if (await terminal.act("say-of-change", { change, effect, ...(wouldWork ? { wouldWork } : {}) })) return;
  terminal.enter({ remark: "" });
  read(terminal);
}

export function saysView(terminal) {
  const { panel, entry } = terminal, changes = (panel.changes ?? []).slice(0, MOST);
  return {
    title: t("says"), plain: true,
    say: [
      h("h1", {}, t("says.title")),
      panel.changes && changes.length === 0 ? h("p", { class: "lead" }, t("says.none")) : null,
      changes.map((one, at) => h("section", { class: "proposal", "data-key": `change-${one.change}` },
        one.affectsMe ? state(one.effect ? "fine" : "asks", one.effect ? "tick" : "voice", t("says.affects")) : null,
        h("p", {}, h("b", {}, one.title), ` ${one.reason}`, one.answer ? h("small", {}, ` ${t("says.answer", { answer: one.answer })}`) : null),
        h("p", { class: "pair" }, EFFECTS.map(effect => h("button", {
          class: "second", type: "button", "data-first": at === 0 && effect === "Helps", disabled: terminal.busy, "aria-pressed": one.effect === effect ? "true" : "false", onclick: () => say(terminal, one.change, effect),
        }, one.effect === effect ? icon("tick") : null, h("span", {}, t(`says.${effect}`))))))),
      panel.live?.length ? h("section", { class: "proposal", "data-key": "live" }, h("p", { class: "label" }, t("says.live")),
        panel.live.slice(0, MOST).map(one => h("p", { "data-key": `live-${one.change}-${one.site}` }, icon("tick"), ` ${t("says.live-at", { title: one.title, site: one.siteName })}`))) : null,
    ],
    enter: [
      state("asks", "seal", t("says.sealed")),
      h("p", { class: "field" }, h("label", { for: "remark" }, t("says.would-work")), h("textarea", { id: "remark", name: "remark", rows: "3", maxlength: "1000", value: entry.remark ?? "", oninput: event => event.isComposing || terminal.enter({ remark: event.target.value }), oncompositionend: event => terminal.enter({ remark: event.target.value }) })),
    ],
    acts: backActs(terminal),
  };
}
