"""The app, assembled: every page by name, the HTTP routes around them, and what runs while the server does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from starlette.types import ASGIApp

from rxfeed import wiring
from rxfeed.jobs.runner import Runner
from rxfeed.settings import Settings
from rxfeed.ui import shell
from rxfeed.ui.feed.page import page as feed
from rxfeed.ui.here import Here
from rxfeed.ui.live import broadcast
from rxfeed.web.edge import edge


def around(reflex: ASGIApp) -> ASGIApp:
    """Our routes and rules around Reflex's own."""
    return edge(reflex, lambda path: app.router(path) not in {None, "404", "index"}, Settings.read())


@asynccontextmanager
async def life() -> AsyncIterator[None]:
    """Opens the House in each worker, works off the queue, keeps house, and closes it again."""
    settings = Settings.read()
    house = wiring.open_house(settings)
    try:
        async with Runner(house, settings.data_dir):
            yield
    finally:
        wiring.close_house()


app = rx.App(toaster=None, app_wraps={}, html_lang="en", api_transformer=around, stylesheets=shell.STYLESHEETS, head_components=shell.head())
app.register_lifespan_task(life)
app.register_lifespan_task(broadcast)
app.add_page(feed, route="/", title="rxfeed", on_load=Here.arrive)
