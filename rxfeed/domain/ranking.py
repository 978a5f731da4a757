"""For you, decided. Pure: plain numbers in, an order out, with the numbers of every term. `docs/ranking.md` says the formula in words.

    points = Σ weight × feature        weights 0 to 10, features 0 to 100 hundredths; `less` and `seen` are taken away

Then places are given one after the other, each to whoever has most points left: a picture loses `AGAIN` for every earlier one by its author, and as much for
every earlier one of its family of remixes; two in a row never share author or family while anything else is left; and the last of every `BLOCK` places goes to
a new author where the block has none and one is left. All of it is whole numbers, so that it comes out the same everywhere.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

WEIGHS_MOST, WHOLE = 10, 100
AGAIN = 150
"""Hundredths of a point that every earlier picture by the same author costs, and every earlier one of the same family."""
BLOCK = 12
MOST = 500
"""Places that are given."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is so of a picture for one viewer, each from 0 to 100."""

    followed: int = 0
    """The viewer follows its author."""
    tags: int = 0
    """Its tags are ones that the viewer follows or likes."""
    remixes: int = 0
    """It was made from one that the viewer liked."""
    popular: int = 0
    """Many liked or remixed it."""
    fresh: int = 0
    """It is new."""
    newcomers: int = 0
    """Its author is new here."""
    more: int = 0
    """The viewer has asked for more like it."""
    less: int = 0
    """The viewer has asked for less like it."""
    seen: int = 0
    """The viewer has been shown it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each counts, from 0 to 10."""

    followed: int = 8
    tags: int = 6
    remixes: int = 4
    popular: int = 5
    fresh: int = 6
    newcomers: int = 2
    more: int = 8
    less: int = 10
    seen: int = 10


NAMES = tuple(each.name for each in fields(Features))
TAKEN_AWAY = ("less", "seen")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture that may be shown. `family`: the same number for those that came of one another, 0 for none. `source`: where it was found."""

    post_id: int
    author_id: int
    family: int = 0
    source: str = ""
    features: Features = field(default_factory=Features)


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the sum. `points` are hundredths."""

    name: str
    weight: int
    feature: int
    points: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate at its place. `same_author` and `same_family`: how many stand before it; `floor`: it has its place as a new author's."""

    candidate: Candidate
    same_author: int = 0
    same_family: int = 0
    floor: bool = False

    def terms(self, weights: Weights) -> list[Term]:
        """Every term of the sum, also those that are 0."""
        return list(terms(self.candidate.features, weights))

    def points(self, weights: Weights) -> int:
        """What it had when it got its place, in hundredths."""
        return points(self.candidate.features, weights) - AGAIN * (self.same_author + self.same_family)


def terms(features: Features, weights: Weights) -> Iterator[Term]:
    """Weight × feature, each by itself."""
    for name in NAMES:
        weight, feature = getattr(weights, name), getattr(features, name)
        yield Term(name, weight, feature, -weight * feature if name in TAKEN_AWAY else weight * feature)


def points(features: Features, weights: Weights) -> int:
    """Their sum, in hundredths. Written out, for it is asked for every candidate."""
    f, w = features, weights
    good = f.followed * w.followed + f.tags * w.tags + f.remixes * w.remixes + f.popular * w.popular + f.fresh * w.fresh
    return good + f.newcomers * w.newcomers + f.more * w.more - f.less * w.less - f.seen * w.seen


def rank(candidates: Iterable[Candidate], weights: Weights, most: int = MOST) -> list[Ranked]:
    """The order, at most so many. Equal points: the newer picture first. Whatever order the candidates come in, it is the same."""
    return list(_Places(candidates, weights).give(most))


class _Places:
    """A heap of what is left. What is lost by earlier pictures only grows, so that a place may be given to whoever is on top and whose points still hold."""

    def __init__(self, candidates: Iterable[Candidate], weights: Weights) -> None:
        self._sums = {each: points(each.features, weights) for each in candidates}
        self._left = [(-total, -each.post_id, each) for each, total in self._sums.items()]
        self._new = sorted(entry for entry in self._left if entry[2].features.newcomers)
        heapq.heapify(self._left)
        self._taken: set[int] = set()
        self._authors: Counter[int] = Counter()
        self._families: Counter[int] = Counter()
        self._last: Candidate | None = None

    def give(self, most: int) -> Iterator[Ranked]:
        has_new = False
        for place in range(most):
            has_new = has_new and place % BLOCK != 0
            new = self._newcomer() if place % BLOCK == BLOCK - 1 and not has_new else None
            found = new or self._best()
            if found is None:
                return
            has_new = has_new or found.features.newcomers > 0
            yield self._put(found, floor=new is not None)

    def _put(self, found: Candidate, *, floor: bool) -> Ranked:
        placed = Ranked(found, self._authors[found.author_id], self._families[found.family] if found.family else 0, floor)
        self._taken.add(found.post_id)
        self._authors[found.author_id] += 1
        self._families[found.family] += 1
        self._last = found
        return placed

    def _best(self) -> Candidate | None:
        aside = []
        while self._left:
            entry = heapq.heappop(self._left)
            found = entry[2]
            if found.post_id in self._taken:
                continue
            holds = self._now(found)
            if holds > entry[0]:
                heapq.heappush(self._left, (holds, entry[1], found))
            elif self._beside_its_own(found):
                aside.append(entry)
            else:
                break
        else:
            return aside[0][2] if self._again(aside) else None
        self._again(aside)
        return found

    def _again(self, aside: list[tuple[int, int, Candidate]]) -> bool:
        """What had to wait is there again for the next place."""
        for entry in aside:
            heapq.heappush(self._left, entry)
        return bool(aside)

    def _newcomer(self) -> Candidate | None:
        self._new = [entry for entry in self._new if entry[2].post_id not in self._taken]
        return next((found for _, _, found in self._new if not self._beside_its_own(found)), None)

    def _now(self, found: Candidate) -> int:
        lost = self._authors[found.author_id] + (self._families[found.family] if found.family else 0)
        return AGAIN * lost - self._sums[found]

    def _beside_its_own(self, found: Candidate) -> bool:
        last = self._last
        return last is not None and (found.author_id == last.author_id or (found.family != 0 and found.family == last.family))
