// A native <dialog> that holds the page behind it: showModal() is a call and not an attribute, so Python can't say it.
import { createElement, useEffect, useRef } from "react";

export function Modal({ open, onDismiss, children, ...rest }) {
  const box = useRef(null);
  useEffect(() => {
    if (open && !box.current.open) box.current.showModal();
    if (!open && box.current.open) box.current.close();
  }, [open]);
  const onCancel = (event) => { event.preventDefault(); onDismiss?.(); };
  const onClick = (event) => { if (event.target === box.current) onDismiss?.(); };
  return createElement("dialog", { ref: box, onCancel, onClick, ...rest }, open ? children : null);
}
