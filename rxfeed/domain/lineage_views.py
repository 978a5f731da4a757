"""What the pages of a lineage show. Places are counted in columns and rows, so that the page may draw them at any size."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.prompt_diff import Piece
from rxfeed.domain.views import ParentView, PictureView


@dataclass(frozen=True)
class SpotView:
    """A post in the graph, or the place where one was."""

    id: str = ""
    """Empty where the viewer can't go there."""
    handle: str = ""
    """Empty where its author is gone, or not for this viewer."""
    words: str = ""
    """The beginning of its prompt; empty where it is hidden."""
    thumb: str = ""
    """Address of its picture (96); empty where there is none to show."""
    state: str = "shown"
    """`here`: the page's own; `shown`; `veiled`: rated; `hidden`: not for this viewer; `gone`."""
    column: float = 0
    row: float = 0
    steps: int = 0
    """From its furthest ancestor."""
    parents: list[ParentView] = field(default_factory=list)
    """Names and modes, for who reads the graph as a list."""
    children: int = 0
    """Descendants in all, also those that the graph has no room for."""


@dataclass(frozen=True)
class WayView:
    """From a parent to a child."""

    child: str = ""
    number: int = 0
    mode: str = ""
    path: str = ""
    """SVG, in columns and rows."""
    box: list[float] = field(default_factory=list)
    """What the path stays within: from column and row, to column and row."""
    column: float = 0
    row: float = 0
    """Where its label stands."""
    parent_handle: str = ""
    child_handle: str = ""
    detached: bool = False
    opens: bool = False
    """Whether the viewer may see what changed."""


@dataclass(frozen=True)
class GraphView:
    """Where a post comes from, and what has come of it."""

    spots: list[SpotView] = field(default_factory=list)
    """From the first ancestor on."""
    ways: list[WayView] = field(default_factory=list)
    columns: float = 0
    rows: float = 0
    at_column: float = 0
    at_row: float = 0
    """Where the page's own post stands."""
    descendants: int = 0
    """Of it."""
    credits: list[str] = field(default_factory=list)
    """Handles of whom it comes of, nearest first, each once."""
    whole: bool = True
    """Whether all that the viewer may see has found room."""


@dataclass(frozen=True)
class ParameterView:
    """One thing that a picture was made with, and what it was before. `name` is `engine`, `shape`, `quality`, `size` or `seed`."""

    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class ChangesView:
    """What changed from a parent to its child."""

    mode: str = ""
    parent: str = ""
    child: str = ""
    parent_handle: str = ""
    child_handle: str = ""
    pieces: list[Piece] = field(default_factory=list)
    """Empty where one of the two keeps its prompt hidden."""
    parameters: list[ParameterView] = field(default_factory=list)
    """Those that differ."""
    before: PictureView = field(default_factory=PictureView)
    after: PictureView = field(default_factory=PictureView)
    likeness: int = -1
    """Of the pictures, in per cent; -1 where it is not known."""
    detached_on: str = ""
    """Where the parent's author has taken their picture out of it: then nothing of the parent is shown."""
    hidden: bool = False
    """Whether the parent is not for this viewer, or gone."""
