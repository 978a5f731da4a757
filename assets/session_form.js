// Posts a form to a route of ours. Only an HTTP answer can change the session's cookie, and the socket keeps the old one until the page is loaded anew;
// both are beyond Python. Until this has loaded, the browser posts the form by itself.
import { createElement, useState } from "react";
import { passkeyAnswer } from "./passkey.js";

export function SessionForm({ onRefused, onDone, lost, passkey, children, ...rest }) {
  const [busy, setBusy] = useState(false);
  const refuse = (form, said) => {
    setBusy(false);
    onRefused(said);
    form.elements[said.field]?.focus();
  };
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
      form.reset();
      setBusy(false);
      onDone(said);
    } catch (error) {
      refuse(form, error.said ?? { message: lost[0], values: {}, field: "" });
    }
  };
  const onChange = ({ target, currentTarget }) => target.type === "file" && target.files.length && currentTarget.requestSubmit();
  return createElement("form", { method: "post", noValidate: true, "aria-busy": busy, onSubmit, onChange, ...rest }, children);
}
