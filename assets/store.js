// Lists of cards that grow while one scrolls and hear of news while one looks. Python can't keep them: a list in its state travels whole
// each time it changes, and the next page must be on its way before the scrolling thumb arrives. Cards themselves are drawn in Python.
import { createElement, useEffect, useRef, useSyncExternalStore } from "react";

const NOTHING = { cards: [], next: "", newest: "", status: "new", fresh: 0 };
const lists = new Map();
const listeners = new Set();
let heard = null; // the last news: a running count, from which the pill shows the difference

const get = (name) => lists.get(name) ?? first(name);
const set = (name, change) => { lists.set(name, { ...get(name), ...change }); listeners.forEach((tell) => tell()); };
const subscribe = (tell) => { listeners.add(tell); return () => listeners.delete(tell); };

function first(name) {
  const given = document.querySelector(`script#first-page[data-list="${name}"], script#first-page:not([data-list])`);
  const list = given ? { ...NOTHING, ...JSON.parse(given.textContent), status: "ready" } : NOTHING;
  lists.set(name, list);
  return list;
}

const unknown = (cards, known) => { const ids = new Set(known.map((card) => card.id)); return cards.filter((card) => !ids.has(card.id)); };

async function ask(name, query, take) {
  set(name, { status: get(name).cards.length ? "growing" : "loading" });
  try {
    const answer = await fetch(`/api/${name}?${query}`);
    if (!answer.ok) throw new Error(answer.status);
    set(name, { ...take(await answer.json(), get(name)), status: "ready" });
  } catch {
    set(name, { status: "failed" });
  }
}

export function more(name) {
  const { status, next, cards } = get(name);
  if (status === "loading" || status === "growing" || (cards.length && !next)) return;
  ask(name, `cursor=${encodeURIComponent(next)}`, (page, list) => ({
    cards: [...list.cards, ...unknown(page.cards, list.cards)], next: page.next, newest: list.newest || page.newest,
  }));
}

export function news(name) {
  if (!get(name).newest) { set(name, { ...NOTHING }); return more(name); }
  window.scrollTo({ top: 0 });
  return ask(name, `since=${encodeURIComponent(get(name).newest)}`, (page, list) => ({
    cards: page.reset ? page.cards : [...unknown(page.cards, list.cards), ...list.cards],
    next: page.reset ? page.next : list.next, newest: page.newest || list.newest, fresh: 0,
  }));
}

export function useList(name) {
  const list = useSyncExternalStore(subscribe, () => get(name), () => NOTHING);
  useEffect(() => {
    if (get(name).status === "new") more(name);
  }, [name]);
  return list;
}

export function Sentinel({ list, length }) {
  const line = useRef(null);
  useEffect(() => {
    const eye = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && get(list).status === "ready" && more(list), { rootMargin: "1500px" });
    eye.observe(line.current);
    return () => eye.disconnect();
  }, [list, length]);
  return createElement("div", { ref: line, "aria-hidden": true });
}

export function LiveSink({ list, newest, count, gone }) {
  useEffect(() => {
    if (!newest || newest === heard?.newest) return;
    const added = heard && count > heard.count ? count - heard.count : 1;
    heard = { newest, count };
    if (!get(list).cards.length) news(list); // nobody is reading anything that could jump
    else if (newest !== get(list).newest) set(list, { fresh: get(list).fresh + added });
  }, [newest, count]);
  useEffect(() => {
    if (gone) set(list, { cards: get(list).cards.filter((card) => card.id !== gone) });
  }, [gone]);
  return null;
}
