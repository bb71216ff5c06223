// Prints the page with everything open that can be unfolded: what is printed is whole.

let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const fold of opened) fold.open = true;
});

addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// A link to an entry opens the trail that it is in.
function reveal() {
  const entry = location.hash && document.getElementById(location.hash.slice(1));
  if (!entry) return;
  entry.closest("details")?.setAttribute("open", "");
  entry.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", reveal);
reveal();
