"""Servers that speak the OpenAI Images API, each in its own dialect: which parameters it takes, and what it can do.

Read from each project's own source: a parameter that a server does not know makes some of them refuse the call and others ignore it in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rxfeed.domain.ports_engines import Size


@dataclass(frozen=True, slots=True)
class Server:
    """One kind of server."""

    generate: frozenset[str]
    """Parameters of `images/generations`."""
    edit: frozenset[str] = frozenset()
    """Parameters of `images/edits`; empty where it has no such route."""
    max_references: int = 0
    mask: str = ""
    """How it reads a mask: `alpha` (changes what is transparent), `white` (changes what is white), empty for not at all."""
    seed: str = ""
    """How a seed is told: `parameter`, `prompt` (stable-diffusion.cpp reads a tag in it), empty for not at all."""
    sizes: Mapping[str, Size] | None = None
    """By shape; nothing where they follow from the model."""
    longest_answer: str = "max_tokens"
    """What its chat route calls the limit on an answer."""
    lists_models: bool = False
    """Whether a model that it does not list can't be asked."""


_BASE = frozenset({"model", "prompt", "n", "size"})
_OPENAI = _BASE | {"quality", "output_format", "background", "stream", "partial_images", "safety_identifier"}

_BUCKETS: Mapping[str, Size] = {
    "1:1": Size(1024, 1024),
    "3:2": Size(1216, 832),
    "2:3": Size(832, 1216),
    "16:9": Size(1344, 768),
    "9:16": Size(768, 1344),
}
"""What diffusion models were trained on, in multiples of 64."""

SERVERS: Mapping[str, Server] = {
    "openai": Server(_OPENAI, _OPENAI, max_references=16, mask="alpha", longest_answer="max_completion_tokens", lists_models=True),
    "localai": Server(_BASE | {"response_format", "seed"}, seed="parameter", sizes=_BUCKETS, lists_models=True),
    "stable-diffusion.cpp": Server(
        _BASE | {"output_format"}, _BASE | {"output_format"}, max_references=4, mask="white", seed="prompt", sizes=_BUCKETS,
    ),
    "vllm-omni": Server(
        _BASE | {"response_format", "output_format", "seed", "user"},
        _BASE | {"response_format", "output_format", "seed", "user"},
        max_references=4, seed="parameter", sizes=_BUCKETS,
    ),
    "sglang": Server(
        _BASE | {"response_format", "output_format", "background", "seed", "user"},
        _BASE | {"response_format", "output_format", "background", "seed", "user"},
        max_references=4, seed="parameter", sizes=_BUCKETS,
    ),
}
