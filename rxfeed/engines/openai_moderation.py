"""The free safety check, before a call for the prompt and after it for the picture."""

from __future__ import annotations

import asyncio
from typing import Any

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_client import Clients, plain
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_errors import sayable
from rxfeed.engines.openai_pictures import small_jpeg_address
from rxfeed.engines.openai_sentences import PICTURE_SENTENCE, PROMPT_SENTENCE, PROMPT_SENTENCES

PATIENCE = 30.0
"""Seconds, the repeat and its wait included."""
REPEATS = 1
"""The check is free, so a broken connection may be tried once more."""


class Moderation:
    """Asks the server's moderation model; silent where none is configured."""

    def __init__(self, config: OpenAIConfig, clients: Clients) -> None:
        self._config = config
        self._clients = clients

    async def of_prompt(self, prompt: str) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a prompt that the check flags."""
        flagged = await self._flagged(prompt)
        if flagged is not None:
            raise EngineFailed(_prompt_sentence(flagged), decision=Decision.CHANGE_PROMPT)

    async def of_picture(self, picture: bytes) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a picture that the check flags."""
        if not self._config.moderation_model:
            return
        async with sayable(model=self._config.moderation_model, estimate=0):
            address = await asyncio.to_thread(small_jpeg_address, picture)
        if await self._flagged([{"type": "image_url", "image_url": {"url": address}}]) is not None:
            raise EngineFailed(PICTURE_SENTENCE, decision=Decision.CHANGE_PROMPT)

    async def _flagged(self, asked: Any) -> frozenset[str] | None:
        """The categories that were flagged; nothing where all is well."""
        model = self._config.moderation_model
        if not model:
            return None
        async with sayable(model=model, estimate=0):
            client = (await self._clients.here()).with_options(max_retries=REPEATS)
            async with asyncio.timeout(min(PATIENCE, self._config.timeout)):
                answer = plain(await client.moderations.create(model=model, input=asked))
            results = [result for result in answer["results"] if result["flagged"]]
            return frozenset(name for result in results for name, on in result["categories"].items() if on) if results else None


def _prompt_sentence(categories: frozenset[str]) -> str:
    """The gravest category speaks; `hate/threatening` counts as `hate`."""
    for category, sentence in PROMPT_SENTENCES.items():
        if any(found == category or found.startswith(category + "/") for found in categories):
            return sentence
    return PROMPT_SENTENCE
