"""The passkeys of `/settings/sign-in`."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import passkeys
from rxfeed.domain.passkeys import PasskeysView, PasskeyView
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.binding import cookie_of

NONE = PasskeysView([])


class PasskeySettings(Parts, rx.State):
    """Parts: `sure`, `add`, `keys`, `second`."""

    passkeys: PasskeysView = NONE
    codes: list[str] = []
    """Recovery codes while they are shown, which is once."""
    asking: bool = False
    """Whether the person is asked to show that it is them."""
    naming: PasskeyView = PasskeyView("", "", "", "")
    """The key that gets another name."""

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        self.codes, self.asking, self.naming = [], False, PasskeyView("", "", "", "")
        await self._open(self._load)

    @rx.event
    def ask_who(self) -> None:
        """Before anything changes."""
        self._begin("sure")
        self.asking = True

    @rx.event
    async def sure(self, _: dict[str, Any]) -> None:
        """It is them."""
        self._begin("")
        self.asking = False
        await self._load()

    @rx.event
    async def added(self, _: dict[str, Any]) -> None:
        """A key is new."""
        self._begin("add")
        await self._load()
        self.done = True

    @rx.event
    def begin_naming(self, passkey_id: str) -> None:
        self._begin("name")
        self.naming = next((key for key in self.passkeys.held if key.id == passkey_id), self.naming)

    @rx.event
    async def rename(self, form: dict[str, str]) -> None:
        """Keep the new name."""
        if await self._change("name", passkeys.rename, self.naming.id, str(form.get("name", ""))):
            self.naming = PasskeyView("", "", "", "")

    @rx.event
    async def remove(self, passkey_id: str) -> None:
        """It opens the account no longer."""
        await self._change("keys", passkeys.remove, passkey_id)

    @rx.event
    async def require(self) -> None:
        """Ask for a key after the password."""
        await self._show_codes(passkeys.require)

    @rx.event
    async def renew_codes(self) -> None:
        await self._show_codes(passkeys.renew_codes)

    @rx.event
    async def no_longer_require(self) -> None:
        """The password is enough again."""
        self.codes = []
        await self._change("second", passkeys.no_longer_require)

    @rx.event
    def let_go(self) -> None:
        """Close whatever is open. Codes are not shown again."""
        self._begin("")
        self.codes, self.asking, self.naming = [], False, PasskeyView("", "", "", "")

    async def _show_codes(self, work: Any) -> None:
        self._begin("second")
        with sayable(self):
            self.codes = await ask(self, work, cookie_of(self))
            await self._load()

    async def _change(self, part: str, work: Any, *given: str) -> bool:
        if await self._try(part, work, cookie_of(self), *given):
            await self._load()
        return self.done

    async def _load(self) -> None:
        self.passkeys = await ask(self, passkeys.show, cookie_of(self))
