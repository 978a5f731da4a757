"""Who looks at this page. Every page of the shell asks once, when it opens."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import accounts
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.views import ViewerView
from rxfeed.ui.binding import viewer_of
from rxfeed.wiring import house


class Here(rx.State):
    """The viewer, for the shell. Who may do what is decided in the domain, never by this."""

    viewer: ViewerView = ViewerView()
    known: bool = False
    """Whether the server has answered yet."""
    unsure: bool = False
    """Whether it can't be found out just now who it is."""

    @rx.event
    async def arrive(self) -> None:
        """Find out who it is. Where that can't be found out now, what was known before stays, and the page itself says why."""
        try:
            self.viewer = await house().run(accounts.me, await viewer_of(self))
        except RxfeedError:
            self.unsure = True
        else:
            self.known, self.unsure = True, False
