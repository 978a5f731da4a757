"""What every request passes on its way in and every answer on its way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from rxfeed.settings import Settings
from rxfeed.web import first_collection, first_explore, first_paint, first_profile, first_tag, moderation
from rxfeed.web.body_limit import BodyLimit
from rxfeed.web.bound_socket import BoundSocket
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.drawings import Drawings
from rxfeed.web.first_cookie import FirstCookie
from rxfeed.web.headers import SafeHeaders
from rxfeed.web.origin import OwnOrigin
from rxfeed.web.proxies import Proxies
from rxfeed.web.routes import LARGER_BODIES, REFLEX_PATHS, routes
from rxfeed.web.viewers import has_ended

BUILT = Path(".web", "build", "client")


def edge(reflex: ASGIApp, is_page: Callable[[str], bool], settings: Settings, drawings: Drawings) -> ASGIApp:
    """Reflex's app within ours: its socket, our routes, the compiled pages, all behind one door.

    `is_page` knows the addresses with a variable part, `drawings` draws what pages begin with.
    """
    pages = BuiltPages(BUILT, is_page)
    about = [route for module in (first_paint, first_profile, first_collection, first_tag, first_explore) for route in module.routes(pages, drawings)]
    first = [*about, *moderation.pages(pages)]
    ours = Router([*first, *routes()], default=pages, redirect_slashes=False)
    app: ASGIApp = _Fork(BoundSocket(reflex, has_ended), FirstCookie(ours))
    app = BodyLimit(app, LARGER_BODIES)
    app = OwnOrigin(app, settings.public_url, loopback=settings.on_loopback)
    app = SafeHeaders(app)
    return Proxies(app, settings.trusted_proxies)


class _Fork:
    """Hands Reflex what is Reflex's. Its upload route is none of it: uploads have a route of their own that knows who asks and how much."""

    def __init__(self, reflex: ASGIApp, ours: ASGIApp) -> None:
        self.reflex, self.ours = reflex, ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        first = scope["path"].split("/", 2)[1] if scope["type"] in {"http", "websocket"} else ""
        await (self.reflex if first in REFLEX_PATHS else self.ours)(scope, receive, send)
