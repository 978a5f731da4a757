// Posts a form to our routes: only HTTP changes the cookie, and the socket keeps the old one until a new load. Python can't; until this loads, the browser does.
import { createElement, useState } from "react";

export function SessionForm({ onRefused, onDone, lost, passkey, children, ...rest }) {
  const [busy, setBusy] = useState(false);
  const refuse = (form, said) => { setBusy(false); onRefused(said); form.elements[said.field]?.focus(); };
  const onSubmit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const form = event.currentTarget, fields = new FormData(form);
    try {
      if (passkey) fields.set("answer", await passkeyAnswer(passkey, lost[1]));
      const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
      const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
      const said = await answer.json();
      if (!answer.ok) return refuse(form, said);
      if (!onDone) return window.location.assign(said.next);
      form.reset(); setBusy(false); onDone(said);
    } catch (error) {
      refuse(form, error.said ?? { message: lost[0], values: {}, field: "" });
    }
  };
  const onChange = ({ target, currentTarget }) => target.type === "file" && target.files.length && currentTarget.requestSubmit();
  return createElement("form", { method: "post", noValidate: true, "aria-busy": busy, onSubmit, onChange, ...rest }, children);
}

// Lets the person's device answer by a passkey: Python asks the question and checks the answer.
async function passkeyAnswer(purpose, failed) {
  const reply = await fetch("/session/passkey/options", { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ purpose }) });
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
