"""A collection before any script has run: its name and first posts, tags for previews, and a real 404 where there is none for this viewer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import collections
from rxfeed.domain.collections_views import CollectionView
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.web import linked_data
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_html import knowing, served, spoken, without
from rxfeed.web.head import Told, first_page, head, origin
from rxfeed.web.viewers import shown_to


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """The route on the page's own path."""

    async def collection(request: Request) -> Response:
        try:
            viewer, (view, posts) = await shown_to(request, knowing(_read), request.path_params["collection"], request.query_params.get("cursor", ""))
        except RxfeedError as error:
            return without(request, pages, error)
        older = f"/c/{view.id}?cursor={posts.next}" if posts.next else ""
        return served(request, pages, _head(request, view, posts, older), drawings.collection(view, posts.cards, older, spoken(request)), viewer=viewer)

    return [Route("/c/{collection}", collection, methods=["GET"])]


def _read(house: House, viewer: Viewer, collection_id: str, cursor: str) -> tuple[CollectionView, FeedPage]:
    return collections.show(house, viewer, collection_id), collections.posts(house, viewer, collection_id, cursor)


def _head(request: Request, view: CollectionView, posts: FeedPage, older: str) -> str:
    about, at, is_later = view.description.strip() or f"Pictures that @{view.owner.handle} has put together", origin(request), "cursor" in request.query_params
    listed = view.visibility == "public" and not is_later
    linked = linked_data.collection(view.name, about, f"{at}/c/{view.id}", posts.cards, at) if listed else None
    image = view.cover if view.rating == "general" else None
    told = Told(f"/c/{view.id}", f"{view.name} on rxfeed", about, image=image, robots="" if listed else "noindex", older=older, linked=linked)
    return head(request, told) + ("" if is_later else first_page(posts.json(), f"c/{view.id}/posts"))
