"""What Explore is asked for: words and filters, as they stand in an address. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import blake2b

from rxfeed.domain.consent import LICENCES
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.search_words import Term, terms
from rxfeed.domain.viewer import Viewer

LONGEST = 10_000
"""Characters of a search that are taken; `search_words.READ` of them are looked at."""
SHAPES = ("1:1", "3:2", "2:3", "16:9", "9:16")
RATINGS = ("general", "suggestive", "mature")
PERIODS: Mapping[str, timedelta] = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30), "year": timedelta(days=365)}
SORTS = ("new", "liked", "best")
FACETS = ("engine", "shape", "rating", "licence", "remix", "children")
FILTERS = (*FACETS, "period")


@dataclass(frozen=True, slots=True)
class Query:
    """`of` makes it. Empty is whatever there is."""

    q: str = ""
    engine: str = ""
    shape: str = ""
    """One of `SHAPES`."""
    rating: str = ""
    period: str = ""
    """One of `PERIODS`: how long ago at most."""
    licence: str = ""
    """SPDX, one of `consent.LICENCES`."""
    remix: str = ""
    """`yes`: anybody may remix it, or ask."""
    children: str = ""
    """`yes`: somebody has."""
    like: str = ""
    """Id of a post: what is like it, and nothing else."""
    sort: str = ""
    """One of `SORTS`; without it the best match first where there are words, else the newest."""

    @property
    def terms(self) -> list[Term]:
        return terms(self.q)

    @property
    def facets(self) -> dict[str, str]:
        """By kind, those that leave something out."""
        return {kind: value for kind in FACETS if (value := getattr(self, kind))}

    @property
    def filters(self) -> list[str]:
        """The names of those that hold."""
        return [name for name in FILTERS if getattr(self, name)]

    @property
    def order(self) -> str:
        """How it is sorted."""
        return self.sort or ("best" if self.terms else "new")

    @property
    def digest(self) -> str:
        """The same for the same query: a cursor belongs to it."""
        return blake2b(repr(sorted(asdict(self).items())).encode(), digest_size=8).hexdigest()


def of(asked: Mapping[str, str], engines: Mapping[str, object], viewer: Viewer) -> Query:
    """From the fields of an address; those that mean something else are left alone.

    Raises `Invalid` for values that there aren't and for what excludes each other, `NotSignedIn` for ratings that are for signed-in eyes.
    """
    query = Query(**{name: str(asked[name]) for name in Query.__slots__ if asked.get(name)})
    if len(query.q) > LONGEST:
        raise Invalid("That is too much to look for: at most {limit} characters.", field="q", limit=LONGEST)
    known = {
        "engine": {*engines, "sketch", "openai"}, "shape": SHAPES, "rating": RATINGS, "period": PERIODS, "licence": LICENCES, "remix": ["yes"],
        "children": ["yes"], "sort": SORTS,
    }  # fmt: skip
    for field, values in known.items():
        if (value := getattr(query, field)) and value not in values:
            raise Invalid("There is no filter “{value}” of that kind. Choose another, or take it away.", field=field, value=value[:60])
    if query.remix and query.licence and not LICENCES[query.licence].derivatives:
        raise Invalid("What has that licence may not be remixed: these two filters leave nothing. Take one away.", field="licence")
    if query.like and query != Query(like=query.like):
        raise Invalid("What is like a picture can't be narrowed down. Take the words and filters away, or the picture.", field="like")
    _must_be_shown(query.rating, viewer)
    return query


def _must_be_shown(rating: str, viewer: Viewer) -> None:
    if rating in {"", "general"}:
        return
    if not viewer.signed_in:
        raise NotSignedIn("Pictures of that rating are for signed-in eyes.", field="rating")
    if not viewer.wants(rating):
        raise Invalid("You have chosen to hide pictures of that rating. Settings → Appearance changes it.", field="rating")
