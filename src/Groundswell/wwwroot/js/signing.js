// Signing with a passkey: [data-sign-with="passkey"] asks the authenticator for this signature and no other, then sends the form with its answer.

async function question(body) {
  const answer = await fetch("/api/signing/passkey/question", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const read = await answer.json();
  if (!answer.ok) throw new Refused(read.title ?? answer.statusText);
  return read;
}

class Refused extends Error {}

async function sign(button) {
  const { form } = button;
  const field = (name) => form.elements[`signature-${name}`];
  const { challenge, options } = await question({ signer: button.dataset.signer, meaning: field("meaning").value, contentHash: field("of").value });
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  field("challenge").value = challenge;
  field("credential").value = JSON.stringify(credential.toJSON());
  // The password is the other way to sign.
  field("password")?.removeAttribute("required");
  form.requestSubmit();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sign-with=passkey]");
  if (!button) return;
  const told = button.form.querySelector("[data-sign-failed]");
  told.hidden = true;
  try {
    await sign(button);
  } catch (failure) {
    told.textContent = failure instanceof Refused ? failure.message : button.dataset.failed;
    told.hidden = false;
  }
});
