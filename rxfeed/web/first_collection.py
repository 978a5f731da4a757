"""A collection before any script has run: tags for previews, its first posts, and a real 404 where there is none for this viewer."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import collections
from rxfeed.domain.collections_views import CollectionView
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.first_paint import first_page, meta, origin, plain_card, served, tags, without
from rxfeed.web.viewers import shown_to

LONGEST = 200
"""Characters of the description, in a preview."""


def routes(pages: BuiltPages) -> list[Route]:
    """The route on the page's own path."""

    async def collection(request: Request) -> Response:
        try:
            view, posts = await shown_to(request, _read, request.path_params["collection"])
        except RxfeedError as error:
            return without(request, pages, error)
        return served(request, pages, _head(request, view, posts), "".join(plain_card(orjson.loads(card)) for card in posts.cards))

    return [Route("/c/{collection}", collection, methods=["GET"])]


def _read(house: House, viewer: Viewer, collection_id: str) -> tuple[CollectionView, FeedPage]:
    return collections.show(house, viewer, collection_id), collections.posts(house, viewer, collection_id)


def _head(request: Request, view: CollectionView, posts: FeedPage) -> str:
    words = " ".join(view.description.split())[:LONGEST] or f"Pictures that @{view.owner.handle} has put together"
    extra = {"og:type": "website", "twitter:card": "summary"}
    if view.rating == "general" and view.cover.full.startswith("/pictures/"):
        extra |= {"og:image": origin(request) + view.cover.full, "og:image:alt": view.cover.alt, "twitter:card": "summary_large_image"}
    named = "".join(meta(name, value) for name, value in extra.items() if value)
    robots = "" if view.visibility == "public" else "noindex"
    return tags(f"{view.name} on rxfeed", words, origin(request), request.url.path, robots) + named + first_page(posts.json(), f"c/{view.id}/posts")
