"""What a generation takes further, as it is asked for: checked and written in the transaction of `studio.request`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import exists
from sqlmodel import Session, col, select

from rxfeed.domain import blanks, ids, remixing_modes, studio_library
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.permission_rows import MOST, permission, why_not
from rxfeed.domain.ports_engines import Abilities
from rxfeed.domain.remixing_modes import SHOWN, ParentPick, Start
from rxfeed.domain.remixing_parents import Parent, find
from rxfeed.domain.studio_ask import Ask
from rxfeed.domain.tables import Call, Generation, Picture, PostPicture, Reference, Source
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be taken further, and with which mask."""

    rows: tuple[tuple[int, int], ...] = ()
    """Post and picture, from 0, in order: those that are taken further."""
    along: tuple[tuple[int, int], ...] = ()
    """Those that references bring along, of which the engine is shown nothing else."""
    mask_id: int | None = None
    mode: str = ""
    """As asked; where only references' credentials name parents, as their number says it."""


def filled(house: House, viewer: Viewer, ask: Ask) -> Ask:
    """The ask with the parent's prompt, its blanks filled in, where that is its mode. Raises `Invalid`, and what `gallery.show` raises."""
    if ask.mode != "blanks" or not (wanted := remixing_modes.picks(ask.parents)):
        return ask
    with house.database.reading() as session:
        parent = find(session, viewer, wanted)[0]
    return replace(ask, prompt=blanks.fill(parent.prompt, ask.blanks)) if parent.prompt else ask


def check(session: Session, viewer: Viewer, ask: Ask, able: Abilities) -> Sources:
    """What the ask may take further now. Raises a sentence that names who doesn't allow it, or what is wrong with the mask."""
    parents = _allowed(session, viewer, remixing_modes.picks(ask.parents))
    mask_id = None
    if parents:
        first = parents[0]
        if why := remixing_modes.obstacle(ask.mode, Start(first.prompt, first.author.handle, viewer.signed_in), able):
            raise why
        mask_id = _mask(session, viewer, ask.mask, first.picture) if ask.mode == "mask" else None
    named = _allowed(session, viewer, _named(session, viewer, ask))
    rows = tuple((parent.post.id, parent.link.number) for parent in parents)
    along = tuple(dict.fromkeys(pick for parent in named if (pick := (parent.post.id, parent.link.number)) not in rows))
    count = len(rows) + len(along)
    if count > MOST:
        told = {"count": count, "most": MOST}
        raise Invalid("With your references, this would come of {count} pictures from here. {most} are possible: take some out.", field="references", **told)
    several = ask.mode in ("", "edit") and count > 1
    return Sources(rows, along, mask_id, "blend" if several else ask.mode or ("edit" if count else ""))


def write(session: Session, generation: Generation, sources: Sources) -> None:
    """Its rows, once the generation has one. What came along is counted from `MOST`."""
    for number, (post, picture) in [*enumerate(sources.rows), *enumerate(sources.along, MOST)]:
        session.add(Source(generation_id=generation.id, number=number, post_id=post, picture=picture))


def check_again(session: Session, viewer: Viewer, generation: Generation) -> int:
    """Before a picture is asked for anew: who has withdrawn their permission meanwhile is not remixed again. Gives how many pictures the engine is shown."""
    if not generation.mode:
        return 0
    rows = of(session, generation.id)
    _allowed(session, viewer, [ParentPick(ids.to_text(row.post_id), row.picture + 1) for row in rows])
    return len(shown(session, generation))


def of(session: Session, generation_id: int) -> list[Source]:
    """In their order."""
    return list(session.exec(select(Source).where(Source.generation_id == generation_id).order_by(col(Source.number))))


def shown(session: Session, generation: Generation) -> tuple[int | None, ...]:
    """Ids of the parents' pictures that its engine is shown, in order; None for one that is gone. What is among the references already isn't shown twice."""
    if generation.mode not in SHOWN:
        return ()
    there = (col(PostPicture.post_id) == Source.post_id) & (col(PostPicture.number) == Source.picture)
    named = exists().where(
        col(Reference.generation_id) == generation.id,
        col(Picture.id) == Reference.picture_id,
        col(Picture.origin) == Source.post_id,
        col(Picture.origin_picture) == Source.picture,
    )
    taken = Source.generation_id == generation.id, col(Source.number) < MOST
    query = select(PostPicture.picture_id).select_from(Source).outerjoin(PostPicture, there).where(*taken, ~named)
    return tuple(session.exec(query.order_by(col(Source.number))))


def _allowed(session: Session, viewer: Viewer, wanted: Sequence[ParentPick]) -> list[Parent]:
    parents = find(session, viewer, wanted)
    for parent in parents:
        if why := why_not(viewer, parent.post, parent.author, permission(session, viewer, parent.post, parent.author)):
            raise why
    return parents


def _named(session: Session, viewer: Viewer, ask: Ask) -> list[ParentPick]:
    """What the references came of, for that is what comes of them too."""
    numbers = [ids.from_text(reference) for reference in ask.references]
    return [*_uploaded(session, viewer, numbers), *_drawn(session, viewer, numbers)] if numbers else []


def _uploaded(session: Session, viewer: Viewer, numbers: Sequence[int]) -> list[ParentPick]:
    """Signed pictures of this server that were uploaded: their posts, where the viewer sees those."""
    if not viewer.signed_in:
        return []
    known = select(Picture).where(col(Picture.id).in_(numbers), col(Picture.origin).is_not(None))
    picks = [ParentPick(ids.to_text(row.origin or 0), row.origin_picture + 1) for row in session.exec(known)]
    seen = []
    for pick in dict.fromkeys(picks):
        with suppress(NotFound, NotAllowed, NotSignedIn):
            find(session, viewer, [pick])
            seen.append(pick)
    return seen


def _drawn(session: Session, viewer: Viewer, numbers: Sequence[int]) -> list[ParentPick]:
    """Remixes of the viewer's own: those that have a post are it, and the others what they were made of. Else a second step would lose whom the first names."""
    came = (
        select(Source, PostPicture)
        .join(Generation, col(Generation.id) == Source.generation_id)
        .join(Call, col(Call.generation_id) == Generation.id)
        .outerjoin(PostPicture, col(PostPicture.picture_id) == Call.picture_id)
        .where(studio_library.mine(viewer), Generation.mode != "", col(Call.picture_id).in_(numbers))
        .order_by(col(Call.picture_id), col(Source.number))
    )
    rows = [(own.post_id, own.number) if own is not None else (source.post_id, source.picture) for source, own in session.exec(came)]
    return [ParentPick(ids.to_text(post), number + 1) for post, number in dict.fromkeys(rows)]


def _mask(session: Session, viewer: Viewer, wanted: str, over: Picture) -> int:
    mask = session.get(Picture, ids.from_text(wanted))
    if mask is None or mask.kind != "mask" or not viewer.owns(mask.account_id, mask.guest_id):
        raise NotFound("What you painted isn't there any more. Paint it again.", field="mask")
    if (mask.width, mask.height) != (over.width, over.height):
        raise Invalid(
            "What you painted is {got} pixels large, and the picture {wanted}. Paint it again.",
            field="mask", got=f"{mask.width} × {mask.height}", wanted=f"{over.width} × {over.height}",
        )  # fmt: skip
    return mask.id
