"""What one may do with what one has asked for, besides publishing it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.studio_ask import checked_form
from rxfeed.domain.studio_ends import end
from rxfeed.domain.studio_library import find, mine
from rxfeed.domain.studio_news import tell, work_stops
from rxfeed.domain.studio_statuses import UNDER_WAY, CallStatus
from rxfeed.domain.studio_views import show
from rxfeed.domain.tables import Call, Generation, Picture
from rxfeed.domain.viewer import Viewer


def cancel(house: House, viewer: Viewer, generation_id: str, call_id: str | None = None) -> GenerationView:
    """Stop one picture, or all of a generation that are under way. Done when this returns: the quota is free, and whoever draws is told to let go.

    A paid call that has begun counts at its estimate against the server's money. What has ended already stays as it is. Raises `NotFound`.
    """
    viewer.must_be_free()
    with house.database.writing() as session:
        generation = find(session, viewer, generation_id)
        query = select(Call).where(Call.generation_id == generation.id, col(Call.status).in_(UNDER_WAY)).order_by(col(Call.id)).with_for_update()
        if call_id is not None:
            _check_part(session, generation, ids.from_text(call_id))
            query = query.where(Call.id == ids.from_text(call_id))
        stopped = list(session.exec(query))
        for call in stopped:
            end(session, call, CallStatus.CANCELLED, house.clock.now())
        session.flush()
        view = show(session, [generation])[0]
    for call in stopped:
        work_stops(house, call.id)
    tell(house, generation)
    return view


def keep_form(house: House, viewer: Viewer, generation_id: str, form: Mapping[str, str]) -> None:
    """Keep what was typed of the coming post. Raises `NotFound`, `Invalid`."""
    viewer.must_be_free()
    kept = checked_form(form)
    with house.database.writing() as session:
        generation = find(session, viewer, generation_id)
        generation.form = dict(kept)
        session.add(generation)


def keep_draft(house: House, viewer: Viewer, generation_id: str, form: Mapping[str, str], *, draft: bool = True) -> None:
    """Put a generation aside with what was typed, or (`draft=False`) take it up again. Raises `NotFound`, `Invalid`."""
    viewer.must_be_free()
    kept = checked_form(form)
    with house.database.writing() as session:
        generation = find(session, viewer, generation_id)
        generation.form, generation.draft, generation.dismissed = dict(kept), draft, draft
        session.add(generation)


def dismiss(house: House, viewer: Viewer, generation_id: str) -> None:
    """Clear the composer: this generation, and every older one that has ended, is from now on found in the library only. Raises `NotFound`."""
    viewer.must_be_free()
    with house.database.writing() as session:
        generation = find(session, viewer, generation_id)
        generation.dismissed = True
        session.add(generation)
        put_away(session, viewer, generation.id)


def put_away(session: Session, viewer: Viewer, before: int) -> None:
    """The composer shows none of the viewer's generations with smaller ids any more, unless they are under way."""
    running = select(Call.id).where(col(Call.generation_id) == Generation.id, col(Call.status).in_(UNDER_WAY)).exists()
    older = (mine(viewer), col(Generation.dismissed).is_(False), col(Generation.id) < before, ~running)
    session.execute(update(Generation).where(*older).values(dismissed=True), execution_options={"synchronize_session": False})


def adopt(session: Session, guest_id: int, account_id: int) -> None:
    """What a guest has made and typed is the account's from now on. Within the caller's transaction."""
    for table in (Call, Generation, Picture):  # calls first: whoever is just finishing one holds its row, and writes its picture before or after this
        session.execute(update(table).where(col(table.guest_id) == guest_id, col(table.account_id).is_(None)).values(account_id=account_id, guest_id=None))


def _check_part(session: Session, generation: Generation, number: int) -> None:
    if session.exec(select(Call.id).where(Call.id == number, Call.generation_id == generation.id)).first() is None:
        raise NotFound("This picture isn't there any more.")
