"""What was on a page when it was loaded and isn't what it was when one presses something below it: each deed is refused in a sentence, and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from sqlmodel import col, delete, select

from rxfeed.domain import circle, collections, feeds, gallery, ids, marks, opinions, preferences, remix_requests, remixing, safety, talk
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.house import House
from rxfeed.domain.preferences import Wishes
from rxfeed.domain.tables import Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making

Deed = Callable[[House, Viewer, str], object]
DEEDS: Mapping[str, Deed] = {
    "like": lambda house, viewer, post: marks.like(house, viewer, post, on=True),
    "save": lambda house, viewer, post: marks.save(house, viewer, post, on=True),
    "repost": lambda house, viewer, post: marks.repost(house, viewer, post, on=True),
    "comment": lambda house, viewer, post: talk.write(house, viewer, post, "Well seen."),
    "remix": remixing.start,
    "ask": remix_requests.ask,
    "collect": lambda house, viewer, post: collections.begin(house, viewer, "Mine", post_id=post),
    "more like this": lambda house, viewer, post: opinions.say(house, viewer, post, more=True),
    "report": lambda house, viewer, post: safety.report(house, viewer, "post", post, "spam"),
    "open": gallery.show,
}
"""What a card and its menu offer."""


def _purge(house: House, post: str) -> None:
    with house.database.writing() as session:
        session.execute(delete(Post).where(col(Post.id) == ids.from_text(post)))


CHANGES: Mapping[str, Callable[[House, Viewer, Viewer, str], object]] = {
    "binned": lambda house, author, _, post: gallery.bin(house, author, post),
    "deleted for good": lambda house, _, __, post: _purge(house, post),
    "blocked": lambda house, author, reader, _: circle.block(house, author, reader.handle),
    "for followers": lambda house, author, _, post: gallery.edit(house, author, post, Changes(visibility="followers")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_deed_is_refused_in_a_sentence(house: House, change: str) -> None:
    author, reader = making.person(house, "mara"), making.person(house, "noor")
    post = making.post(house, author).card.id
    CHANGES[change](house, author, reader, post)
    for name, deed in DEEDS.items():
        with pytest.raises((NotFound, NotAllowed, Invalid, Conflict)) as refused:
            deed(house, making.again(house, reader), post)
        assert str(refused.value).endswith("."), name
    with house.database.reading() as session:
        left = session.exec(select(Post.likes, Post.saves, Post.reposts, Post.comments)).all()
    assert [tuple(row) for row in left] in ([], [(0, 0, 0, 0)])


def test_what_is_rated_up_leaves_the_lists_of_who_hides_it_and_asks_others_to_sign_in(house: House) -> None:
    author, reader = making.person(house, "mara"), making.person(house, "noor")
    preferences.keep_wishes(house, reader, Wishes(mature="hide"))
    reader, post = making.again(house, reader), making.post(house, author).card.id
    assert [len(feeds.latest(house, viewer).cards) for viewer in (reader, NOBODY)] == [1, 1]
    gallery.edit(house, author, post, Changes(rating="mature"))
    assert [len(feeds.latest(house, viewer).cards) for viewer in (reader, NOBODY)] == [0, 0]
    marks.like(house, reader, post, on=True)
    assert gallery.show(house, reader, post).answers[0] == 1, "whoever opens it all the same may answer it"
    with pytest.raises(NotSignedIn, match="Sign in to see it"):
        gallery.show(house, NOBODY, post)
