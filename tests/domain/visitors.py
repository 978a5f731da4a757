"""People for tests: accounts, a clock that stands, and a hasher that is quick and counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from rxfeed.domain import accounts, sessions
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer

PASSWORD = "violet kettle harbour"


class Standing:
    """`domain.ports.Clock` that goes on only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def pass_time(self, time: timedelta) -> None:
        self._now += time


class Plain:
    """`domain.ports.PasswordHasher` without any work, that counts how often it is asked."""

    nobody = "plain:"

    def __init__(self) -> None:
        self.hashed = 0
        self.verified: list[str] = []
        self.old = False

    def hash(self, password: str) -> str:
        self.hashed += 1
        return f"plain:{password}"

    def verify(self, digest: str, password: str) -> bool:
        self.verified.append(digest)
        return digest != self.nobody and digest == f"plain:{password}"

    def needs_rehash(self, digest: str) -> bool:
        return self.old


def signed_up(house: House, handle: str, *, cookie: str = "", address: str = "") -> str:
    """The cookie of a new account's browser."""
    return accounts.sign_up(house, Browser(cookie, address), handle, PASSWORD)


def viewer(house: House, handle: str) -> Viewer:
    """A new account, as it asks."""
    return sessions.recognise(house, signed_up(house, handle), "")
