"""A profile before any script has run: who that is, their first pictures, tags for previews, and a real 404 where there is nobody."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rxfeed.domain import accounts_seen, handles
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView
from rxfeed.web import linked_data
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_html import knowing, served, spoken, without
from rxfeed.web.head import Told, first_page, head, origin
from rxfeed.web.viewers import shown_to


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for."""

    handle: str
    tag: str
    cursor: str
    is_later: bool


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """Routes on the pages' own paths."""

    async def profile(request: Request) -> Response:
        query = request.query_params
        asked = _Asked(request.path_params["handle"], query.get("tag", ""), query.get("cursor", ""), "cursor" in query)
        try:
            viewer, (who, posts) = await shown_to(request, knowing(_read), asked)
        except RxfeedError as error:
            return without(request, pages, error)
        if (elsewhere := _renamed(request, who)) is not None:
            return elsewhere
        older = f"/u/{who.handle}?{f'tag={quote(asked.tag)}&' if asked.tag else ''}cursor={posts.next}" if posts.next else ""
        drawn = drawings.profile(who, posts.cards, older, spoken(request), tag=asked.tag)
        return served(request, pages, _head(request, who, posts, asked, older), drawn, viewer=viewer)

    async def people(request: Request) -> Response:
        try:
            viewer, who = await shown_to(request, knowing(accounts_seen.profile), request.path_params["handle"])
        except RxfeedError as error:
            return without(request, pages, error)
        if (elsewhere := _renamed(request, who)) is not None:
            return elsewhere
        told = Told(request.url.path, f"{who.name} (@{who.handle}) on rxfeed", f"The circle of @{who.handle}", robots="noindex")
        return served(request, pages, head(request, told), viewer=viewer)

    others = ("followers", "following", "requests", "collections", "likes", "reposts")
    paths = {"/u/{handle}": profile, **{f"/u/{{handle}}/{which}": people for which in others}}
    return [Route(path, answer, methods=["GET"]) for path, answer in paths.items()]


def _read(house: House, viewer: Viewer, asked: _Asked) -> tuple[ProfileView, FeedPage]:
    who = accounts_seen.profile(house, viewer, asked.handle)
    closed = who.blocked or who.hidden
    return who, FeedPage([], "", "") if closed else accounts_seen.posts(house, viewer, who.handle, asked.cursor, asked.tag)


def _renamed(request: Request, who: ProfileView) -> Response | None:
    """A handle of before leads to the one of now. Not for the browser to remember: its person may take the old one back."""
    asked = request.path_params["handle"]
    if handles.fold(asked) == who.handle:
        return None
    rest = request.url.path.split("/")[3:]
    to = URL("/".join(["/u", who.handle, *rest])).replace(query=request.url.query)
    return RedirectResponse(str(to), 308, {"cache-control": "private, no-store"})


def _head(request: Request, who: ProfileView, posts: FeedPage, asked: _Asked, older: str) -> str:
    at, closed = origin(request), who.blocked or who.hidden
    about = "".join(part.text for part in who.bio).strip() or f"Pictures by @{who.handle}"
    face = PictureView(full=who.avatar, alt=who.name) if who.avatar else None
    path = f"/u/{who.handle}" + (f"?tag={quote(asked.tag)}" if asked.tag else "")
    linked = None if closed or asked.is_later else linked_data.profile(who, at, at + who.avatar if who.avatar else "")
    robots = "noindex, follow" if asked.is_later else "noindex" if closed else ""
    told = Told(path, f"{who.name} (@{who.handle}) on rxfeed", about, "profile", face, robots, older, linked, {"profile:username": who.handle})
    shown = "" if closed or asked.is_later else first_page(posts.json(), f"u/{who.handle}/posts" + (f"?tag={quote(asked.tag, safe='')}" if asked.tag else ""))
    return head(request, told) + shown
