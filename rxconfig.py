"""What Reflex itself reads. rxfeed's own settings are in `rxfeed/settings.py`."""

import reflex as rx

from rxfeed.launch.environment import quiet
from rxfeed.launch.one_origin import OneOrigin
from rxfeed.ui.theme import TAILWIND

quiet()

config = rx.Config(
    app_name="rxfeed",
    backend_host="127.0.0.1",  # while developing; `python -m rxfeed serve` has RXFEED_HOST
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=[],  # no other site may read from us; who may open the socket is decided in rxfeed/web/origin.py
    state_manager_mode="memory",
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin(TAILWIND), OneOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
