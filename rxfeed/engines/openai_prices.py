"""What a picture costs: the estimate before it is asked, and the bill from the server's own usage figures. All money in micro-dollars."""

from __future__ import annotations

from collections.abc import Mapping

from rxfeed.domain.ports_engines import Order
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_models import Price
from rxfeed.engines.openai_parameters import quality_word

PARTIAL_TOKENS = 100
"""Output tokens that each forming picture costs on top."""
REFERENCE_TOKENS = 1_600
"""Input tokens of one reference picture, rounded up: the models look at references in full detail."""
TOKENS_A_CHARACTER = 0.5
"""English takes a quarter, other scripts up to one; a prompt is the smallest part of the price."""


def estimate(config: OpenAIConfig, order: Order) -> int:
    """The price of an order before it is asked; 0 for a free server."""
    partials = config.partials if config.streams else 0
    tokens_out = config.facts.tokens(order.size, quality_word(order.quality)) + partials * PARTIAL_TOKENS
    return _money(
        config.price,
        text_in=round(len(order.prompt) * TOKENS_A_CHARACTER),
        image_in=len(order.references) * REFERENCE_TOKENS,
        image_out=tokens_out,
        text_out=0,
    )


def bill(config: OpenAIConfig, usage: object) -> int | None:
    """The price from the usage figures of an answer; nothing where the server sent none that can be read."""
    if not isinstance(usage, Mapping):
        return None
    text_in, image_in = _split(usage, "input_tokens", "input_tokens_details", rest="text_tokens")
    text_out, image_out = _split(usage, "output_tokens", "output_tokens_details", rest="image_tokens")
    if not text_in + image_in + text_out + image_out:
        return None
    return _money(config.price, text_in=text_in, image_in=image_in, image_out=image_out, text_out=text_out)


def _split(usage: Mapping[str, object], total: str, details: str, *, rest: str) -> tuple[int, int]:
    """Text tokens and image tokens of one direction; what the details leave open is of the kind `rest`."""
    parts = usage.get(details)
    found = parts if isinstance(parts, Mapping) else {}
    text, image = _count(found.get("text_tokens")), _count(found.get("image_tokens"))
    open_part = max(0, _count(usage.get(total)) - text - image)
    return (text + open_part, image) if rest == "text_tokens" else (text, image + open_part)


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _money(price: Price, *, text_in: int, image_in: int, image_out: int, text_out: int) -> int:
    tokens = text_in * price.text_in + image_in * price.image_in + image_out * price.image_out + text_out * price.text_out
    return price.picture - (-tokens // 1_000_000)
