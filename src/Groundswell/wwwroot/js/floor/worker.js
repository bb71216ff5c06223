// Keeps the terminal's page and its files, all of one version together, so that it opens without the server. VERSION and FILES are written above by the server.

const CACHE = `floor-${VERSION}`;

addEventListener("install", event => {
  // Where the browser can, it takes the files from the cache without waking this worker for each.
  event.addRoutes?.(FILES.map(pathname => ({ condition: { urlPattern: new URLPattern({ pathname }), requestMethod: "GET" }, source: { cacheName: CACHE } })));
  event.waitUntil(keepAll());
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map(file => new Request(file, { cache: "no-cache" })));
  await skipWaiting();
}

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("floor-") && name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  const file = request.mode === "navigate" && pathname === "/floor" ? "/floor" : pathname;
  if (FILES.includes(file)) event.respondWith(kept(file));
});

async function kept(file) {
  return (await (await caches.open(CACHE)).match(file)) ?? fetch(file);
}
