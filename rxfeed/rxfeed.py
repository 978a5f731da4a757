"""The app, assembled: every page by name, the HTTP routes around them, and what runs while the server does."""

from __future__ import annotations

import reflex as rx
from starlette.types import ASGIApp

from rxfeed.settings import Settings
from rxfeed.ui.feed.page import page as feed
from rxfeed.web.edge import edge


def around(reflex: ASGIApp) -> ASGIApp:
    """Our routes and rules around Reflex's own."""
    return edge(reflex, lambda path: app.router(path) not in {None, "404", "index"}, Settings.read())


app = rx.App(toaster=None, app_wraps={}, html_lang="en", api_transformer=around)
app.add_page(feed, route="/", title="rxfeed")
