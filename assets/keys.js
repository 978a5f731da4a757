// Keys that act on a page's pictures, and a picture over all of it: keys and touches reach JavaScript alone. Which does what is said in Python (ui/keys).
import { useEffect, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { beside, posts, press, subscribe, tellAll } from "./store.js";

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]", STEPS = { ArrowLeft: -1, ArrowRight: 1, k: -1, j: 1 };
const DARK = { open: false, card: { pictures: [], author: {} }, picture: {}, number: 0, bare: false, near: [] };
let lit = DARK;
export const useLit = () => useSyncExternalStore(subscribe, () => lit, () => DARK);
const show = (now) => { lit = now; tellAll(); };

// `bare`: without its veil, for whoever has lifted that already.
function next({ card, number, bare }, by) {
  const other = card.pictures[number + by] ? card : beside(card.id, by);
  return other && { card: other, number: other === card ? number + by : by > 0 ? 0 : other.pictures.length - 1, bare: bare && other === card };
}
function light(at) {
  const near = [-1, 1].map((by) => next(at, by)).map((to) => to?.card.pictures[to.number] ?? { src: "" });
  show({ ...at, open: true, picture: at.card.pictures[at.number], near });
}
export const step = (by) => { const to = next(lit, by); if (to) light(to); };
export const dark = () => show({ ...lit, open: false });
export const zoom = (card, number) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  light({ card, number, bare: getComputedStyle(event.currentTarget).pointerEvents !== "none" });
};

function move(by) {
  const cards = [...document.querySelectorAll("[data-post][tabindex]")], at = cards.indexOf(document.activeElement.closest("[data-post]"));
  const to = at < 0 ? cards.find((card) => card.getBoundingClientRect().top >= 0) : cards[at + by];
  to?.focus({ preventScroll: true }); to?.scrollIntoView({ block: "start" });
}

export function Keys({ off, member, deeds, ways, places, onSheet }) {
  const navigate = useNavigate();
  useEffect(() => {
    let led = "", from = 0;
    const go = (to) => { dark(); navigate(to); };
    const act = (key, chord, place, id, target) => {
      if (places[chord]) go(places[chord]);
      else if (key === "?") onSheet();
      else if (key in STEPS) (lit.open ? step : move)(STEPS[key]);
      else if (key === "z" && place) (place.querySelector("[data-zoom]") ?? { click: () => posts.has(id) && light({ card: posts.get(id), number: 0 }) }).click();
      else if (deeds[key] && id) member ? press(deeds[key], id) : go(`/sign-in?next=/p/${id}`);
      else if (key in ways && id && (key.length < 2 || target === place)) go(`/p/${id}${ways[key]}`);
      else return false;
      return true;
    };
    const onKey = (event) => {
      const { key, target } = event, dialog = [...document.querySelectorAll("dialog[open]")].at(-1), chord = led + key, word = key.length > 1 && key !== "Enter";
      led = key === "g" ? "g " : "";
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest(FIELDS) || (dialog && !dialog.matches("[data-lit]")) || (word ? !lit.open : off)) return;
      const place = lit.open ? null : target.closest("[data-post]") ?? document.querySelector("main [data-alone]"), id = lit.open ? lit.card.id : place?.dataset.post;
      if (act(key, chord, place, id, target)) event.preventDefault();
    };
    const onTouch = ({ type, changedTouches: [{ clientX }] }) => {
      if (type === "touchstart") from = clientX;
      else if (lit.open && visualViewport.scale === 1 && Math.abs(clientX - from) > 60) step(clientX < from ? 1 : -1);
    };
    const listeners = Object.entries({ keydown: onKey, touchstart: onTouch, touchend: onTouch });
    listeners.forEach((listener) => document.addEventListener(...listener));
    return () => listeners.forEach((listener) => document.removeEventListener(...listener));
  }, [off, member]);
  return null;
}
