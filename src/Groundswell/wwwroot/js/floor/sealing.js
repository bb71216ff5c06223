// Seals: acts that are sent late carry an HMAC by the key of their person's session. The key can be used here and not read out.

const bytesOf = base64 => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
const base64Of = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const utf8 = text => new TextEncoder().encode(text);

export const importKey = base64 => crypto.subtle.importKey("raw", bytesOf(base64), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

/** What the server checks: the same text there, in LateAct. */
export async function seal(key, { id, session, act, offset, command }) {
  const text = `groundswell-late-act/1\n${id}\n${session}\n${act}\n${offset}\n${command}`;
  return base64Of(await crypto.subtle.sign("HMAC", key, utf8(text)));
}

// To open again what a badge and its PIN have opened while the server can't be asked: the PIN itself is kept nowhere.
const ROUNDS = 210_000;

async function derived(pin, salt) {
  const material = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  return base64Of(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, material, 256));
}

export async function remember(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, is: await derived(pin, salt) };
}

/** Of a badge's number: to know it again, not to read it. */
export const digest = async text => base64Of(await crypto.subtle.digest("SHA-256", utf8(text.trim())));

export const isRemembered = async (pin, { salt, is }) => (await derived(pin, salt)) === is;
