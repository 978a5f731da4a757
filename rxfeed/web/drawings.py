"""What the routes want drawn. The components are the user interface's (`rxfeed/ui/first_paint`), which is handed over where the app is assembled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rxfeed.domain.collections_views import CollectionView
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.tags import TagView
from rxfeed.domain.views import PostView


class Drawings(Protocol):
    """HTML of views and prepared cards (JSON bytes), as the page's own scripts will draw it before they have heard from the server.

    `older`: the address of the next page, for readers without scripts. `member`: whether it is for somebody who may press.
    """

    def cards(self, page: FeedPage, most: int, language: str = "en", *, member: bool = False) -> str: ...

    def explored(self, cards: Sequence[bytes], older: str = "", language: str = "en", *, asked: Mapping[str, str]) -> str: ...

    def way_on(self, older: str, language: str = "en") -> str: ...

    def post(self, view: PostView, language: str = "en", *, member: bool = False) -> str: ...

    def profile(self, who: ProfileView, cards: Sequence[bytes], older: str = "", language: str = "en", *, tag: str = "") -> str: ...

    def collection(self, view: CollectionView, cards: Sequence[bytes], older: str = "", language: str = "en") -> str: ...

    def tag(self, view: TagView, cards: Sequence[bytes], older: str = "", language: str = "en") -> str: ...
