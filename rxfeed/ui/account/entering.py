"""The two pages through which one comes in."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import accounts
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.ways import local
from rxfeed.ui.account.forms import Refused
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.words import NO_PROBLEM, problem
from rxfeed.wiring import house


class Entering(Refused, rx.State):
    """What the sign-in and the sign-up page need to know."""

    is_first: bool = False
    """Whether this server has no account yet."""
    needs_code: bool = False
    was_ended: bool = False
    """Whether the session was ended from another browser."""

    @rx.event
    async def arrive(self) -> Any:
        """Open the page. Who is signed in already goes on at once."""
        self.problem = NO_PROBLEM
        self.was_ended = "ended" in self.router.url.query_parameters
        try:
            if (await viewer_of(self)).signed_in:
                return rx.redirect(local(str(self.router.url.query_parameters.get("next", "/"))))
            self.is_first = await house().run(accounts.is_first)
            self.needs_code = await house().run(accounts.needs_setup_code)
        except RxfeedError as error:
            self.problem = problem(error)
        return None
