"""The feed and post pages with something in them before any script has run: tags for previews, the first cards, their pictures on the way.

The compiled page stays as it is; what is added goes into its head, into the place that the feed keeps for its first cards, and, for readers of a post without
scripts, into `<noscript>`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import gallery
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.views import PictureView, PostView
from rxfeed.web.api_v1 import FEEDS, WRITES
from rxfeed.web.built_pages import BuiltFile, BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_at_once, shown_to

TITLE = "rxfeed: pictures made with AI, owned by the people who make them"
ABOUT = "A social network for images that people make with AI: compose, remix, share, and decide who may do what with your pictures."
FEED_AT = {"/": "for-you", "/following": "following", "/latest": "latest", "/trending": "trending"}
"""Which feed stands at an address; the same as in `rxfeed/ui/feed/page.py`."""
FIRST_CARDS = "<!--first cards-->"
"""Stands in the compiled feed where they belong (`rxfeed/ui/feed/page.py`)."""
FIRST = 6
"""Cards that come as HTML: what the tallest screens show."""
POST_SIZES = "(min-width: 1100px) min(676px, 60vw), 100vw"
"""As on the post page: with others another size might be fetched than is shown."""
SCRIPT, LATER_SCRIPT = '<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"'
"""Where pictures stand in the page, those that can be seen come before the scripts."""
NEEDS_SCRIPTS = '<p class="px-4 py-2 text-sm">rxfeed needs JavaScript for everything beyond looking.</p>'


def routes(pages: BuiltPages, drawings: Drawings) -> list[Route]:
    """Routes on the pages' own paths."""

    async def feed(request: Request) -> Response:
        name, asked = FEED_AT[request.url.path], {}
        if name == "trending":
            asked = {"period": request.query_params.get("period", "day")}
        try:
            page = await (shown_to if name in WRITES else shown_at_once)(request, FEEDS[name], asked)
        except RxfeedError as error:
            return without(request, pages, error)
        head = tags(TITLE, ABOUT, origin(request), request.url.path) + first_page(page.json(), f"v1/feeds/{name}" + (f"?{urlencode(asked)}" if asked else ""))
        return served(request, pages, head, NEEDS_SCRIPTS, first=drawings.cards(page.cards[:FIRST], page.answers))

    async def post(request: Request) -> Response:
        try:
            view = await shown_to(request, gallery.show, request.path_params["post_id"])
        except RxfeedError as error:
            return without(request, pages, error)
        return served(request, pages, _post_head(request, view), plain_card(orjson.loads(orjson.dumps(view.card))) + NEEDS_SCRIPTS)

    def around(about: str) -> Callable[[Request], Awaitable[Response]]:
        """A page that belongs to a post, for those who may see it."""

        async def answer(request: Request) -> Response:
            try:
                view = await shown_to(request, gallery.show, request.path_params["post_id"])
            except RxfeedError as error:
                return without(request, pages, error)
            told = about.format(name=view.card.author.name)
            return served(request, pages, tags(TITLE, told, origin(request), request.url.path, "noindex"), NEEDS_SCRIPTS)

        return answer

    people = around("Who answered a picture by {name}")
    remix, lineage = around("Take a picture by {name} further"), around("Where a picture by {name} comes from, and what has come of it")
    paths = {"": post, "/remix": remix, "/lineage": lineage, "/likes": people, "/reposts": people}
    routed = {**dict.fromkeys(FEED_AT, feed), **{f"/p/{{post_id}}{path}": answer for path, answer in paths.items()}}
    return [Route(path, answer, methods=["GET"]) for path, answer in routed.items()]


def without(request: Request, pages: BuiltPages, error: RxfeedError) -> Response:
    """The page all the same: it says what is wrong in its own way, and tries again."""
    return served(request, pages, tags(TITLE, ABOUT, origin(request), request.url.path, robots="noindex"), _sentence(error), error.status)


def served(request: Request, pages: BuiltPages, head: str, plain: str, status: int = 200, *, first: str = "") -> Response:
    """The compiled page with that in its head and, for readers without scripts, in its body."""
    built = pages.page(request.url.path)
    if built is None:
        return Response("The pages have not been built yet: run “make run”, or `python -m rxfeed build`.", 503, media_type="text/plain")
    headers = {"cache-control": "private, no-cache", "content-security-policy": built.headers["content-security-policy"]}
    return packed(request, _with(built, head, plain, first).encode(), "text/html; charset=utf-8", headers, status)


def _with(built: BuiltFile, head: str, plain: str, first: str) -> str:
    html = built.text.replace("</head>", head + "</head>", 1)
    if first:
        html = html.replace(FIRST_CARDS, first, 1).replace(SCRIPT, LATER_SCRIPT)
    return html.replace("<body>", f"<body><noscript>{plain}</noscript>", 1)


def _post_head(request: Request, view: PostView) -> str:
    card = view.card
    title = f"{card.author.name} on rxfeed"
    words = card.caption or card.prompt or "A picture made with AI"
    picture = card.pictures[0]
    extra = "".join(
        meta(name, value)
        for name, value in (
            ("og:type", "article"),
            ("og:image", origin(request) + picture.full),
            ("og:image:alt", picture.alt),
            ("twitter:card", "summary_large_image"),
            ("article:author", card.author.name),
        )
        if value
    )
    robots = "noindex" if view.visibility != "public" or card.rating != "general" else ""
    return tags(title, words[:200], origin(request), request.url.path, robots) + extra + (_preload(picture) if card.rating == "general" else "")


def tags(title: str, about: str, origin: str, path: str, robots: str = "") -> str:
    """What previews and search engines read."""
    pairs = {"og:site_name": "rxfeed", "og:title": title, "og:description": about, "description": about, "og:url": origin + path, "robots": robots}
    canonical = f'<link rel="canonical" href="{escape(origin + path)}">'
    return canonical + "".join(meta(name, value) for name, value in pairs.items() if value)


def meta(name: str, value: str) -> str:
    """One of them."""
    kind = "property" if name.startswith(("og:", "article:")) else "name"
    return f'<meta {kind}="{name}" content="{escape(value)}">'


def _preload(picture: PictureView) -> str:
    src, srcset = escape(picture.src), escape(picture.srcset)
    return f'<link rel="preload" as="image" href="{src}" imagesrcset="{srcset}" imagesizes="{POST_SIZES}" fetchpriority="high">'


def first_page(json: bytes, of: str) -> str:
    """A list's first page inside HTML, where nothing in it may end the element early. `of` is the list's name, its address below `/api/`."""
    safe = json.decode().replace("<", r"\u003c")
    return f'<script type="application/json" id="first-page" data-list="{escape(of)}">{safe}</script>'


def plain_card(card: Mapping[str, Any]) -> str:
    """A post for readers without scripts."""
    pictures = "".join(
        f'<img src="{escape(picture["src"])}" alt="{escape(picture["alt"])}" width="{picture["width"]}" height="{picture["height"]}" loading="lazy">'
        for picture in card["pictures"]
        if card["rating"] == "general"
    )
    words = escape(card["prompt"] or card["caption"])
    return f'<article><h2><a href="/p/{card["id"]}">{escape(card["author"]["name"])}</a></h2>{pictures}<p>{words}</p></article>'


def _sentence(error: RxfeedError) -> str:
    return f"<p>{escape(str(error))}</p>"


def origin(request: Request) -> str:
    """As the browser knows this server."""
    return f"{request.url.scheme}://{request.url.netloc}"
