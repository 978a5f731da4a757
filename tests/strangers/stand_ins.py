"""What would only cost time, or isn't there without a network, for tens of thousands of calls."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

T = TypeVar("T")


class AtOnce(Executor):
    """Has everything done where it is asked, so that nothing waits for threads."""

    def submit(self, work: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:
        done = Future[T]()
        try:
            done.set_result(work(*args, **named))
        except BaseException as error:  # noqa: BLE001 -- as threads do
            done.set_exception(error)
        return done


class PlainPasswords:
    """Meets `domain.ports.PasswordHasher`."""

    nobody = "nobody's"

    def hash(self, password: str) -> str:
        return f"plain {password}"

    def verify(self, digest: str, password: str) -> bool:
        return digest == self.hash(password)

    def needs_rehash(self, digest: str) -> bool:
        return False


class TextsForAll:
    """Meets `domain.ports_engines.TextEngine`: helps everybody with anything."""

    async def improve(self, prompt: str, person: str) -> str:
        return f"{prompt}, better"

    async def describe(self, picture: bytes, media_type: str, language: str, person: str) -> str:
        return "a picture"

    async def taste(self, wish: str, person: str) -> str:
        return "more paper"
