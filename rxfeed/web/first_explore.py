"""Explore before any script has run: what the address asks for, tags for previews, and `/search`, which is Explore with words."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rxfeed.domain import explore
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.explore_query import Query
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.web import linked_data
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_html import knowing, served, spoken, without
from rxfeed.web.head import Told, first_page, head, origin
from rxfeed.web.viewers import shown_to

TITLE, ABOUT = "Explore rxfeed", "Pictures made with AI: search in prompts, captions and tags."


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """The routes on the page's own path, and on the one that older links have."""

    async def page(request: Request) -> Response:
        if len(named := request.query_params.multi_items()) > len(request.query_params):  # the browser would take the first of a name, its state the last
            return RedirectResponse(f"/explore?{urlencode(dict(reversed(named)))}", 308)
        asked = {name: request.query_params[name] for name in Query.__slots__ if request.query_params.get(name)}
        cursor = request.query_params.get("cursor", "")
        try:
            viewer, posts = await shown_to(request, knowing(explore.explore), asked, cursor)
        except RxfeedError as error:
            return without(request, pages, error)
        older = f"/explore?{urlencode({**asked, 'cursor': posts.next})}" if posts.next else ""
        drawn = drawings.explored(posts.cards, older, spoken(request), asked=asked)
        return served(request, pages, _head(request, asked, posts, older, is_later=bool(cursor)), drawn, viewer=viewer)

    async def search(request: Request) -> Response:
        return RedirectResponse(f"/explore?{request.url.query}" if request.url.query else "/explore", 308)

    return [Route("/explore", page, methods=["GET"]), Route("/search", search, methods=["GET"])]


def _head(request: Request, asked: Mapping[str, str], posts: FeedPage, older: str, *, is_later: bool) -> str:
    at, robots = origin(request), "noindex, follow" if asked or is_later else ""
    linked = None if robots else linked_data.collection(TITLE, ABOUT, f"{at}/explore", posts.cards, at)
    told = Told("/explore", TITLE, ABOUT, robots=robots, older=older, linked=linked)
    return head(request, told) + ("" if is_later else first_page(posts.json(), f"v1/explore?{_named(asked)}"))


def _named(asked: Mapping[str, str]) -> str:
    """As `URLSearchParams` writes it, by which the page calls its list."""
    return urlencode(asked, safe="*").replace("~", "%7E")
