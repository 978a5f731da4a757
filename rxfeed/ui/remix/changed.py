"""What a remix changes of each of its parents: words and parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rxfeed.domain import prompt_diff
from rxfeed.domain.lineage_views import ParameterView
from rxfeed.domain.prompt_diff import Piece
from rxfeed.domain.remixing_views import ParentView


@dataclass(frozen=True)
class ParentChanges:
    """From one parent to what is in the form now."""

    handle: str = ""
    mine: bool = False
    hidden: bool = False
    """Whether its prompt is, so that its words can't be compared."""
    same: bool = False
    """Whether not a word differs."""
    pieces: list[Piece] = field(default_factory=list)
    parameters: list[ParameterView] = field(default_factory=list)


@dataclass(frozen=True)
class Wished:
    """What is in the form."""

    prompt: str
    model: str
    shape: str
    quality: str
    seed: str


def changes(parents: Sequence[ParentView], now: Wished) -> list[ParentChanges]:
    """For each parent, in their order."""
    return [_changes(parent, now) for parent in parents]


def _changes(parent: ParentView, now: Wished) -> ParentChanges:
    pieces = prompt_diff.pieces(parent.prompt, now.prompt) if parent.prompt else []
    same = bool(parent.prompt) and all(piece.kind == prompt_diff.KEPT for piece in pieces)
    return ParentChanges(parent.author.handle, parent.mine, not parent.prompt, same, pieces, _parameters(parent, now))


def _parameters(parent: ParentView, now: Wished) -> list[ParameterView]:
    """A new seed each time is no change: there is always one."""
    pairs = {
        "engine": (parent.model, now.model),
        "shape": (parent.shape, now.shape),
        "quality": (parent.quality, now.quality),
        "seed": (parent.seed, now.seed) if now.seed else ("", ""),
    }
    return [ParameterView(name, before, after) for name, (before, after) in pairs.items() if before != after and after]
