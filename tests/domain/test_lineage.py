"""The graph of remixes: acyclic, and its counts those of its edges, whatever is made, detached and deleted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import delete, select, update

from rxfeed.domain import accounts_deletion, gallery, gallery_changes, gallery_rows, ids, lineage, lineage_counts
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.lineage import Taken
from rxfeed.domain.tables import Account, Edge, Node, Post
from tests import making

State = dict[int, tuple[int, int, int]]
"""Depth, descendants and remixes by post."""


def kept(house: House) -> State:
    with house.database.reading() as session:
        remixes = dict(session.exec(select(Post.id, Post.remixes)).all())
        return {node.id: (node.depth, node.descendants, remixes.get(node.id, 0)) for node in session.exec(select(Node))}


def counted(house: House) -> State:
    """From the edges, the slow and plain way. A cycle would never end."""
    with house.database.reading() as session:
        edges = {(row.parent_id, row.child_id) for row in session.exec(select(Edge)) if row.detached_at is None}
        there = {node.id: node.gone_at is None for node in session.exec(select(Node))}
        shown = set(session.exec(select(Post.id).where(Post.status == PostStatus.PUBLISHED)))

    @cache
    def depth(number: int) -> int:
        return max((1 + depth(parent) for parent, child in edges if child == number), default=0)

    @cache
    def below(number: int) -> frozenset[int]:
        children = frozenset(child for parent, child in edges if parent == number)
        return children.union(*map(below, children))

    def remixes(number: int) -> int:
        return len({child for parent, child in edges if parent == number and child in shown}) if there[number] else 0

    return {number: (depth(number), sum(there[each] for each in below(number)), remixes(number)) for number in there}


def detach(house: House, parent: str, child: str, by: int = 1) -> bool:
    with house.database.writing() as session:
        return lineage.detach(session, ids.from_text(parent), ids.from_text(child), by, house.clock.now())


def test_each_descendant_is_counted_once(house: House) -> None:
    mara = making.person(house)
    root = making.post(house, mara).card.id
    left, right = making.remix(house, mara, root), making.remix(house, mara, root, mode="edit")
    blend = making.remix(house, mara, left, right, root, mode="blend")
    leaf = making.remix(house, mara, blend, mode="mask")
    expected = {root: (0, 4, 3), left: (1, 2, 1), right: (1, 2, 1), blend: (2, 1, 1), leaf: (3, 0, 0)}
    assert kept(house) == counted(house) == {ids.from_text(number): row for number, row in expected.items()}
    with house.database.reading() as session:
        edge = session.get_one(Edge, (ids.from_text(blend), 1))
        assert (edge.parent_id, edge.mode, edge.added, edge.removed, edge.kept) == (ids.from_text(right), "blend", 0, 0, 3)


def test_what_can_not_be_a_parent(house: House) -> None:
    mara = making.person(house)
    root = making.post(house, mara).card.id
    child = making.remix(house, mara, root)
    before = kept(house)
    with house.database.reading() as session:
        first, second = (session.get_one(Post, ids.from_text(number)) for number in (root, child))
    loose = making.post(house, mara).card.id
    with house.database.reading() as session:
        third = session.get_one(Post, ids.from_text(loose))
    for post, parents, mode in [
        (first, [Taken(second)], "prompt"),  # a cycle
        (third, [Taken(third)], "prompt"),
        (third, [Taken(first), Taken(first)], "blend"),
        (third, [Taken(first, number) for number in range(5)], "blend"),
        (third, [Taken(first)], "magic"),
    ]:
        with pytest.raises(Invalid), house.database.writing() as session:
            lineage.record(session, post, parents, mode, house.clock.now())
    assert kept(house) == before
    with house.database.writing() as session:
        lineage.record(session, third, [Taken(first), Taken(first, 1)], "blend", house.clock.now())
        lineage.record(session, third, [Taken(second)], "blend", house.clock.now())
    assert kept(house) == counted(house), "two pictures of one parent are one child, and a post's parents are recorded once"


DEEDS = some.sampled_from(["remix", "remix", "detach", "bin", "restore", "purge"])
STEPS = some.lists(some.tuples(DEEDS, some.sets(some.integers(0, 9), min_size=1, max_size=4)), max_size=25)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_counts_are_those_of_the_edges(house: House, steps: list[tuple[str, set[int]]]) -> None:
    with house.database.writing() as session:
        for table in (Edge, Node, Post):
            session.execute(delete(table))
    mara = making.person(house)
    posts = [_bare(house, mara.require_account(), [])]
    for deed, picked in steps:
        chosen = sorted({posts[place % len(posts)] for place in picked})
        if deed == "remix":
            posts.append(_bare(house, mara.require_account(), _there(house, chosen)))
        elif deed == "detach":
            detach(house, ids.to_text(chosen[0]), ids.to_text(chosen[-1]))
        else:
            _change(house, deed, chosen)
        assert kept(house) == counted(house)
    assert lineage.recount(house) == 0


def test_what_is_gone_keeps_its_place(house: House) -> None:
    mara, tariq, ines = (making.person(house, name) for name in ("mara", "tariq", "ines"))
    root = making.post(house, mara).card.id
    middle = making.remix(house, tariq, root)
    making.remix(house, ines, middle)
    gallery.bin(house, tariq, middle)
    assert kept(house) == counted(house)
    with house.database.writing() as session:
        session.execute(update(Post).values(binned_at=house.clock.now() - timedelta(days=31)).where(Post.id == ids.from_text(middle)))  # type: ignore[arg-type]
        session.execute(update(Account).values(delete_at=house.clock.now()).where(Account.id == ines.account_id))  # type: ignore[arg-type]
    assert gallery_changes.purge(house) == 1
    assert kept(house)[ids.from_text(root)] == (0, 1, 0), "what came of it is still there, and came of the root"
    assert accounts_deletion.carry_out_deletions(house) == 1
    assert kept(house) == counted(house)
    assert kept(house)[ids.from_text(root)] == (0, 0, 0)


def test_many_at_the_same_moment(house: House) -> None:
    people = [making.person(house) for _ in range(6)]
    root = making.post(house, people[0]).card.id
    middle = making.remix(house, people[0], root)
    with ThreadPoolExecutor(8) as pool:
        made = [pool.submit(making.remix, house, person, *parents) for person in people for parents in ((root,), (middle,), (middle, root))]
        cut = pool.submit(detach, house, root, middle)
        assert all(one.result() for one in [*made, cut])
    assert kept(house) == counted(house)


def test_what_was_detached_while_one_waited_is_not_above_any_more(house: House) -> None:
    read = iter([{1, 2}, {2}])
    with house.database.writing() as session:
        assert lineage_counts.hold_nodes(session, lambda: next(read)) == {2}


def _bare(house: House, account_id: int, parents: list[int]) -> int:
    now = house.clock.now()
    with house.database.writing() as session:
        post = Post(id=ids.mint(), account_id=account_id, status="published", prompt="a kite", created_at=now, published_at=now)
        session.add(post)
        session.flush()
        lineage.record(session, post, [Taken(session.get_one(Post, number)) for number in parents], "blend", now)
    return post.id


def _there(house: House, chosen: list[int]) -> list[int]:
    with house.database.reading() as session:
        return [number for number in chosen if session.get(Post, number) is not None]


def _change(house: House, deed: str, chosen: list[int]) -> None:
    now = house.clock.now()
    with house.database.writing() as session:
        for post in session.exec(select(Post).where(Post.id.in_(chosen))).all():  # type: ignore[attr-defined]
            if deed == "purge":
                lineage.gone(session, [post.id], now)
                session.delete(post)
            else:
                post.status = "binned" if deed == "bin" else "published"
                session.add(post)
                gallery_rows.settle(session, post, session.get_one(Account, post.account_id), {})
