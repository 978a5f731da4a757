"""What a person says of themselves: name and a few words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session as Transaction

from rxfeed.domain import accounts_worn
from rxfeed.domain.accounts_handle import former
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.people_views import ViewerView
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.safety_suspension import ends
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer

LONGEST_NAME, LONGEST_BIO = 60, 500
DAY = timedelta(days=1)
JOINERS = "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
"""Not printable by themselves, but right-to-left words and composed emoji need them."""


@dataclass(frozen=True)
class FormerView:
    """A handle of before that still leads to one."""

    handle: str = ""
    until: str = ""


@dataclass(frozen=True)
class AccountView:
    """One's own account, for the settings page."""

    handle: str = ""
    name: str = ""
    bio: str = ""
    avatar: str = ""
    is_admin: bool = False
    delete_on: str = ""
    """ISO 8601: when the account will be gone; empty where it stays."""
    private: bool = False
    """Whether it approves its followers."""
    former: list[FormerView] = field(default_factory=list)
    avatar_lost: str = ""
    """Why the avatar came off by itself (`accounts_worn.lost`)."""


def me(house: House, viewer: Viewer) -> ViewerView:
    """Who looks, for the shell."""
    if viewer.account_id is None:
        return ViewerView()
    with house.database.reading() as session:
        row = _own(session, viewer.account_id)
    until = ends(row.suspended_until) if viewer.suspended else None
    return ViewerView(
        signed_in=True,
        handle=row.handle,
        name=row.display_name or row.handle,
        avatar=public_address(row.avatar_name, 96) if row.avatar_name else "",
        role=row.role,
        is_admin=row.role == "admin",
        is_moderator=viewer.is_moderator and not viewer.suspended,
        choosy=viewer.hides,
        private=row.private,
        shows=" ".join(rating for rating, wish in (("suggestive", row.suggestive), ("mature", row.mature)) if wish == "show"),
        suspended=viewer.suspended,
        suspended_until=_moment(until),
        suspended_why=row.suspended_why if viewer.suspended else "",
        new=house.clock.now() - row.created_at < DAY,
    )


def account(house: House, viewer: Viewer) -> AccountView:
    """One's own account. Raises `NotSignedIn`."""
    return replace(_seen(house, viewer), former=[FormerView(one.handle, one.until.isoformat()) for one in former(house, viewer)])


def set_profile(house: House, viewer: Viewer, name: str, bio: str) -> None:
    """What stands beside the handle. Raises `NotSignedIn`, `Invalid`."""
    account_id = viewer.require_account()
    name, bio = " ".join(name.split()), bio.strip()
    _check(name, "name", LONGEST_NAME)
    _check(bio, "bio", LONGEST_BIO)
    with house.database.writing() as session:
        row = _own(session, account_id, to_change=True)
        row.display_name, row.bio, row.version = name, bio, row.version + 1


def _seen(house: House, viewer: Viewer) -> AccountView:
    with house.database.reading() as session:
        row = _own(session, viewer.require_reader())
        avatar = public_address(row.avatar_name, 96) if row.avatar_name else ""
        gone, why = _moment(row.delete_at), accounts_worn.lost(session, row)
        return AccountView(row.handle, row.display_name, row.bio, avatar, row.role == "admin", gone, row.private, avatar_lost=why)


def _check(text: str, field: str, longest: int) -> None:
    if len(text) > longest:
        raise Invalid("At most {longest} characters fit here.", field=field, longest=longest)
    if any(letter != "\n" and letter not in JOINERS and not letter.isprintable() for letter in text):
        raise Invalid("There are characters in it that can't be shown.", field=field)


def _own(session: Transaction, account_id: int, *, to_change: bool = False) -> Account:
    row = session.get(Account, account_id, with_for_update=to_change)
    if row is None:
        raise NotSignedIn("Sign in first. What you made and typed stays here.")
    return row


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
