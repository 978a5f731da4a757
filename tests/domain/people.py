"""Somebody to ask: accounts and guests straight from rows, for tests that aren't about signing up."""

from __future__ import annotations

from rxfeed.domain import ids
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer


def account(house: House, handle: str) -> Viewer:
    """A signed-in member of that handle."""
    number = ids.mint()
    with house.database.writing() as session:
        session.add(Account(id=number, handle=handle, display_name=handle, created_at=house.clock.now()))
    return Viewer(account_id=number, address="203.0.113.7", role="member", handle=handle)


def guest(address: str = "203.0.113.9") -> Viewer:
    """A guest's browser."""
    return Viewer(guest_id=ids.mint(), address=address)
