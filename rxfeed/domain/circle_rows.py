"""Rows between two people, with their counts and notices, within the caller's transaction. Whatever is done twice is done once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Delete, delete
from sqlmodel import Session, col

from rxfeed.domain import feeds_inbox, notices
from rxfeed.domain.circle_counts import Changes, count
from rxfeed.domain.notices_kinds import FOLLOW, FOLLOW_ACCEPTED, FOLLOW_REQUEST
from rxfeed.domain.tables import Follow, FollowRequest


def let_in(session: Session, follower: int, followee: int, now: datetime) -> None:
    """From now on the one follows the other; what they have asked is answered."""
    asked, new = int(_take_request(session, follower, followee)), int(session.get(Follow, (follower, followee)) is None)
    if new:
        session.add(Follow(follower_id=follower, followee_id=followee, since=now))
        feeds_inbox.begin(session, follower, followee)
    if asked or new:
        count(session, {follower: Changes(following=new), followee: Changes(followers=new, requests=-asked)})


def ask(session: Session, asker: int, asked: int, now: datetime) -> None:
    """The one waits for the other's word."""
    if session.get(FollowRequest, (asker, asked)) is None:
        session.add(FollowRequest(asker_id=asker, asked_id=asked, since=now))
        count(session, {asked: Changes(requests=1)})
        notices.give(session, FOLLOW_REQUEST, to=asked, by=asker, now=now)


def withdraw(session: Session, asker: int, asked: int) -> None:
    """The one doesn't wait any more."""
    if _take_request(session, asker, asked):
        count(session, {asked: Changes(requests=-1)})


def part(session: Session, follower: int, followee: int) -> None:
    """The one neither follows the other nor asks to."""
    withdraw(session, follower, followee)
    if _delete(session, delete(Follow).where(col(Follow.follower_id) == follower, col(Follow.followee_id) == followee)):
        feeds_inbox.end(session, follower, followee)
        count(session, {follower: Changes(following=-1), followee: Changes(followers=-1)})
        notices.take_back(session, FOLLOW, by=follower, to=followee)
        notices.take_back(session, FOLLOW_ACCEPTED, by=followee, to=follower)


def _take_request(session: Session, asker: int, asked: int) -> bool:
    """Whether there was one."""
    taken = _delete(session, delete(FollowRequest).where(col(FollowRequest.asker_id) == asker, col(FollowRequest.asked_id) == asked))
    if taken:
        notices.take_back(session, FOLLOW_REQUEST, by=asker, to=asked)
    return taken


def _delete(session: Session, row: Delete) -> bool:
    """Whether it was there: an account that is deleted for good meanwhile takes its rows along, and counts them itself."""
    return bool(session.execute(row).rowcount)  # type: ignore[attr-defined]
