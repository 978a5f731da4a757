"""What the composer has to know of an engine to show only the controls that it has, and how a form is fitted to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rxfeed.domain.generation_views import ReferenceView
from rxfeed.domain.house import Engines
from rxfeed.domain.ports_engines import Abilities
from rxfeed.domain.views import PictureView
from rxfeed.ui.composer.given import text

NEAREST = 0.12
"""How far a recipe's proportions may be from a shape's to be taken for it (as a share)."""
MOST_PIXELS = 1_000_000
"""Of a side. More is no picture's."""


@dataclass(frozen=True)
class EngineView:
    """An engine, for the form."""

    name: str = ""
    label: str = ""
    """What to call it: the model, or `Sketch`."""
    is_ai: bool = True
    shapes: list[str] = field(default_factory=lambda: ["1:1", "3:2", "2:3", "16:9", "9:16"])
    qualities: list[str] = field(default_factory=lambda: ["draft", "standard", "fine"])
    seeds: bool = True
    transparency: bool = True
    most_references: int = 1
    """0 where it takes none. The defaults are Sketch's: they keep the room of its controls free until the server has answered."""


@dataclass(frozen=True)
class Filling:
    """What goes into the form, from an address or a picture made elsewhere. Empty where it is silent."""

    prompt: str = ""
    shape: str = ""
    engine: str = ""
    seed: str = ""


def engines(offered: Engines, *, paid: bool) -> list[EngineView]:
    """The default one first; without those that cost money where the viewer may not ask them."""
    names = sorted(offered, key=lambda name: name != offered.default)
    return [_view(able) for able in (offered[name].abilities() for name in names) if paid or not able.paid]


def chosen(views: list[EngineView], name: str) -> EngineView:
    """The engine of that name, else the default one; none where the server has not told any yet."""
    return next((view for view in views if view.name == name), views[0] if views else EngineView())


def fitting(wanted: str, options: list[str], otherwise: str = "") -> str:
    """The wanted option where the engine has it, else the usual one, else its first."""
    return next((option for option in (wanted, otherwise) if option in options), options[0])


def from_recipe(recipe: Mapping[str, object]) -> Filling:
    """A picture's recipe, as the upload answered it."""
    return Filling(_text(recipe, "prompt"), nearest_shape(recipe.get("width"), recipe.get("height")), "", _text(recipe, "seed"))


def from_upload(taken: Mapping[str, object]) -> ReferenceView:
    """A picture, as the upload answered it.

    It comes through the browser, which only fools itself if it changes it: whose picture it is, the domain finds out from the id.
    """
    texts = {name: text(taken.get(name, ""), 5_000) for name in ("src", "srcset", "full", "placeholder")}
    width, height = (side if isinstance(side, int) and 0 < side < MOST_PIXELS else 1 for side in (taken.get("width"), taken.get("height")))
    return ReferenceView(text(taken.get("id"), 40), PictureView(**texts, width=width, height=height))


def nearest_shape(width: object, height: object) -> str:
    """The shape that pixels come closest to; empty where none is close or they are unknown."""
    if not (isinstance(width, int) and isinstance(height, int) and 0 < width < MOST_PIXELS and 0 < height < MOST_PIXELS):
        return ""
    shapes = {"1:1": 1.0, "3:2": 1.5, "2:3": 2 / 3, "16:9": 16 / 9, "9:16": 9 / 16}
    distance, shape = min((abs(width / height / ratio - 1), name) for name, ratio in shapes.items())
    return shape if distance <= NEAREST else ""


def source_of(recipe: Mapping[str, object]) -> str:
    """Which program wrote it."""
    return _text(recipe, "source")


def _view(able: Abilities) -> EngineView:
    return EngineView(
        name=able.engine,
        label=able.model if able.is_ai else able.engine.capitalize(),
        is_ai=able.is_ai,
        shapes=list(able.sizes),
        qualities=list(able.qualities),
        seeds=able.seeds,
        transparency=able.transparency,
        most_references=able.max_references if able.edits else 0,
    )


def _text(recipe: Mapping[str, object], name: str) -> str:
    value = recipe.get(name)
    return text(value, 20_000) if isinstance(value, str | int) and not isinstance(value, bool) else ""

