// A step's pictures: fetched as whoever is at the station, kept with the job so that they are there without the network.

const CACHE = "pictures";
const shown = new Map();

const hashOf = reference => reference.$attachment.split(":")[1];
const addressOf = reference => `/api/attachments/${hashOf(reference)}?mediaType=${encodeURIComponent(reference.mediaType)}`;

/** Fetches what a sheet's steps show and is not here yet, and forgets what no step of it shows. */
export async function keep(sheet, session) {
  const wanted = sheet.operation.steps.flatMap(step => step.attachments ?? []).filter(one => one.mediaType.startsWith("image/"));
  const cache = await caches.open(CACHE), addresses = new Set(wanted.map(addressOf));
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!addresses.has(pathname + search)) await cache.delete(request);
  }
  for (const address of addresses) {
    if (await cache.match(address)) continue;
    const answer = await fetch(address, { headers: { "X-Acting": session, "Groundswell-Passive": "1" } });
    if (answer.ok) await cache.put(address, answer);
  }
}

/** For a page whose own session may read them: pictures straight from the server. */
export function straight(sheet) {
  for (const picture of sheet.operation.steps.flatMap(step => step.attachments ?? [])) shown.set(hashOf(picture), addressOf(picture));
}

/** Where the page finds a picture; null while it is being read, and then says so by calling ready. */
export function placeOf(reference, ready) {
  const hash = hashOf(reference);
  if (!shown.has(hash)) {
    shown.set(hash, null);
    read(reference).then(place => {
      if (place) shown.set(hash, place);
      else shown.delete(hash);
      if (place) ready();
    });
  }
  return shown.get(hash) ?? null;
}

async function read(reference) {
  const kept = await (await caches.open(CACHE)).match(addressOf(reference));
  return kept ? URL.createObjectURL(await kept.blob()) : null;
}
