// What a scan means depends on what is shown: a badge, a job, a lot, a piece of equipment; or one of the plant's own cards, which press what is on the screen.

import * as clock from "./clock.js";
import { judgeLot } from "./advice.js";
import { startOrOpen } from "./acting.js";

const CARD = /^GS:(.+)$/i;

export async function scannedCode(terminal, code) {
  terminal.touched = Date.now();
  const card = CARD.exec(code)?.[1];
  if (card) return press(card);
  const { panel, me, people } = terminal;
  // The badge of somebody who is here: it is their turn.
  const theirs = panel?.name === "badge" ? null : await people.withBadge(code);
  if (theirs) return terminal.turn(theirs.session);
  if (!me || panel?.name === "badge") return terminal.open("badge", { ...panel, badge: code });
  if (me.locked) return terminal.open("badge", { badge: code });
  if (panel) return null;
  const { step, sheet } = terminal;
  if (!sheet) return startOrOpen(terminal, code);
  if (!step || terminal.chosenStep) return null;
  if (step.does.kind === "consume") {
    const unfit = judgeLot(sheet, step, code, clock.now());
    terminal.entry = { ...terminal.entry, lot: unfit ? null : code, scanned: !unfit, typing: false };
    terminal.note = unfit;
    return terminal.render();
  }
  if (step.does.kind === "equipment") return terminal.enter({ equipment: code, scanned: true });
  if (step.does.kind === "number") return terminal.enter({ value: code, scanned: true });
  if (step.does.kind === "text") return terminal.enter({ value: code, scanned: true });
  return null;
}

// GS:OK presses the filled button, GS:416 enters a number, any other card presses the button that is named so.
function press(card) {
  const name = card.toUpperCase();
  if (name === "OK") return document.querySelector(".primary:not(:disabled)")?.click();
  const reading = document.querySelector("#reading");
  if (/^-?\d+([.,]\d+)?$/.test(card) && reading) {
    reading.value = card;
    return reading.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return document.querySelector(`[data-card="${CSS.escape(name)}"]:not(:disabled)`)?.click();
}
