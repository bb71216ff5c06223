// The floor terminal: what is shown, whose turn it is, which job is worked on; and the one way every act takes.

import * as clock from "./clock.js";
import * as pictures from "./pictures.js";
import * as server from "./server.js";
import * as store from "./store.js";
import * as words from "./words.js";
import { seal } from "./sealing.js";
import { withWaiting, stepOf } from "./job.js";
import { nextStep } from "./advice.js";
import { People } from "./people.js";
import { Sender } from "./sender.js";
import { listenForScans } from "./scanner.js";
import { show } from "./showing.js";
import { scannedCode } from "./scans.js";

const IDLE = 5 * 60_000, SOON = 400, ASK_EVERY = 60_000, ATTENDED = 120_000;

// Only what is done at a job of this station can wait; a release, a signature or a second person has to be known at once.
const KEPT = new Set([
  "start-job", "join-job", "leave-job", "resume-job", "pause-job", "suspend-job", "hold-job", "complete-job", "report-output", "complete-step", "skip-step",
  "correct-step", "undo-step", "raise-help-call", "close-help-call", "write-hand-over", "read-hand-over", "propose", "add-voice",
]);

export class Terminal {
  people = new People();
  sender = new Sender();
  queue = null;
  recorded = null;
  waiting = [];
  aside = [];
  panel = null;
  entry = {};
  note = null;
  busy = false;

  /** The job as it stands: what is recorded, and what waits to be. */
  get sheet() {
    return this.recorded && withWaiting(this.recorded, this.waiting);
  }

  get site() {
    return this.people.station?.site;
  }

  get me() {
    return this.people.now;
  }

  /** Nobody has touched anything lately: what is asked then is no use of a session. */
  get #unattended() {
    return Date.now() - this.touched > ATTENDED;
  }

  /** The step that is worked on. */
  get step() {
    const { sheet } = this;
    return sheet && (this.chosenStep ? stepOf(sheet, this.chosenStep) : nextStep(sheet));
  }

  async start() {
    [this.queue = null, this.recorded = null, this.waiting, this.aside = []] = await Promise.all([
      store.read("queue"), store.read("sheet"), store.keptActs(), store.read("set-aside"), this.people.restore(), this.sender.restore(),
    ]);
    await this.#speak();
    words.inZone(this.recorded?.timeZone ?? this.queue?.timeZone ?? this.people.station?.timeZone);
    this.render();
    listenForScans(code => scannedCode(this, code));
    for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { this.touched = Date.now(); }, { passive: true, capture: true });
    this.touched = Date.now();
    setInterval(() => this.#tick(), 1_000);
    this.sender.addEventListener("reach", () => this.#reached());
    this.sender.addEventListener("sent", () => this.#sent());
    await this.sender.start();
    document.body.dataset.ready = "";
  }

  render() {
    show(this);
  }

  /** Shows a part in place of the step: badge, crew, call, stop, sign, steps, unsent … */
  open(panel, facts = {}) {
    this.panel = { name: panel, ...facts };
    this.note = null;
    this.render();
  }

  close() {
    this.panel = null;
    this.note = null;
    this.render();
  }

  /** What is entered at the step in hand. */
  enter(change) {
    this.entry = { ...this.entry, ...change };
    this.note = null;
    this.render();
  }

  fresh(stepId = null) {
    this.chosenStep = stepId;
    this.entry = {};
    this.note = null;
  }

  async say(refusal) {
    if (refusal?.code === "session.locked") await this.people.markLocked(this.people.acting);
    if (refusal?.code === "session.over") await this.people.refresh().catch(ifReachable);
    this.note = refusal;
    this.render();
  }

  /**
   * The one way of every act: at once where the server is there and nothing waits before it; else kept, sealed, and sent by itself.
   * Answers the refusal, or null where it is recorded or kept.
   */
  async act(name, fields, { what, effect, signatures, as, source } = {}) {
    if (this.busy) return null;
    this.busy = true;
    this.render();
    try {
      const person = as ? this.people.all.find(one => one.session === as) : this.me;
      const id = clock.newId(), at = clock.now();
      const command = { id, site: this.site, occurredAt: at.toISOString(), source: source === "scanned" ? 2 : 1, ...fields };
      const text = JSON.stringify(command);
      if (this.sender.reachable !== false && this.sender.waiting === 0) {
        try {
          const { refusal } = await server.post(`/api/commands/${name}`, signatures ? JSON.stringify({ ...command, signatures }) : text, { session: person.session });
          if (refusal) {
            await this.say(refusal);
            return refusal;
          }
          await this.#after(name, fields).catch(ifReachable);
          return null;
        } catch (failure) {
          if (!(failure instanceof server.Unreachable)) throw failure;
          this.sender.lost();
        }
      }
      if (signatures || !KEPT.has(name)) {
        const refusal = { code: "act.needs-network", title: words.t("act.needs-network"), facts: {} };
        await this.say(refusal);
        return refusal;
      }
      const offset = clock.offsetMilliseconds();
      await this.sender.keep({
        id, act: name, command: text, session: person.session, person: person.person, name: person.name, offset, at: command.occurredAt, job: fields.job ?? null,
        effect, title: words.t(`title.${name}`, { what: what ?? fields.job ?? "" }), seal: await seal(person.key, { id, session: person.session, act: name, offset, command: text }),
      });
      this.waiting = await store.keptActs();
      if (this.sender.reachable) this.sender.hurry();
      return null;
    } finally {
      this.busy = false;
      this.render();
    }
  }

  async #after(name, fields) {
    if (fields.job && (this.recorded?.job.id === fields.job || name === "start-job")) await this.load(fields.job);
    else await this.loadQueue();
  }

  /** Fetches a job whole, so that it can go on without the server. */
  async load(job) {
    const { value, refusal } = await server.get(`/api/sites/${this.site}/jobs/${encodeURIComponent(job)}/sheet`, { session: this.people.acting, passive: this.#unattended });
    if (refusal) return this.say(refusal);
    this.recorded = value;
    words.inZone(value.timeZone);
    await store.write("sheet", value);
    pictures.keep(value, this.people.acting).then(() => this.render(), () => this.sender.lost());
    this.#credit(value);
    this.#listen();
    return null;
  }

  /** Who shaped the version stands beside its steps. It is no part of the work, which goes on without it. */
  #credit(sheet) {
    const { site, people } = this;
    server.get(`/api/sites/${site}/versions/${encodeURIComponent(sheet.order.version)}/shaped-by`, { session: people.acting, passive: true }).then(async ({ value }) => {
      if (!value?.people.length || this.recorded !== sheet) return;
      this.recorded = { ...sheet, shapedBy: value };
      await store.write("sheet", this.recorded);
      this.render();
    }, () => this.sender.lost());
  }

  async leaveJob() {
    this.recorded = null;
    await store.forget("sheet");
    this.fresh();
    this.panel = null;
    await this.loadQueue();
    this.render();
  }

  async loadQueue() {
    if (!this.me || this.me.locked) return;
    try {
      const { station } = this.people;
      const { value, refusal } = await server.get(`/api/sites/${station.site}/stations/${encodeURIComponent(station.station)}/queue`, { session: this.people.acting, passive: this.#unattended });
      if (refusal) return void await this.say(refusal);
      this.queue = { ...value, at: clock.now().toISOString() };
      words.inZone(value.timeZone);
      await store.write("queue", this.queue);
      this.#listen();
    } catch (failure) {
      ifReachable(failure);
      this.sender.lost();
    }
  }

  /** Looks again at everything that is shown, as the server has it. */
  async reload() {
    if (!this.me || this.me.locked || this.sender.reachable === false || this.busy) return;
    try {
      if (this.recorded) await this.load(this.recorded.job.id);
      else await this.loadQueue();
    } catch (failure) {
      ifReachable(failure);
      this.sender.lost();
    }
    this.render();
  }

  async badgedIn() {
    await this.#speak();
    this.panel = this.panel?.then ?? null;
    this.touched = Date.now();
    await this.reload();
    this.render();
  }

  async turn(session) {
    await this.people.turn(session);
    await this.#speak();
    this.panel = null;
    this.note = null;
    this.render();
    await this.reload();
  }

  async speak(language) {
    await this.people.speak(this.people.acting, language);
    await this.#speak();
    this.render();
  }

  async #speak() {
    await words.speak(this.me?.language ?? (await store.read("language")) ?? navigator.language);
    if (this.me?.language) await store.write("language", this.me.language);
    this.#readRefusals();
  }

  /** What the server would say for a refusal. Without it the terminal has words of its own for what it refuses itself. */
  async #readRefusals() {
    try {
      const answer = await fetch(`/floor/texts/${words.spoken()}`);
      if (answer.ok) words.refuseWith(await answer.json());
    } catch {
      words.refuseWith(null);
    }
    this.render();
  }

  async #reached() {
    if (this.sender.reachable) {
      try {
        await this.people.refresh();
        if (!this.recorded && !this.queue) words.inZone(this.people.station?.timeZone);
      } catch (failure) {
        ifReachable(failure);
      }
      await this.reload();
    } else {
      this.news?.abort();
      this.news = null;
    }
    this.render();
  }

  async #sent() {
    this.waiting = await store.keptActs();
    this.aside = (await store.read("set-aside")) ?? [];
    await this.reload();
    this.render();
  }

  async seenAside() {
    this.aside = [];
    await store.forget("set-aside");
    this.close();
  }

  /** Hears what others do: with this job, and with calls from here. */
  #listen() {
    if (this.news || !this.me) return;
    const listening = this.news = new AbortController();
    let soon = 0;
    server.listen(`/api/sites/${this.site}/news`, this.people.acting, ({ name, data }) => {
      if (name === "changed" && !this.concerns(data)) return;
      clearTimeout(soon);
      soon = setTimeout(() => this.reload(), SOON * Math.random());
    }, listening.signal).catch(() => {}).finally(() => {
      if (this.news === listening) this.news = null;
    });
  }

  concerns(data) {
    const job = this.recorded?.job.id;
    return !data || /help-call-|hand-over-/.test(data) || (job ? data.includes(`job-${job}`) || data.includes(`order-${this.recorded.order.id}`) : /job-|order-/.test(data));
  }

  #tick() {
    if (this.me && !this.me.locked && Date.now() - this.touched > IDLE) this.people.lock(this.people.acting).then(() => this.render());
    this.people.expire(clock.now()).then(ended => ended && this.render());
    this.ticks = (this.ticks ?? 0) + 1;
    if (this.sender.reachable && (!this.news || !this.#unattended) && this.ticks % (ASK_EVERY / 1_000) === 0) this.reload();
    // Clocks and timers move; nothing else does by itself.
    if (this.step?.does.kind === "timer" || words.time(clock.now()) !== this.shownTime) this.render();
  }
}

function ifReachable(failure) {
  if (!(failure instanceof server.Unreachable)) throw failure;
}
