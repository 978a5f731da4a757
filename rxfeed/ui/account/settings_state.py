"""`/settings`: one's profile, and leaving."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import accounts, accounts_privacy
from rxfeed.domain.accounts import AccountView
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask
from rxfeed.ui.here import Here


class SettingsPage(Parts, rx.State):
    """Parts: `profile`, `avatar`, `handle`, `private`, `leave`."""

    account: AccountView = AccountView()
    leaving: bool = False

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        self.leaving = False
        await self._open(self._load)

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
    async def change_handle(self, form: dict[str, str]) -> Any:
        """Be called something else."""
        return await self._change("handle", accounts.change_handle, str(form.get("handle", "")))

    @rx.event
    async def take_back(self, handle: str) -> Any:
        """A handle of before."""
        return await self._change("handle", accounts.change_handle, str(handle))

    @rx.event
    async def set_private(self, private: bool) -> Any:
        """Approve one's followers, or be for everybody."""
        return await self._change("private", accounts_privacy.set_private, private is True)

    @rx.event
    def ask_to_leave(self) -> None:
        self._begin("leave")
        self.leaving = True

    @rx.event
    def stay(self) -> None:
        self._begin("")
        self.leaving = False

    async def _change(self, part: str, work: Any, *given: str | bool) -> Any:
        if await self._try(part, work, *given):
            await self._load()
            return Here.arrive
        return None

    async def _load(self) -> None:
        self.account = await ask(self, accounts.account)
