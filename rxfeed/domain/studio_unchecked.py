"""Pictures that came and that nobody could check in time: their bytes are kept, and to try again is to look at them again. Nothing is paid twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlmodel import Session, col, select

from rxfeed.domain import ids, limits, studio_asking
from rxfeed.domain.errors import Conflict, NotFound, Unavailable
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.studio_leases import unchecked
from rxfeed.domain.studio_news import tell, work_waits
from rxfeed.domain.studio_statuses import CallStatus
from rxfeed.domain.studio_views import show
from rxfeed.domain.studio_work import arrived_key
from rxfeed.domain.tables import Call, Generation
from rxfeed.domain.viewer import Viewer


def retry(house: House, viewer: Viewer, call_id: str) -> GenerationView:
    """Try a picture that did not come once more. Where its bytes are kept they are looked at again; else see `studio_asking.retry`, also for what it raises.

    Raises `Unavailable` where the store does not answer: to ask the engine again would be paid for.
    """
    viewer.must_be_free()
    number = ids.from_text(call_id)
    again = ids.mint()
    if not _is_kept(house, viewer, number) or not _copied(house, number, again):
        return studio_asking.retry(house, viewer, call_id)
    try:
        view, generation = _look_again(house, viewer, number, again)
    except BaseException:
        house.objects.delete(arrived_key(again))
        raise
    with suppress(Unavailable):
        house.objects.delete(arrived_key(number))
    work_waits(house)
    tell(house, generation)
    return view


def _is_kept(house: House, viewer: Viewer, number: int) -> bool:
    with house.database.reading() as session:
        found = _find(session, number)
        return found is not None and viewer.owns(found[1].account_id, found[1].guest_id)


def _copied(house: House, number: int, again: int) -> bool:
    """Whether the bytes are there. They go under the new call's name, for one call's end must not take another's."""
    try:
        house.objects.put(arrived_key(again), house.objects.get(arrived_key(number)))
    except NotFound:
        return False
    return True


def _look_again(house: House, viewer: Viewer, number: int, again: int) -> tuple[GenerationView, Generation]:
    """A new call that begins where the old one ended. It counts as a picture of today, and costs nothing."""
    with house.database.writing() as session:
        house.database.exclusively(session, limits.ASKING)
        now = house.clock.now()
        found = _find(session, number)
        if found is None:
            raise Conflict("This picture is there, or is being tried again already. Load it again.")
        call, generation = found
        studio_asking.check_again(house, viewer, limits.used(session, viewer, now), generation, session, 0, paid=False)
        call.replaced_by, generation.dismissed = again, False
        session.add_all((call, generation))
        session.flush()
        session.add(_storing(call, again, now))
        session.flush()
        return show(session, [generation])[0], generation


def _storing(call: Call, number: int, now: datetime) -> Call:
    same = {name: getattr(call, name) for name in ("generation_id", "account_id", "guest_id", "address", "number", "prompt", "seed", "media_type", "paid")}
    return Call(id=number, status=CallStatus.STORING, day=limits.today(now), created_at=now, started_at=now, **same)


def _find(session: Session, number: int) -> tuple[Call, Generation] | None:
    query = select(Call, Generation).join(Generation, col(Generation.id) == Call.generation_id).where(Call.id == number, unchecked())
    return session.exec(query).first()
