"""The settings page: one's profile, one's password, leaving."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import accounts
from rxfeed.domain.accounts import AccountView
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.ui.account.forms import Refused, refusal
from rxfeed.ui.asking import ask
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, problem


class SettingsPage(Refused, rx.State):
    """`part` names the form that was used last (`profile`, `avatar`, `password`, `others`, `leave`): problems and good news are shown there."""

    account: AccountView = AccountView()
    status: str = ""
    """`ready`, `guest` or `failed`; empty until the server has answered."""
    part: str = ""
    done: bool = False
    leaving: bool = False

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        self.part, self.done, self.leaving, self.problem = "", False, False, NO_PROBLEM
        try:
            self.account = await ask(self, accounts.account)
            self.status = "ready"
        except NotSignedIn:
            self.status = "guest"
        except RxfeedError as error:
            self.problem, self.status = problem(error), self.status or "failed"

    @rx.event
    async def keep_profile(self, form: dict[str, str]) -> Any:
        """Keep name and words. What was typed stays where it can't be kept."""
        return await self._change("profile", accounts.set_profile, str(form.get("name", "")), str(form.get("bio", "")))

    @rx.event
    async def wear(self, said: dict[str, Any]) -> Any:
        """The picture is uploaded; now it is the avatar."""
        return await self._change("avatar", accounts.wear, str(said.get("id", "")))

    @rx.event
    async def take_off(self) -> Any:
        """No avatar any more."""
        return await self._change("avatar", accounts.wear, "")

    @rx.event
    def refuse_in(self, part: str, said: dict[str, Any]) -> None:
        """A route's refusal, in that part."""
        self.part, self.done, self.problem = part, False, refusal(said)

    @rx.event
    def tell(self, part: str, _: dict[str, Any]) -> None:
        """A route has done what that part asked for."""
        self.part, self.done, self.problem = part, True, NO_PROBLEM

    @rx.event
    def ask_to_leave(self) -> None:
        self.part, self.leaving, self.problem = "leave", True, NO_PROBLEM

    @rx.event
    def stay(self) -> None:
        self.leaving, self.problem = False, NO_PROBLEM

    async def _change(self, part: str, work: Any, *given: str) -> Any:
        self.part, self.done, self.problem = part, False, NO_PROBLEM
        try:
            await ask(self, work, *given)
            self.account, self.done = await ask(self, accounts.account), True
        except RxfeedError as error:
            self.problem = problem(error)
            return None
        return Here.arrive
