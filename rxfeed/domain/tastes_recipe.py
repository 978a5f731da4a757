"""A feed recipe: the weights of For you, tags to see more or less of, and rules. Pure; what comes from outside is checked here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

import orjson

from rxfeed.domain import gallery_words
from rxfeed.domain.errors import Invalid
from rxfeed.domain.ranking import NAMES, WEIGHS_MOST, Weights

MOST_TAGS, MOST_RULES = 30, 6
WHAT = ("followed", "originals", "general")
"""What alone is shown: of people one follows, what was made from nothing, what is rated for everybody."""
WHEN = ("always", "weekends", "weekdays")
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """Only `what`, on those days."""

    what: str
    when: str = "always"

    def holds(self, now: datetime) -> bool:
        return self.when == "always" or (self.when == "weekends") == (now.weekday() >= SATURDAY)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The house's own, unless one says otherwise."""

    weights: Weights = field(default_factory=Weights)
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def only(self, now: datetime) -> set[str]:
        """What alone is shown now, by the reader's clock (`reader_clock`)."""
        return {rule.what for rule in self.rules if rule.holds(now)}


STANDARD = Recipe()


def recipe(weights: Mapping[str, object], more: Iterable[str] | str, less: Iterable[str] | str, rules: Iterable[tuple[str, str]]) -> Recipe:
    """Checked and in one order. A tag that is to be both more and less is less. Raises `Invalid` with the field."""
    fewer = _tags(less, "less")
    wanted = tuple(tag for tag in _tags(more, "more") if tag not in fewer)
    found = sorted({_rule(what, when) for what, when in rules}, key=lambda rule: (WHAT.index(rule.what), WHEN.index(rule.when)))
    if len(found) > MOST_RULES:
        raise Invalid("A recipe has at most {limit} rules.", field="rules", limit=MOST_RULES)
    return Recipe(Weights(**{name: _weight(weights.get(name, getattr(STANDARD.weights, name))) for name in NAMES}), wanted, fewer, tuple(found))


def written(one: Recipe) -> str:
    """As it is kept; the same for the same."""
    rules = [(rule.what, rule.when) for rule in one.rules]
    return orjson.dumps({"weights": asdict(one.weights), "more": one.more, "less": one.less, "rules": rules}, option=orjson.OPT_SORT_KEYS).decode()


def read(text: str) -> Recipe:
    """What `written` wrote."""
    kept = orjson.loads(text)
    return recipe(kept["weights"], kept["more"], kept["less"], [(what, when) for what, when in kept["rules"]])


def _tags(words: Iterable[str] | str, field: str) -> tuple[str, ...]:
    given = str(words)[:4_000].replace(",", " ").split() if isinstance(words, str) else list(words)
    try:
        tags = tuple(sorted({tag for word in given if (tag := gallery_words.tag(word))}))
    except Invalid as error:
        error.field = field
        raise
    if len(tags) > MOST_TAGS:
        raise Invalid("At most {limit} tags of each kind.", field=field, limit=MOST_TAGS)
    return tags


def _rule(what: str, when: str) -> Rule:
    if what not in WHAT or when not in WHEN:
        raise Invalid("There is no such rule.", field="rules")
    return Rule(what, when)


def _weight(value: object) -> int:
    """Raises `Invalid` for anything but a whole number from 0 to 10."""
    text = str(value).strip()[:4]
    if not (text.isascii() and text.isdigit() and int(text) <= WEIGHS_MOST):
        raise Invalid("A weight is a whole number from 0 to {limit}.", field="weights", limit=WEIGHS_MOST)
    return int(text)
