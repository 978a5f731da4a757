"""Who follows somebody, and whom somebody follows: newest first, by keyset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select, tuple_
from sqlmodel import Session, col

from rxfeed.domain import cursors
from rxfeed.domain.accounts_seen import seen
from rxfeed.domain.audience_rows import people
from rxfeed.domain.house import House
from rxfeed.domain.people_views import PersonView
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Follow
from rxfeed.domain.viewer import Viewer

PAGE = 40
FACE = (col(Account.handle), col(Account.display_name), col(Account.bio), col(Account.avatar_name))
"""What a list shows of somebody."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """`next` continues it and is empty at the end."""

    people: list[PersonView]
    next: str


def followers(house: House, viewer: Viewer, handle: str, cursor: str = "") -> PeoplePage:
    """Raises what `accounts_seen.seen` raises, and `Invalid` for a cursor that isn't one."""
    with house.database.reading() as session:
        account, _ = seen(house, session, viewer, handle)
        return people_page(session, _ties(viewer, Follow.follower_id, Follow.followee_id, account.id), cursor, f"followers of {account.id}")


def following(house: House, viewer: Viewer, handle: str, cursor: str = "") -> PeoplePage:
    """Raises what `accounts_seen.seen` raises, and `Invalid` for a cursor that isn't one."""
    with house.database.reading() as session:
        account, _ = seen(house, session, viewer, handle)
        return people_page(session, _ties(viewer, Follow.followee_id, Follow.follower_id, account.id), cursor, f"followed by {account.id}")


def _ties(viewer: Viewer, shown: int, of: int, account_id: int) -> Select[datetime, int, str, str, str, str]:
    """The columns are those of `Follow`: `shown` names who is in the list, `of` whose list it is."""
    query = select(col(Follow.since), col(shown), *FACE).join(Account, col(Account.id) == col(shown))
    return query.where(col(of) == account_id, *people(viewer))


def people_page(session: Session, query: Select[datetime, int, str, str, str, str], cursor: str, of: str) -> PeoplePage:
    """The newest after the cursor, of the list that `cursors` know by that name. The columns: since when, id, handle, name, bio, avatar's name.

    Raises `Invalid` for a cursor of another list.
    """
    since, who, *_ = query.selected_columns
    if cursor:
        query = query.where(tuple_(since, who) < cursors.decode(cursor, of))
    found = session.execute(query.order_by(since.desc(), who.desc()).limit(PAGE + 1)).all()
    rows, rest = cursors.page(found, PAGE, lambda row: cursors.encode(row[0], row[1], of))
    return PeoplePage([_person(row) for row in rows], rest)


def _person(row: Row[datetime, int, str, str, str, str]) -> PersonView:
    _, _, handle, name, bio, avatar = row
    return PersonView(id=handle, handle=handle, name=name or handle, bio=" ".join(bio.split()), avatar=public_address(avatar, 96) if avatar else "")
