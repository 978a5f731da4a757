"""Serves the built app: one process, one port, no JavaScript runtime."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import uvloop
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from rxfeed.launch import untimed
from rxfeed.settings import Settings
from rxfeed.web.public_pictures import PublicPictures

if TYPE_CHECKING:
    from starlette.types import ASGIApp

T = TypeVar("T")

PRODUCTION = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true", "REFLEX_SOCKET_TIMEOUT": "20s"}
"""The pages are compiled already, and served by `web/built_pages.py`. A socket that is silent so long after it was asked is dead: on a phone many are."""

GARBAGE = 10_000
"""New objects until Python looks for circles among them. At 700, its own number, telling a thousand pages of a post took a quarter longer, and found none."""


def serve(settings: Settings) -> NoReturn:
    """Until SIGINT or SIGTERM. Ends the process."""
    os.environ.update(PRODUCTION)
    from rxfeed.rxfeed import app

    whole = app()
    gc.collect()
    gc.freeze()  # what has been loaded stays: to look through all of it again and again took a tenth of a second each time
    gc.set_threshold(GARBAGE)
    untimed.sockets()
    well = finished(_serve(settings, whole))
    # The House is closed. To take a program of this size apart piece by piece would cost the interpreter seconds, and change nothing.
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0 if well else 1)


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns, as soon as it has. `asyncio.run` would then wait for every other task to be cancelled, and what `wait_for` keeps for an open page
    may forget that it was (Python 3.11): the server would never end."""
    return uvloop.new_event_loop().run_until_complete(work)


async def _serve(settings: Settings, app: ASGIApp) -> bool:
    """Whether it ended because it was asked to."""
    server = Server(
        PublicPictures(app, settings.public_dir) if settings.public_dir else app,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.debug if settings.log_level == "debug" else LogLevels.error,
        log_dictconfig=_logging(settings.log_level),
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # asyncio's own way loses a signal that comes while very many sockets wake the loop: the pipe that both go through is full then.
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(server.stop))
    await server.serve()
    return not server.interrupt_children


def _logging(level: str) -> dict[str, Any]:
    """Everything to the console. Never requests: the socket's address holds a secret."""
    return {
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {"_granian": {}, "alembic": {"level": "WARNING"}},
    }
