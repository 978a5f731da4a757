// A native <dialog> that holds the page behind it: showModal() is a call and not an attribute, so Python can't say it. Back closes it, before the page goes.
import { createElement } from "react";
globalThis.addEventListener?.("popstate", () => document.querySelector("dialog[open]")?.dispatchEvent(new Event("cancel", { cancelable: true })));

export function Modal({ open, onDismiss, children, ...rest }) {
  const ref = (box) => { if (box && box.open !== !!open) box[open ? "showModal" : "close"](); };
  const leave = (event) => { if (event.target !== event.currentTarget) return; event.preventDefault(); onDismiss?.(); };
  return createElement("dialog", { ref, onCancel: leave, onClick: leave, ...rest }, open ? children : null);
}
