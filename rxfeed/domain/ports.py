"""What the domain needs from the outside world, and what it promises to give and take there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVarTuple

from sqlalchemy import Select
from sqlmodel import Session

from rxfeed.domain.credentials_claims import Claim, Found

Columns = TypeVarTuple("Columns")

# --- pictures -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do. The composer shows a control only where its engine has the ability behind it."""

    engine: str
    """`openai` or `sketch`."""
    model: str
    is_ai: bool
    paid: bool
    sizes: Mapping[str, Size]
    """By shape (`1:1`, `3:2`, `2:3`, `16:9`, `9:16`): the pixels this engine draws for it."""
    qualities: tuple[str, ...]
    """Of `draft`, `standard`, `fine`; never empty, first is cheapest."""
    edits: bool
    """Takes reference pictures."""
    max_references: int
    masks: bool
    seeds: bool
    transparency: bool
    partials: int
    """Forming pictures it sends before the last one; 0 where it sends none."""
    max_prompt: int
    """Characters."""


@dataclass(frozen=True, slots=True)
class Order:
    """One picture, asked of an engine. Exactly one `Order` is drawn for one paid call."""

    call_id: str
    prompt: str
    size: Size
    quality: str
    seed: int | None = None
    transparent: bool = False
    references: tuple[bytes, ...] = ()
    """PNG, JPEG or WebP bytes, already checked."""
    mask: bytes | None = None
    """PNG with alpha, of the first reference's size: transparent where it may be changed."""
    person: str = ""
    """A hash that stands for the account towards the engine; never the account itself."""


@dataclass(frozen=True, slots=True)
class Forming:
    """A picture on its way."""

    picture: bytes
    media_type: str
    progress: float
    """0 to 1."""
    fleeting: bool = False
    """A first glance of a few kilobytes at most: shown at once to whoever looks, and never kept."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The picture as it came, and what it cost."""

    picture: bytes
    media_type: str
    width: int
    height: int
    seed: int | None
    cost: int
    """Micro-dollars, from the engine's own usage figures, else the estimate."""


class ImageEngine(Protocol):
    """Makes pictures."""

    def abilities(self) -> Abilities: ...

    def estimate(self, order: Order) -> int:
        """The price of an order in micro-dollars, before it is asked; 0 for a free engine."""
        ...

    async def moderate_prompt(self, prompt: str) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a prompt the engine would refuse. Free, may be repeated."""
        ...

    def draw(self, order: Order) -> AsyncIterator[Forming | Finished]:
        """Yield forming pictures and last, exactly once, the finished one. Raises `EngineFailed`. Never repeats a request by itself."""
        ...

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a picture that may not be shown. Free, may be repeated."""
        ...

    async def check(self) -> None:
        """Raise `EngineFailed` or `Misconfigured` where the engine can't be used (key refused, model unknown, server away)."""
        ...

    async def warm(self) -> None:
        """Somebody is about to ask: start what takes a while to start. May be called at any time and any number of times."""
        ...

    async def close(self) -> None:
        """Let go of what is kept running or open. On the loop that used it; drawing again opens it anew."""
        ...


class TextEngine(Protocol):
    """Helps with words. Absent without a key, and then its controls are absent too."""

    async def improve(self, prompt: str, person: str) -> str:
        """A better prompt with the same intent. Raises `EngineFailed`."""
        ...

    async def describe(self, picture: bytes, media_type: str, language: str, person: str) -> str:
        """Alt text for a picture, one or two sentences. Raises `EngineFailed`."""
        ...

    async def taste(self, wish: str, person: str) -> str:
        """What somebody wishes to see, in the words of `domain.tastes_grammar`, or at least meant to be. Raises `EngineFailed`."""
        ...


# --- things kept ----------------------------------------------------------------------------------------------------------------------


class Database(Protocol):
    """Where rows live. `writing` is one transaction that commits when the block ends well; `reading` can't write."""

    def writing(self) -> AbstractContextManager[Session]: ...

    def grouped(self, *, wait: bool = True) -> AbstractContextManager[Database]:
        """Several of them, one after the other, that one commit keeps: each is undone alone where it raises. What is given is used by one thread. SQLite's.

        Unless it may `wait`, `Unavailable` where anybody else is writing.
        """
        ...

    def reading(self) -> AbstractContextManager[Session]: ...

    def rows(self, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]:
        """What one statement finds, at a fifth of `reading`'s price: for what is asked at every request. The statement is one of few that are made once."""
        ...

    def exclusively(self, session: Session, what: str) -> None:
        """Until the transaction ends nobody else holds `what`: for counts that decide (budgets, quotas, "the first one")."""
        ...

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        ...


@dataclass(frozen=True, slots=True)
class KeptObject:
    """An object that is there."""

    key: str
    bytes: int
    changed_at: datetime


class ObjectStore(Protocol):
    """Where bytes live, by key. Content types live in the database. Raises `Unavailable` where the store doesn't answer or is full."""

    def put(self, key: str, data: bytes) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        ...

    def get_range(self, key: str, start: int, end: int) -> bytes:
        """Bytes from `start` up to, not including, `end`. Raises `NotFound`."""
        ...

    def size(self, key: str) -> int:
        """Bytes. Raises `NotFound`."""
        ...

    def delete(self, key: str) -> None:
        """Gone afterwards, whether or not it was there."""
        ...

    def delete_under(self, prefix: str) -> None: ...

    def under(self, prefix: str) -> Iterator[KeptObject]:
        """What is kept below a prefix of whole parts (`pictures/abc` never means `pictures/abcd`); in no promised order."""
        ...


CardKey = tuple[int, int, int]
"""Post id, post version, author version: a card under its key never changes."""


class CardShelf(Protocol):
    """Prepared cards as JSON bytes, by key. May forget anything at any time."""

    def take(self, keys: Sequence[CardKey]) -> dict[CardKey, bytes]: ...

    def put(self, cards: Mapping[CardKey, bytes]) -> None: ...


class Announcer(Protocol):
    """Tells every process what has happened. Only a hint: a missed announcement costs freshness, never correctness."""

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        """From any thread. Never raises."""
        ...


class Bulletin(Announcer, Protocol):
    """The whole of it: one may listen, too."""

    def listen(self, topic: str, hear: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        """Call `hear` on the event loop for each announcement from now on; the answer stops it. Must be called on the event loop."""
        ...


class Clock(Protocol):
    """What time it is, always with the UTC zone."""

    def now(self) -> datetime: ...


class PasswordHasher(Protocol):
    """argon2id in a thread pool of its own. Slow by design (some 20 ms): never inside a transaction."""

    nobody: str
    """A digest of no password at all: verifying against it takes as long as against a real one and always fails."""

    def hash(self, password: str) -> str: ...

    def verify(self, digest: str, password: str) -> bool: ...

    def needs_rehash(self, digest: str) -> bool: ...


class CredentialSigner(Protocol):
    """Signs what is known of a picture into it (C2PA), and reads what others have. Works with files alone: never asks a network."""

    @property
    def certificate(self) -> str:
        """32 characters that stand for the certificates in use. Raises `Unavailable` where there are none that may be used, and says what to do."""
        ...

    def sign(self, data: bytes, media_type: str, claim: Claim) -> bytes:
        """The same picture with a manifest of its own, in place of any that it came with. Some milliseconds. Raises `Unavailable`."""
        ...

    def read(self, data: bytes, media_type: str) -> Found | None:
        """What is signed in a file; None where nothing is. Never raises for what a stranger has made of it."""
        ...


class Vault(Protocol):
    """Keeps a secret unreadable to whoever only has the database."""

    def seal(self, secret: str) -> str: ...

    def open(self, sealed: str) -> str:
        """Raises `Misconfigured` where the server's own key has changed."""
        ...


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """What the server keeps of a passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str = ""


@dataclass(frozen=True, slots=True)
class NewPasskey(KnownPasskey):
    """One that has just been made."""


class Passkeys(Protocol):
    """Asks a browser for a passkey and checks what comes back. `origin` is the request's own; where the server has a public address, that one holds.

    Options are what the browser's `PublicKeyCredential` reads as JSON, answers what it writes. Whatever is wrong with an answer raises `Invalid`.
    """

    def to_enrol(self, origin: str, challenge: bytes, account_id: int, handle: str, known: Sequence[KnownPasskey]) -> dict[str, Any]:
        """Options for a new key on a device that has none of the known ones."""
        ...

    def to_prove(self, origin: str, challenge: bytes, known: Sequence[KnownPasskey], *, verified: bool) -> dict[str, Any]:
        """Options for one of the known keys, or, where none is named, for whichever the person chooses. `verified`: the device asks who it is, too."""
        ...

    def enrolled(self, origin: str, challenge: bytes, answer: str) -> NewPasskey: ...

    def credential_of(self, answer: str) -> bytes:
        """Which key says that it answers. Nothing is checked yet."""
        ...

    def proven(self, origin: str, challenge: bytes, answer: str, key: KnownPasskey, *, verified: bool) -> int:
        """The key's new sign count."""
        ...
