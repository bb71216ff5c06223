// A draft's steps as the operator will see them: the terminal's own views over a job that nobody has, and nothing is recorded.

import { Terminal } from "./floor/terminal.js";
import * as clock from "./floor/clock.js";
import * as pictures from "./floor/pictures.js";
import * as words from "./floor/words.js";
import { withWaiting } from "./floor/job.js";
import { listenForScans } from "./floor/scanner.js";
import { scannedCode } from "./floor/scans.js";
import { show } from "./floor/showing.js";

const Tick = 1000;

class Preview extends Terminal {
  constructor({ sheet, person, name, language }, bar) {
    super();
    this.people.station = { site: sheet.site, station: "preview" };
    this.people.all = [{ session: "preview", person, name, language, locked: false, roles: [] }];
    this.people.acting = "preview";
    this.sender.reachable = true;
    this.begun = sheet;
    this.recorded = sheet;
    this.bar = bar;
    this.again = bar.querySelector("[data-again]");
    this.release = bar.querySelector("[data-release]");
    this.again.addEventListener("click", () => this.restart());
    this.release.addEventListener("click", () => this.released());
  }

  restart() {
    this.recorded = this.begun;
    this.panel = null;
    this.fresh();
    this.render();
  }

  /** As whoever may release it would. */
  released() {
    this.recorded = { ...this.recorded, job: { ...this.recorded.job, openExceptions: [] } };
    this.panel = null;
    this.render();
  }

  async act(name, fields, { effect } = {}) {
    const command = JSON.stringify({ occurredAt: clock.now().toISOString(), ...fields });
    const { job, ...rest } = withWaiting(this.recorded, [{ act: name, job: this.recorded.job.id, person: this.me.person, command, effect }]);
    const steps = Object.fromEntries(Object.entries(job.steps).map(([id, step]) => [id, { ...step, waiting: false }]));
    this.recorded = { ...rest, job: { ...job, steps, openExceptions: job.openExceptions.map((one) => ({ ...one, waiting: false })) } };
    this.render();
    return null;
  }

  async load() {
    return null;
  }

  async loadQueue() {}

  async reload() {}

  // The bar stands beside what the terminal draws, and out of its way while it draws.
  render() {
    this.bar.remove();
    show(this);
    this.release.hidden = this.recorded.job.openExceptions.length === 0;
    document.querySelector(".station")?.after(this.bar);
  }
}

const place = document.querySelector("meta[name=preview]").content;
const shown = await (await fetch(place)).json();
words.inZone(shown.sheet.timeZone);
await words.speak(shown.language);
pictures.straight(shown.sheet);
const preview = new Preview(shown, document.getElementById("preview"));
preview.render();
listenForScans((code) => scannedCode(preview, code));
setInterval(() => preview.step?.does.kind === "timer" && preview.render(), Tick);
document.body.dataset.ready = "";
