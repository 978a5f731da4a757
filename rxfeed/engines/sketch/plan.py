"""From a prompt's words to a plan of a picture. Any text gives a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b

from rxfeed.engines.sketch.meanings import fold, meanings, plain
from rxfeed.engines.sketch.words import COLOURS

STYLES = ("paper", "watercolour", "riso", "ink", "pixel", "isometric", "photo")
_DEFAULT_STYLES = ("paper", "paper", "riso", "watercolour", "photo", "ink", "paper", "riso")
_LIST_BREAK = re.compile(r"[,.;:!?()\[\]/|\n–—]")


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked for: how many, how large against usual, and its own colour, if one was named."""

    kind: str
    count: int = 1
    size: float = 1.0
    colour: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What the words ask for. Empty fields were left open and are chosen by the seed."""

    prompt: str
    places: tuple[Wish, ...] = ()
    things: tuple[Wish, ...] = ()
    sky: tuple[Wish, ...] = ()
    time: str = ""
    season: str = ""
    weather: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    style: str = "paper"
    hues: tuple[str, ...] = ()
    """Colours of the whole picture, the first leading."""
    bound: bool = False
    """The hue was said of one noun, not of the picture."""
    quiet: bool = False
    """The hue belongs to the subject and only tints the rest."""
    without: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        return self.places[0].kind if self.places else ""

    def has(self, kind: str) -> bool:
        return any(w.kind == kind for w in (*self.places, *self.things, *self.sky))

    def wish(self, kind: str) -> Wish | None:
        return next((w for w in (*self.places, *self.things, *self.sky) if w.kind == kind), None)


@dataclass
class _Reading:
    """What has been gathered while walking through the words."""

    found: list[tuple[str, Wish]] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    loose: list[str] = field(default_factory=list)
    count: float | None = None
    size: float = 1.0
    colours: list[str] = field(default_factory=list)
    negated: bool = False
    joined: bool = False
    whole: bool = False

    def settle(self) -> None:
        """A phrase ends: adjectives that met no noun mean the whole picture."""
        self.loose += self.colours
        self.colours, self.count, self.size, self.whole = [], None, 1.0, False


def read(prompt: str) -> Plan:
    """The plan of a prompt. Never raises."""
    reading = _Reading()
    for phrase in _LIST_BREAK.split(plain(prompt)):
        for word in phrase.split():
            _hear(reading, word)
        reading.settle()
        reading.negated = reading.joined = False
    return _concluded(prompt, reading)


def _hear(reading: _Reading, word: str) -> None:
    if word.isdecimal():
        reading.count = float(min(12, max(1, int(word[:3]))))
        return
    heard = meanings(word)
    if not heard:
        return
    for concept, plural in heard:
        kind, _, value = concept.partition(":")
        _note(reading, kind, value, plural)


def _note(reading: _Reading, kind: str, value: str, plural: bool) -> None:
    match kind:
        case "not":
            reading.settle()
            reading.negated, reading.joined = True, True
        case "and":
            reading.joined = True
        case "but" | "with":
            if kind == "but" or not reading.joined:
                reading.negated = False
            reading.settle()
        case "article":
            if reading.negated and not reading.joined:
                reading.negated = False
            reading.settle()
        case "whole":
            reading.settle()
            reading.whole = True
        case "count":
            reading.count = float(value)
        case "size":
            reading.size *= float(value)
        case "colour":
            (reading.without.add("colour:" + value) if reading.negated else reading.colours.append(value))
        case "place" | "thing" | "sky":
            _wish(reading, kind, value, plural)
        case _:
            if not reading.negated:
                reading.named.setdefault(kind, []).append(value)
            else:
                reading.without.add(value)


def _wish(reading: _Reading, kind: str, value: str, plural: bool) -> None:
    if reading.negated and reading.joined:
        reading.without.add(value)
        reading.joined = False
        return
    reading.negated = reading.joined = False
    if value == "tree" and reading.found and reading.found[-1][1].kind in ("pine", "palm", "leaf") and reading.count is None and not reading.colours:
        kind_before, before = reading.found[-1]
        reading.found[-1] = (kind_before, Wish(before.kind, 0 if plural and before.count == 1 else before.count, before.size, before.colour, plural))
        return
    count = round(reading.count) if reading.count else 0
    colour = reading.colours[0] if reading.colours else ""
    reading.loose += reading.colours[1:]
    known = next((i for i, (k, w) in enumerate(reading.found) if w.kind == value), None)
    wish = Wish(value, count or (0 if plural else 1), reading.size, colour, plural or count > 1)
    if known is None:
        reading.found.append((kind, wish))
    reading.colours, reading.count, reading.size = [], None, 1.0


def _concluded(prompt: str, reading: _Reading) -> Plan:
    found = [(k, w) for k, w in reading.found if w.kind not in reading.without]
    named, weather = reading.named, list(dict.fromkeys(reading.named.get("weather", [])))
    if any(w.kind == "clouds" for _, w in found):
        weather.append("clouds")
    time = next(iter(named.get("time", [])), "")
    if not time and any(w.kind in ("moon", "stars", "aurora", "milkyway", "comet") for k, w in found if k == "sky"):
        time = "night"
    hues, quiet = _whole_colours(found, reading.loose)
    digest = blake2b(fold(prompt).encode(), digest_size=4).digest()
    return Plan(
        prompt=prompt,
        places=tuple(w for k, w in found if k == "place"),
        things=tuple(w for k, w in found if k == "thing"),
        sky=tuple(w for k, w in found if k == "sky" and w.kind not in ("sky", "clouds")),
        time=time,
        season=next(iter(named.get("season", [])), ""),
        weather=tuple(weather),
        moods=tuple(dict.fromkeys(named.get("mood", []))),
        style=next(iter(named.get("style", [])), "") or _DEFAULT_STYLES[digest[0] % len(_DEFAULT_STYLES)],
        hues=hues,
        bound=bool(hues) and not reading.loose,
        quiet=quiet,
        without=frozenset(reading.without),
    )


def _whole_colours(found: list[tuple[str, Wish]], loose: list[str]) -> tuple[tuple[str, ...], bool]:
    """Colours that mean the picture: those bound to nothing, and the only one named, whatever it is bound to (then quietly, unless it is a place's)."""
    bound = [(k, w) for k, w in found if w.colour]
    if loose:
        return tuple(dict.fromkeys(loose))[:2], False
    different = {w.colour for _, w in bound}
    if len(different) != 1 or COLOURS[bound[0][1].colour][1] < 0.03:
        return (), False
    kind, wish = bound[0]
    return (wish.colour,), kind != "place" and not (kind == "sky" and wish.kind == "sky")
