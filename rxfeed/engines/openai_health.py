"""Whether a server can be used: key accepted, model known. Free, and quick to say no."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_client import Clients, plain
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_errors import sayable
from rxfeed.engines.openai_sentences import KEY_MISSING, MODEL_UNKNOWN

if TYPE_CHECKING:
    from openai import AsyncOpenAI

PATIENCE = 20.0
"""Seconds; somebody waits for the answer in a form."""
_NO_SUCH_ROUTE = (404, 405, 501)


async def check_server(config: OpenAIConfig, clients: Clients) -> None:
    """Raise `EngineFailed` where the key is refused, the model unknown or the server away."""
    if config.kind == "openai" and not config.key:
        raise EngineFailed(KEY_MISSING, decision=Decision.TELL_ADMIN)
    async with sayable(model=config.model, estimate=0):
        client = await clients.here()
        async with asyncio.timeout(min(PATIENCE, config.timeout)):
            if not await _retrieved(client, config):
                await _listed(client, config)


async def _retrieved(client: AsyncOpenAI, config: OpenAIConfig) -> bool:
    """Whether the server names the model by itself. OpenAI's own refusal is the last word, another server may lack the route."""
    import openai

    try:
        plain(await client.models.retrieve(config.model))
    except openai.APIStatusError as error:
        if error.status_code not in _NO_SUCH_ROUTE or error.code == "model_not_found":
            raise
        return False
    except ValueError:
        return False
    return True


async def _listed(client: AsyncOpenAI, config: OpenAIConfig) -> None:
    """Look for the model in the list; a server that has no list either has at least answered."""
    import openai

    try:
        listed = plain((await client.models.with_raw_response.list()).http_response.json()).get("data")
    except openai.APIStatusError as error:
        if error.status_code not in _NO_SUCH_ROUTE:
            raise
        return
    names = {entry.get("id") for entry in listed if isinstance(entry, dict)} if isinstance(listed, list) else set()
    if names and config.server.lists_models and config.model not in names:
        raise EngineFailed(MODEL_UNKNOWN, decision=Decision.TELL_ADMIN, model=config.model)
