"""A profile before any script has run: tags for previews, the first posts, and a real 404 where there is nobody."""

from __future__ import annotations

import orjson
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rxfeed.domain import accounts_seen, handles
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import ProfileView
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.first_paint import first_page, meta, origin, plain_card, served, tags, without
from rxfeed.web.viewers import shown_to

LONGEST = 200
"""Characters of what somebody says of themselves, in a preview."""


def routes(pages: BuiltPages) -> list[Route]:
    """Routes on the pages' own paths."""

    async def profile(request: Request) -> Response:
        try:
            who, posts = await shown_to(request, _read, request.path_params["handle"], request.query_params.get("tag", ""))
        except RxfeedError as error:
            return without(request, pages, error)
        if (elsewhere := _renamed(request, who)) is not None:
            return elsewhere
        return served(request, pages, _head(request, who, posts), _plain(who, posts))

    async def people(request: Request) -> Response:
        try:
            who = await shown_to(request, accounts_seen.profile, request.path_params["handle"])
        except RxfeedError as error:
            return without(request, pages, error)
        if (elsewhere := _renamed(request, who)) is not None:
            return elsewhere
        return served(request, pages, tags(f"{who.name} on rxfeed", f"The circle of @{who.handle}", origin(request), request.url.path, "noindex"), "")

    others = ("followers", "following", "requests", "collections", "likes", "reposts")
    paths = {"/u/{handle}": profile, **{f"/u/{{handle}}/{which}": people for which in others}}
    return [Route(path, answer, methods=["GET"]) for path, answer in paths.items()]


def _read(house: House, viewer: Viewer, handle: str, tag: str) -> tuple[ProfileView, FeedPage]:
    who = accounts_seen.profile(house, viewer, handle)
    return who, FeedPage([], "", "") if who.blocked or who.hidden else accounts_seen.posts(house, viewer, who.handle, tag=tag)


def _renamed(request: Request, who: ProfileView) -> Response | None:
    """A handle of before leads to the one of now. Not for the browser to remember: its person may take the old one back."""
    asked = request.path_params["handle"]
    if handles.fold(asked) == who.handle:
        return None
    rest = request.url.path.split("/")[3:]
    to = URL("/".join(["/u", who.handle, *rest])).replace(query=request.url.query)
    return RedirectResponse(str(to), 308, {"cache-control": "private, no-store"})


def _head(request: Request, who: ProfileView, posts: FeedPage) -> str:
    words = " ".join("".join(part.text for part in who.bio).split())[:LONGEST] or f"Pictures by @{who.handle}"
    extra = {"og:type": "profile", "twitter:card": "summary"}
    if who.avatar:
        extra["og:image"] = origin(request) + who.avatar
    named = "".join(meta(name, value) for name, value in extra.items())
    shown = "" if who.blocked or who.hidden or request.query_params.get("tag") else first_page(posts.json(), f"u/{who.handle}/posts")
    return tags(f"{who.name} (@{who.handle}) on rxfeed", words, origin(request), f"/u/{who.handle}") + named + shown


def _plain(who: ProfileView, posts: FeedPage) -> str:
    return "".join(plain_card(orjson.loads(card)) for card in posts.cards)
