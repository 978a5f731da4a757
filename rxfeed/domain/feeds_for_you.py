"""For you: ranked in the open, in an order that stays as it is for a visit.

    for_you, since     pages
    first_nine         what a recipe would show, without beginning a visit
    why                the numbers of one picture
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rxfeed.domain import cursors, feeds, feeds_page, feeds_trending, ids, tastes_used, visits, visits_packing
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.ranking import AGAIN
from rxfeed.domain.tables import Visit
from rxfeed.domain.tastes_recipe import Recipe, read
from rxfeed.domain.viewer import Viewer

NINE = 9


def for_you(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """A page of the viewer's visit; of one that begins now, where there is none. Who isn't signed in gets what trends.

    `newest` is the place in Latest at which the visit began: what has come since then waits for the next one.
    Raises `Invalid` for a cursor of another list, another person or a visit that is no longer kept.
    """
    if not viewer.signed_in:
        trends = feeds_trending.trending(house, viewer, cursor=cursor)
        return trends if cursor or trends.newest else replace(feeds.latest(house, viewer), next="", newest="")  # before the first run
    if not cursor:
        recipe = tastes_used.recipe(house, viewer)
        last = visits.going_on(house, viewer, recipe)
        return _page(house, viewer, last, 0) if last else _page(house, viewer, visits.begin(house, viewer, recipe), 0, new=True)
    number, place = cursors.unpack(cursor, _name(viewer), 2)
    return _page(house, viewer, visits.find(house, viewer, number), place)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has come is ranked with everything else: a new visit begins. Raises as `for_you` does."""
    if not viewer.signed_in:
        return feeds_trending.since(house, viewer, "day", cursor)
    if cursor:
        cursors.decode(cursor, feeds.LATEST)
    page = _page(house, viewer, visits.begin(house, viewer, tastes_used.recipe(house, viewer)), 0, new=True)
    return FeedPage(page.cards, page.next, page.newest, reset=True, answers=page.answers)


def first_nine(house: House, viewer: Viewer, recipe: Recipe) -> list[bytes]:
    """The first cards that the viewer would be shown by this recipe. Raises `NotSignedIn`."""
    order = [each.candidate.post_id for each in visits.order(house, viewer, recipe)[: 2 * NINE]]
    return feeds_page.of_posts(house, viewer, order)[0].cards[:NINE]


@dataclass(frozen=True)
class Line:
    """A term of the sum, in tenths: `weight` × `feature` = `points`."""

    name: str = ""
    weight: int = 0
    feature: float = 0
    points: float = 0


@dataclass(frozen=True)
class WhyView:
    """Why a picture stands where it does in For you; `place` 0: it doesn't, as far as is known."""

    place: int = 0
    source: str = ""
    lines: list[Line] = field(default_factory=list)
    same_author: int = 0
    same_family: int = 0
    lost: float = 0
    """Points taken for those before it."""
    floor: bool = False
    total: float = 0


def why(house: House, viewer: Viewer, post_id: str) -> WhyView:
    """The numbers by which it was placed in the viewer's own last visits, the newest that has it. Raises `NotFound` for what can't be an id."""
    number = ids.from_text(post_id)
    if viewer.signed_in:
        for visit in visits.mine(house, viewer):
            places = visits_packing.post_ids(visit.places)
            if number in places:
                return _why(visit, places.index(number))
    return WhyView()


def _why(visit: Visit, place: int) -> WhyView:
    one, weights = visits_packing.at(visit.places, place), read(visit.recipe).weights
    lines = [Line(term.name, term.weight, term.feature / 100, term.points / 100) for term in one.terms(weights) if term.points]
    lost = AGAIN * (one.same_author + one.same_family) / 100
    return WhyView(place + 1, one.candidate.source, lines, one.same_author, one.same_family, lost, one.floor, one.points(weights) / 100)


def _page(house: House, viewer: Viewer, visit: Visit, place: int, *, new: bool = False) -> FeedPage:
    if place > visits_packing.count(visit.places):
        raise Invalid("This list can't be continued from there. Load it again.")
    order = visits_packing.post_ids(visit.places, place)
    page, gone = feeds_page.of_posts(house, viewer, order)
    visits.show(house, visit, place + gone, new=new)
    further = cursors.pack(_name(viewer), visit.id, place + gone) if gone < len(order) else ""
    return FeedPage(page.cards, further, cursors.encode(visit.made_at, 0, feeds.LATEST), answers=page.answers)


def _name(viewer: Viewer) -> str:
    return f"for you {viewer.account_id}"
