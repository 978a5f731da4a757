"""The House: everything a domain function may need, given to it first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar, cast

from rxfeed.domain.errors import Invalid
from rxfeed.domain.ports import Announcer, Bulletin, CardShelf, Clock, CredentialSigner, Database, ObjectStore, PasswordHasher, Vault
from rxfeed.domain.ports_engines import ImageEngine, TextEngine
from rxfeed.domain.ports_passkeys import Passkeys
from rxfeed.domain.together import Together

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one may use. Money in micro-dollars."""

    pictures_a_day: int = 40
    """Per account, all engines together."""
    guest_pictures_a_day: int = 12
    """Per address, sketch only."""
    generations_at_once: int = 2
    """Per account."""
    calls_at_once: int = 8
    """Per server."""
    budget_a_day: int = 10_000_000
    """Per server; 0 turns paid engines off."""
    session_days: int = 30
    """Without a visit, until one has to sign in again."""


Behind = Callable[[str], tuple[ImageEngine | None, TextEngine | None]]


class Engines(Mapping[str, ImageEngine]):
    """The image engines of this server by name, and which one is offered first. An admin's key may add one while the server runs."""

    def __init__(self, engines: Mapping[str, ImageEngine], text: TextEngine | None = None, behind: Behind | None = None) -> None:
        self._engines = dict(engines)
        self.text = text
        self.behind: Behind = behind or (lambda _: (None, None))
        """The paid engine and its text engine with that key; with an empty one what the settings alone give, if anything."""

    def __getitem__(self, name: str) -> ImageEngine:
        if name not in self._engines:
            raise Invalid("This server has no engine called {name}.", field="engine", name=name)
        return self._engines[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._engines)

    def __len__(self) -> int:
        return len(self._engines)

    def __contains__(self, name: object) -> bool:
        return name in self._engines

    @property
    def default(self) -> str:
        """`openai` where it is there, else `sketch`."""
        return "openai" if "openai" in self._engines else "sketch"

    def replace(self, name: str, engine: ImageEngine | None, text: TextEngine | None) -> None:
        """Put an engine in place of the one of that name, or take it away."""
        self._engines.pop(name, None)
        if engine is not None:
            self._engines[name] = engine
        self.text = text


@dataclass(frozen=True, slots=True)
class House:
    """One server's parts. Built by `wiring.open_house`, never by hand outside the tests."""

    database: Database
    objects: ObjectStore
    bulletin: Announcer
    """What happens is announced here; within `together` once it is kept."""
    news: Bulletin
    """Where that is heard."""
    engines: Engines
    clock: Clock
    passwords: PasswordHasher
    passkeys: Passkeys
    vault: Vault
    signer: CredentialSigner
    limits: Limits
    shelf: CardShelf
    threads: Executor
    public_url: str = ""
    """Where people reach this server, without a slash at the end; empty where nobody has said it."""
    loopback_only: bool = True
    """Whether only this machine can reach the server: then the first sign-up needs no setup code."""
    group: Together = field(default_factory=Together)

    async def run(self, work: Callable[Concatenate[House, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Call a domain function in the house's threads, so that the event loop stays free."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, lambda: work(self, *args, **named))

    async def glance(self, work: Callable[Concatenate[House, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Like `run`, for what a few prepared statements answer (`database.rows`) and what never writes.

        With SQLite the event loop itself reads: it waits for no writer, and the way to a thread and back costs several times the reading.
        """
        return work(self, *args, **named) if self.database.dialect == "sqlite" else await self.run(work, *args, **named)

    async def together(self, work: Callable[Concatenate[House, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Like `run`, for small deeds that write and that many do at once: with SQLite those that wait for the writer are kept by one commit."""
        if self.database.dialect != "sqlite":
            return await self.run(work, *args, **named)
        return cast("T", await self.group.do(self, lambda house: work(house, *args, **named)))
