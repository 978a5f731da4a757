"""For you, decided. Pure: plain numbers in, an order out, with the numbers of every term. `docs/ranking.md` says the formula in words.

    points = Σ weight × feature        weights 0 to 10, features 0 to 100 hundredths; `less` and `seen` are taken away

Then places are given one after the other, each to whoever has most points left: a picture loses `AGAIN` for every earlier one by its author, and as much for
every earlier one of its family of remixes; two in a row never share author or family while anything else is left; and the last of every `BLOCK` places goes to
a new author where the block has none and one is left. All of it is whole numbers, so that it comes out the same everywhere.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

WEIGHS_MOST, WHOLE = 10, 100
AGAIN = 150
"""Hundredths of a point that every earlier picture by the same author costs, and every earlier one of the same family."""
BLOCK = 12
MOST = 500
"""Places that are given."""


class Features(NamedTuple):
    """What is so of a picture for one viewer, each from 0 to 100. A tuple, as candidates are: hundreds are made whenever a visit begins."""

    followed: int = 0
    """The viewer follows its author."""
    tags: int = 0
    """Its tags are ones that the viewer follows or likes."""
    remixes: int = 0
    """It was made from one that the viewer liked."""
    alike: int = 0
    """It looks like one that the viewer liked."""
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
    alike: int = 4
    popular: int = 5
    fresh: int = 6
    newcomers: int = 2
    more: int = 8
    less: int = 10
    seen: int = 10


NAMES = Features._fields
TAKEN_AWAY = ("less", "seen")


class Candidate(NamedTuple):
    """A picture that may be shown. `family`: the same number for those that came of one another, 0 for none. `source`: where it was found."""

    post_id: int
    author_id: int
    family: int = 0
    source: str = ""
    features: Features = Features()


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the sum. `points` are hundredths."""

    name: str
    weight: int
    feature: int
    points: int


class Ranked(NamedTuple):
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
    good = f.followed * w.followed + f.tags * w.tags + f.remixes * w.remixes + f.alike * w.alike + f.popular * w.popular + f.fresh * w.fresh
    return good + f.newcomers * w.newcomers + f.more * w.more - f.less * w.less - f.seen * w.seen


def rank(candidates: Iterable[Candidate], weights: Weights, most: int = MOST) -> list[Ranked]:
    """The order, at most so many. Equal points: the newer picture first. Whatever order the candidates come in, it is the same."""
    return list(_Places(candidates, weights).give(most))


class _Places:
    """A heap of what is left. What is lost by earlier pictures only grows, so that a place may be given to whoever is on top and whose points still hold."""

    def __init__(self, candidates: Iterable[Candidate], weights: Weights) -> None:
        self._left = [(-points(each.features, weights), -each.post_id, each) for each in candidates]
        self._sums = {-number: total for total, number, _ in self._left}
        self._new = sorted(entry for entry in self._left if entry[2].features.newcomers)
        heapq.heapify(self._left)
        self._taken: set[int] = set()
        self._authors: defaultdict[int, int] = defaultdict(int)
        self._families: defaultdict[int, int] = defaultdict(int)
        self._author = self._family = 0
        """Of the last one; ids are never 0."""

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
        number, author, family, _, _ = found
        placed = Ranked(found, self._authors[author], self._families[family] if family else 0, floor)
        self._taken.add(number)
        self._authors[author] += 1
        self._families[family] += 1
        self._author, self._family = author, family
        return placed

    def _best(self) -> Candidate | None:
        left, sums, authors, families, aside = self._left, self._sums, self._authors, self._families, list[_Entry]()
        best: Candidate | None = None
        while left and best is None:
            total, minus, found = heapq.heappop(left)
            if -minus in self._taken:
                continue
            _, author, family, _, _ = found
            now = sums[-minus] + AGAIN * (authors[author] + (families[family] if family else 0))
            if now > total:
                heapq.heappush(left, (now, minus, found))
            elif author == self._author or (family and family == self._family):
                aside.append((total, minus, found))
            else:
                best = found
        for entry in aside:  # what had to wait is there again for the next place
            heapq.heappush(left, entry)
        return best or (aside[0][2] if aside else None)

    def _newcomer(self) -> Candidate | None:
        self._new = [entry for entry in self._new if -entry[1] not in self._taken]
        return next((found for _, _, found in self._new if not self._beside_its_own(found)), None)

    def _beside_its_own(self, found: Candidate) -> bool:
        return found.author_id == self._author or (found.family != 0 and found.family == self._family)


_Entry = tuple[int, int, Candidate]
"""Points and id, both taken from 0, so that the best comes first."""
