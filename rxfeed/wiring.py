"""Which vendor meets which port. The only place that chooses, and the only one that opens and closes a House."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.adapters.cards import MemoryShelf
from rxfeed.adapters.clock import SystemClock
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import migrate
from rxfeed.adapters.objects import open_objects
from rxfeed.adapters.passwords import Argon2Hasher
from rxfeed.adapters.secrets import SealedVault
from rxfeed.domain.errors import Misconfigured
from rxfeed.domain.house import Engines, House
from rxfeed.domain.ports import ImageEngine, TextEngine
from rxfeed.engines.sketch import SketchEngine
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
    return _open


def close_house() -> None:
    """Let go of what `open_house` has opened."""
    global _open
    if _open is not None:
        dismantle(_open)
        _open = None


def build(settings: Settings) -> House:
    """A House of its own, for the tests and the console. Raises `Misconfigured`, `Unavailable`."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = RelationalDatabase(settings.database_url)
    migrate(database)
    return House(
        database=database,
        objects=open_objects(settings.objects_url, settings.objects_options),
        bulletin=LocalBulletin(),
        engines=engines(settings),
        clock=SystemClock(),
        passwords=Argon2Hasher(),
        vault=SealedVault(settings.secret()),
        limits=settings.limits,
        shelf=MemoryShelf(),
        threads=ThreadPoolExecutor(THREADS, thread_name_prefix="house"),
        loopback_only=settings.loopback_only,
    )


def dismantle(house: House) -> None:
    """Close the parts of a House."""
    house.threads.shutdown(wait=True, cancel_futures=True)
    if isinstance(house.database, RelationalDatabase):
        house.database.close()


def engines(settings: Settings) -> Engines:
    """Sketch always; the OpenAI engine where there is a key, or a server of one's own that needs none."""
    made: dict[str, ImageEngine] = {"sketch": SketchEngine(processes=settings.sketch_processes)}
    text: TextEngine | None = None
    if settings.openai_key or settings.openai_base_url:
        made["openai"], text = openai(settings, settings.openai_key)
    return Engines(made, text)


def openai(settings: Settings, key: str) -> tuple[ImageEngine, TextEngine | None]:
    """The engines behind a key. Imported late: the package costs 60 MB that a server without a key keeps."""
    from rxfeed.engines.openai_wiring import openai_from

    return openai_from(settings, key)
