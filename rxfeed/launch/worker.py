"""A process that makes the pictures and does the chores, and serves nothing: as many of them as there is work for, beside servers with RXFEED_JOBS=off."""

from __future__ import annotations

import asyncio
import logging
import signal

from rxfeed.jobs.working import house_at_work
from rxfeed.settings import Settings


def work(settings: Settings) -> None:
    """Until SIGINT or SIGTERM; then what is under way gets a moment to end. Raises `Misconfigured`, `Unavailable` where it can't begin."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "httpx2", "httpcore2", "openai"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with house_at_work(settings, jobs=True):
        print("Making pictures (Ctrl-C ends it)", flush=True)
        await ended.wait()
