"""A tag's page before any script has run: tags for previews, its first posts, and a real 404 for what can't be a tag."""

from __future__ import annotations

from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rxfeed.domain import tags as tag_pages
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.web.api_v1 import read_tag
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.first_paint import first_page, origin, plain_card, served, tags, without
from rxfeed.web.viewers import shown_at_once


def routes(pages: BuiltPages) -> list[Route]:
    """The route on the page's own path."""

    async def tag(request: Request) -> Response:
        asked = request.path_params["tag"]
        try:
            name = tag_pages.named(asked)
            posts = await shown_at_once(request, read_tag, name, {})
        except RxfeedError as error:
            return without(request, pages, error)
        if name != asked:
            return RedirectResponse(f"/t/{quote(name)}", 308)
        return served(request, pages, _head(request, name, posts), "".join(plain_card(orjson.loads(card)) for card in posts.cards))

    return [Route("/t/{tag}", tag, methods=["GET"])]


def _head(request: Request, name: str, posts: FeedPage) -> str:
    robots = "" if posts.cards else "noindex"
    said = tags(f"#{name} on rxfeed", f"Pictures with the tag #{name}, newest first", origin(request), f"/t/{quote(name)}", robots)
    return said + first_page(posts.json(), f"v1/tags/{quote(name)}")
