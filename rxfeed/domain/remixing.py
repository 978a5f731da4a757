"""Taking a picture further: what the remix view begins with. What is asked then is a `studio.Ask` with a mode and parents, and `gallery.publish` publishes it.

    start        one picture of a post
    look         several, as they are chosen for a blend
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from rxfeed.domain import blanks, consent, ids, pictures_view
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.gallery_words import VISIBILITIES
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import MODES, ParentPick, Start, obstacle, picks
from rxfeed.domain.remixing_parents import Parent, find
from rxfeed.domain.remixing_views import LicenceOption, ModeView, ParentView, RemixView
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView


def start(house: House, viewer: Viewer, post_id: str, picture: int = 1) -> RemixView:
    """With one picture of a post, counted from 1. Raises what `gallery.show` raises for a post that the viewer doesn't see, `NotFound` for no such picture."""
    return look(house, viewer, (ParentPick(post_id, picture),))


def look(house: House, viewer: Viewer, chosen: Sequence[ParentPick]) -> RemixView:
    """With these, in their order. Raises as `start` does, and `Invalid` for more than four or the same one twice."""
    wanted = picks(tuple(chosen))
    with house.database.reading() as session:
        parents = find(session, viewer, wanted)
        views = [_view(session, viewer, parent) for parent in parents]
    first = parents[0]
    return RemixView(
        parents=views,
        allowed=all(view.allowed for view in views),
        modes=_modes(house, Start(first.prompt, first.author.handle, viewer.signed_in)),
        blanks=blanks.find(first.prompt),
        licences=[LicenceOption(licence.id, licence.name) for licence in consent.LICENCES.values()],
        visibilities=list(VISIBILITIES),
    )


def _view(session: Session, viewer: Viewer, parent: Parent) -> ParentView:
    post, author, holds = parent.post, parent.author, consent.view(parent.consent)
    allowed = parent.mine or (holds.remix == "anyone" and consent.LICENCES[holds.licence].derivatives)
    return ParentView(
        post_id=ids.to_text(post.id),
        picture=parent.link.number + 1,
        pictures=len(parent.links),
        image=pictures_view.view(parent.picture, public_name=parent.link.public_name, alt=parent.link.alt),
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
        allowed=allowed,
    )


def _modes(house: House, begin: Start) -> list[ModeView]:
    return [_mode(mode, name, obstacle(mode, begin, engine.abilities())) for name, engine in house.engines.items() for mode in MODES]


def _mode(mode: str, engine: str, why: RxfeedError | None) -> ModeView:
    if why is None:
        return ModeView(mode, engine, possible=True)
    return ModeView(mode, engine, why=why.message, why_values={name: str(value) for name, value in why.values.items()})
