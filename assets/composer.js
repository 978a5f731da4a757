// Files that are dropped, pasted or chosen, Ctrl+Enter, presses, the time zone: JavaScript alone gets these, and Reflex's upload takes anything from all.
import { createElement, useEffect, useRef } from "react";

const KINDS = ["image/png", "image/jpeg", "image/webp", "image/avif"];
const pictures = (list) => [...(list?.files ?? [])].filter((file) => KINDS.includes(file.type));

async function send(file) {
  await fetch("/session/guest", { method: "POST" });
  const answer = await fetch("/uploads?kind=reference", { method: "POST", headers: { "content-type": file.type }, body: file });
  return [answer.ok, await answer.json()];
}

// A box that takes pictures wherever in it they arrive; what is pasted anywhere on the page counts too.
export function PictureTaker({ onTaken, onRefused, lost, children, ...rest }) {
  const handlers = useRef();
  handlers.current = { onTaken, onRefused };
  const take = async (files) => {
    for (const file of files) {
      const [taken, said] = await send(file).catch(() => [false, { error: lost }]);
      if (taken) handlers.current.onTaken({ ...said, typed: typed("prompt") });
      else handlers.current.onRefused(said.error);
    }
  };
  useEffect(() => {
    const onPaste = (event) => {
      const files = pictures(event.clipboardData);
      if (files.length) { event.preventDefault(); take(files); }
    };
    let press = {};
    const onPress = ({ target, button, clientX, clientY }) => { press = { control: !button && target.closest("button, label, a"), clientX, clientY }; };
    // Leaving a field may bring something or take it away, and so move what is just being pressed: a mouse that has not moved means it all the same.
    const onRelease = ({ target, clientX, clientY }) => {
      if (press.control && !press.control.contains(target) && clientX === press.clientX && clientY === press.clientY) press.control.click();
    };
    const listeners = Object.entries({ paste: onPaste, pointerdown: onPress, pointerup: onRelease });
    listeners.forEach((listener) => document.addEventListener(...listener));
    return () => listeners.forEach((listener) => document.removeEventListener(...listener));
  }, []);
  const onChange = ({ target }) => { if (target.type === "file") { take([...target.files]); target.value = ""; } };
  const onDragOver = (event) => event.dataTransfer.types.includes("Files") && event.preventDefault();
  const onDrop = (event) => { if (event.dataTransfer.files.length) { event.preventDefault(); take(pictures(event.dataTransfer)); } };
  const onKeyDown = ({ key, ctrlKey, metaKey }) => {
    const generate = key === "Enter" && (ctrlKey || metaKey) && document.getElementById("generate");
    if (generate) { generate.focus(); generate.click(); }
  };
  return createElement("div", { onChange, onDragOver, onDrop, onKeyDown, ...rest }, children);
}

export const typed = (id) => document.getElementById(id)?.value ?? "";
export const reveal = (id) => document.getElementById(id).scrollIntoView({ block: "nearest" });
export const toUtc = (local) => { const at = new Date(local); return isNaN(at) ? "" : at.toISOString(); };
export const toLocal = (utc) => { const at = new Date(utc); return isNaN(at) ? "" : new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16); };
