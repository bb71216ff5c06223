// An act that got no receipt: its form says so, keeps what was entered, and is sent again under the same id.

function tell(event) {
  const form = event.target.closest("form");
  form?.querySelector("[data-unanswered]")?.toggleAttribute("hidden", event.type === "htmx:beforeRequest");
}

for (const said of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:beforeRequest"]) document.addEventListener(said, tell);
