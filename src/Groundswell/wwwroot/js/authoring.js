// The editor of a draft: Alt and an arrow key move what has the focus; a file's hash goes along with it; what was typed is not left by mistake.

let typed = false;

document.addEventListener("keydown", (event) => {
  const way = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const row = way && event.target.closest("[data-moves] .row");
  if (!row) return;
  event.preventDefault();
  row.querySelector(`[name=move][value*=" ${way} "]`)?.click();
});

async function hashOf(file) {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Without a secure context there is no hash; then the server has only its own.
document.addEventListener("submit", async (event) => {
  typed = false;
  const field = event.target.querySelector("[data-hash-of]");
  const file = field && event.target.elements[field.dataset.hashOf].files[0];
  if (!file || field.value || !globalThis.crypto?.subtle) return;
  event.preventDefault();
  field.value = await hashOf(file);
  event.target.requestSubmit();
});

document.addEventListener("change", (event) => {
  const field = event.target.matches("input[type=file]") && event.target.form.querySelector(`[data-hash-of="${event.target.name}"]`);
  if (field) field.value = "";
});

document.addEventListener("input", (event) => {
  if (event.target.closest(".part form")) typed = true;
});

addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
