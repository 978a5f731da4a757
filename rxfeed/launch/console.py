"""The small commands, each in a House that is open for its own time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from rxfeed import wiring
from rxfeed.domain import accounts_rescue, circle, collections, lineage, marks, notices, safety, samples, talk
from rxfeed.domain.house import House
from rxfeed.launch.samples import hang
from rxfeed.settings import Settings


def migrate(settings: Settings) -> None:
    """Opening a House is enough."""
    with _house(settings):
        print("The database is up to date.")


def demo(settings: Settings, *, remove: bool) -> None:
    """Samples in, or out."""
    with _house(settings) as house:
        if remove:
            print(f"{samples.remove(house)} sample posts have been taken away.")
        elif samples.is_empty(house):
            print(f"{asyncio.run(hang(house))} sample pictures hang in the feed.")
        else:
            print("There are accounts already, so no samples were added.")


def counts(settings: Settings) -> None:
    """Also while the server runs."""
    with _house(settings) as house:
        posts = marks.recount(house), talk.recount(house)
        print(f"{circle.recount(house)} accounts had a wrong count, {posts[0]} posts one of marks, {posts[1]} one of comments,", end=" ")
        print(f"{lineage.recount(house)} one of remixes, {notices.recount(house)} notices one of people,", end=" ")
        print(f"{collections.recount(house)} collections one of posts, {safety.recount(house)} reported things one of reports. All are right now.")


def admin(settings: Settings, deed: str, handle: str) -> None:
    """Raises `NotFound` for a handle that nobody has."""
    with _house(settings) as house:
        if deed == "promote":
            accounts_rescue.promote(house, handle)
            print(f"@{handle} is an admin now.")
        else:
            print(f"The new password of @{handle} is {accounts_rescue.reset_password(house, handle)}")
            print("It is signed out everywhere. Its passkeys and recovery codes are gone: from now on the password alone is asked for.")


def role(settings: Settings, handle: str, wanted: str) -> None:
    """Raises `NotFound` for a handle that nobody has."""
    with _house(settings) as house:
        accounts_rescue.give_role(house, handle, wanted)
        print(f"@{handle} is {'an' if wanted == 'admin' else 'a'} {wanted} now.")


@contextmanager
def _house(settings: Settings) -> Iterator[House]:
    house = wiring.build(settings)
    try:
        yield house
    finally:
        wiring.dismantle(house)
