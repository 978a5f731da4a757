"""What Explore says beside its pictures, and the way from one search to another: all of it is in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import reflex as rx

from rxfeed.domain import explore, explore_query, talk
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.explore import Found
from rxfeed.domain.explore_query import Query
from rxfeed.domain.house import House
from rxfeed.domain.search_words import folded
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView
from rxfeed.ui.asking import ask
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

FIELDS = tuple(Query.__slots__)


class ExplorePage(rx.State):
    """`status`: `ready` or `failed`; empty until then."""

    query: Query = Query()
    """As the address has it, also where that can't be asked for."""
    active: int = 0
    """How many filters there are."""
    status: str = ""
    found: Found = Found()
    people: list[AuthorView] = []
    completions: list[str] = []
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """What the address asks for."""
        self.reset()
        asked = {name: str(value) for name, value in self.router.url.query_parameters.items() if name in FIELDS}
        self.query = Query(**{name: value[: explore_query.LONGEST] for name, value in asked.items()})
        self.active = len(asked.keys() - {"q", "sort"})
        try:
            self.found, self.people = await ask(self, _read, asked)
            self.status = "ready"
        except RxfeedError as error:
            self.status, self.problem = "failed", problem(error)

    @rx.event
    async def complete(self, typed: str) -> None:
        """What may be meant while it is typed."""
        try:
            self.completions = await ask(self, explore.completions, typed)
        except RxfeedError:
            self.completions = []

    @rx.event
    def choose(self, field: str, value: str) -> Any:
        """The same search with another filter; an empty value takes it away."""
        asked = {name: getattr(self.query, name) for name in FIELDS} | ({field: value} if field in FIELDS else {})
        kept = {name: str(value) for name, value in asked.items() if value}
        return rx.redirect(f"/explore?{urlencode(kept)}" if kept else "/explore")


def _read(house: House, viewer: Viewer, asked: dict[str, str]) -> tuple[Found, list[AuthorView]]:
    said = explore.found(house, viewer, asked)
    name = folded(asked.get("q", "").strip().removeprefix("@"))
    return said, talk.completions(house, viewer, name) if viewer.signed_in and " " not in name else []
