"""How many people have reported a matter is state: it changes with the rows, and can be made anew from them."""

from __future__ import annotations

from sqlalchemy import func, update
from sqlmodel import col, select

from rxfeed.domain.house import House
from rxfeed.domain.tables import Matter, Report


def recount(house: House) -> int:
    """Returns how many matters had a wrong count."""
    right = select(func.count()).select_from(Report).where(col(Report.matter_id) == col(Matter.id)).correlate(Matter).scalar_subquery()
    with house.database.writing() as session:
        mended = update(Matter).where(col(Matter.reports) != right).values(reports=right)
        return int(session.execute(mended, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]
