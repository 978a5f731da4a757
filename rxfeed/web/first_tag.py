"""A tag's page before any script has run: tags for previews, its first posts, and a real 404 for what can't be a tag."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rxfeed.domain import tags
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tags import TagView
from rxfeed.domain.viewer import Viewer
from rxfeed.web import linked_data
from rxfeed.web.api_v1 import read_tag
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_html import knowing, served, spoken, without
from rxfeed.web.head import Told, first_page, head, origin
from rxfeed.web.viewers import shown_to


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """The route on the page's own path."""

    async def tag(request: Request) -> Response:
        asked, later = request.path_params["tag"], {name: value for name, value in request.query_params.items() if name == "cursor"}
        try:
            name = tags.named(asked)
            viewer, (view, posts) = await shown_to(request, knowing(_read), name, later)
        except RxfeedError as error:
            return without(request, pages, error)
        if name != asked:
            return RedirectResponse(f"/t/{quote(name)}", 308)
        older = f"/t/{quote(name)}?cursor={posts.next}" if posts.next else ""
        told = _head(request, name, posts, older, is_later=bool(later))
        return served(request, pages, told, drawings.tag(view, posts.cards, older, spoken(request)), viewer=viewer)

    return [Route("/t/{tag}", tag, methods=["GET"])]


def _read(house: House, viewer: Viewer, name: str, later: dict[str, str]) -> tuple[TagView, FeedPage]:
    return tags.show(house, viewer, name), read_tag(house, viewer, name, later)


def _head(request: Request, name: str, posts: FeedPage, older: str, *, is_later: bool) -> str:
    path, title, about, at = f"/t/{quote(name)}", f"#{name} on rxfeed", f"Pictures with the tag #{name}, newest first", origin(request)
    robots = "noindex, follow" if is_later else "" if posts.cards else "noindex"
    told = Told(path, title, about, robots=robots, older=older, linked=None if robots else linked_data.collection(title, about, at + path, posts.cards, at))
    return head(request, told) + ("" if is_later else first_page(posts.json(), f"v1/tags/{quote(name)}"))
