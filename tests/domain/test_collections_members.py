"""Working on a collection together: asked, accepted, refused the moment the right is gone."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlmodel import select

from rxfeed.domain import circle, collections, ids
from rxfeed.domain.collections import Changes
from rxfeed.domain.errors import Invalid, LimitReached, NotAllowed, NotFound, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.tables import CollectionPost, Notice
from tests import making
from tests.domain.test_collections import held


def told(house: House, account_id: int | None) -> list[str]:
    with house.database.reading() as session:
        return list(session.exec(select(Notice.kind).where(Notice.account_id == account_id)))


def test_an_invitation_is_accepted_before_it_counts(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = making.post(house, tariq).card.id
    harbour = collections.begin(house, mara, "Harbours")
    collections.invite(house, mara, harbour, "@Tariq", "add")
    assert told(house, tariq.account_id) == ["invitation"]
    assert [(item.name, item.invited, item.role) for item in collections.shared(house, tariq).collections] == [("Harbours", True, "add")]
    with pytest.raises(NotAllowed):
        collections.add(house, tariq, harbour, post)
    assert collections.choices(house, tariq, post) == []
    collections.accept(house, tariq, harbour)
    collections.add(house, tariq, harbour, post)
    assert [(choice.owner, choice.holds) for choice in collections.choices(house, tariq, post)] == [("mara", True)]
    assert [(member.handle, member.accepted) for member in collections.members(house, mara, harbour)] == [("tariq", True)]


def test_each_role_may_what_it_says(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    hers, his = making.post(house, mara).card.id, making.post(house, tariq).card.id
    harbour = collections.begin(house, mara, "Harbours", post_id=hers)
    collections.invite(house, mara, harbour, "tariq", "view")
    collections.accept(house, tariq, harbour)
    assert collections.show(house, tariq, harbour).posts == 1
    with pytest.raises(NotAllowed, match="not add"):
        collections.add(house, tariq, harbour, his)
    collections.invite(house, mara, harbour, "tariq", "add")
    collections.add(house, tariq, harbour, his)
    for deed in (
        lambda: collections.take_out(house, tariq, harbour, hers),
        lambda: collections.move(house, tariq, harbour, hers, his),
        lambda: collections.change(house, tariq, harbour, Changes(name="Mine")),
        lambda: collections.cover(house, tariq, harbour, his),
    ):
        with pytest.raises(NotAllowed):
            deed()
    collections.take_out(house, tariq, harbour, his)
    collections.invite(house, mara, harbour, "tariq", "edit")
    collections.take_out(house, tariq, harbour, hers)
    collections.change(house, tariq, harbour, Changes(name="Ours"))
    for deed in (
        lambda: collections.change(house, tariq, harbour, Changes(visibility="public")),
        lambda: collections.invite(house, tariq, harbour, "mara", "view"),
        lambda: collections.remove(house, tariq, harbour, "tariq"),
        lambda: collections.delete(house, tariq, harbour),
    ):
        with pytest.raises(NotAllowed, match="owner"):
            deed()


def test_who_is_removed_or_leaves_is_out_and_what_they_added_stays(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    his = making.post(house, tariq).card.id
    harbour = collections.begin(house, mara, "Harbours", post_id=his)
    for end in (lambda: collections.remove(house, mara, harbour, "tariq"), lambda: collections.leave(house, tariq, harbour)):
        collections.invite(house, mara, harbour, "tariq", "add")
        collections.accept(house, tariq, harbour)
        collections.add(house, tariq, harbour, his)
        end()
        assert told(house, tariq.account_id) == []
        for deed in (collections.add, collections.take_out):
            with pytest.raises(NotFound):
                deed(house, tariq, harbour, his)
        for answer in (collections.accept, collections.leave, collections.show):
            with pytest.raises(NotFound):
                answer(house, tariq, harbour)
    assert held(house, harbour) == [his]


def test_removed_while_adding_means_refused_and_the_counter_is_right(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    posts = [making.post(house, tariq).card.id for _ in range(6)]
    harbour = collections.begin(house, mara, "Harbours")
    collections.invite(house, mara, harbour, "tariq", "add")
    collections.accept(house, tariq, harbour)
    gate, refused, added = Barrier(len(posts) + 1), list[str](), list[str]()

    def add(post: str) -> None:
        gate.wait()
        try:
            collections.add(house, tariq, harbour, post)
            added.append(post)
        except RxfeedError as error:
            refused.append(str(error))

    def remove() -> None:
        gate.wait()
        collections.remove(house, mara, harbour, "tariq")

    threads = [Thread(target=remove), *(Thread(target=add, args=(post,)) for post in posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held(house, harbour)) == sorted(added)
    assert len(added) + len(refused) == len(posts)
    assert set(refused) <= {"This collection isn't there, or isn't meant for you."}
    with house.database.reading() as session:
        places = session.exec(select(CollectionPost.rank).where(CollectionPost.collection_id == ids.from_text(harbour))).all()
    assert len(set(places)) == len(added), "no two in one place"


def test_who_cannot_be_asked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, tariq, lena = (making.person(house, handle) for handle in ("mara", "tariq", "lena"))
    harbour = collections.begin(house, mara, "Harbours")
    circle.block(house, tariq, "mara")
    mara = making.again(house, mara)
    for handle, role, error in (
        ("tariq", "add", NotFound), ("nobody_at_all", "add", NotFound), ("x" * 50_000, "add", NotFound), ("\x00", "add", NotFound),
        ("mara", "add", Invalid), ("lena", "own", Invalid), ("lena", "", Invalid),
    ):  # fmt: skip
        with pytest.raises(error):
            collections.invite(house, mara, harbour, handle, role)
    assert collections.members(house, mara, harbour) == []
    monkeypatch.setattr("rxfeed.domain.collections_members.MOST", 0)
    with pytest.raises(LimitReached):
        collections.invite(house, mara, harbour, "lena", "add")
    with pytest.raises(NotFound):
        collections.accept(house, lena, harbour)


def test_a_block_shuts_a_collaborator_out(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    his = making.post(house, tariq).card.id
    harbour = collections.begin(house, mara, "Harbours", post_id=his)
    collections.invite(house, mara, harbour, "tariq", "edit")
    collections.accept(house, tariq, harbour)
    circle.block(house, mara, "tariq")
    mara, tariq = making.again(house, mara), making.again(house, tariq)
    with pytest.raises(NotFound):
        collections.take_out(house, tariq, harbour, his)
    assert (collections.shared(house, tariq).collections, collections.members(house, mara, harbour)) == ([], [])
    assert collections.show(house, mara, harbour).posts == 0
