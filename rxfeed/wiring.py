"""Which vendor meets which port. The only place that chooses, and the only one that opens and closes a House."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.adapters.cards import MemoryShelf
from rxfeed.adapters.clock import SystemClock
from rxfeed.adapters.credentials import C2paSigner
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import migrate
from rxfeed.adapters.objects import open_objects
from rxfeed.adapters.passkeys import WebAuthn
from rxfeed.adapters.passwords import Argon2Hasher
from rxfeed.adapters.secrets import SealedVault
from rxfeed.domain import engine_key
from rxfeed.domain.errors import Misconfigured
from rxfeed.domain.house import Engines, House
from rxfeed.domain.ports import Bulletin
from rxfeed.domain.ports_engines import ImageEngine, TextEngine
from rxfeed.settings import Settings

THREADS = 12
"""For domain calls: more than the readers of the database, so that a few slow stores don't make everybody wait."""

_open: House | None = None


def house() -> House:
    """The process's own House, between `open_house` and `close_house`."""
    if _open is None:
        raise Misconfigured("rxfeed has not been started in this process.")
    return _open


def open_house(settings: Settings) -> House:
    """Open every part, bring the database up to date, and make the House the process's own."""
    global _open
    _open = build(settings)
    _use_kept_key(_open)
    return _open


def close_house() -> None:
    """Let go of what `open_house` has opened."""
    global _open
    if _open is not None:
        dismantle(_open)
        _open = None


def build(settings: Settings) -> House:
    """A House of its own, for the tests and the console. Raises `Misconfigured`, `Unavailable`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = RelationalDatabase(settings.database_url)
    migrate(database)
    board = bulletin(settings)
    return House(
        database=database,
        objects=open_objects(settings.objects_url, settings.objects_options),
        bulletin=board,
        news=board,
        engines=engines(settings),
        clock=SystemClock(),
        passwords=Argon2Hasher(),
        passkeys=WebAuthn(settings.public_url),
        vault=SealedVault(settings.secret()),
        signer=C2paSigner(settings.data_dir, settings.credentials_certificate, settings.credentials_key),
        limits=settings.limits,
        shelf=MemoryShelf(),
        threads=ThreadPoolExecutor(THREADS, thread_name_prefix="house"),
        public_url=settings.public_url,
        loopback_only=settings.loopback_only,
    )


def dismantle(house: House) -> None:
    """Close the parts of a House."""
    house.threads.shutdown(wait=True, cancel_futures=True)
    for part in (house.news, house.passwords, house.database):
        if close := getattr(part, "close", None):
            close()


def _use_kept_key(house: House) -> None:
    """A key that can't be read any more must not keep the server from starting: its admin enters it anew."""
    try:
        engine_key.restore_engine_key(house)
    except Misconfigured as error:
        logging.getLogger(__name__).warning("The engine's key: %s", error)


def bulletin(settings: Settings) -> Bulletin:
    """Within this process; through Redis where one is named."""
    if not settings.redis_url:
        return LocalBulletin()
    from rxfeed.adapters.redis_bulletin import RedisBulletin

    return RedisBulletin(settings.redis_url)


def engines(settings: Settings) -> Engines:
    """Sketch always; the OpenAI engine where there is a key, or a server of one's own that needs none."""
    from rxfeed.engines.sketch.engine import SketchEngine

    made: dict[str, ImageEngine] = {"sketch": SketchEngine(processes=settings.sketch_processes)}
    image, text = openai(settings, "")
    if image is not None:
        made["openai"] = image
    return Engines(made, text, partial(openai, settings))


def openai(settings: Settings, key: str) -> tuple[ImageEngine | None, TextEngine | None]:
    """The engines behind a key, else behind what the settings name; neither where they name nothing. Imported late: a server without a key keeps 60 MB."""
    key = key or settings.openai_key
    if not key and not settings.openai_base_url:
        return None, None
    from rxfeed.engines.openai_wiring import openai_from

    return openai_from(settings, key)
