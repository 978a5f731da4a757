"""Many generations and posts at once: rows alone, whose pictures nobody opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from rxfeed.domain import ids
from rxfeed.domain.house import House
from rxfeed.domain.tables import Call, Generation, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer


def generations(house: House, viewer: Viewer, count: int) -> list[str]:
    """Generations that have failed, named by their numbers; their ids, oldest first."""
    now, made = house.clock.now(), [ids.mint() for _ in range(count)]
    look = {"engine": "sketch", "shape": "3:2", "quality": "standard", "width": 96, "height": 64, "created_at": now}
    with house.database.writing() as session:
        session.add_all(Generation(id=number, account_id=viewer.account_id, prompt=f"number {place}", **look) for place, number in enumerate(made))
        session.flush()
        session.add_all(
            Call(
                id=ids.mint(), generation_id=number, account_id=viewer.account_id, prompt="a harbour", status="failed", counts=False, day=str(now.date()),
                created_at=now,
            )
            for number in made
        )
    return [ids.to_text(number) for number in made]


def posts(house: House, viewer: Viewer, count: int, status: str, **moments: Callable[[int], datetime]) -> dict[int, str]:
    """Posts of a status, with their moments by number (`published_at=lambda number: …`); their ids by number."""
    made = {number: ids.mint() for number in range(count)}
    now = house.clock.now()
    with house.database.writing() as session:
        picture = Picture(
            id=ids.mint(), account_id=viewer.account_id, kind="variant", media_type="image/png", width=96, height=64, bytes=1, sha256="0" * 64, created_at=now
        )
        session.add(picture)
        session.flush()
        for number, post_id in made.items():
            given = {name: moment(number) for name, moment in moments.items()}
            session.add(Post(id=post_id, account_id=viewer.require_account(), status=status, prompt="a harbour", created_at=now, **given))
        session.flush()
        session.add_all(PostPicture(post_id=post_id, number=0, picture_id=picture.id) for post_id in made.values())
    return {number: ids.to_text(post_id) for number, post_id in made.items()}
