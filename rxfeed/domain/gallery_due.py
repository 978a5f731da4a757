"""Scheduled posts come out when their time has come."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import NoResultFound
from sqlmodel import col, select

from rxfeed.domain import credentials, feeds_inbox, notices, remixing_publish
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, RxfeedError
from rxfeed.domain.gallery_rows import hold, prepare, settle, tell, withdraw
from rxfeed.domain.gallery_statuses import PostStatus, move
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import REMIX_WAITS
from rxfeed.domain.tables import Account, Notice, Post

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=1)
"""Until a scheduled post that may not come out just now is tried again."""


def publish_due(house: House) -> int:
    """Publish every scheduled post whose time has come; how many they were. One that can't be holds nobody up, and who is away publishes nothing."""
    now = house.clock.now()
    due = (
        select(Post.id, Post.account_id)
        .join(Account, col(Account.id) == Post.account_id)
        .where(Post.status == PostStatus.SCHEDULED, col(Post.publish_at) <= now)
        .where(col(Account.delete_at).is_(None), col(Account.suspended_until).is_(None))
        .order_by(col(Post.publish_at))
    )
    with house.database.reading() as session:
        found = list(session.exec(due.limit(100)))
    return sum(_publish_one(house, number, account_id, now) for number, account_id in found)


def _publish_one(house: House, number: int, account_id: int, now: datetime) -> int:
    copies: dict[int, str] = {}
    signed: list[credentials.Signed] = []
    try:
        remixing_publish.may_post(house, account_id, number)
        copies = prepare(house, number)
        signed = credentials.sign_post(house, number)
        with house.database.writing() as session:
            author = hold(house, session, account_id)
            feeds_inbox.hold_followers(session, account_id)
            came_of = remixing_publish.check_post(session, account_id, number)
            post = session.exec(select(Post).where(Post.id == number).with_for_update()).one()
            post.status, post.published_at, post.publish_at = move(post.status, PostStatus.PUBLISHED), now, None
            gone = credentials.record(session, post.id, signed, now)
            unused = settle(session, post, author, copies)
            session.add(post)
            remixing_publish.record(session, post, came_of, now)
            feeds_inbox.deliver(session, post)
    except (RxfeedError, NoResultFound) as reason:
        withdraw(house, copies.values())
        credentials.discard(house, [file.name for file in signed])
        log.warning("post %s can't be published in its time: %s", number, reason)
        if isinstance(reason, NotAllowed | NotFound | Invalid):
            _put_off(house, number, account_id, now)
        return 0
    tell(house, post)
    remixing_publish.tell(house, post)
    withdraw(house, unused)
    credentials.discard(house, gone)
    credentials.take_fingerprints(house, [file.picture_id for file in signed])
    return 1


def _put_off(house: House, number: int, account_id: int, now: datetime) -> None:
    """Whoever made what it came of allows it no more. It waits, so that it holds nobody up, and says why to whoever publishes it by hand."""
    waits = update(Post).where(col(Post.id) == number, col(Post.status) == PostStatus.SCHEDULED).values(publish_at=now + PATIENCE)
    with house.database.writing() as session:
        if session.execute(waits).rowcount != 1:  # type: ignore[attr-defined]
            return
        told = session.exec(select(Notice.id).where(Notice.account_id == account_id, Notice.kind == REMIX_WAITS.name, Notice.post_id == number)).first()
        new = told is None and notices.give(session, REMIX_WAITS, to=account_id, post_id=number, now=now)
    if new:
        notices.announce(house, [account_id])
