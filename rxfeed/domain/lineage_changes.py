"""What changed from a parent to its child: words, parameters, pictures."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session, col, select

from rxfeed.domain import gallery_show, ids, pictures_view, prompt_diff
from rxfeed.domain.audience import Why, of_account
from rxfeed.domain.audience_rows import relation, standing, verdict
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.lineage_views import ChangesView, ParameterView
from rxfeed.domain.tables import Account, Edge, Node, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView

NO_PICTURE = PictureView()


def changes(house: House, viewer: Viewer, child_id: str, number: int) -> ChangesView:
    """Of one edge: the child's `number`th parent, from 0. Raises what `gallery.show` raises for the child, `NotFound` where it has no such parent."""
    child_number = ids.from_text(child_id)
    with house.database.reading() as session:
        child, author, _ = gallery_show.seen(session, viewer, child_number)
        edge = session.get(Edge, (child_number, number)) if type(number) is int and 0 <= number < 4 else None
        if edge is None:
            raise NotFound("This picture isn't there, or isn't there any more.")
        parent, handle, sees = _parent(session, viewer, edge)
        after, _ = _picture(session, child, 0)
        known = ChangesView(
            mode=edge.mode, child=child_id, parent_handle=handle, child_handle=author.handle, after=after, hidden=not sees,
            detached_on=edge.detached_at.isoformat() if edge.detached_at else "",
        )  # fmt: skip
        return _whole(session, known, edge, parent, child) if sees and parent is not None else known


def _parent(session: Session, viewer: Viewer, edge: Edge) -> tuple[Post | None, str, bool]:
    """The post where it is still there, its author's name for this viewer, and whether it may be shown."""
    node = session.get(Node, edge.parent_id)
    author = session.get(Account, node.account_id) if node is not None and node.account_id is not None else None
    if author is None:
        return None, "", False
    post = session.get(Post, edge.parent_id)
    named = of_account(relation(session, viewer, author.id), standing(author)) is Why.NOTHING
    sees = post is not None and edge.detached_at is None and verdict(session, viewer, post, author).see
    if post is not None and post.visibility == "unlisted" and post.account_id != viewer.account_id:
        sees = False
    return post, author.handle if named else "", sees


def _whole(session: Session, known: ChangesView, edge: Edge, parent: Post, child: Post) -> ChangesView:
    before, old_seed = _picture(session, parent, edge.picture)
    _, new_seed = _picture(session, child, 0)
    open_words = not (parent.prompt_hidden or child.prompt_hidden)
    told = {
        "engine": (parent.model or parent.engine, child.model or child.engine),
        "shape": (parent.shape, child.shape),
        "quality": (parent.quality, child.quality),
        "size": (_size(before), _size(known.after)),
        "seed": (old_seed, new_seed) if open_words else ("", ""),
    }
    return replace(
        known,
        parent=ids.to_text(parent.id),
        pieces=prompt_diff.pieces(parent.prompt, child.prompt) if open_words else [],
        parameters=[ParameterView(name, old, new) for name, (old, new) in told.items() if old != new],
        before=before,
        likeness=-1 if edge.likeness is None else round(edge.likeness * 100),
    )


def _picture(session: Session, post: Post, number: int) -> tuple[PictureView, str]:
    """With its seed."""
    query = select(PostPicture, Picture).join(Picture, col(Picture.id) == PostPicture.picture_id)
    found = session.exec(query.where(PostPicture.post_id == post.id, PostPicture.number == number)).first()
    if found is None:
        return NO_PICTURE, ""
    link, picture = found
    return pictures_view.view(picture, public_name=link.public_name, alt=link.alt), "" if link.seed is None else str(link.seed)


def _size(view: PictureView) -> str:
    return f"{view.width} × {view.height}" if view.src else ""
