"""The SDK's client, made late and once for each event loop, because its connections belong to one."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_sdk import sdk_ready

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

CONNECT_SECONDS = 10.0


class Clients:
    """Gives the client of the running event loop. It never repeats a request and never follows a redirect."""

    def __init__(self, config: OpenAIConfig, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._config = config
        self._transport = transport
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI] = WeakKeyDictionary()

    @property
    def transport(self) -> httpx2.AsyncBaseTransport | None:
        return self._transport

    async def here(self) -> AsyncOpenAI:
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            await sdk_ready()
            self._by_loop.setdefault(loop, self._made())
        return self._by_loop[loop]

    async def close(self) -> None:
        """Close the connections of the running loop; the next call opens new ones."""
        client = self._by_loop.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    def _made(self) -> AsyncOpenAI:
        import httpx2
        from openai import AsyncOpenAI

        quiet = httpx2.Timeout(self._config.timeout, connect=min(CONNECT_SECONDS, self._config.timeout))
        http = httpx2.AsyncClient(timeout=quiet, follow_redirects=False, transport=self._transport, verify=_trusted())
        client = AsyncOpenAI(
            api_key=self._config.key or "none", base_url=self._config.base_url, timeout=quiet, max_retries=0, http_client=http,
        )
        # The SDK fills these from the environment, which is the settings' business alone.
        client.organization = client.project = client.admin_api_key = None
        return client


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe, for all clients: to read the list of authorities takes longer than to make the rest of a client."""
    import httpx2

    return httpx2.create_ssl_context()


def plain(answer: object) -> Mapping[str, Any]:
    """What the SDK made of an answer, as plain data. It checks nothing, so every field may be of any kind. Raises `ValueError`."""
    made = getattr(answer, "to_dict", None)
    data = made(warnings=False) if callable(made) else answer
    if not isinstance(data, Mapping):
        raise ValueError("the answer is not an object")
    return data
