"""Both OpenAI engines from what the settings, or an admin's form, say."""

from __future__ import annotations

from collections.abc import Mapping

from rxfeed.engines.openai_config import MODERATION_MODEL, OPENAI_URL, TEXT_MODEL, OpenAIConfig
from rxfeed.engines.openai_images import OpenAIImages
from rxfeed.engines.openai_models import Price
from rxfeed.engines.openai_text import OpenAIText


def openai_from(
    key: str,
    *,
    model: str,
    kind: str = "openai",
    base_url: str = "",
    text_model: str | None = None,
    moderation_model: str | None = None,
    prices: Mapping[str, Price] | None = None,
    parameters: frozenset[str] | None = None,
    streaming: bool = True,
    partials: int = 2,
    timeout: float = 180.0,
) -> tuple[OpenAIImages, OpenAIText | None]:
    """The image engine, and the text engine where there is a text model. Raises `Misconfigured`; opens nothing and sends nothing.

    Left out, `text_model` and `moderation_model` are OpenAI's for OpenAI and none for any other kind of server; empty turns them off.
    """
    own = kind == "openai"
    config = OpenAIConfig(
        key=key,
        model=model,
        kind=kind,
        base_url=base_url or OPENAI_URL,
        text_model=_given(text_model, TEXT_MODEL if own else ""),
        moderation_model=_given(moderation_model, MODERATION_MODEL if own else ""),
        prices=prices or {},
        parameters=parameters,
        streaming=streaming,
        partials=partials,
        timeout=timeout,
    )
    return OpenAIImages(config), OpenAIText(config) if config.text_model else None


def _given(value: str | None, default: str) -> str:
    return default if value is None else value
