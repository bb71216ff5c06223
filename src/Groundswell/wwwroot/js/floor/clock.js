// The terminal's clock, put right by the server's: how far it is off is measured at each contact.

import * as store from "./store.js";

let offset = 0;

export const offsetMilliseconds = () => Math.round(offset);
export const now = () => new Date(Date.now() - offset);

export async function restore() {
  offset = (await store.read("clock-offset")) ?? 0;
}

/** After asking the server for its time: sent and received by this clock, now by the server's. */
export async function measure(sent, received, serverNow) {
  offset = (sent + received) / 2 - Date.parse(serverNow);
  await store.write("clock-offset", offset);
}

/** A UUID of version 7: they sort by age. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = now().getTime();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
