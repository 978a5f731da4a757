"""The key to a paid engine that an admin enters on a page: tried before it is kept, kept sealed, and never shown again.

It goes before the one in the settings, until it is forgotten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rxfeed.domain.errors import Invalid, Misconfigured, NotAllowed
from rxfeed.domain.house import House
from rxfeed.domain.ports import Database
from rxfeed.domain.ports_engines import ImageEngine, Order, TextEngine
from rxfeed.domain.tables import ServerFact
from rxfeed.domain.viewer import Viewer

FACT = "engine key"
TOPIC = "engine-key"
"""Of the bulletin: the key is another one, or none. Says nothing more: every process reads what is kept."""
ENGINE = "openai"
KEY = re.compile(r"[\x21-\x7e]{8,500}")


@dataclass(frozen=True)
class PriceView:
    """What one picture costs at most, in micro-dollars."""

    quality: str
    shape: str
    size: str
    cost: int


@dataclass(frozen=True)
class EngineView:
    """The paid engine, for the admin's page."""

    source: str = ""
    """Where its key is from: `page`, `settings` (or a server that needs none), or empty where there is no engine."""
    ends: str = ""
    """The last four characters of a key entered on the page."""
    since: str = ""
    """When that was, ISO 8601."""
    model: str = ""
    prices: list[PriceView] = field(default_factory=list)
    paid: bool = True
    has_text: bool = False


async def set_engine_key(house: House, viewer: Viewer, key: str) -> EngineView:
    """Try the key, keep it, and use it from now on.

    Raises `NotAllowed`, `Invalid`, and `EngineFailed` with the engine's own reason; then nothing has changed.
    """
    _require_admin(viewer)
    key = key.strip()
    if not KEY.fullmatch(key):
        raise Invalid("This is not a whole key. Copy it again, from its first character to its last.", field="key")
    engine, text = await house.run(_behind, key)
    if engine is None:
        raise Invalid("This server has no engine that takes a key.", field="key")
    await engine.check()
    await house.run(_keep, key)
    house.engines.replace(ENGINE, engine, text)
    house.bulletin.announce(TOPIC, {})
    return await house.run(show_engine, viewer)


async def check_engine(house: House, viewer: Viewer) -> None:
    """Ask the engine whether it can be used. Raises `NotAllowed`, `EngineFailed`, `Misconfigured`."""
    _require_admin(viewer)
    await house.engines[ENGINE].check()


def forget_engine_key(house: House, viewer: Viewer) -> EngineView:
    """Throw the key away. What the settings say holds again. Raises `NotAllowed`."""
    _require_admin(viewer)
    with house.database.writing() as session:
        fact = session.get(ServerFact, FACT)
        if fact is not None:
            session.delete(fact)
    house.engines.replace(ENGINE, *house.engines.behind(""))
    house.bulletin.announce(TOPIC, {})
    return show_engine(house, viewer)


def restore_engine_key(house: House) -> bool:
    """At the start: use the key that is kept. Returns whether there is one. Raises `Misconfigured` where it can't be read any more."""
    sealed, _ = kept(house.database)
    if not sealed:
        return False
    house.engines.replace(ENGINE, *house.engines.behind(house.vault.open(sealed)))
    return True


def follow_engine_key(house: House) -> None:
    """Another process was given a key, or has thrown it away: do the same. Raises `Misconfigured` like `restore_engine_key`."""
    if not restore_engine_key(house):
        house.engines.replace(ENGINE, *house.engines.behind(""))


def kept(database: Database) -> tuple[str, str]:
    """The sealed key and since when it is kept; both empty where there is none."""
    with database.reading() as session:
        fact = session.get(ServerFact, FACT)
        return (fact.value, fact.changed_at.isoformat()) if fact else ("", "")


def show_engine(house: House, viewer: Viewer) -> EngineView:
    """The state of the engine, without the key. Raises `NotAllowed`."""
    _require_admin(viewer)
    if ENGINE not in house.engines:
        return EngineView()
    engine = house.engines[ENGINE]
    able, (sealed, since) = engine.abilities(), kept(house.database)
    return EngineView(
        source="page" if sealed else "settings",
        ends=_ends(house, sealed),
        since=since,
        model=able.model,
        prices=_prices(engine),
        paid=able.paid,
        has_text=house.engines.text is not None,
    )


def _require_admin(viewer: Viewer) -> None:
    viewer.require_account()
    if not viewer.is_admin:
        raise NotAllowed("Only the people who run this server can see and change this.")


def _behind(house: House, key: str) -> tuple[ImageEngine | None, TextEngine | None]:
    """In a thread, for the first time it loads the engine's library."""
    return house.engines.behind(key)


def _keep(house: House, key: str) -> None:
    with house.database.writing() as session:
        session.merge(ServerFact(key=FACT, value=house.vault.seal(key), changed_at=house.clock.now()))


def _ends(house: House, sealed: str) -> str:
    """Enough to know which key it is, too little to use it."""
    try:
        return house.vault.open(sealed)[-4:] if sealed else ""
    except Misconfigured:
        return ""


def _prices(engine: ImageEngine) -> list[PriceView]:
    able = engine.abilities()
    return [
        PriceView(quality, shape, f"{size.width} × {size.height}", engine.estimate(Order("", "", size, quality)))
        for quality in able.qualities
        for shape, size in able.sizes.items()
    ]
