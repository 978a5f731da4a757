// The message catalogue where it is read. Python can't: pages are compiled before a browser says its language. English is in them, another is one file.
import { useSyncExternalStore } from "react";

const KEY = "rxfeed_language";
const LOADERS = { de: () => import("./words/de.json") };
const listeners = new Set();
const read = () => document.cookie.match(`${KEY}=(\\w+)`)?.[1];

function speech(language, sentences) {
  const plural = new Intl.PluralRules(language), counted = new Intl.NumberFormat(language), past = new Intl.RelativeTimeFormat(language, { style: "narrow", numeric: "auto" });
  const shown = (value) => (typeof value === "number" ? counted.format(value) : value);
  const fill = (text, values) => (values ? text.replace(/\{(\w+)\}/g, (blank, name) => shown(values[name]) ?? blank) : text);
  return {
    language,
    say: (text, values) => fill([sentences[text] ?? text].flat()[0], values),
    sayN: (one, many, count, values) => fill((sentences[one] ?? [one, many])[plural.select(count) === "one" ? 0 : 1], { count, ...values }),
    day: (iso) => (iso ? new Date(iso).toLocaleDateString(language, { day: "numeric", month: "short", year: "numeric" }) : ""),
    moment: (iso) => (iso ? new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }) : ""),
    money: (micros) => new Intl.NumberFormat(language, { style: "currency", currency: "USD" }).format(micros / 1e6),
    number: shown,
    ago(iso) {
      const minutes = Math.max(0, (Date.now() - new Date(iso)) / 60000);
      const [unit, size] = minutes < 60 ? ["minute", 1] : minutes < 1440 ? ["hour", 60] : ["day", 1440];
      return minutes < 43200 ? past.format(-Math.floor(minutes / size), unit) : this.day(iso);
    },
  };
}

const english = speech("en", {});
let spoken = english;

export async function speak(language, keep = true) {
  spoken = language in LOADERS ? speech(language, (await LOADERS[language]()).default) : english;
  document.documentElement.lang = spoken.language;
  if (keep) document.cookie = `${KEY}=${spoken.language}; path=/; max-age=31536000; samesite=lax`;
  listeners.forEach((tell) => tell());
}

if (typeof window !== "undefined") {
  const wanted = read() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "en" || tag in LOADERS) ?? "en";
  if (wanted !== "en") speak(wanted, false);
}

const subscribe = (tell) => { listeners.add(tell); return () => listeners.delete(tell); };
export const useWords = () => useSyncExternalStore(subscribe, () => spoken, () => english);
