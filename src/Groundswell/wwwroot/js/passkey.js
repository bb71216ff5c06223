// Signing in with a passkey, and adding one: [data-passkey="sign-in"] is a button, [data-passkey="register"] a form.

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const text = await answer.text();
  const read = text ? JSON.parse(text) : undefined;
  if (!answer.ok) throw new Refused(read?.title ?? answer.statusText);
  return read;
}

class Refused extends Error {}

function tell(element, failure) {
  const place = document.getElementById("passkey-failed");
  place.textContent = failure instanceof Refused ? failure.message : element.dataset.failed;
  place.hidden = false;
}

async function signIn(button) {
  const { challenge, options } = await post("/api/sign-in/passkey/question", {});
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await post("/api/sign-in/passkey", { challenge, credential: credential.toJSON() });
  location.assign(button.dataset.then);
}

async function register(form) {
  const entered = new FormData(form);
  const { challenge, options } = await post("/api/passkeys/question", { password: entered.get("password") });
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await post("/api/passkeys", { challenge, credential: credential.toJSON(), name: entered.get("name") || null });
  location.reload();
}

for (const element of globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON ? document.querySelectorAll("[data-passkey]") : []) {
  const isButton = element.dataset.passkey === "sign-in";
  element.hidden = false;
  element.addEventListener(isButton ? "click" : "submit", async (event) => {
    event.preventDefault();
    try {
      await (isButton ? signIn(element) : register(element));
    } catch (failure) {
      tell(element, failure);
    }
  });
}
