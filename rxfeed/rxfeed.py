"""The app, assembled: every page by name, the HTTP routes around them, and what runs while the server does."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.feed.page import page as feed
from rxfeed.web.edge import edge

app = rx.App(toaster=None, app_wraps={}, html_lang="en", api_transformer=edge)
app.add_page(feed, route="/", title="rxfeed")
