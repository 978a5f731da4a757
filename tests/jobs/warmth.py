"""What a worker's process would import and make in its first second, made once in the server that all of them are forked from."""

from __future__ import annotations

import anyio._backends._asyncio
import httpcore2
import openai
from sqlalchemy.orm import configure_mappers

import rxfeed.engines.sketch.engine
from rxfeed.adapters.migrate import newest
from rxfeed.engines import openai_client, openai_wiring
from tests.jobs import worker

__all__ = ["anyio", "httpcore2", "openai_wiring", "rxfeed", "worker"]

configure_mappers()
newest()
openai_client._trusted()
openai.AsyncOpenAI(api_key="none")
