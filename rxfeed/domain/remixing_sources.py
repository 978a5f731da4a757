"""What a generation takes further, as it is asked for: checked and written in the transaction of `studio.request`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import exists
from sqlmodel import Session, col, select

from rxfeed.domain import blanks, ids, remixing_modes
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.permission_rows import MOST, permission, why_not
from rxfeed.domain.ports import Abilities
from rxfeed.domain.remixing_modes import SHOWN, ParentPick, Start
from rxfeed.domain.remixing_parents import Parent, find
from rxfeed.domain.studio_ask import Ask
from rxfeed.domain.tables import Generation, Picture, PostPicture, Reference, Source
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be taken further, and with which mask."""

    rows: tuple[tuple[int, int], ...] = ()
    """Post and picture, from 0, in order."""
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
    rows = tuple(dict.fromkeys((parent.post.id, parent.link.number) for parent in (*parents, *named)))
    if len(rows) > MOST:
        told = {"count": len(rows), "most": MOST}
        raise Invalid("With your references, this would come of {count} pictures from here. {most} are possible: take some out.", field="references", **told)
    several = ask.mode in ("", "edit") and len(rows) > 1
    return Sources(rows, mask_id, "blend" if several else ask.mode or ("edit" if rows else ""))


def write(session: Session, generation: Generation, sources: Sources) -> None:
    """Its rows, once the generation has one."""
    for number, (post, picture) in enumerate(sources.rows):
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
    query = select(PostPicture.picture_id).select_from(Source).outerjoin(PostPicture, there).where(Source.generation_id == generation.id, ~named)
    return tuple(session.exec(query.order_by(col(Source.number))))


def _allowed(session: Session, viewer: Viewer, wanted: Sequence[ParentPick]) -> list[Parent]:
    parents = find(session, viewer, wanted)
    for parent in parents:
        if why := why_not(viewer, parent.post, parent.author, permission(session, viewer, parent.post, parent.author)):
            raise why
    return parents


def _named(session: Session, viewer: Viewer, ask: Ask) -> list[ParentPick]:
    """Signed pictures of this server that were uploaded and are references now: what is made with them comes of their posts, where the viewer sees those."""
    if not ask.references or not viewer.signed_in:
        return []
    numbers = [ids.from_text(reference) for reference in ask.references]
    known = select(Picture).where(col(Picture.id).in_(numbers), col(Picture.origin).is_not(None))
    picks = [ParentPick(ids.to_text(row.origin or 0), row.origin_picture + 1) for row in session.exec(known)]
    seen = []
    for pick in dict.fromkeys(picks):
        with suppress(NotFound, NotAllowed, NotSignedIn):
            find(session, viewer, [pick])
            seen.append(pick)
    return seen


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
