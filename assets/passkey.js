// Lets the person's device answer by a passkey. Only the browser's own JavaScript reaches it; Python asks the question and checks the answer.
export async function passkeyAnswer(purpose, failed) {
  const body = new URLSearchParams({ purpose });
  const reply = await fetch("/session/passkey/options", { method: "POST", headers: { accept: "application/json" }, body });
  const said = await reply.json();
  if (!reply.ok) throw { said };
  const [act, read] = purpose === "enrol" ? ["create", "parseCreationOptionsFromJSON"] : ["get", "parseRequestOptionsFromJSON"];
  try {
    const key = await navigator.credentials[act]({ publicKey: PublicKeyCredential[read](said) });
    return JSON.stringify(key.toJSON());
  } catch {
    throw { said: { message: failed, values: {}, field: "" } };
  }
}
