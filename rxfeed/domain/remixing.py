"""Taking a picture further: what the remix view begins with. What is asked then is a `studio.Ask` with a mode and parents, and `gallery.publish` publishes it.

    start        one picture of a post
    look         several, as they are chosen for a blend
    candidates   what can be blended with
    gather       everyone's results of a prompt with blanks
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from rxfeed.domain import blanks, consent, ids, lineage, permission, permission_rows, pictures_view
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.remixing_candidates import candidates
from rxfeed.domain.remixing_gathered import gather
from rxfeed.domain.remixing_modes import MODES, ParentPick, Start, obstacle, picks
from rxfeed.domain.remixing_parents import Parent, find
from rxfeed.domain.remixing_views import LicenceOption, ModeView, ParentView, RemixView
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

__all__ = ["candidates", "gather", "look", "start"]


def start(house: House, viewer: Viewer, post_id: str, picture: int = 1) -> RemixView:
    """With one picture of a post, counted from 1. Raises what `gallery.show` raises for a post that the viewer doesn't see, `NotFound` for no such picture."""
    return look(house, viewer, (ParentPick(post_id, picture),))


def look(house: House, viewer: Viewer, chosen: Sequence[ParentPick]) -> RemixView:
    """With these, in their order. Raises as `start` does, and `Invalid` for more than four or the same one twice."""
    wanted = picks(tuple(chosen))
    with house.database.reading() as session:
        parents = find(session, viewer, wanted)
        views = [_view(session, viewer, parent) for parent in parents]
        before = lineage.ancestors(session, viewer, [parent.post.id for parent in parents])
        rows = [permission_rows.row_of(session, viewer, parent.post, parent.author, parent.link.number) for parent in parents]
    first = parents[0]
    return RemixView(
        parents=[replace(view, bound=row.licence) for view, row in zip(views, rows, strict=True)],
        before=before,
        allowed=all(view.allowed for view in views),
        modes=_modes(house, Start(first.prompt, first.author.handle, viewer.signed_in)),
        blanks=blanks.find(first.prompt),
        licences=[_licence(choice) for choice in permission.licences_for([row.licence for row in rows])],
        visibilities=list(permission.audience_for([row.shown for row in rows])),
    )


def _view(session: Session, viewer: Viewer, parent: Parent) -> ParentView:
    post, author, holds = parent.post, parent.author, consent.view(parent.consent)
    may = permission_rows.permission(session, viewer, post, author)
    why = permission_rows.why_not(viewer, post, author, may)
    return ParentView(
        post_id=ids.to_text(post.id),
        picture=parent.link.number + 1,
        pictures=len(parent.links),
        image=pictures_view.view(parent.picture, public_name=parent.link.public_name, alt=parent.link.alt),
        rating=post.rating,
        author=AuthorView(
            author.handle,
            author.display_name or author.handle,
            pictures_view.public_address(author.avatar_name, 96) if author.avatar_name else "",
            author.is_sample,
        ),
        prompt=parent.prompt,
        prompt_hidden=post.prompt_hidden,
        engine=post.engine,
        model="Sketch" if post.engine == "sketch" else post.model,
        shape=post.shape,
        quality=post.quality,
        size=f"{parent.picture.width} × {parent.picture.height}",
        seed="" if parent.link.seed is None or not parent.prompt else str(parent.link.seed),
        licence=holds.licence,
        licence_name=holds.licence_name,
        licence_url=holds.licence_url,
        remix=holds.remix,
        mine=parent.mine,
        allowed=why is None,
        may_ask=viewer.signed_in and permission_rows.may_ask(session, viewer, post, author, may),
        why=why.message if why else "",
        why_values=_values(why),
    )


def _modes(house: House, begin: Start) -> list[ModeView]:
    return [_mode(mode, name, obstacle(mode, begin, engine.abilities())) for name, engine in house.engines.items() for mode in MODES]


def _mode(mode: str, engine: str, why: RxfeedError | None) -> ModeView:
    return ModeView(mode, engine, allowed=why is None, why=why.message if why else "", why_values=_values(why))


def _licence(choice: permission.LicenceChoice) -> LicenceOption:
    values = {"licence": choice.licence} if choice.why else {}
    return LicenceOption(choice.id, consent.LICENCES[choice.id].name, allowed=choice.allowed, why=choice.why, why_values=values)


def _values(why: RxfeedError | None) -> dict[str, str]:
    return {name: str(value) for name, value in why.values.items()} if why else {}
