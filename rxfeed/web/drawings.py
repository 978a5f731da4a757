"""What the routes want drawn. The components are the user interface's (`rxfeed/ui/first_paint`), which is handed over where the app is assembled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Drawings(Protocol):
    """HTML of prepared cards (JSON bytes), as the page's own scripts will draw it for somebody who isn't known yet."""

    def cards(self, cards: Sequence[bytes], answers: Sequence[Sequence[int]], language: str = "en") -> str: ...

    def tiles(self, cards: Sequence[bytes], language: str = "en", *, pinned: Sequence[str] = ()) -> str: ...
