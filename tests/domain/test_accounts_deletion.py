"""Leaving, changing one's mind, and what is left afterwards: nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import SQLModel, func, select

from rxfeed.domain import accounts, ids, pictures, sessions
from rxfeed.domain.errors import Invalid, NotSignedIn, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.ports import ObjectStore
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up, viewer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_leaving_signs_out_everywhere_and_names_the_day(house: House) -> None:
    here = signed_up(house, "ann")
    there = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    assert accounts.delete_account(house, sessions.recognise(house, here, ""), PASSWORD) == NOON + timedelta(days=30)
    assert not any(sessions.recognise(house, cookie, "").signed_in for cookie in (here, there))


def test_one_can_change_ones_mind(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.delete_account(house, ann, PASSWORD)
    house.clock.pass_time(timedelta(days=29))
    back = sessions.recognise(house, accounts.sign_in(house, Browser(), "ann", PASSWORD), "")
    assert accounts.account(house, back).delete_on == "2026-05-31T12:00:00+00:00"
    accounts.keep_account(house, back)
    assert accounts.account(house, back).delete_on == ""
    house.clock.pass_time(timedelta(days=300))
    assert accounts.carry_out_deletions(house) == 0


def test_signing_in_alone_does_not_keep_the_account(house: House) -> None:
    accounts.delete_account(house, viewer(house, "ann"), PASSWORD)
    accounts.sign_in(house, Browser(), "ann", PASSWORD)
    house.clock.pass_time(timedelta(days=30))
    assert accounts.carry_out_deletions(house) == 1


def test_afterwards_nothing_is_left_and_nobody_else_has_lost_anything(house: House) -> None:
    ann, bob = viewer(house, "ann"), viewer(house, "bob")
    for who in (ann, bob):
        _post(house, who)
        accounts.wear(house, who, pictures.take(house, who, _png(), "avatar").id)
    before = _kept(house, "pictures") + _kept(house, "public")
    accounts.delete_account(house, ann, PASSWORD)
    house.clock.pass_time(timedelta(days=30))
    assert accounts.carry_out_deletions(house) == 1
    assert (_kept(house, "pictures") + _kept(house, "public")) * 2 == before
    with house.database.reading() as session:
        assert session.exec(select(Account.handle)).all() == ["bob"]
        assert {table: _count(session, table) for table in (Post, PostPicture, PostTag, Consent)} == {Post: 1, PostPicture: 1, PostTag: 1, Consent: 1}
        assert {*session.exec(select(Picture.account_id))} == {bob.account_id}
    assert viewer(house, "ann").signed_in


async def test_what_was_public_goes_at_once_and_comes_back_with_its_author(house: House) -> None:
    ann, bob = viewer(house, "ann"), viewer(house, "bob")
    for who in (ann, bob):
        _post(house, who)
        accounts.wear(house, who, pictures.take(house, who, _png(), "avatar").id)
    everything, before, gone = _kept(house, "public"), _shown(house, ann), _heard(house, "gone")
    accounts.delete_account(house, ann, PASSWORD)
    assert _kept(house, "public") * 2 == everything
    left = _shown(house, ann)
    assert (left.names, left.avatar, left.versions) == ([""], "", [version + 1 for version in before.versions])
    assert (left.author, await gone()) == (before.author + 1, [{"id": ids.to_text(left.posts[0])}])
    accounts.keep_account(house, ann)
    back = _shown(house, ann)
    assert _kept(house, "public") == everything
    assert not {"", *before.names, before.avatar} & {*back.names, back.avatar}
    assert (back.versions, back.author) == ([version + 2 for version in before.versions], before.author + 2)


async def test_what_nobody_saw_in_lists_is_neither_announced_nor_made_public_afterwards(house: House) -> None:
    ann, gone = viewer(house, "ann"), _heard(house, "gone")
    for status, visibility in (("published", "unlisted"), ("binned", "public"), ("scheduled", "public")):
        _post(house, ann, status, visibility)
    accounts.delete_account(house, ann, PASSWORD)
    accounts.keep_account(house, ann)
    assert (await gone(), _shown(house, ann).names, _kept(house, "public")) == ([], ["", "", ""], 0)


def test_keeping_an_account_that_stays_changes_nothing(house: House) -> None:
    ann = viewer(house, "ann")
    _post(house, ann)
    before = _shown(house, ann)
    accounts.keep_account(house, ann)
    assert _shown(house, ann) == before


def test_a_store_that_is_away_keeps_nobody_from_leaving_and_loses_nothing_of_who_comes_back(house: House) -> None:
    ann = viewer(house, "ann")
    _post(house, ann)
    before, away = _kept(house, "public"), replace(house, objects=_Away(house.objects))
    accounts.delete_account(away, ann, PASSWORD)
    assert _shown(house, ann).names == [""]
    with pytest.raises(Unavailable):
        accounts.keep_account(away, ann)
    assert accounts.account(house, ann).delete_on
    accounts.keep_account(house, ann)
    assert _shown(house, ann).names != [""]
    assert _kept(house, "public") == before * 2


def test_lost_bytes_keep_nobody_from_coming_back(house: House) -> None:
    ann = viewer(house, "ann")
    _post(house, ann)
    accounts.delete_account(house, ann, PASSWORD)
    house.objects.delete_under("pictures")
    accounts.keep_account(house, ann)
    assert (accounts.account(house, ann).delete_on, _shown(house, ann).names) == ("", [""])


@pytest.mark.parametrize("password", ["", "wrong password"])
def test_leaving_needs_the_password(house: House, password: str) -> None:
    ann = viewer(house, "ann")
    with pytest.raises(Invalid):
        accounts.delete_account(house, ann, password)
    assert accounts.account(house, ann).delete_on == ""


def test_nobody_can_not_leave(house: House) -> None:
    for leaving in (lambda: accounts.delete_account(house, NOBODY, PASSWORD), lambda: accounts.keep_account(house, NOBODY)):
        with pytest.raises(NotSignedIn):
            leaving()


@dataclass(frozen=True)
class _Shown:
    """What everybody can come by of an account."""

    posts: list[int]
    versions: list[int]
    names: list[str]
    avatar: str
    author: int


def _shown(house: House, who: Viewer) -> _Shown:
    with house.database.reading() as session:
        posts = session.exec(select(Post).where(Post.account_id == who.account_id).order_by(Post.id)).all()
        names = [session.get_one(PostPicture, (post.id, 0)).public_name for post in posts]
        account = session.get_one(Account, who.account_id)
        return _Shown([post.id for post in posts], [post.version for post in posts], names, account.avatar_name, account.version)


class _Away:
    """A store that has just gone away."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def __getattr__(self, name: str) -> object:
        raise Unavailable("The store is away.")


def _heard(house: House, topic: str) -> Callable[[], Awaitable[list[dict[str, object]]]]:
    """What the server announces from now on."""
    heard: list[dict[str, object]] = []
    house.news.listen(topic, lambda payload: heard.append(dict(payload)))

    async def told() -> list[dict[str, object]]:
        await asyncio.sleep(0)
        return heard

    return told


def _post(house: House, who: Viewer, status: str = "published", visibility: str = "public") -> None:
    """A picture of that account in a post, by its rows."""
    assert who.account_id is not None
    kept, number = pictures.keep(house, _png()), ids.mint()
    name = pictures.publish_copies(house, kept.id) if (status, visibility) == ("published", "public") else ""
    with house.database.writing() as session:
        pictures.record(session, kept, "variant", account_id=who.account_id, guest_id=None, now=NOON)
        session.add(Post(id=number, account_id=who.account_id, status=status, visibility=visibility, created_at=NOON, published_at=NOON))
        session.flush()
        session.add(PostPicture(post_id=number, number=0, picture_id=kept.id, public_name=name))
        session.add(PostTag(account_id=who.account_id, post_id=number, tag="boats"))
        session.add(Consent(id=ids.mint(), post_id=number, version=1, remix="anyone", licence="CC0-1.0", training=False, decided_at=NOON))


def _count(session: object, table: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()  # type: ignore[attr-defined,no-any-return]


def _kept(house: House, prefix: str) -> int:
    """How many objects."""
    return len(list(house.objects.under(prefix)))


def _png() -> bytes:
    data = BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(data, "PNG")
    return data.getvalue()
