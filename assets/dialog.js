// A native <dialog> that holds the page behind it: showModal() is a call and not an attribute, so Python can't say it.
import { createElement } from "react";

export function Modal({ open, onDismiss, children, ...rest }) {
  const ref = (box) => { if (box && box.open !== !!open) box[open ? "showModal" : "close"](); };
  const onCancel = (event) => { event.preventDefault(); onDismiss?.(); };
  const onClick = (event) => { if (event.target === event.currentTarget) onDismiss?.(); };
  return createElement("dialog", { ref, onCancel, onClick, ...rest }, open ? children : null);
}
