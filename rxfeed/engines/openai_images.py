"""Pictures from OpenAI, or from any server that speaks its Images API.

One order is one call for one picture (a stream tells no variant apart) and no call is ever repeated: the client's own retries are off,
redirects are not followed, and what is to be done about a failure is said to the person who asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.ports_engines import Abilities, Finished, Forming, Order, Size
from rxfeed.engines.openai_answers import Answer, Partial, answers
from rxfeed.engines.openai_client import Clients
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_downloads import Downloads, Resolve, resolve
from rxfeed.engines.openai_errors import sayable
from rxfeed.engines.openai_health import check_server
from rxfeed.engines.openai_moderation import Moderation
from rxfeed.engines.openai_parameters import QUALITIES, request_for, sizes_for
from rxfeed.engines.openai_pictures import NotAPicture, Picture, decode, examine, glance
from rxfeed.engines.openai_prices import bill, estimate
from rxfeed.engines.openai_sentences import WRONG_SIZE

if TYPE_CHECKING:
    import httpx2

MAX_PROMPT = 4000
"""Characters. The models read 32,000; the composer writes 4,000."""
SAME_SHAPE = 1.1
"""How far the proportions of a picture may be from those asked for: diffusion servers round sizes."""


class OpenAIImages:
    """An `ImageEngine`. Opens no connection before it is asked something."""

    def __init__(self, config: OpenAIConfig, transport: httpx2.AsyncBaseTransport | None = None, resolver: Resolve = resolve) -> None:
        self._config = config
        self._clients = Clients(config, transport)
        self._moderation = Moderation(config, self._clients)
        self._downloads = Downloads(config, transport, resolver)

    def abilities(self) -> Abilities:
        config, edits = self._config, bool(self._config.server.edit)
        transparency = config.facts.transparency if config.transparency is None else config.transparency
        return Abilities(
            engine="openai",
            model=config.model,
            is_ai=True,
            paid=not config.price.free,
            sizes=sizes_for(config),
            qualities=tuple(QUALITIES) if "quality" in config.allowed(edit=False) else ("standard",),
            edits=edits,
            max_references=config.server.max_references if edits else 0,
            masks=edits and bool(config.server.mask),
            seeds=bool(config.seed),
            transparency=transparency and "background" in config.allowed(edit=False),
            partials=config.partials if config.streams else 0,
            max_prompt=MAX_PROMPT,
        )

    def estimate(self, order: Order) -> int:
        return estimate(self._config, order)

    async def moderate_prompt(self, prompt: str) -> None:
        await self._moderation.of_prompt(prompt)

    async def draw(self, order: Order) -> AsyncGenerator[Forming | Finished, None]:
        """Forming pictures, then the finished one. A cancellation closes the connection at once; read it under `contextlib.aclosing`."""
        price = self.estimate(order)
        async with sayable(model=self._config.model, estimate=0):
            client = await self._clients.here()
            request = await asyncio.to_thread(request_for, self._config, order)
        async with sayable(model=self._config.model, estimate=price), aclosing(answers(client, self._config, request, price)) as coming:
            async for answer in coming:
                if isinstance(answer, Answer):
                    yield await self._finished(order, answer, price)
                else:
                    forming = await asyncio.to_thread(_forming, answer, self._config.partials)
                    if forming is not None:
                        yield forming

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        await self._moderation.of_picture(picture)

    async def check(self) -> None:
        await check_server(self._config, self._clients)

    async def warm(self) -> None:
        """Load the SDK and make its client; nothing is sent."""
        await self._clients.here()

    async def close(self) -> None:
        """Let go of the connections; for an engine that another one replaces."""
        await self._clients.close()

    async def _finished(self, order: Order, answer: Answer, price: int) -> Finished:
        billed = bill(self._config, answer.usage)
        cost = price if billed is None else billed
        async with sayable(model=self._config.model, estimate=cost):
            picture = await self._picture(answer, cost)
        if not _same_shape(order.size, picture):
            raise EngineFailed(
                WRONG_SIZE,
                decision=Decision.TELL_ADMIN, cost=cost,
                got=f"{picture.width}x{picture.height}", wanted=f"{order.size.width}x{order.size.height}",
            )
        return Finished(
            picture=picture.data,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            seed=order.seed if self._config.seed else None,
            cost=cost,
        )

    async def _picture(self, answer: Answer, cost: int) -> Picture:
        if answer.encoded:
            return await asyncio.to_thread(lambda: examine(decode(answer.encoded)))
        try:
            data = await asyncio.wait_for(self._downloads.fetch(answer.address), self._config.deadline)
        except EngineFailed as failure:
            failure.cost = cost
            raise
        return await asyncio.to_thread(examine, data)


def _forming(partial: Partial, count: int) -> Forming | None:
    """A forming picture that can't be read is left out: the finished one is what was paid for."""
    try:
        picture = glance(decode(partial.encoded))
    except NotAPicture:
        return None
    return Forming(picture.data, picture.media_type, min((partial.number + 1) / (count + 1), 0.95))


def _same_shape(wanted: Size, picture: Picture) -> bool:
    """Near enough in proportion, and neither less than half nor more than twice the edge."""
    proportion = (picture.width / picture.height) / (wanted.width / wanted.height)
    scale = max(picture.width, picture.height) / max(wanted.width, wanted.height)
    return 1 / SAME_SHAPE <= proportion <= SAME_SHAPE and 0.5 <= scale <= 2.0
