"""Both OpenAI engines from the settings and a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rxfeed.engines.openai_config import MODERATION_MODEL, OPENAI_URL, OpenAIConfig
from rxfeed.engines.openai_images import OpenAIImages
from rxfeed.engines.openai_servers import SERVERS
from rxfeed.engines.openai_text import OpenAIText


class OpenAISettings(Protocol):
    """The part of the settings that the engines need."""

    @property
    def openai_base_url(self) -> str: ...
    @property
    def openai_model(self) -> str: ...
    @property
    def openai_text_model(self) -> str: ...
    @property
    def openai_moderation(self) -> str: ...
    @property
    def openai_parameters(self) -> frozenset[str]: ...
    @property
    def openai_prices(self) -> Mapping[str, int]: ...
    @property
    def engine_silence(self) -> int: ...


def openai_from(settings: OpenAISettings, key: str) -> tuple[OpenAIImages, OpenAIText | None]:
    """The image engine, and the text engine where there is a text model. Raises `Misconfigured`; opens nothing and sends nothing."""
    config = config_from(settings, key)
    return OpenAIImages(config), OpenAIText(config) if config.text_model else None


def config_from(settings: OpenAISettings, key: str) -> OpenAIConfig:
    """`openai_parameters` holds the name of a kind of server, names of parameters, or both: then those come on top of the kind's own."""
    kinds = settings.openai_parameters & SERVERS.keys()
    kind = min(kinds, default="openai")
    names = settings.openai_parameters - kinds
    known = SERVERS[kind].generate if kinds else frozenset()
    return OpenAIConfig(
        key=key,
        kind=kind,
        base_url=settings.openai_base_url or OPENAI_URL,
        model=settings.openai_model,
        text_model=settings.openai_text_model,
        moderation_model=_moderation_model(settings.openai_moderation, kind),
        prices=settings.openai_prices,
        timeout=settings.engine_silence,
        parameters=known | names if names else None,
    )


def _moderation_model(named: str, kind: str) -> str:
    """Other kinds of servers don't have OpenAI's own model; another one may be named for them."""
    return "" if kind != "openai" and named == MODERATION_MODEL else named
