"""Whoever changes the keys of an account has just shown that it is theirs, not only that they sit at an open browser."""

from __future__ import annotations

from sqlmodel import Session as Transaction

from rxfeed.domain import passkeys_ceremonies
from rxfeed.domain.errors import NotAllowed
from rxfeed.domain.house import House
from rxfeed.domain.passkeys_ceremonies import Purpose
from rxfeed.domain.viewer import Viewer


def must_be_sure(house: House, session: Transaction, viewer: Viewer, cookie: str) -> int:
    """The account's id. Raises `NotSignedIn`, `NotAllowed`."""
    account_id = viewer.require_account()
    if not is_sure(house, session, account_id, cookie):
        raise NotAllowed("Show that it is you first, by your password or a passkey.")
    return account_id


def is_sure(house: House, session: Transaction, account_id: int, cookie: str) -> bool:
    """Whether this browser has shown it within the last minutes."""
    return passkeys_ceremonies.whose(house, session, cookie, Purpose.SURE) == account_id
