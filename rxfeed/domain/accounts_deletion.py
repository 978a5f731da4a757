"""Leaving: an account that is deleted can be had back for 30 days, in which nobody sees anything of it; then everything of it goes."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlmodel import Session as Transaction
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from rxfeed.domain import (
    circle_counts,
    collections_counts,
    feeds_inbox,
    lineage,
    lineage_counts,
    marks_counts,
    notices_counts,
    pictures,
    search_index,
    sessions,
    talk_gone,
)
from rxfeed.domain.accounts_signing import confirm
from rxfeed.domain.errors import NotFound, Unavailable
from rxfeed.domain.gallery_rows import hold, is_listed, tell_gone, withdraw
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer

GRACE = timedelta(days=30)
Copies = dict[tuple[int, int], str]
"""New public names, by post and number."""


def delete_account(house: House, viewer: Viewer, password: str) -> datetime:
    """Put the account aside, with what is public of it, sign it out everywhere, and say when it will be gone.

    Raises `NotSignedIn`, `Invalid`, `LimitReached`.
    """
    account_id = viewer.require_reader()
    confirm(house, viewer, password)
    gone_on = house.clock.now() + GRACE
    with house.database.writing() as session:
        hold(house, session, account_id)
        posts, names = _take_names(session, account_id, gone_on)
        ended = sessions.end_all(house, session, account_id)
    sessions.tell_ended(house, ended)
    for post in posts:
        tell_gone(house, post)
    with suppress(Unavailable):  # no row has these names any more, so the pictures' sweep finds what stays behind
        withdraw(house, names)
    return gone_on


def keep_account(house: House, viewer: Viewer) -> None:
    """Change one's mind: everything is back as it was. Raises `NotSignedIn`, `Unavailable`; nothing has changed then."""
    account_id = viewer.require_reader()
    avatar, copies = _copies_again(house, account_id)
    try:
        with house.database.writing() as session:
            hold(house, session, account_id)
            unused = _give_names(session, account_id, avatar, copies)
    except BaseException:
        withdraw(house, [avatar, *copies.values()])
        raise
    withdraw(house, unused)


def carry_out_deletions(house: House) -> int:
    """Delete for good the accounts whose 30 days are over. Returns how many. Rows go first: bytes without a row are found by the pictures' sweep."""
    now, gone = house.clock.now(), 0
    while (due := _next_due(house, now)) is not None:
        gone += _erase(house, due, now)
    return gone


def _take_names(session: Transaction, account_id: int, gone_on: datetime) -> tuple[list[Post], list[str]]:
    """Within the caller's transaction nothing of the account is public any more: the posts that everybody's feeds showed, and the names whose copies go."""
    account = session.get_one(Account, account_id, with_for_update=True)
    lineage_counts.renew_cards_of_children(session, account_id)
    names, posts = [account.avatar_name], list(session.exec(_published(account_id).with_for_update()))
    listed = [post for post in posts if is_listed(post, account)]
    account.avatar_name, account.version, account.delete_at = "", account.version + 1, gone_on
    for post in posts:
        post.version += 1
    for link in session.exec(_links(account_id)):
        names.append(link.public_name)
        link.public_name = ""
    return listed, names


def _copies_again(house: House, account_id: int) -> tuple[str, Copies]:
    """Copies of the avatar and of all that was public, where there are none; nothing where the account stays anyway."""
    with house.database.reading() as session:
        account = session.get_one(Account, account_id)
        if account.delete_at is None:
            return "", {}
        worn = account.avatar_id if not account.avatar_name else None
        wanted = [((link.post_id, link.number), link.picture_id) for link in session.exec(_nameless(account_id))]
    avatar, copies = "", Copies()
    try:
        avatar = _copy(house, worn) if worn is not None else ""
        for key, picture_id in wanted:
            copies[key] = _copy(house, picture_id)
    except BaseException:
        withdraw(house, [avatar, *copies.values()])
        raise
    return avatar, copies


def _copy(house: House, picture_id: int) -> str:
    """A picture whose bytes are lost must not keep its author from coming back."""
    with suppress(NotFound):
        return pictures.publish_copies(house, picture_id)
    return ""


def _give_names(session: Transaction, account_id: int, avatar: str, copies: Copies) -> list[str]:
    """The account stays, its posts are public again under these names. Gives those that nothing needs any more."""
    account, unused = session.get_one(Account, account_id, with_for_update=True), {avatar, *copies.values()}
    if account.delete_at is None:
        return list(unused)
    lineage_counts.renew_cards_of_children(session, account_id)
    account.delete_at, account.version = None, account.version + 1
    if account.avatar_id is not None and not account.avatar_name:
        account.avatar_name = avatar
    for post in session.exec(_published(account_id).with_for_update()):
        post.version += 1
    for link in session.exec(_nameless(account_id)):
        link.public_name = copies.get((link.post_id, link.number), "")
        unused.discard(link.public_name)
    return list(unused - {account.avatar_name})


def _published(account_id: int) -> SelectOfScalar[Post]:
    return select(Post).where(Post.account_id == account_id, Post.status == PostStatus.PUBLISHED)


def _links(account_id: int) -> SelectOfScalar[PostPicture]:
    return select(PostPicture).join(Post, col(Post.id) == PostPicture.post_id).where(Post.account_id == account_id)


def _nameless(account_id: int) -> SelectOfScalar[PostPicture]:
    """Pictures of public posts that have no copies."""
    bare = _links(account_id).where(Post.status == PostStatus.PUBLISHED, Post.visibility == "public", PostPicture.public_name == "")
    return bare.join(Account, col(Account.id) == Post.account_id).where(~col(Account.private))


def _next_due(house: House, now: datetime) -> int | None:
    with house.database.reading() as session:
        return session.exec(select(Account.id).where(col(Account.delete_at) <= now).limit(1)).first()


def _erase(house: House, account_id: int, now: datetime) -> bool:
    with house.database.writing() as session:
        held = circle_counts.hold_circle(session, [account_id])
        account = session.get(Account, account_id, populate_existing=True)
        if not held or account is None or account.delete_at is None or account.delete_at > now:
            return False
        names = [account.avatar_name, *(link.public_name for link in session.exec(_links(account_id)))]
        owned = list(session.exec(select(Picture.id).where(Picture.account_id == account_id)))
        circle_counts.leave(session, [account_id])
        marks_counts.leave(session, [account_id])
        lineage.leave(session, [account_id], now)
        collections_counts.leave(session, [account_id])
        talk_gone.leave(session, [account_id], now)
        notices_counts.leave(session, [account_id])
        feeds_inbox.leave(session, [account_id])
        search_index.mark_all_of(session, [account_id])
        session.delete(account)
    for name in names:
        pictures.withdraw_copies(house, name)
    for picture_id in owned:
        pictures.discard(house, picture_id)
    return True
