// Lists of cards that grow while one scrolls, and hear of news. Python can't keep them: in its state a list travels whole each time. It draws the cards.
import { createElement, startTransition, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLocation } from "react-router";

const NOTHING = { cards: [], next: "", newest: "", status: "new", fresh: 0, many: false, reposters: {}, problem: "", values: {} };
const BUSY = ["growing", "checking"], MOST = 240; // how many cards are looked at again at once
const lists = new Map(), mounted = new Set(), listeners = new Set(), heard = new Map(); // heard: a list's last news, with a running count
export const posts = new Map();
let asking = null, asked = 0;

const get = (name) => lists.get(name) ?? first(name);
export const tellAll = () => listeners.forEach((tell) => tell());
const set = (name, change) => { lists.set(name, { ...get(name), ...change }); tellAll(); };
export const subscribe = (tell) => { listeners.add(tell); return () => listeners.delete(tell); };

function first(name) {
  const back = places.get(entry())?.lists[name];
  if (back) return lists.set(name, { ...NOTHING, back }).get(name);
  const given = document.querySelector(`script#first-page[data-list="${name}"]`);
  return lists.set(name, given ? { ...NOTHING, ...learned(JSON.parse(given.textContent)), status: "ready" } : NOTHING).get(name);
}

// A post is one object, in whichever lists it stands: what was said of it last goes for all of them, and what has not changed is not drawn anew.
function one(said) {
  const old = posts.get(said.id), card = { ...old, ...said }; // a search says more of it than other lists do
  if (old && JSON.stringify(old) === JSON.stringify(card)) return old;
  posts.set(card.id, card);
  if (old) lists.forEach((list, name) => lists.set(name, { ...list, cards: list.cards.map((other) => (other === old ? card : other)) }));
  return card;
}

const unknown = (cards, known) => { const ids = new Set(known.map((card) => card.id)); return cards.filter((card) => !ids.has(card.id)); };

async function fetched(name, query) {
  const answer = await fetch(`/api/${name}${name.includes("?") ? "&" : "?"}${query}`);
  const said = await answer.json();
  if (!answer.ok) throw { ...said, stale: answer.status === 422 };
  return learned(said);
}

// A list's name is its address below /api/, which may have a query of its own. A refusal brings its sentence.
async function ask(name, query, take, status = get(name).cards.length ? "growing" : "loading") {
  const again = () => ask(name, query, take, status);
  set(name, { status, again });
  try {
    set(name, { ...take(await (query.call ? query() : fetched(name, query)), get(name)), status: "ready" });
  } catch (refused) {
    if (refused?.stale && get(name).newest) { lists.set(name, NOTHING); return more(name); } // its cursor was another's, or is kept no longer
    set(name, { status: "failed", problem: refused?.error ? refused.message : "", values: refused?.values ?? {} });
  }
  if (get(name).stale) { set(name, { stale: false }); refresh(name); }
  if (get(name).status === "ready" && get(name).cards.length < get(name).most) more(name);
}

export function more(name) {
  const { status, next, cards, back } = get(name);
  if (status === "loading" || BUSY.includes(status) || (cards.length && !next)) return null;
  if (back && !cards.length) return bringBack(name, back);
  return ask(name, `cursor=${encodeURIComponent(next)}`, (page, { cards, newest, reposters }) => ({
    cards: [...cards, ...unknown(page.cards, cards)], next: page.next, newest: newest || page.newest, reposters: { ...reposters, ...page.reposters },
  }));
}

// The post before or behind it in the list one came from.
export function beside(id, by) {
  const [name, { cards }] = [...lists].findLast(([, { cards }]) => cards.some((card) => card === posts.get(id))) ?? ["", NOTHING];
  const at = cards.findIndex((card) => card.id === id);
  if (at + 4 > cards.length && cards.length) more(name);
  return at < 0 ? undefined : cards[at + by];
}

// What stood in a list when it was left, as it is now: a feed's posts by ids, so that news pushes none on; another list from its beginning, up to MOST.
function bringBack(name, { ids, next, newest, reposters = {} }) {
  set(name, { back: null, most: Math.min(ids.length, MOST) });
  if (!name.startsWith("v1/")) return more(name);
  const some = Array.from({ length: Math.ceil(ids.length / MOST) }, (_, number) => ids.slice(number * MOST, (number + 1) * MOST));
  const pages = () => Promise.all(some.map((few) => fetched(name.replace(/^[^?]+/, "v1/cards"), `ids=${few}`))); // with the words that were searched for
  return ask(name, pages, (found) => ({ cards: found.flatMap((page) => page.cards), next, newest, reposters, most: 0 }));
}

export const again = (name) => get(name).again?.();
export const forget = (keep) => { document.getElementById("first-page")?.remove(); for (const name of lists.keys()) if (name !== keep) lists.delete(name); };
export const drop = (name, ...gone) => set(name, { cards: get(name).cards.filter(({ id }) => !gone.includes(id)) });

// What is true now of everything that is there: nothing moves where nothing has changed.
export function refresh(name) {
  const { status, cards } = get(name);
  if (BUSY.includes(status)) set(name, { stale: true });
  if (status !== "ready" && status !== "failed") return;
  ask(name, `count=${Math.min(cards.length, MOST)}`, (page, list) => {
    const end = list.cards.findIndex((card) => card.id === page.cards.at(-1)?.id);
    const rest = page.next && end >= 0 ? unknown(list.cards.slice(end + 1), page.cards) : [];
    return { cards: [...page.cards, ...rest], next: rest.length ? list.next : page.next };
  }, "checking");
}

export function news(name) {
  if (!get(name).newest) { set(name, { ...NOTHING }); return more(name); }
  window.scrollTo({ top: 0 });
  return ask(name, `since=${encodeURIComponent(get(name).newest)}`, (page, list) => ({
    cards: page.reset ? page.cards : [...unknown(page.cards, list.cards), ...list.cards], reposters: { ...list.reposters, ...page.reposters },
    next: page.reset ? page.next : list.next, newest: page.newest || list.newest, fresh: 0, many: false,
  }));
}

// While a page is taken over its lists are empty, as they were built; their cards are drawn after it, bit by bit: a press meanwhile had to wait for them all.
export function useList(name) {
  const [drawn, draw] = useState(useSyncExternalStore(subscribe, () => true, () => false)); // what comes later is drawn at once
  const list = useSyncExternalStore(subscribe, () => (drawn ? get(name) : NOTHING), () => NOTHING);
  useEffect(() => {
    startTransition(() => draw(true)); if (!name) return undefined;
    if (get(name).status === "new") more(name);
    const list = get(name); lists.delete(name); lists.set(name, list); // the one that was looked at last stands last
    mounted.add(name);
    return () => mounted.delete(name);
  }, [name]);
  return list;
}

// What the address asks for; nothing yet while the page of the build, which knows of no address, is being taken over.
export function useAsked(field, otherwise) {
  const { search } = useLocation();
  return useSyncExternalStore(subscribe, () => new URLSearchParams(search).get(field) || otherwise, () => "");
}

export function Sentinel({ list }) {
  const line = useRef(null), { status, cards } = useList(list);
  useEffect(() => {
    const eye = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && status === "ready" && get(list).next && more(list), { rootMargin: "1500px" });
    eye.observe(line.current);
    return () => eye.disconnect();
  }, [list, status, cards.length]);
  return createElement("div", { ref: line, "aria-hidden": true });
}

// Changed cards go to every list that has them, new ones on top of `list` if it `grows`. Whoever comes back to it, or counts `moves` up, has it looked over.
export function ChangeSink({ list, grows, changed, moves }) {
  useEffect(() => {
    const now = new Map(changed.map((card) => [card.id, card]));
    for (const [name, { cards }] of lists) if (cards.some(({ id }) => now.has(id))) set(name, { cards: cards.map((card) => now.get(card.id) ?? card) });
    const { status, cards } = get(list), top = cards[0]?.id ?? "";
    if (grows && status === "ready") set(list, { cards: [...unknown(changed, cards).filter(({ id }) => id > top), ...cards] });
  }, [changed]);
  useEffect(() => refresh(list), [list, moves]);
}

// What was missed while there was no socket: what of it all is left, as it is now, and how much is new, of which nothing is counted again.
async function catchUp(name) {
  if (name.startsWith("v1/feeds/") && get(name).newest) { heard.set(name, { ...heard.get(name), count: Infinity }); countNews(name); }
  const asked = get(name).cards.slice(0, MOST), { cards } = await fetched("v1/cards", `ids=${asked.map(({ id }) => id)}`).catch(() => NOTHING);
  if (cards.length) drop(name, ...unknown(asked, cards).map(({ id }) => id));
}

// Whose list isn't everybody's asks how much of the news is in it: at once, then every other second at most. A member's For you would be ranked anew by it.
function countNews(list) {
  asking ??= setTimeout(() => {
    [asking, asked] = [null, Date.now()];
    const from = sink.member ? list.replace("for-you", "latest") : list;
    fetched(from, `since=${encodeURIComponent(get(list).newest)}`).then(({ cards, reset }) => set(list, { fresh: cards.length, many: reset }), () => {});
  }, Math.max(0, asked + 2000 - Date.now()));
}

export function LiveSink({ list, newest, count, gone, choosy }) {
  useEffect(() => {
    const last = heard.get(list), added = last && count > last.count ? count - last.count : 1;
    if (!list || !newest || newest === last?.newest) return;
    heard.set(list, { newest, count });
    if (!get(list).cards.length) news(list); // nobody is reading anything that could jump
    else if (choosy && !get(list).many) countNews(list); // more than a page is news enough
    else if (!get(list).many && newest !== get(list).newest) set(list, { fresh: get(list).fresh + added });
  }, [list, newest, count]);
  useEffect(() => { if (gone.length) for (const name of list ? [list] : lists.keys()) drop(name, ...gone); }, [gone]);
}

// Below a post: what the server knows, and upon it what is pressed, sent when there is a socket. The last wish counts. Python would show it a way too late.
const NONE = { likes: 0, reposts: 0, saves: 0, comments: 0, remixes: 0, like: false, repost: false, save: false, member: false, problem: "", blanks: {} };
const BITS = { like: 1, repost: 2, save: 4 }, MEMBER = { ...NONE, member: true };
const known = new Map(), wishes = new Map(), shown = new Map();
const told = globalThis.document?.querySelector("meta[name=rxfeed-viewer]")?.content; // for whom the page was drawn, where it says so
let sink = { member: !!told };

const turned = (now, deed, on) => (now[deed] === on ? now : { ...now, [deed]: on, [`${deed}s`]: now[`${deed}s`] + (on ? 1 : -1) });
function learn(id, change) {
  known.set(id, { ...NONE, ...known.get(id), ...change });
  const wished = (now, deed) => turned(now, deed, wishes.get(deed + id)?.on ?? now[deed]);
  shown.set(id, Object.keys(BITS).reduce(wished, { ...known.get(id), member: !!sink.member }));
}
const own = (mine) => Object.fromEntries(Object.entries(BITS).map(([deed, bit]) => [deed, !!(mine & bit)]));
const count = (id, [likes, reposts, comments, remixes, mine]) => learn(id, { likes, reposts, comments, remixes, ...(mine === undefined ? {} : own(mine)) });
const learned = (page) => {
  page.answers?.forEach((given, number) => count(page.cards[number].id, given));
  return page.answers ? { ...page, cards: page.cards.map(one) } : page;
};
const remind = (wish) => wish?.sent && send(Object.assign(wish, { sent: false })); // a socket may be lost without a word, and a wish be told twice
const send = (wish) => { if (!sink.away && !wish.sent) { wish.sent = true; sink.onMark(wish.id, wish.deed, wish.on); setTimeout(() => remind(wishes.get(wish.deed + wish.id)), 5000); } };

// `like`, `repost` or `save` the post, or not any more; whatever else is pressed, the page's sink does.
export function press(deed, id) {
  if (!(deed in BITS)) return sink[deed](id);
  wishes.set(deed + id, { deed, id, sent: wishes.get(deed + id)?.sent, on: !shown.get(id)?.[deed] });
  learn(id, { problem: "" }); tellAll();
  return send(wishes.get(deed + id));
}

function hear([id, deed, on, problem, blanks]) {
  const wish = wishes.get(deed + id);
  if (!problem && wish && wish.on !== on) send(Object.assign(wish, { sent: false })); else wishes.delete(deed + id);
  learn(id, problem ? { problem, blanks } : turned({ ...NONE, ...known.get(id) }, deed, on));
}

export function AnswerSink(props) {
  sink = { ...props, member: props.known ? !!props.viewer : sink.member }; usePlace();
  if (props.known) belong(props.viewer);
  const after = (change) => { change(); tellAll(); };
  useEffect(() => after(() => known.forEach((_, id) => learn(id))), [sink.member]);
  useEffect(() => after(() => props.heard.length && hear(props.heard)), [props.heard]);
  useEffect(() => after(() => props.told.forEach(([id, ...given]) => known.has(id) && count(id, given))), [props.told]);
  useEffect(() => {
    if (!props.ready || props.away) return;
    wishes.forEach((wish) => send(Object.assign(wish, { sent: false })));
    if (met === (met = entry())) mounted.forEach((name) => (name.startsWith("v1/") ? catchUp : refresh)(name)); // again: there was no socket meanwhile, or one sees less now
  }, [props.ready, props.away, props.looks]);
}

export function useAnswers(id, given) {
  useEffect(() => { if (given.length) { count(id, given); tellAll(); } }, [id, given]);
  return useSyncExternalStore(subscribe, () => shown.get(id) ?? (sink.member ? MEMBER : NONE), () => NONE);
}

// Where each entry of the history stood: which cards were in view and where, and its lists by ids. Browsers remember only how far down that was, which
// is another place as soon as anything above has another height. A link that is a tab goes to where its page was left.
const PLACES = "rxfeed_left", ENTRIES = 40, TOUCHES = ["wheel", "touchstart", "keydown", "pointerdown"];
const entry = () => `${history.state?.key ?? ""} ${location.pathname}${location.search}`;
const stored = () => { try { return JSON.parse(sessionStorage.getItem(PLACES)) ?? []; } catch { return []; } };
let [owner = "", left = []] = stored(), here = "", tab = "", returning = 0, met = "";
const places = new Map(left);
const belong = (who) => { if (who !== owner) places.clear(); owner = who; }; // another account's tab was never left anywhere

function spot() {
  const cards = [...document.querySelectorAll("[data-post]")], top = (card) => card.getBoundingClientRect().top;
  let [from, to] = [0, cards.length]; // they stand from top to bottom: a dozen are looked at, not all
  while (from < to) { const half = (from + to) >> 1; if (cards[half].getBoundingClientRect().bottom > 0) to = half; else from = half + 1; }
  return { y: scrollY, seen: cards.slice(from, from + 6).map((card) => [card.dataset.post, top(card)]) };
}

function note() {
  if (returning || here !== entry()) return; // or another page is on its way
  const held = [...mounted].map((name) => [name, get(name)]).filter(([, { cards }]) => scrollY && cards.length);
  const kept = held.map(([name, { cards, next, newest, reposters }]) => [name, { ids: cards.map(({ id }) => id), next, newest, reposters }]);
  for (const of of [here, here.replace(/^\S* /, "")]) { places.delete(of); places.set(of, { ...spot(), lists: Object.fromEntries(kept) }); }
}

// Until nothing moves any more, or whoever reads does.
function goBack({ y, seen }) {
  let calm = 0, until = performance.now() + 8000;
  const step = () => {
    const [card, top] = seen.map(([id, top]) => [document.querySelector(`[data-post="${id}"]`), top]).find(([card]) => card) ?? [];
    const off = card ? card.getBoundingClientRect().top - top : seen.length ? NaN : y - scrollY;
    if (Math.abs(off) > 0.6) scrollBy({ top: off, behavior: "instant" });
    calm = Math.abs(off) <= 0.6 ? calm + 1 : 0;
    returning = calm < 15 && performance.now() < until && requestAnimationFrame(step);
  };
  const stop = () => { cancelAnimationFrame(returning); returning = 0; TOUCHES.forEach((touch) => removeEventListener(touch, stop)); };
  TOUCHES.forEach((touch) => addEventListener(touch, stop, { passive: true }));
  returning = requestAnimationFrame(step);
  return stop;
}

if (typeof window !== "undefined") {
  let soon;
  if (told !== undefined) belong(told);
  const keep = () => { note(); try { sessionStorage.setItem(PLACES, JSON.stringify([owner, [...places].slice(-ENTRIES)])); } catch { /* kept while the page is open */ } };
  addEventListener("scroll", () => { clearTimeout(soon); soon = setTimeout(() => requestAnimationFrame(() => setTimeout(note)), 100); }, { passive: true }); // laid out by then
  addEventListener("click", ({ target }) => { note(); tab = target.closest("a[data-tab]")?.getAttribute("href"); }, true);
  ["pagehide", "visibilitychange"].forEach((leaving) => addEventListener(leaving, keep, true));
  addEventListener("offline", () => dispatchEvent(new Event("pagehide"))); // a socket without a network seems alive: Reflex hangs up when a page is left
  addEventListener("online", () => document.dispatchEvent(new Event("visibilitychange")));
}

function usePlace() {
  const { key, pathname, search } = useLocation(), [drawn] = useState(() => !here && globalThis.scrollY && spot()); // scrolled before the page lived
  useEffect(() => {
    const back = places.get(entry()) ?? (here ? tab === pathname + search && places.get(tab) : drawn);
    here = entry(); tab = "";
    return back && (back.y || back.seen.length) ? goBack(back) : undefined;
  }, [key, pathname, search]);
}
