"""`/api/v1`: lists of posts as JSON, for the store in the browser and for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import explore, feeds, feeds_following, feeds_for_you, feeds_tags, feeds_trending, gallery
from rxfeed.domain.explore_query import Query
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.web.api_v1_asked import PLACES, query_of
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_at_once, shown_to

ASIDE = {"cache-control": "private, no-store"}


def _latest(house: House, viewer: Viewer, asked: Mapping[str, str]) -> FeedPage:
    return feeds.since(house, viewer, asked["since"]) if "since" in asked else feeds.latest(house, viewer, asked.get("cursor", ""))


def _following(house: House, viewer: Viewer, asked: Mapping[str, str]) -> FeedPage:
    if "since" in asked:
        return feeds_following.since(house, viewer, asked["since"])
    return feeds_following.following(house, viewer, asked.get("cursor", ""))


def _trending(house: House, viewer: Viewer, asked: Mapping[str, str]) -> FeedPage:
    period = asked.get("period", "day")
    if "since" in asked:
        return feeds_trending.since(house, viewer, period, asked["since"])
    return feeds_trending.trending(house, viewer, period, asked.get("cursor", ""))


def _for_you(house: House, viewer: Viewer, asked: Mapping[str, str]) -> FeedPage:
    if "since" in asked:
        return feeds_for_you.since(house, viewer, asked["since"])
    return feeds_for_you.for_you(house, viewer, asked.get("cursor", ""))


FEEDS: Mapping[str, Callable[[House, Viewer, Mapping[str, str]], FeedPage]] = {
    "for-you": _for_you,
    "following": _following,
    "latest": _latest,
    "trending": _trending,
}
"""What answers for each feed, by the last part of its address, from what the query asks for."""
WRITES = {"for-you"}
"""Those that keep what they have shown."""
TAKES = {name: PLACES | {"period"} if name == "trending" else PLACES for name in FEEDS}
SEARCHED = {*Query.__slots__, "cursor"}


@sayable
async def feed(request: Request) -> Response:
    """`?cursor=` continues the list, `?since=` asks for what is newer. 401 for what is one's own, 422 for a cursor or a period that isn't one."""
    name = request.url.path.rsplit("/", 1)[1]
    shown = shown_to if name in WRITES else shown_at_once
    page = await shown(request, FEEDS[name], query_of(request, TAKES[name]))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def tag(request: Request) -> Response:
    """The newest with that tag. Answers as `feed` does; 404 for what can't be a tag."""
    page = await shown_at_once(request, read_tag, request.path_params["tag"], query_of(request, PLACES))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def found(request: Request) -> Response:
    """What fits the words and filters of the query (`domain.explore_query`). 422 for those that there aren't, 401 for ratings that signing in shows."""
    query = query_of(request, SEARCHED)
    page = await shown_to(request, explore.explore, query, query.get("cursor", ""))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def post(request: Request) -> Response:
    """One post, as its page shows it. 404 where there is none for this viewer, 401 where signing in shows it."""
    query_of(request, ())
    view = await shown_to(request, gallery.show, request.path_params["post"])
    return packed(request, orjson.dumps(view), "application/json", ASIDE)


def read_tag(house: House, viewer: Viewer, tag: str, asked: Mapping[str, str]) -> FeedPage:
    """As `FEEDS` answer, for a tag."""
    return feeds_tags.since(house, viewer, tag, asked["since"]) if "since" in asked else feeds_tags.tagged(house, viewer, tag, asked.get("cursor", ""))


routes = [
    *(Route(f"/api/v1/feeds/{name}", feed, methods=["GET"]) for name in FEEDS),
    Route("/api/v1/explore", found, methods=["GET"]),
    Route("/api/v1/tags/{tag}", tag, methods=["GET"]),
    Route("/api/v1/posts/{post}", post, methods=["GET"]),
]
