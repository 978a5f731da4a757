"""A seed as it is typed: a whole number, or nothing."""

from __future__ import annotations

import secrets

from rxfeed.domain.errors import Invalid
from rxfeed.domain.studio_ask import SEEDS

MOST_FIGURES = 20
"""Of a seed."""


def kept(typed: str) -> str:
    """As much of it as stays in its field."""
    return typed[:MOST_FIGURES]


def by_chance() -> str:
    """Any of them, each as likely."""
    return str(secrets.randbelow(SEEDS))


def number(seed: str) -> int | None:
    """None where it is empty. Raises `Invalid` for what is no number."""
    if not seed:
        return None
    if not (seed.isascii() and seed.isdigit() and len(seed) <= MOST_FIGURES):
        raise Invalid("A seed is a whole number from 0 to {most}.", field="seed", most=SEEDS - 1)
    return int(seed)
