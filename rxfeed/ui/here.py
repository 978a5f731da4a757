"""Who looks at this page. Every page of the shell asks once, when it opens."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import reflex as rx

from rxfeed.domain import accounts, notices, preferences, reader_clock
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.people_views import ViewerView
from rxfeed.domain.preferences import Taste
from rxfeed.ui.asking import ask
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.live import Live, answered_just_now
from rxfeed.wiring import house


class Here(rx.State):
    """The viewer, for the shell. Who may do what is decided in the domain, never by this."""

    viewer: ViewerView = ViewerView()
    known: bool = False
    """Whether the server has answered yet."""
    taste: Taste = Taste()
    """The account's language and appearance, which go before the browser's."""
    unread: int = 0
    """How many notices wait, 100 at most; also sent while the page is open (`notices/live.py`)."""
    unsure: bool = False
    """Whether it can't be found out just now who it is."""
    _opened: tuple[str, str] = ("", "")
    """Which address was opened last, and on which socket."""
    _again: bool = False

    @property
    def again(self) -> bool:
        """Whether the page has been there, and is told of as it is now: its socket is another. What is being typed on it stays."""
        return self._again

    @rx.event
    async def arrive(self) -> Any:
        """Find out who it is. Where that can't be found out now, what was known before stays, and the page itself says why."""
        opened = self.router.url.path, self.router.session.session_id
        self._again = opened[0] == self._opened[0] and opened[1] != self._opened[1]
        self._opened = opened
        try:
            viewer = await viewer_of(self)
            self.viewer = await house().run(accounts.me, viewer)
            self.taste = await house().run(preferences.taste, viewer)
            self.unread = await house().run(notices.unread, viewer)
        except RxfeedError:
            self.unsure = True
        else:
            self.known, self.unsure = True, False
        return Live.catch_up if answered_just_now() else None

    @rx.event
    async def tell_zone(self, zone: str) -> None:
        """The time zone of the browser: weekends are its own."""
        with suppress(RxfeedError):
            await ask(self, reader_clock.tell, zone)

    @rx.event
    async def keep_language(self, language: str) -> None:
        """For the account too, where there is one; the browser has taken it already."""
        with suppress(RxfeedError):
            await ask(self, preferences.keep_language, language)
            self.taste = await ask(self, preferences.taste)

    @rx.event
    async def keep_appearance(self, appearance: str) -> None:
        """The same."""
        with suppress(RxfeedError):
            await ask(self, preferences.keep_appearance, appearance)
            self.taste = await ask(self, preferences.taste)
