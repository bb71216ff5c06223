// The page hears what has come into the views and looks again: only its parts (data-part) change, and none that someone is at work in.
// <main data-live="ADDRESS OF NEWS" data-follows="order job-4711">; each part has an id. What the clock changes is looked at twice a minute.

const NotMoreOften = 1000;
const Clock = 30_000;
const Patience = 3000;

let source;
let due;
let last = 0;
let lost;

function main() {
  return document.querySelector("[data-live]");
}

// Of a kind, or of one thing and what is part of it: "job" is all jobs, "job-4711" those of order 4711.
function concerns(news, followed) {
  return followed.length === 0 || news.streams.length === 0
    || news.streams.some(({ stream }) => followed.some((one) => stream.startsWith(one) && [undefined, "-", "."].includes(stream[one.length])));
}

function later() {
  due ??= setTimeout(look, Math.max(0, last + NotMoreOften - Date.now()));
}

function isAtWork(part) {
  const at = document.activeElement;
  return (part.contains(at) && at.matches("input, select, textarea")) || part.querySelector("details[open] form") !== null;
}

async function look() {
  due = undefined;
  last = Date.now();
  if (document.hidden || !main()) return;
  let answer;
  try {
    answer = await fetch(location.href, { headers: { "Groundswell-Passive": "1", Accept: "text/html" } });
  } catch {
    return;
  }
  if (answer.redirected) {
    location.assign(answer.url);
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const now = fresh.getElementById(part.id);
    if (!now || isAtWork(part) || now.isEqualNode(part)) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.replaceWith(now);
    globalThis.htmx?.process(now);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function tellLost(isLost) {
  clearTimeout(lost);
  const notice = document.getElementById("lost");
  if (!notice) return;
  if (isLost) lost = setTimeout(() => (notice.hidden = false), Patience);
  else notice.hidden = true;
}

// A tab that nobody sees holds no line: a browser has only a few to one server.
function listen() {
  source?.close();
  source = undefined;
  const { live, follows = "" } = main()?.dataset ?? {};
  if (!live || document.hidden) return;
  const kinds = follows.split(" ").filter(Boolean);
  source = new EventSource(live);
  source.addEventListener("open", () => tellLost(false));
  source.addEventListener("changed", (event) => concerns(JSON.parse(event.data), kinds) && later());
  source.addEventListener("reload", later);
  // What came between the page and the first word of the news was told to nobody.
  source.addEventListener("following", later);
  source.addEventListener("error", () => {
    tellLost(true);
    // A line that was refused is not opened again by the browser: the session may be over.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, Patience);
      later();
    }
  });
}

document.addEventListener("visibilitychange", () => {
  listen();
  if (!document.hidden) later();
});
if (main()) {
  listen();
  setInterval(later, Clock);
}
