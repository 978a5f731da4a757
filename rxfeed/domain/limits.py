"""What one may use: pictures a day, generations at once, the server's money. Counted in the rows, so that nothing can drift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, case, distinct, func
from sqlmodel import Session, col, select

from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.studio_statuses import UNDER_WAY, CallStatus
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import Viewer

ASKING = "studio: asking"
"""Whoever counts and then writes holds this, see `Database.exclusively`."""


@dataclass(frozen=True, slots=True)
class Used:
    """What is used up today. Money in micro-dollars."""

    pictures: int
    running: int
    """Generations under way."""
    spent: int
    """By the whole server; what is under way counts at its estimate."""


def used(session: Session, viewer: Viewer, now: datetime) -> Used:
    """Three counts, whoever asks."""
    return Used(_pictures(session, viewer, today(now)), _running(session, viewer), spent(session, today(now)))


def spent(session: Session, day: str) -> int:
    """The server's money of a day, in micro-dollars."""
    open_statuses = [status for status in UNDER_WAY if status != CallStatus.STORING]
    price = case((col(Call.status).in_(open_statuses), col(Call.estimate)), else_=col(Call.cost))
    return int(session.exec(select(func.coalesce(func.sum(price), 0)).where(Call.day == day, col(Call.paid).is_(True))).one())


def most_pictures(house: House, viewer: Viewer) -> int:
    """A day."""
    return house.limits.pictures_a_day if viewer.signed_in else house.limits.guest_pictures_a_day


def check(house: House, viewer: Viewer, have: Used, *, pictures: int, price: int, paid: bool) -> None:
    """Raise `LimitReached` where so many more pictures are too much, each limit with its own sentence. Pure."""
    now = house.clock.now()
    if have.running >= house.limits.generations_at_once:
        raise LimitReached(
            "{running} of your generations are still under way, and {most} are the most at once. Wait for one, or cancel one.",
            running=have.running,
            most=house.limits.generations_at_once,
        )
    _check_quota(most_pictures(house, viewer), have.pictures, pictures, viewer, now)
    if paid:
        check_budget(house, have.spent + price, now)


def check_budget(house: House, wanted: int, now: datetime) -> None:
    """Raise `LimitReached` where the day's paid pictures would cost more than the server may spend."""
    if house.limits.budget_a_day <= 0:
        raise LimitReached("This server spends no money on pictures. Choose an engine that is free.")
    if wanted > house.limits.budget_a_day:
        raise LimitReached(
            "This server's money for today is used up. Choose an engine that is free, or come back after midnight UTC.",
            retry_after=(midnight(now) - now).total_seconds(),
        )


def today(now: datetime) -> str:
    """The UTC date that a call counts on."""
    return now.astimezone(UTC).date().isoformat()


def midnight(now: datetime) -> datetime:
    """When the day's counts begin again."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def owner_is(viewer: Viewer) -> ColumnElement[bool]:
    """The calls of this viewer; of nobody where the viewer is nobody."""
    if viewer.account_id is not None:
        return col(Call.account_id) == viewer.account_id
    return col(Call.account_id).is_(None) & (col(Call.guest_id) == viewer.guest_id)


def _check_quota(most: int, have: int, wanted: int, viewer: Viewer, now: datetime) -> None:
    left = max(0, most - have)
    if wanted <= left:
        return
    wait = (midnight(now) - now).total_seconds()
    if left:
        raise LimitReached("You asked for {wanted} pictures. Left today: {left}. Ask for fewer.", retry_after=wait, wanted=wanted, left=left)
    if viewer.signed_in:
        raise LimitReached("Today's {most} pictures are used up. There are new ones after midnight UTC.", retry_after=wait, most=most)
    raise LimitReached("Without an account {most} pictures a day can be made from here, and they are used up. Sign up for more.", retry_after=wait, most=most)


def _pictures(session: Session, viewer: Viewer, day: str) -> int:
    mine = _count(session, day, owner_is(viewer))
    if viewer.signed_in or not viewer.address:
        return mine
    # A guest who throws the cookie away is still at the same address.
    return max(mine, _count(session, day, col(Call.address) == viewer.address))


def _count(session: Session, day: str, whose: ColumnElement[bool]) -> int:
    return int(session.exec(select(func.count()).select_from(Call).where(Call.day == day, whose, col(Call.counts).is_(True))).one())


def _running(session: Session, viewer: Viewer) -> int:
    query = select(func.count(distinct(col(Call.generation_id)))).where(owner_is(viewer), col(Call.status).in_(UNDER_WAY))
    return int(session.exec(query).one())
