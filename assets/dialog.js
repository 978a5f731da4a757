// A native <dialog> that holds the page behind it: showModal() is a call, so Python can't say it. Back closes it; a page that is loaded opens none.
import { createElement } from "react";
globalThis.addEventListener?.("popstate", () => document.querySelector("dialog[open]")?.dispatchEvent(new Event("cancel", { cancelable: true })));

export function Modal({ open, onDismiss, children, ...rest }) {
  const show = (box) => (navigator.userActivation?.hasBeenActive === false ? onDismiss?.() : box.showModal());
  const leave = (event) => { if (event.target !== event.currentTarget) return; event.preventDefault(); onDismiss?.(); };
  return createElement("dialog", { ref: (box) => { if (box && box.open !== !!open) (open ? show(box) : box.close()); }, onCancel: leave, onClick: leave, ...rest }, open ? children : null);
}
