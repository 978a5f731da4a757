"""What one sees of a lineage: credits stay, pictures only for whose eyes they are."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rxfeed.domain import accounts_handle, accounts_privacy, accounts_seen, circle, feeds, gallery, ids, lineage, lineage_layout, safety, safety_suspension
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def spots(house: House, viewer: Viewer, post: str) -> dict[str, tuple[str, bool]]:
    """State and whether there is a way to it, by handle."""
    return {spot.handle: (spot.state, bool(spot.id)) for spot in lineage.graph(house, viewer, post).spots}


def test_a_graph_shows_what_its_viewer_may_see(house: House) -> None:
    mara, tariq, ines, lena = (making.person(house, name) for name in ("mara", "tariq", "ines", "lena"))
    root = making.post(house, mara, prompt="a quiet harbour").card.id
    middle = making.remix(house, tariq, root, prompt="a loud harbour")
    leaf = making.remix(house, ines, middle, root, mode="blend", visibility="followers")
    assert spots(house, NOBODY, root) == {"mara": ("here", True), "tariq": ("shown", True)}, "what isn't for them is left out"
    assert spots(house, ines, leaf) == {"mara": ("shown", True), "tariq": ("shown", True), "ines": ("here", True)}
    gallery.edit(house, tariq, middle, gallery.Changes(visibility="unlisted"))
    assert spots(house, ines, leaf)["tariq"] == ("hidden", False), "the credit stays, without the picture or its address"
    circle.block(house, mara, "lena")
    assert spots(house, making.again(house, lena), middle) == {"": ("hidden", False), "tariq": ("here", True)}
    graph = lineage.graph(house, ines, leaf)
    assert (graph.credits, graph.whole, {way.mode for way in graph.ways}) == (["tariq", "mara"], True, {"prompt", "blend"})
    card = gallery.show(house, ines, leaf).card
    assert [(parent.handle, parent.mode) for parent in card.parents] == [("tariq", "blend"), ("mara", "blend")]
    assert card.steps == 2


def test_two_pictures_of_one_post_have_a_label_each(house: House) -> None:
    mara = making.person(house)
    both, child = making.post(house, mara, variants=2).card.id, making.post(house, mara).card.id
    with house.database.writing() as session:
        made, parent = (session.get_one(Post, ids.from_text(post)) for post in (child, both))
        lineage.record(session, made, [lineage.Taken(parent, 0), lineage.Taken(parent, 1)], "blend", house.clock.now())
    first, second = lineage.graph(house, mara, child).ways
    assert (first.path, first.column, first.number, second.number) == (second.path, second.column, 0, 1)
    assert second.row > first.row, "the one would hide the other"


def test_who_is_parted_by_a_block_is_not_named_on_a_card(house: House) -> None:
    mara, tariq, ines, lena = (making.person(house, name) for name in ("mara", "tariq", "ines", "lena"))
    child = making.remix(house, ines, making.post(house, tariq).card.id, making.post(house, mara).card.id, mode="blend")
    circle.block(house, mara, "lena")
    circle.block(house, lena, "tariq")
    for viewer, named in ((ines, ["tariq", "mara"]), (lena, ["", ""]), (tariq, ["tariq", "mara"])):
        who = making.again(house, viewer)
        lists = (feeds.latest(house, who), accounts_seen.posts(house, who, "ines"))
        cards = [*(orjson.loads(page.cards[0])["parents"] for page in lists), [asdict(each) for each in gallery.show(house, who, child).card.parents]]
        shown = [[(each["handle"], bool(each["id"]), bool(each["thumb"])) for each in card] for card in cards]
        assert shown == [[(name, bool(name), bool(name)) for name in named]] * 3


def test_a_rated_parent_is_linked_on_a_card_and_not_shown(house: House) -> None:
    mara, tariq, judge = making.person(house), making.person(house, "tariq"), making.person(house, role="moderator")
    parent = making.post(house, mara).card.id
    making.remix(house, tariq, parent)

    def shown() -> list[tuple[bool, bool]]:
        cards = accounts_seen.posts(house, NOBODY, "tariq").cards
        return [(bool(each["id"]), bool(each["thumb"])) for each in orjson.loads(cards[0])["parents"]]

    assert shown() == [(True, True)]
    gallery.edit(house, mara, parent, gallery.Changes(rating="suggestive"))
    assert shown() == [(True, False)]
    gallery.edit(house, mara, parent, gallery.Changes(rating="general"))
    assert shown() == [(True, True)]
    safety.report(house, making.person(house), "post", parent, "sexual")
    safety.decide(house, judge, safety.queue(house, judge).matters[0].id, safety.Decision("rate", "It is.", rating="mature"))
    assert shown() == [(True, False)]


def test_a_card_names_its_parents_author_as_they_are_called_now(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    making.remix(house, tariq, making.post(house, mara).card.id)

    def named() -> list[str]:
        cards = accounts_seen.posts(house, NOBODY, "tariq").cards
        return [parent["handle"] for parent in orjson.loads(cards[0])["parents"]]

    assert named() == ["mara"]
    accounts_handle.change_handle(house, mara, "mara_of_old")
    assert named() == ["mara_of_old"]
    with house.database.writing() as session:
        safety_suspension.suspend(session.get_one(Account, mara.require_account()), house.clock.now(), 0, "spam")
    accounts_privacy.settle_copies(house)
    assert named() == [""]


def test_a_parent_that_is_put_away_and_back_is_named_so_on_cards_that_are_kept(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    root = making.post(house, mara).card.id
    making.remix(house, tariq, root)

    def shown() -> tuple[str, str]:
        parent = orjson.loads(accounts_seen.posts(house, NOBODY, "tariq").cards[0])["parents"][0]
        return parent["handle"], parent["id"]

    assert shown() == ("mara", root)
    gallery.bin(house, mara, root)
    assert shown() == ("mara", "")
    gallery.restore(house, mara, root)
    assert shown() == ("mara", root)


def test_what_changed(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    root = making.post(house, mara, prompt="a quiet harbour").card.id
    child = making.remix(house, tariq, root, prompt="a loud harbour")
    changes = lineage.changes(house, NOBODY, child, 0)
    assert [(piece.kind, piece.text.strip()) for piece in changes.pieces] == [("kept", "a"), ("removed", "quiet"), ("added", "loud"), ("kept", "harbour")]
    assert (changes.parent_handle, changes.child_handle, changes.hidden) == ("mara", "tariq", False)
    for post, number in ((child, 1), (child, -1), (child, True), (root, 0), ("junk", 0)):
        with pytest.raises(NotFound):
            lineage.changes(house, NOBODY, post, number)
    gallery.edit(house, mara, root, gallery.Changes(prompt_hidden=True))
    assert lineage.changes(house, NOBODY, child, 0).pieces == []
    with house.database.writing() as session:
        lineage.detach(session, ids.from_text(root), ids.from_text(child), mara.require_account(), house.clock.now())
    changes = lineage.changes(house, NOBODY, child, 0)
    assert (bool(changes.detached_on), changes.hidden, changes.parent, changes.before.src) == (True, True, "", "")
    assert gallery.show(house, NOBODY, child).card.parents == []


def test_children_by_pages(house: House) -> None:
    mara = making.person(house)
    root = making.post(house, mara).card.id
    made = [making.remix(house, mara, root) for _ in range(3)]
    with counted(house) as few:
        assert len(lineage.children(house, NOBODY, root).cards) == 3
    for _ in range(3):
        making.remix(house, mara, root, made[0], mode="blend")
    with counted(house) as many:
        assert len(lineage.children(house, NOBODY, root).cards) == 6
    assert len(many) == len(few)
    assert gallery.show(house, NOBODY, root).answers[3] == 6
    with pytest.raises(Invalid):
        lineage.children(house, NOBODY, root, "junk")


@given(some.lists(some.sets(some.integers(0, 30), max_size=4), max_size=30))
def test_every_place_is_its_own_and_children_stand_to_the_right(parents: list[set[int]]) -> None:
    edges = [(parent, child) for child, those in enumerate(parents) for parent in those if parent < child]
    places = lineage_layout.places(range(len(parents)), edges)
    assert len(set(places.values())) == len(parents)
    assert all(places[parent][0] < places[child][0] for parent, child in edges)
    rows = sorted(places.values())
    assert all(after[1] - before[1] > 0.999 for before, after in pairwise(rows) if before[0] == after[0])
