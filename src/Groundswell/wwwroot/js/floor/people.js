// Who is badged in at this station. Each acts by a session of their own; whose turn it is, is always shown.

import * as server from "./server.js";
import * as store from "./store.js";
import * as sealing from "./sealing.js";

const TRIES_OFFLINE = 5;

export class People {
  station = null;
  all = [];
  acting = null;

  /** What the browser remembers: keys and all, so that a reload without network goes on. */
  async restore() {
    [this.station = null, this.all = [], this.acting = null] = await Promise.all([store.read("station"), store.read("people"), store.read("acting")]);
    if (!this.now) this.acting = this.all[0]?.session ?? null;
  }

  get now() {
    return this.all.find(one => one.session === this.acting) ?? null;
  }

  /** Asks the server who is badged in: sessions that ended there end here, their keys with them. */
  async refresh() {
    const { value, refusal } = await server.get("/api/station", { passive: true });
    this.asked = true;
    if (refusal) {
      this.station = null;
      await store.forget("station");
      return refusal;
    }
    this.station = { site: value.site, station: value.station, timeZone: value.timeZone, trial: value.trial };
    await store.write("station", this.station);
    const there = new Map(value.people.map(one => [one.session, one]));
    this.all = this.all.filter(one => there.has(one.session)).map(one => ({ ...one, locked: there.get(one.session).locked }));
    if (!this.now) this.acting = this.all[0]?.session ?? null;
    await this.#keep();
    return null;
  }

  async badgeIn(badge, pin) {
    const { value, refusal } = await server.post("/api/station/badge-in", { badge, pin });
    if (refusal) return refusal;
    const person = {
      session: value.session, person: value.person, name: value.printedName ?? value.person, locked: false,
      roles: value.grants.map(grant => grant.role), expiresAt: value.expiresAt,
      key: await sealing.importKey(value.actKey), pin: await sealing.remember(pin), badge: await sealing.digest(badge), tries: 0,
    };
    this.all = [...this.all.filter(one => one.person !== person.person), person];
    await this.turn(person.session);
    return null;
  }

  /** Who is badged in by this badge, or undefined. */
  async withBadge(code) {
    const badge = await sealing.digest(code);
    return this.all.find(one => one.badge === badge);
  }

  /** Sessions end at their time, whether or not the server can be asked. */
  async expire(now) {
    if (!this.all.some(one => one.expiresAt && new Date(one.expiresAt) <= now)) return false;
    this.all = this.all.filter(one => !one.expiresAt || new Date(one.expiresAt) > now);
    await this.turn(this.now?.session ?? this.all[0]?.session ?? null);
    return true;
  }

  async badgeOut(session) {
    const { refusal } = await server.post("/api/station/badge-out", {}, { session });
    if (refusal && refusal.status !== 401) return refusal;
    this.all = this.all.filter(one => one.session !== session);
    await this.turn(this.all[0]?.session ?? null);
    return null;
  }

  async turn(session) {
    this.acting = session;
    await this.#keep();
  }

  async lock(session) {
    await this.#change(session, { locked: true });
    try {
      await server.post("/api/session/lock", {}, { session });
    } catch (failure) {
      if (!(failure instanceof server.Unreachable)) throw failure;
    }
  }

  markLocked(session) {
    return this.#change(session, { locked: true });
  }

  /** By the PIN: asked of the server, or, where that can't be reached, of what was remembered when the badge came in. */
  async unlock(session, pin) {
    const person = this.all.find(one => one.session === session);
    try {
      const { refusal } = await server.post("/api/session/unlock", { pin }, { session });
      // Who is not locked there has nothing to unlock there; the PIN decides here.
      if (refusal && !(refusal.code === "door.not-signed-in" && await sealing.isRemembered(pin, person.pin))) return refusal;
    } catch (failure) {
      if (!(failure instanceof server.Unreachable)) throw failure;
      if (person.tries >= TRIES_OFFLINE) return { code: "floor.unlock-needs-network", title: "", facts: {} };
      if (!await sealing.isRemembered(pin, person.pin)) {
        await this.#change(session, { tries: person.tries + 1 });
        return { code: "proof.wrong", title: "", facts: {} };
      }
    }
    await this.#change(session, { locked: false, tries: 0 });
    await this.turn(session);
    return null;
  }

  speak(session, language) {
    return this.#change(session, { language });
  }

  async #change(session, change) {
    this.all = this.all.map(one => (one.session === session ? { ...one, ...change } : one));
    await this.#keep();
  }

  async #keep() {
    await store.write("people", this.all);
    await store.write("acting", this.acting);
  }
}
