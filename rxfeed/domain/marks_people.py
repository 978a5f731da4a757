"""Who likes a post, and who has reposted it: newest first, by keyset. Who has saved it is nobody's business."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from rxfeed.domain import gallery_show, ids
from rxfeed.domain.audience_rows import people
from rxfeed.domain.circle_people import FACE, PeoplePage, people_page
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Like, Repost
from rxfeed.domain.viewer import Viewer


def likers(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> PeoplePage:
    """Raises what `gallery.show` raises, and `Invalid` for a cursor that isn't one."""
    return _people(house, viewer, Like, post_id, cursor)


def reposters(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> PeoplePage:
    """Raises what `likers` raises."""
    return _people(house, viewer, Repost, post_id, cursor)


def _people(house: House, viewer: Viewer, mark: type[Like] | type[Repost], post_id: str, cursor: str) -> PeoplePage:
    number = ids.from_text(post_id)
    query = (
        select(col(mark.since), col(mark.account_id), *FACE)
        .join(Account, col(Account.id) == col(mark.account_id))
        .where(col(mark.post_id) == number, *people(viewer))
    )
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
        return people_page(session, query, cursor, f"{mark.__name__} of {number}")
