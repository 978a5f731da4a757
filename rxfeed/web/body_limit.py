"""How much a request may carry. What is larger is refused while it arrives, not after it has filled the memory."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MIB = 1024 * 1024
USUAL = MIB
TOO_LARGE = "This is larger than what can be taken here."


class BodyLimit:
    """Answers 413. `larger` gives path prefixes their own limits, in bytes."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int]) -> None:
        self.app = app
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        limit = next((bytes_ for prefix, bytes_ in self.larger.items() if scope["path"].startswith(prefix)), USUAL)
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > limit:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
            return
        await _Counted(self.app, limit)(scope, receive, send)


class _Counted:
    """One request whose bytes are counted, for it may announce none or lie."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.left, self.answered = app, limit, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counting() -> Message:
            message = await receive()
            self.left -= len(message.get("body", b""))
            if self.left < 0:
                raise _TooLargeError
            return message

        async def noting(message: Message) -> None:
            self.answered = True
            await send(message)

        try:
            await self.app(scope, counting, noting)
        except _TooLargeError:
            if not self.answered:
                await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)


class _TooLargeError(Exception):
    """Not the app's business: passes through it."""
