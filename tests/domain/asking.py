"""What the tests of the studio ask for."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col

from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Call

ASK = Ask("obedient", "a boat")


def end_all(house: House, status: str = "failed") -> None:
    """Whatever is under way has ended so."""
    with house.database.writing() as session:
        session.execute(update(Call).where(col(Call.ended_at).is_(None)).values(status=status, ended_at=house.clock.now(), counts=status == "ready"))
