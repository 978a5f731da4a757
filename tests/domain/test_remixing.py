"""Taking a picture further: what the remix view begins with, and what is written of it."""

from __future__ import annotations

import pytest
from sqlmodel import select

from rxfeed.domain import ids, remixing, studio
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Source
from tests import making
from tests.jobs.engines import ObedientEngine


def test_it_begins_with_one_picture_of_a_post(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house)
    post = making.post(house, mara, variants=2, prompt="a {animal} on a pier")
    begun = remixing.start(house, tariq, post.card.id, 2)
    parent = begun.parents[0]
    assert (parent.picture, parent.pictures, parent.author.handle, parent.prompt, parent.size) == (2, 2, "mara", "a {animal} on a pier", "96 × 64")
    assert (parent.allowed, begun.allowed, begun.blanks) == (True, True, ["animal"])
    assert {mode.mode for mode in begun.modes} == {"prompt", "edit", "mask", "blend", "blanks"}
    with pytest.raises(NotFound, match="no such picture"):
        remixing.start(house, tariq, post.card.id, 3)


def test_the_blanks_are_filled_by_the_house_and_its_sources_are_written(house: House, engine: ObedientEngine) -> None:
    mara, tariq = making.person(house), making.person(house)
    post = making.post(house, mara, variants=2, prompt="a {animal} on a pier").card.id
    made = studio.request(house, tariq, Ask("obedient", "", mode="blanks", parents=(ParentPick(post, 2),), blanks={"animal": "fox"}))
    assert (made.prompt, made.mode, made.sources[0].picture) == ("a fox on a pier", "blanks", 2)
    with house.database.reading() as session:
        row = session.exec(select(Source)).one()
    assert (row.generation_id, row.number, row.post_id, row.picture) == (ids.from_text(made.id), 0, ids.from_text(post), 1)
