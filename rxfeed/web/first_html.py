"""The compiled page with something in it before any script has run.

The page stays as it is; what is added goes into its head, and into the place that the page keeps for its first content.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Concatenate, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.web.built_pages import BuiltFile, BuiltPages
from rxfeed.web.head import Told, head
from rxfeed.web.packing import packed

P = ParamSpec("P")
T = TypeVar("T")
CHOSEN, LANGUAGES = "rxfeed_language", ("en", "de")
"""The cookie of who has chosen a language, and those that there are."""
FIRST = "<!--first cards-->"
"""Stands in compiled pages where their first content belongs (`rxfeed/ui/components/first_content.py`)."""
SCRIPT, LATER_SCRIPT = '<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"'
"""Where pictures stand in the page, those that can be seen come before the scripts."""
TITLE = re.compile("<title>[^<]*</title>")
NEEDS_SCRIPTS = '<p class="px-4 py-2 text-sm">rxfeed needs JavaScript for everything beyond looking.</p>'


def served(
    request: Request, pages: BuiltPages, head: str, first: str = "", *, plain: str = NEEDS_SCRIPTS, viewer: Viewer | None = None, status: int = 200
) -> Response:
    """The compiled page with that in its head, `first` in its place and, for readers without scripts, `plain` above all.

    `viewer`: whom it is drawn for, which the page's scripts are told too (`assets/store.js`).
    """
    built, language = pages.page(request.url.path), spoken(request)
    if built is None:
        return Response("The pages have not been built yet: run “make run”, or `python -m rxfeed build`.", 503, media_type="text/plain")
    cached = "private, no-store" if viewer and viewer.signed_in else "private, no-cache"
    headers = {"cache-control": cached, "content-security-policy": built.headers["content-security-policy"]}
    return packed(request, _with(built, head + _for(viewer) + _sentences(pages, language), plain, first).encode(), "text/html; charset=utf-8", headers, status)


def without(request: Request, pages: BuiltPages, error: RxfeedError) -> Response:
    """The page all the same: it says what is wrong in its own way, and tries again."""
    return served(request, pages, head(request, Told(request.url.path, robots="noindex")), plain=f"<p>{escape(str(error))}</p>", status=error.status)


def knowing(read: Callable[Concatenate[House, Viewer, P], T]) -> Callable[Concatenate[House, Viewer, P], tuple[Viewer, T]]:
    """What it reads, and for whom."""

    def both(house: House, viewer: Viewer, /, *args: P.args, **named: P.kwargs) -> tuple[Viewer, T]:
        return viewer, read(house, viewer, *args, **named)

    return both


def spoken(request: Request) -> str:
    """The reader's language as the page's own scripts will choose it (`assets/words.js`)."""
    wished = (part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((language for language in (request.cookies.get(CHOSEN, ""), *wished) if language in LANGUAGES), LANGUAGES[0])


def _for(viewer: Viewer | None) -> str:
    return f'<meta name="rxfeed-viewer" content="{escape(viewer.handle)}">' if viewer else ""


def _sentences(pages: BuiltPages, language: str) -> str:
    """Those of the language on their way with the scripts, so that what stands there in it is not drawn in English first."""
    found = next((url for url in pages.files if url.startswith(f"/assets/{language}-") and url.endswith(".js")), "")
    return f'<link rel="modulepreload" href="{found}">' if found else ""


def _with(built: BuiltFile, head: str, plain: str, first: str) -> str:
    if TITLE.search(built.text):  # pages whose address names something are built without one
        head = TITLE.sub("", head, 1)
    html = built.text.replace("</head>", head + "</head>", 1)
    if first:
        html = html.replace(FIRST, first, 1).replace(SCRIPT, LATER_SCRIPT)
    return html.replace("<body>", f"<body><noscript>{plain}</noscript>", 1) if plain else html
