"""What the domain needs from the outside world, and what it promises to give and take there. Engines and passkeys: `ports_engines`, `ports_passkeys`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVarTuple

from sqlalchemy import Select
from sqlmodel import Session

from rxfeed.domain.credentials_claims import Claim, Found

Columns = TypeVarTuple("Columns")


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
