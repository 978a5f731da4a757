"""The reference pictures that an engine looks at: how many of them, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

from rxfeed.domain.generation_views import ReferenceView
from rxfeed.ui.composer.able import EngineView
from rxfeed.ui.words import Problem, mark

NO_LOOK = mark("{engine} can't look at reference pictures. Take them out, or choose another engine.")
NO_RECIPE = mark("This picture doesn't say how it was made, and {engine} can't look at pictures.")
TOO_MANY = mark("{engine} looks at {most} reference pictures at most.")


def at(engine: EngineView, there: Sequence[ReferenceView], found: Sequence[ReferenceView], otherwise: str) -> tuple[list[ReferenceView], Problem | None]:
    """Those that were there and those that were found, as many as the engine looks at, and what is said of the rest: `otherwise` where it looks at none."""
    known, most = {reference.id for reference in there}, engine.most_references
    wanted = [*there, *(reference for reference in found if reference.id not in known)]
    said = Problem(TOO_MANY if most else otherwise, {"engine": engine.label, "most": str(most)}, "references")
    return wanted[:most], said if len(wanted) > most else None
