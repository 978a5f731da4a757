"""Leaving: an account that is deleted can be had back for 30 days, in which nobody sees anything of it; then everything of it goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session as Transaction
from sqlmodel import col, select

from rxfeed.domain import pictures, sessions
from rxfeed.domain.accounts_signing import confirm
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer

GRACE = timedelta(days=30)


def delete_account(house: House, viewer: Viewer, password: str) -> datetime:
    """Put the account aside, sign it out everywhere, and say when it will be gone. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    account_id = viewer.require_account()
    confirm(house, viewer, password)
    gone_on = house.clock.now() + GRACE
    with house.database.writing() as session:
        session.get_one(Account, account_id).delete_at = gone_on
        sessions.end_all(house, session, account_id)
    return gone_on


def keep_account(house: House, viewer: Viewer) -> None:
    """Change one's mind: everything is back as it was. Raises `NotSignedIn`."""
    account_id = viewer.require_account()
    with house.database.writing() as session:
        session.get_one(Account, account_id).delete_at = None


def carry_out_deletions(house: House) -> int:
    """Delete for good the accounts whose 30 days are over. Returns how many. Rows go first: bytes without a row are found by the pictures' sweep."""
    now, gone = house.clock.now(), 0
    while (due := _next_due(house, now)) is not None:
        gone += _erase(house, due, now)
    return gone


def _next_due(house: House, now: datetime) -> int | None:
    with house.database.reading() as session:
        return session.exec(select(Account.id).where(col(Account.delete_at) <= now).limit(1)).first()


def _erase(house: House, account_id: int, now: datetime) -> bool:
    with house.database.writing() as session:
        account = session.get(Account, account_id, with_for_update=True)
        if account is None or account.delete_at is None or account.delete_at > now:
            return False
        names = [account.avatar_name, *_public_names(session, account_id)]
        owned = list(session.exec(select(Picture.id).where(Picture.account_id == account_id)))
        session.delete(account)
    for name in names:
        pictures.withdraw_copies(house, name)
    for picture_id in owned:
        pictures.discard(house, picture_id)
    return True


def _public_names(session: Transaction, account_id: int) -> list[str]:
    shown = select(PostPicture.public_name).join(Post, col(Post.id) == PostPicture.post_id)
    return list(session.exec(shown.where(Post.account_id == account_id)))
