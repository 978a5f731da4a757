"""The library: everything one has made, list by list, as pages for the browser's store. All of it is the viewer's own."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from rxfeed.domain import gallery, studio
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.library_views import GenerationItem, PostItem, generation_item
from rxfeed.domain.viewer import Viewer

GENERATIONS = ("all", "running", "ready", "drafts", "passed_over", "failed")
POSTS = {"published": "published", "scheduled": "scheduled", "bin": "binned"}
"""The lists of posts, and the status each of them shows."""
PAGE, MOST = 24, 240


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page of generations or of posts. `next` continues it and is empty at the end."""

    cards: list[GenerationItem] | list[PostItem]
    next: str

    def json(self) -> bytes:
        """As the browser's store takes it."""
        return orjson.dumps({"cards": self.cards, "next": self.next})


def page(house: House, viewer: Viewer, shown: str, cursor: str = "", count: int = PAGE) -> LibraryPage:
    """What follows the cursor: a page or, where `count` is more, so many. Raises `Invalid` for a list, cursor or count that there isn't, `NotSignedIn`."""
    if not 0 <= count <= MOST:
        raise Invalid("This list can't be continued from there. Load it again.")
    most = max(PAGE, count)
    if shown in POSTS:
        return LibraryPage(*gallery.mine(house, viewer, POSTS[shown], cursor, most))
    found = studio.library(house, viewer, shown, cursor, most)
    return LibraryPage([generation_item(view) for view in found.generations], found.next)


def moving(house: House, viewer: Viewer) -> list[GenerationItem]:
    """What is under way, and what has ended within the last minute: all that a list which came before that can be wrong about."""
    return [generation_item(view) for view in studio.moving(house, viewer)]
