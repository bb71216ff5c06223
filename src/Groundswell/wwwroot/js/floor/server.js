// Calls to the server. No answer, or one that says to try again, is Unreachable; anything else is an answer.

/** The server could not be asked, or could not answer now. */
export class Unreachable extends Error {}

const PATIENCE = 5_000;
const TRY_AGAIN = new Set([408, 409, 425, 429, 500, 502, 503, 504]);

async function ask(method, path, { body, session, passive, patience = PATIENCE } = {}) {
  // What this device's own clock says: how far it is off is recorded.
  const headers = { "Groundswell-Device-Time": new Date().toISOString() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (session) headers["X-Acting"] = session;
  if (passive) headers["Groundswell-Passive"] = "1";
  let answer, text;
  try {
    answer = await fetch(path, {
      method, headers, body: typeof body === "string" ? body : JSON.stringify(body), cache: "no-store", signal: AbortSignal.timeout(patience),
    });
    text = await answer.text();
  } catch (failure) {
    throw new Unreachable(failure.message);
  }
  if (TRY_AGAIN.has(answer.status) && !isRefusal(text)) throw new Unreachable(`${answer.status}`);
  const json = text ? parsed(text) : null;
  if (answer.ok) return { value: json };
  return { refusal: { code: json?.code ?? `http.${answer.status}`, title: json?.title ?? `${answer.status}`, field: json?.field, facts: json?.facts ?? {}, names: json?.names, status: answer.status } };
}

// Too many PINs in a minute is an answer to a person; too many commands at once is not.
const isRefusal = text => text.includes("sign-in.too-many-attempts");

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreachable("not an answer of this server");
  }
}

export const get = (path, options) => ask("GET", path, options);
export const post = (path, body, options) => ask("POST", path, { ...options, body });

/** News of a site, as long as they come: calls told(event) for each, and returns when they end. */
export async function listen(path, session, told, signal) {
  const answer = await fetch(path, { headers: { "X-Acting": session, "Groundswell-Passive": "1", Accept: "text/event-stream" }, cache: "no-store", signal });
  if (!answer.ok || !answer.body) throw new Unreachable(`${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const name = /^event: ?(.*)$/m.exec(event)?.[1], data = /^data: ?(.*)$/m.exec(event)?.[1];
      if (name) told({ name, data });
    }
  }
}
