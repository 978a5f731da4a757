"""Feed recipes: by which weights and rules somebody's For you is ranked; kept under names, shared by link, adopted by others with credit.

    mine, keep, use, delete     one's own
    share, shown, adopt         others'
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from rxfeed.domain import audience, audience_rows, gallery_words, ids, tastes_grammar, tastes_recipe, visits
from rxfeed.domain.audience import Why
from rxfeed.domain.errors import Invalid, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Taste
from rxfeed.domain.tastes_recipe import STANDARD, Recipe, written
from rxfeed.domain.viewer import Viewer

MOST, LONGEST = 30, 60
"""Recipes of one person, and characters of a name."""


@dataclass(frozen=True)
class RecipeView:
    """A recipe for the screen. `rules`: pairs of what and when. `words`: all that differs from the house's own, in the reader's language."""

    weights: dict[str, int] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)
    rules: list[list[str]] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True)
class TasteView:
    """A kept recipe. `by`: the handle of whose it is, `credit` of whom it was adopted from."""

    id: str = ""
    name: str = ""
    by: str = ""
    mine: bool = False
    used: bool = False
    shared: bool = False
    credit: str = ""
    recipe: RecipeView = field(default_factory=RecipeView)


def mine(house: House, viewer: Viewer) -> list[TasteView]:
    """The newest change first. Raises `NotSignedIn`."""
    me = viewer.require_reader()
    with house.database.reading() as session:
        rows = session.scalars(select(Taste).where(col(Taste.account_id) == me).order_by(col(Taste.changed_at).desc(), col(Taste.id).desc()))
        return [_view(row, viewer, viewer.handle) for row in rows]


def keep(house: House, viewer: Viewer, taste_id: str, name: str, recipe: Recipe) -> str:
    """Under a new name, or, with an id, instead of what that was; For you goes by it from now on. Gives its id.

    Raises `NotSignedIn`, `Invalid` with the field, `NotFound` for one that isn't one's own, `LimitReached`.
    """
    me, called = viewer.require_account(), _name(name)
    with house.database.writing() as session:
        row = _mine(house, session, me, taste_id) if taste_id else _new(house, session, me)
        row.name, row.recipe, row.changed_at = called, written(recipe), house.clock.now()
        _use(session, me, row)
        return ids.to_text(row.id)


def use(house: House, viewer: Viewer, taste_id: str) -> None:
    """For you goes by that one, or, with nothing, by the house's own. Raises `NotSignedIn`, `NotFound`."""
    me = viewer.require_account()
    with house.database.writing() as session:
        _use(session, me, _mine(house, session, me, taste_id) if taste_id else None)


def delete(house: House, viewer: Viewer, taste_id: str) -> None:
    """What others have adopted of it stays theirs. Raises `NotSignedIn`, `NotFound`."""
    me = viewer.require_account()
    with house.database.writing() as session:
        row = _mine(house, session, me, taste_id)
        session.delete(row)
        if row.used:
            visits.end(session, me)


def share(house: House, viewer: Viewer, taste_id: str, *, on: bool) -> None:
    """Whoever has its address may look at it, or nobody else any more. Raises `NotSignedIn`, `NotFound`."""
    me = viewer.require_account()
    with house.database.writing() as session:
        _mine(house, session, me, taste_id).shared = on is True


def shown(house: House, viewer: Viewer, taste_id: str) -> TasteView:
    """One's own, or one that its author shares. Raises `NotFound` where there is none for this viewer."""
    with house.database.reading() as session:
        row, author = _shown(session, viewer, taste_id)
        return _view(row, viewer, author.handle)


def adopt(house: House, viewer: Viewer, taste_id: str) -> str:
    """A copy of one's own with credit, by which For you goes from now on. What becomes of the other changes nothing in it; one that is there and still the same
    is not made again. Gives its id.

    Raises `NotSignedIn`, `NotFound`, `LimitReached`.
    """
    me = viewer.require_account()
    with house.database.writing() as session:
        source, author = _shown(session, viewer, taste_id)
        same = select(Taste).where(col(Taste.account_id) == me, col(Taste.source_id) == source.id, col(Taste.recipe) == source.recipe)
        row = session.scalars(same.limit(1)).one_or_none()
        if row is None:
            row = _new(house, session, me)
            row.name, row.recipe, row.source_id = source.name, source.recipe, source.id
            row.credit = source.credit if author.id == me else author.handle
        _use(session, me, row)
        return ids.to_text(row.id)


def view(recipe: Recipe, language: str) -> RecipeView:
    """For the screen."""
    rules = [[rule.what, rule.when] for rule in recipe.rules]
    return RecipeView(asdict(recipe.weights), list(recipe.more), list(recipe.less), rules, tastes_grammar.write(recipe, language))


def _view(row: Taste, viewer: Viewer, by: str) -> TasteView:
    own = row.account_id == viewer.account_id
    made = view(tastes_recipe.read(row.recipe), viewer.language)
    return TasteView(ids.to_text(row.id), row.name, by, own, own and row.used, row.shared, row.credit, made)


def _name(name: str) -> str:
    called = " ".join(gallery_words.tidy(str(name)[: 20 * LONGEST]).split())
    if not called or len(called) > LONGEST:
        raise Invalid("Give it a name of at most {limit} characters.", field="name", limit=LONGEST)
    return called


def _mine(house: House, session: Session, me: int, taste_id: str) -> Taste:
    house.database.exclusively(session, f"tastes {me}")
    row = session.get(Taste, _number(taste_id))
    if row is None or row.account_id != me:
        raise _not_there()
    return row


def _new(house: House, session: Session, me: int) -> Taste:
    house.database.exclusively(session, f"tastes {me}")
    if session.execute(select(func.count()).select_from(Taste).where(col(Taste.account_id) == me)).scalar_one() >= MOST:
        raise LimitReached("You have {limit} recipes. Delete one first.", limit=MOST)
    return Taste(id=ids.mint(), account_id=me, name="", recipe=written(STANDARD), changed_at=house.clock.now())


def _use(session: Session, me: int, row: Taste | None) -> None:
    session.execute(update(Taste).where(col(Taste.account_id) == me, col(Taste.used)).values(used=False))
    if row is not None:
        row.used = True
        session.add(row)
    visits.end(session, me)


def _shown(session: Session, viewer: Viewer, taste_id: str) -> tuple[Taste, Account]:
    found = session.execute(
        select(Taste, Account).join(Account, col(Account.id) == col(Taste.account_id)).where(col(Taste.id) == _number(taste_id))
    ).one_or_none()
    if found is None:
        raise _not_there()
    row, author = found
    own = row.account_id == viewer.account_id
    between = audience_rows.relation(session, viewer, author.id)
    if not own and (not row.shared or audience.of_account(between, audience_rows.standing(author)) is not Why.NOTHING):
        raise _not_there()
    return row, author


def _number(taste_id: str) -> int:
    try:
        return ids.from_text(taste_id)
    except NotFound as error:
        raise _not_there() from error


def _not_there() -> NotFound:
    return NotFound("There is no such recipe, or it isn't shared any more.")
