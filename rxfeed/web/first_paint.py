"""The feeds and the pages of a post with something in them before any script has run: the first cards, the picture, tags for previews."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import gallery
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView
from rxfeed.web import linked_data
from rxfeed.web.api_v1 import FEEDS, WRITES
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_html import knowing, served, spoken, without
from rxfeed.web.head import ABOUT, TITLE, Told, first_page, head, origin, preload
from rxfeed.web.viewers import shown_at_once, shown_to

FEED_AT = {"/": "for-you", "/following": "following", "/latest": "latest", "/trending": "trending"}
"""Which feed stands at an address; the same as in `rxfeed/ui/feed/page.py`."""
SHOWN = 6
"""Cards that come as HTML: what the tallest screens show."""
POST_SIZES = "(min-width: 1100px) min(676px, 60vw), 100vw"
"""As on the post page: with others another size might be fetched than is shown."""


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """Routes on the pages' own paths."""

    async def feed(request: Request) -> Response:
        name, asked = FEED_AT[request.url.path], _asked(request)
        try:
            viewer, page = await (shown_to if name in WRITES else shown_at_once)(request, knowing(FEEDS[name]), asked)
        except RxfeedError as error:
            return without(request, pages, error)
        return served(request, pages, _feed_head(request, page, asked), _feed_cards(request, page, asked, drawings, viewer), viewer=viewer)

    async def post(request: Request) -> Response:
        try:
            viewer, view = await shown_to(request, knowing(gallery.show), request.path_params["post_id"])
        except RxfeedError as error:
            return without(request, pages, error)
        return served(request, pages, _post_head(request, view), drawings.post(view, spoken(request), member=viewer.signed_in), viewer=viewer)

    def around(about: str) -> Callable[[Request], Awaitable[Response]]:
        """A page that belongs to a post, for those who may see it."""

        async def answer(request: Request) -> Response:
            try:
                viewer, view = await shown_to(request, knowing(gallery.show), request.path_params["post_id"])
            except RxfeedError as error:
                return without(request, pages, error)
            told = Told(request.url.path, about=about.format(name=view.card.author.name), robots="noindex")
            return served(request, pages, head(request, told), viewer=viewer)

        return answer

    people = around("Who answered a picture by {name}")
    remix, lineage = around("Take a picture by {name} further"), around("Where a picture by {name} comes from, and what has come of it")
    paths = {"": post, "/remix": remix, "/lineage": lineage, "/likes": people, "/reposts": people}
    routed = {**dict.fromkeys(FEED_AT, feed), **{f"/p/{{post_id}}{path}": answer for path, answer in paths.items()}}
    return [Route(path, answer, methods=["GET"]) for path, answer in routed.items()]


def _asked(request: Request) -> dict[str, str]:
    """What the address asks for: the page for readers without scripts, a period of what trends."""
    asked = {"period": request.query_params.get("period") or "day"} if FEED_AT[request.url.path] == "trending" else {}
    return asked | {name: value for name, value in request.query_params.items() if name == "cursor"}


def _feed_head(request: Request, page: FeedPage, asked: Mapping[str, str]) -> str:
    """With a cursor it is for who has no scripts: those begin at the top."""
    name, is_later = FEED_AT[request.url.path], "cursor" in asked
    path = _address(request.url.path, {key: value for key, value in asked.items() if (key, value) != ("period", "day") and key != "cursor"})
    linked = None if is_later else linked_data.collection(TITLE, ABOUT, origin(request) + path, page.cards[:SHOWN], origin(request))
    told = Told(path, robots="noindex, follow" if is_later else "", older=_older(request, page.next, asked), linked=linked)
    return head(request, told) + ("" if is_later else first_page(page.json(), _address(f"v1/feeds/{name}", asked)))


def _feed_cards(request: Request, page: FeedPage, asked: Mapping[str, str], drawings: Drawings, viewer: Viewer) -> str:
    """As many as a screen shows; on the pages for readers without scripts all of them."""
    language, member = spoken(request), viewer.signed_in
    if "cursor" in asked:
        return drawings.cards(page, len(page.cards), language, member=member) + drawings.way_on(_older(request, page.next, asked), language)
    shown, plain = drawings.cards(page, SHOWN, language, member=member), _address(request.url.path, {**asked, "cursor": ""})
    return f"{shown}<noscript>{drawings.way_on(plain, language)}</noscript>" if page.cards else ""


def _older(request: Request, cursor: str, asked: Mapping[str, str]) -> str:
    return _address(request.url.path, {**asked, "cursor": cursor}) if cursor else ""


def _address(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _post_head(request: Request, view: PostView) -> str:
    card = view.card
    general, public = card.rating == "general", view.visibility == "public" and view.status == "published"
    told = Told(
        f"/p/{card.id}", f"{card.author.name} on rxfeed", card.caption or card.prompt or "A picture made with AI", "article",
        image=card.pictures[0] if general else None, robots="" if public and general else "noindex",
        linked=linked_data.post(orjson.loads(orjson.dumps(card)), origin(request)) if public and general else None,
        more={"article:author": f"{origin(request)}/u/{card.author.handle}", "article:published_time": card.published_at},
    )  # fmt: skip
    return head(request, told) + (preload(card.pictures[0], POST_SIZES) if general else "")
