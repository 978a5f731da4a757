"""Serves the built app: one process, one port, no JavaScript runtime."""

from __future__ import annotations

import asyncio
import os
import signal

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from rxfeed.settings import Settings

PRODUCTION = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}
"""The pages are compiled already, and served by `web/built_pages.py`."""
YEAR = 365 * 24 * 3600


def serve(settings: Settings) -> None:
    """Until SIGINT or SIGTERM."""
    os.environ.update(PRODUCTION)
    from rxfeed.rxfeed import app

    asyncio.run(_serve(settings, app()))


async def _serve(settings: Settings, app: object) -> None:
    public = settings.public_dir
    if public is not None:
        public.mkdir(parents=True, exist_ok=True)
    server = Server(
        app,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        log_level=LogLevels(settings.log_level),
        static_path_route=["/pictures"] if public else None,
        static_path_mount=[public] if public else None,
        static_path_expires=YEAR,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    await server.serve()
