"""Asking for pictures: one transaction checks what may be asked and writes the work down. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from rxfeed.domain import ids, limits, remixing_sources
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.generation_views import AllowanceView, GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Abilities, ImageEngine, Order, Size
from rxfeed.domain.studio_ask import Ask, Plan, checked_form, plan
from rxfeed.domain.studio_changes import put_away
from rxfeed.domain.studio_news import tell, work_waits
from rxfeed.domain.studio_statuses import RETRIABLE, UNDER_WAY
from rxfeed.domain.studio_views import show
from rxfeed.domain.tables import Call, Generation, Picture, Reference
from rxfeed.domain.viewer import Viewer


def price(house: House, ask: Ask) -> int:
    """What the ask would cost, in micro-dollars. Raises `Invalid`."""
    engine = _engine(house, ask.engine)
    return sum(engine.estimate(order) for order in plan(ask, engine.abilities()).orders)


def allowance(house: House, viewer: Viewer, engine: str) -> AllowanceView:
    """What is left today. Raises `Invalid` for an engine that isn't there."""
    paid = _engine(house, engine).abilities().paid
    now = house.clock.now()
    with house.database.reading() as session:
        have = limits.used(session, viewer, now)
    why = _why_not(house, viewer, have, paid)
    return AllowanceView(
        pictures_left=max(0, limits.most_pictures(house, viewer) - have.pictures),
        pictures_a_day=limits.most_pictures(house, viewer),
        running=have.running,
        at_once=house.limits.generations_at_once,
        budget_left=max(0, house.limits.budget_a_day - have.spent),
        paid=paid,
        reason=why.message if why else "",
        reason_values={name: str(value) for name, value in why.values.items()} if why else {},
    )


def request(house: House, viewer: Viewer, ask: Ask) -> GenerationView:
    """Ask for pictures. Raises `Invalid` (with its field), `NotSignedIn`, `NotFound` (a reference), `LimitReached`,
    or what a parent's permission raises.
    """
    viewer.must_be_free()
    engine = _engine(house, ask.engine)
    able = engine.abilities()
    _check_person(viewer, able)
    ask = remixing_sources.filled(house, viewer, ask)
    wish = plan(ask, able)
    prices = [engine.estimate(order) for order in wish.orders]
    references = [ids.from_text(text) for text in ask.references]
    form = checked_form(ask.form)
    with house.database.writing() as session:
        house.database.exclusively(session, limits.ASKING)
        now = house.clock.now()
        limits.check(house, viewer, limits.used(session, viewer, now), pictures=len(prices), price=sum(prices), paid=able.paid)
        _check_owned(session, viewer, references)
        sources = remixing_sources.check(session, viewer, ask, able)
        generation = _generation(viewer, ask, wish, able, now)
        generation.form, generation.mode, generation.mask_id = dict(form), sources.mode, sources.mask_id
        calls = [_call(generation, viewer, number, order, cost, able, now) for number, (order, cost) in enumerate(zip(wish.orders, prices, strict=True))]
        session.add(generation)
        session.flush()
        session.add_all(Reference(generation_id=generation.id, number=number, picture_id=picture) for number, picture in enumerate(references))
        remixing_sources.write(session, generation, sources)
        session.add_all(calls)
        session.flush()
        put_away(session, viewer, generation.id)
        view = show(session, [generation])[0]
    work_waits(house)
    return view


def retry(house: House, viewer: Viewer, call_id: str) -> GenerationView:
    """Try a picture that did not come once more, as a new call with a new id: the old one is never made twice.

    Raises `NotFound`, `Conflict` (it came, or is being tried again), `Invalid` (the engine is gone), or `LimitReached`, also where an engine asked to wait;
    and what a parent's permission raises.
    """
    number = ids.from_text(call_id)
    with house.database.writing() as session:
        house.database.exclusively(session, limits.ASKING)
        now = house.clock.now()
        call, generation = _find(session, viewer, number)
        _check_retriable(call, now)
        engine = _engine(house, generation.engine)
        able = engine.abilities()
        _check_person(viewer, able)
        order = _order_again(session, generation, call, remixing_sources.check_again(session, viewer, generation))
        cost = engine.estimate(order)
        check_again(house, viewer, limits.used(session, viewer, now), generation, session, cost, paid=able.paid)
        again = _call(generation, viewer, call.number, order, cost, able, now)
        call.replaced_by = again.id
        session.add(call)
        session.flush()
        generation.dismissed = False
        session.add_all((again, generation))
        session.flush()
        view = show(session, [generation])[0]
    work_waits(house)
    tell(house, generation)
    return view


def _engine(house: House, name: object) -> ImageEngine:
    if not isinstance(name, str) or name not in house.engines:
        raise Invalid("This server does not have that engine any more. Choose another.", field="engine")
    return house.engines[name]


def _check_person(viewer: Viewer, able: Abilities) -> None:
    if viewer.signed_in:
        return
    if viewer.guest_id is None:
        raise NotSignedIn("This browser keeps no cookies, so its pictures would be lost. Allow them for this site, or sign in.")
    if able.paid:
        raise NotSignedIn("Sign in to use {engine}. Without an account you can sketch.", engine=able.model)


def _why_not(house: House, viewer: Viewer, have: limits.Used, paid: bool) -> RxfeedError | None:
    try:
        limits.check(house, viewer, have, pictures=1, price=1, paid=paid)
    except LimitReached as reason:
        return reason
    return None


def _check_owned(session: Session, viewer: Viewer, references: list[int]) -> None:
    if not references:
        return
    rows = session.exec(select(Picture).where(col(Picture.id).in_(references))).all()
    if {row.id for row in rows if viewer.owns(row.account_id, row.guest_id)} != set(references):
        raise NotFound("A reference picture isn't there any more. Choose another.", field="references")


def _generation(viewer: Viewer, ask: Ask, wish: Plan, able: Abilities, now: datetime) -> Generation:
    size = wish.orders[0].size
    return Generation(
        id=ids.mint(),
        account_id=viewer.account_id,
        guest_id=None if viewer.signed_in else viewer.guest_id,
        engine=ask.engine,
        model=able.model,
        prompt=wish.prompt,
        shape=ask.shape,
        quality=wish.quality,
        width=size.width,
        height=size.height,
        seed=ask.seed,
        transparent=ask.transparent,
        created_at=now,
    )


def _call(generation: Generation, viewer: Viewer, number: int, order: Order, cost: int, able: Abilities, now: datetime) -> Call:
    return Call(
        id=ids.mint(),
        generation_id=generation.id,
        account_id=generation.account_id,
        guest_id=generation.guest_id,
        address="" if viewer.signed_in else viewer.address,
        number=number,
        prompt=order.prompt,
        seed=order.seed,
        paid=able.paid,
        estimate=cost,
        day=limits.today(now),
        created_at=now,
    )


def _find(session: Session, viewer: Viewer, number: int) -> tuple[Call, Generation]:
    row = session.exec(select(Call, Generation).join(Generation, col(Generation.id) == Call.generation_id).where(Call.id == number)).first()
    if row is None or not viewer.owns(row[1].account_id, row[1].guest_id):
        raise NotFound("This picture isn't there any more.")
    return row[0], row[1]


def _check_retriable(call: Call, now: datetime) -> None:
    if call.status not in RETRIABLE or call.replaced_by is not None:
        raise Conflict("This picture is there, or is being tried again already. Load it again.")
    if call.not_before is not None and call.not_before > now:
        seconds = int((call.not_before - now).total_seconds()) + 1
        raise LimitReached("The picture server asked to wait {seconds} s more before the next try.", retry_after=seconds, seconds=seconds)


def _order_again(session: Session, generation: Generation, call: Call, parents: int) -> Order:
    references = parents + len(session.exec(select(Reference.number).where(Reference.generation_id == generation.id)).all())
    size = Size(generation.width, generation.height)
    return Order("", call.prompt, size, generation.quality, call.seed, generation.transparent, (b"",) * references)


def check_again(house: House, viewer: Viewer, have: limits.Used, generation: Generation, session: Session, cost: int, *, paid: bool) -> None:
    """As for a first try; but a generation that is under way already is not one more at once."""
    query = select(Call.id).where(Call.generation_id == generation.id, col(Call.status).in_(UNDER_WAY)).limit(1)
    mine = 1 if session.exec(query).first() is not None else 0
    limits.check(house, viewer, replace(have, running=have.running - mine), pictures=1, price=cost, paid=paid)
