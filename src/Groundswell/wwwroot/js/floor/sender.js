// Sends what is kept, in order, each act until its receipt has come; an act is forgotten then and not before. Says whether the server can be reached.

import * as clock from "./clock.js";
import * as server from "./server.js";
import * as store from "./store.js";

const FIRST_WAIT = 1_000, LONGEST_WAIT = 30_000, CONTACT_EVERY = 15_000;

export class Sender extends EventTarget {
  #timer = 0;
  #wait = FIRST_WAIT;
  #running = null;

  reachable = null;
  since = null;
  waiting = 0;
  stuck = null;

  async restore() {
    [this.since = null, this.waiting] = await Promise.all([store.read("lost-since"), store.countActs(), clock.restore()]);
  }

  async start() {
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    await this.contact();
  }

  /** Tries at once: something tells that the server may be there again, or that it was not just now. */
  hurry() {
    this.#wait = FIRST_WAIT;
    return this.contact();
  }

  async contact() {
    clearTimeout(this.#timer);
    this.#running ??= this.#once().finally(() => { this.#running = null; });
    await this.#running;
  }

  /** A call just failed: no need to find that out once more. */
  async lost() {
    if (this.reachable !== false) await this.#is(false);
    this.#later(this.#wait);
  }

  async #once() {
    try {
      const sent = Date.now();
      const { value, refusal } = await server.post("/api/station/contact", {}, { passive: true });
      if (value) await clock.measure(sent, Date.now(), value.now);
      this.unenrolled = refusal?.code === "station.not-enrolled";
      await this.#is(true);
      await this.#sendAll();
      this.#wait = FIRST_WAIT;
      this.#later(CONTACT_EVERY);
    } catch (failure) {
      if (!(failure instanceof server.Unreachable)) throw failure;
      await this.#is(false);
      this.#later(this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    }
  }

  #later(wait) {
    clearTimeout(this.#timer);
    // Not all stations of a hall at the same moment.
    this.#timer = setTimeout(() => this.contact(), wait * (0.8 + 0.4 * Math.random()));
  }

  async #is(reachable) {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    if (reachable) {
      this.since = null;
      await store.forget("lost-since");
    } else if (this.since === null) {
      this.since = clock.now().toISOString();
      await store.write("lost-since", this.since);
    }
    this.dispatchEvent(new Event("reach"));
  }

  // One window sends at a time; the server would record each act once all the same.
  #sendAll() {
    return navigator.locks.request("groundswell-sending", async () => {
      const acts = await store.keptActs();
      let last = null;
      for (const act of acts) {
        const { value, refusal } = await server.post(`/api/station/late/${act.act}`, {
          id: act.id, session: act.session, command: act.command, offsetMilliseconds: act.offset, seal: act.seal,
        }, { patience: 15_000 });
        if (refusal) {
          this.stuck = refusal;
          break;
        }
        this.stuck = null;
        if (value.setAside) await this.#noteSetAside(act, value);
        await store.forgetAct(act.seq);
        last = act;
      }
      this.waiting = await store.countActs();
      if (last || this.stuck) this.dispatchEvent(new CustomEvent("sent", { detail: last }));
    });
  }

  async #noteSetAside(act, { refusal, why, facts }) {
    const noted = (await store.read("set-aside")) ?? [];
    if (!noted.some(one => one.id === act.id)) noted.push({ id: act.id, title: act.title, name: act.name, at: act.at, refusal, why, facts });
    await store.write("set-aside", noted);
  }

  async keep(act) {
    const seq = await store.keepAct(act);
    this.waiting = await store.countActs();
    this.dispatchEvent(new Event("kept"));
    return seq;
  }
}
