"""Plain words for a feed recipe, in English and German: a small grammar that reads them, and writes what it reads. Pure; `docs/ranking.md` says it.

    more paper · less neon · no robots · forget fog               tags
    popular pictures: 7 · more new pictures · less remixes …      weights, 0 to 10
    only people I follow at weekends · not only originals         rules

Commas between them may be missing, and what people say around it ("I want much less neon, please") is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from rxfeed.domain import gallery_words
from rxfeed.domain.errors import Invalid
from rxfeed.domain.ranking import WEIGHS_MOST
from rxfeed.domain.tastes_recipe import STANDARD, Recipe, recipe

LONGEST, STEP = 500, 2
"""Characters that are read; and how much `more` and `less` change a weight."""
ENGLISH: Mapping[str, str] = {
    "followed": "people I follow", "tags": "tags I like", "remixes": "remixes of what I like", "alike": "similar pictures", "popular": "popular pictures",
    "fresh": "new pictures",
    "newcomers": "new people", "more": "what I want more of", "less": "what I want less of", "seen": "what I have seen",
    "originals": "originals", "general": "pictures for everybody",
    "always": "", "weekends": "at weekends", "weekdays": "on weekdays",
    "+": "more", "-": "less", "only": "only",
}  # fmt: skip
GERMAN: Mapping[str, str] = {
    "followed": "Leute, denen ich folge", "tags": "Schlagwörter, die ich mag", "remixes": "Remixe von dem, was ich mag", "alike": "ähnliche Bilder",
    "popular": "beliebte Bilder",
    "fresh": "neue Bilder", "newcomers": "neue Leute", "more": "wovon ich mehr will", "less": "wovon ich weniger will", "seen": "was ich schon sah",
    "originals": "Originale", "general": "Bilder für alle",
    "always": "", "weekends": "am Wochenende", "weekdays": "an Werktagen",
    "+": "mehr", "-": "weniger", "only": "nur",
}  # fmt: skip
ALSO = {
    "friends": "followed", "the people i follow": "followed", "leuten, denen ich folge": "followed", "on weekends": "weekends", "at the weekend": "weekends",
    "on the weekend": "weekends", "an wochenenden": "weekends", "werktags": "weekdays", "unter der woche": "weekdays", "during the week": "weekdays",
    "on workdays": "weekdays", "always": "always", "immer": "always", "fresh pictures": "fresh", "newcomers": "newcomers", "remixes": "remixes",
    "remixe": "remixes", "leute denen ich folge": "followed", "leuten denen ich folge": "followed", "my friends": "followed", "freunde": "followed",
    "meine freunde": "followed", "dem, was ich schon sah": "seen",
}  # fmt: skip
WEIGHTS = tuple(asdict(STANDARD.weights))
_MORE = {"more": 1, "mehr": 1, "less": -1, "fewer": -1, "no": -1, "without": -1, "weniger": -1, "kein": -1, "keine": -1, "keinen": -1, "ohne": -1}
_FORGET = {"forget", "vergiss"}
_ONLY, _NOT_ONLY = {"only", "nur"}, {"not only", "nicht nur"}
_KNOWN = {phrase.lower(): name for words in (ENGLISH, GERMAN) for name, phrase in words.items() if phrase and name not in ("+", "-", "only")} | ALSO
_PHRASE = re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, sorted(_KNOWN, key=len, reverse=True))) + r")(?![\w])", re.IGNORECASE)
_VERBS = "|".join((*_MORE, *_FORGET, *sorted(_NOT_ONLY), *sorted(_ONLY)))
_QUOTES = re.compile(r"[<>„“”\"«»]")
_BREAK = re.compile(rf"[,;.!\n]+|\s+(?:and|und|but|aber|[&/])\s+|(?<!not)(?<!nicht)\s+(?=(?:{_VERBS})\s+[\w<#])", re.IGNORECASE)
_SET = re.compile(r"<(\w+)>\s*[:=]?\s*(\d{1,3})")
_RULE = re.compile(r"(not only|nicht nur|only|nur)\s+<(\w+)>(?:\s+<(\w+)>)?", re.IGNORECASE)
_ASIDE = (
    "i want|i'd like|i would like|show me|give me|a bit|a little|a lot|much|even|please|"
    "ich will|ich möchte|zeig mir|gib mir|ein bisschen|ein wenig|etwas|viel|noch|bitte"
)
_ASIDES = re.compile(rf"(?:(?:{_ASIDE})\s*)+", re.IGNORECASE)
_OF, _PLEASE = re.compile(r"^(?:(?:pictures?|bildern?)\s+)?(?:of|from|with|von|vom|mit)\s+", re.IGNORECASE), re.compile(r"\s+(?:please|bitte)$", re.IGNORECASE)
_WHEN, _RULES = "<(always|weekends|weekdays)>", "(not only|nicht nur|only|nur)"
_TURNED: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"[^\S\n]+", " "),
        (r"\bno more\b(?= \w)", "no"),
        (r"\bich mag ([^,;.!\n]+?) nicht\b", r"kein \1"),
        (r"\bich mag (?=keine?n?\b)", ""),
        (r"\b(?:i (?:hate|dislike|don['’]t like)|never(?: again)?|ich hasse|nie (?:wieder|mehr))\b(?= \w)", "no"),
        (r"\b(?:i (?:love|like)|ich (?:liebe|mag))\b(?= \w)", "more"),
        (r"\b(keine?n?) ([^,;.!\n]+?) mehr(?= ?(?:[,;.!\n]|$))", r"\1 \2"),
        (rf"{_RULES} <(\w+)> ?, ?{_WHEN}(?= ?(?:[,;.!\n]|$))", r"\1 <\2> <\3>"),
        (rf"(^|[,;.!\n] ?| and | und ){_WHEN}[ ,]+{_RULES} <(\w+)>", r"\1\3 <\4> <\2>"),
        (rf"{_RULES} {_WHEN} <(\w+)>", r"\1 <\3> <\2>"),
    )
]
"""Other orders of words, and what they are put into."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The recipe as it would be, and what of the words was not understood."""

    recipe: Recipe
    left: str = ""


def read(now: Recipe, words: str) -> Understood:
    """What the words would make of the recipe, part by part. Raises `Invalid` for too many words."""
    text = gallery_words.tidy(str(words)[: 20 * LONGEST])
    if len(text) > LONGEST:
        raise Invalid("At most {limit} characters are read at once.", field="wish", limit=LONGEST)
    typed: dict[str, str] = {}
    left: list[str] = []
    for part in _parts(text, typed):
        changed = _part(now, _PLEASE.sub("", part))
        if changed is None:
            left.append(re.sub(r"<(\w+)>", lambda found: typed[found.group(1)], part))
        else:
            now = changed
    return Understood(now, ", ".join(left))


def write(one: Recipe, language: str) -> str:
    """The recipe in the grammar's own words, which read into the standard recipe make it again."""
    words = GERMAN if language == "de" else ENGLISH
    weights = [f"{words[name]}: {value}" for name, value in asdict(one.weights).items() if value != getattr(STANDARD.weights, name)]
    tags = [*(f"{words['+']} {tag}" for tag in one.more), *(f"{words['-']} {tag}" for tag in one.less)]
    return ", ".join([*tags, *(f"{words['only']} {words[rule.what]} {words[rule.when]}".strip() for rule in one.rules), *weights])


def _parts(text: str, typed: dict[str, str]) -> Iterator[str]:
    """What is said one after the other, in the grammar's order of words. Phrases that it knows become `<name>`, and `typed` keeps how they were written."""

    def known(found: re.Match[str]) -> str:
        name = _KNOWN[found.group().lower()]
        typed[name] = found.group()
        return f"<{name}>"

    marked = _PHRASE.sub(known, _QUOTES.sub(" ", text)).strip()
    for pattern, made in _TURNED:
        marked = pattern.sub(made, marked)
    parts = (part.strip() for part in _BREAK.split(marked))
    return (part for part in parts if part and not _ASIDES.fullmatch(part))


def _part(now: Recipe, part: str) -> Recipe | None:
    """None for what isn't understood."""
    if found := _SET.fullmatch(part):
        return _weigh(now, found[1], int(found[2]))
    if found := _RULE.fullmatch(part):
        return _rule(now, found[1].lower(), found[2], found[3] or "")
    verb, _, rest = part.partition(" ")
    way, rest = _MORE.get(verb.lower(), 0), _OF.sub("", rest.strip())
    if way and rest.startswith("<") and rest.endswith(">"):
        name = rest[1:-1]
        return _weigh(now, name, max(0, min(WEIGHS_MOST, getattr(now.weights, name) + way * STEP))) if name not in ("more", "less", "seen") else None
    return _tag(now, way, rest) if way or verb.lower() in _FORGET else None


def _weigh(now: Recipe, name: str, value: int) -> Recipe | None:
    return replace(now, weights=replace(now.weights, **{name: value})) if name in WEIGHTS and value <= WEIGHS_MOST else None


def _rule(now: Recipe, verb: str, what: str, when: str) -> Recipe | None:
    if what not in ("followed", "originals", "general") or when not in ("", "always", "weekends", "weekdays"):
        return None
    others = [(rule.what, rule.when) for rule in now.rules if rule.what != what]
    return _whole(now, now.more, now.less, others if verb in _NOT_ONLY else [*others, (what, when or "always")])


def _tag(now: Recipe, way: int, word: str) -> Recipe | None:
    """Several words are one tag with `-` between them, as people write those."""
    try:
        tag = gallery_words.tag("-".join(word.split()))
    except Invalid:
        return None
    if not tag:
        return None
    more, less = [each for each in now.more if each != tag], [each for each in now.less if each != tag]
    return _whole(now, [*more, tag] if way > 0 else more, [*less, tag] if way < 0 else less, [(rule.what, rule.when) for rule in now.rules])


def _whole(now: Recipe, more: list[str] | tuple[str, ...], less: list[str] | tuple[str, ...], rules: list[tuple[str, str]]) -> Recipe | None:
    try:
        return recipe(asdict(now.weights), list(more), list(less), rules)
    except Invalid:  # more than a recipe has room for
        return None
