"""From variants to a post: what is checked, what is claimed, what nobody loses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, feeds, gallery, ids
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Conflict, Invalid, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Post, PostPicture
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.domain.views import PostView
from tests import making


def test_a_post_has_what_its_author_said(house: House) -> None:
    mara = making.person(house, "mara")
    decision = Decision("ask", "CC-BY-SA-4.0", training=True)
    given = making.publication(house, mara, variants=2, caption="First light", tags="#PaperCut harbour", decision=decision)
    made = gallery.publish(house, mara, given)
    seen = gallery.show(house, NOBODY, made.card.id)
    assert (seen.card.author.handle, seen.card.caption, seen.card.tags) == ("mara", "First light", ["harbour", "papercut"])
    assert [picture.alt for picture in seen.card.pictures] == ["picture 0", "picture 1"]
    assert (seen.consent.remix, seen.consent.licence, seen.consent.training, seen.consent.version) == ("ask", "CC-BY-SA-4.0", True, 1)
    assert (seen.mine, made.mine, seen.seeds) == (False, True, ["0", "1"])
    assert all(picture.src.startswith("/pictures/") for picture in seen.card.pictures)


def test_training_is_no_unless_the_author_says_yes(house: House) -> None:
    assert making.post(house, making.person(house)).consent.training is False


def test_a_guest_is_asked_to_sign_in(house: House) -> None:
    visitor = making.guest(house)
    with pytest.raises(NotSignedIn):
        gallery.publish(house, visitor, making.publication(house, visitor))


@pytest.mark.parametrize("ahead", [None, timedelta(days=1)])
def test_who_is_leaving_publishes_nothing_until_they_stay(house: House, ahead: timedelta | None) -> None:
    mara = making.person(house)
    given = making.publication(house, mara, publish_at=ahead and house.clock.now() + ahead)
    _is_leaving(house, mara)
    with pytest.raises(Conflict, match="Choose to stay"):
        gallery.publish(house, mara, given)
    assert not list(house.objects.under("public"))
    accounts.keep_account(house, mara)
    assert gallery.publish(house, mara, given).mine


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"picks": ()}, "picks"),
        ({"rating": ""}, "rating"),
        ({"visibility": "everybody"}, "visibility"),
        ({"decision": Decision("", "CC-BY-4.0")}, "remix"),
        ({"decision": Decision("anyone", "")}, "licence"),
        ({"decision": Decision("anyone", "CC-BY-ND-4.0")}, "licence"),
        ({"caption": "x" * 2_001}, "caption"),
        ({"caption": "x" * 10_000_000}, "caption"),
        ({"tags": "<script>"}, "tags"),
        ({"tags": " ".join(f"t{number}" for number in range(13))}, "tags"),
    ],
)
def test_what_is_missing_or_wrong_is_named(house: House, change: dict[str, object], field: str) -> None:
    mara = making.person(house)
    with pytest.raises(Invalid) as told:
        gallery.publish(house, mara, replace(making.publication(house, mara), **change))  # type: ignore[arg-type]
    assert told.value.field == field
    assert feeds.latest(house, mara).cards == []


def test_two_browsers_publish_the_same_variant_once(house: House) -> None:
    mara = making.person(house)
    given = making.publication(house, mara)

    def attempt(_: int) -> str:
        try:
            return gallery.publish(house, mara, given).card.id
        except RxfeedError as error:
            return type(error).__name__

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(attempt, range(4)))
    assert answers.count(Conflict.__name__) == 3
    with house.database.reading() as session:
        assert len(session.exec(select(Post)).all()) == 1
        assert len(session.exec(select(PostPicture)).all()) == 1
    copies = {kept.key for kept in house.objects.under("public")}
    assert len(copies) == 3, "the copies of the slower ones are gone"


def test_nobody_publishes_what_is_somebody_elses(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    hers, his = making.publication(house, mara), making.publication(house, tariq)
    for forged in (hers, replace(his, generation_id=hers.generation_id), replace(his, picks=hers.picks), replace(his, generation_id="' OR 1=1")):
        with pytest.raises(NotFound):
            gallery.publish(house, tariq, forged)


def test_a_scheduled_post_appears_in_its_time(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, publish_at=house.clock.now() + timedelta(hours=1))
    assert (made.status, feeds.latest(house, mara).cards) == ("scheduled", [])
    with pytest.raises(NotFound):
        gallery.show(house, NOBODY, made.card.id)
    assert gallery.publish_due(house) == 0
    with house.database.writing() as session:
        row = session.get_one(Post, ids.from_text(made.card.id))
        row.publish_at = house.clock.now() - timedelta(seconds=1)
        session.add(row)
    assert [gallery.publish_due(house), gallery.publish_due(house)] == [1, 0]
    assert len(feeds.latest(house, NOBODY).cards) == 1
    assert gallery.show(house, NOBODY, made.card.id).card.pictures[0].src.startswith("/pictures/")


def test_a_past_time_is_refused(house: House) -> None:
    mara = making.person(house)
    with pytest.raises(Invalid, match="still to come"):
        making.post(house, mara, publish_at=house.clock.now() - timedelta(minutes=1))


def test_consent_changes_are_kept_as_versions(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    gallery.edit(house, mara, made.card.id, gallery.Changes(decision=Decision("nobody", "CC-BY-ND-4.0")))
    gallery.edit(house, mara, made.card.id, gallery.Changes(decision=Decision("nobody", "CC-BY-ND-4.0")))
    with house.database.reading() as session:
        rows = session.exec(select(Consent).order_by(Consent.version)).all()  # type: ignore[arg-type]
    assert [(row.version, row.remix, row.licence) for row in rows] == [(1, "anyone", "CC-BY-4.0"), (2, "nobody", "CC-BY-ND-4.0")]


def test_a_scheduled_post_can_appear_at_once(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, publish_at=house.clock.now() + timedelta(days=1))
    assert made.publish_at
    gallery.publish_now(house, mara, made.card.id)
    assert (len(feeds.latest(house, NOBODY).cards), gallery.publish_due(house)) == (1, 0)
    assert gallery.show(house, mara, made.card.id).publish_at == ""
    with pytest.raises(Conflict):
        gallery.publish_now(house, mara, made.card.id)


def test_out_of_the_bin_a_scheduled_post_waits_again(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, publish_at=house.clock.now() + timedelta(days=1))
    gallery.bin(house, mara, made.card.id)
    gallery.restore(house, mara, made.card.id)
    back = gallery.show(house, mara, made.card.id)
    assert (back.status, back.publish_at, feeds.latest(house, NOBODY).cards) == ("scheduled", made.publish_at, [])


def _is_leaving(house: House, viewer: Viewer) -> None:
    with house.database.writing() as session:
        session.get_one(Account, viewer.account_id).delete_at = house.clock.now() + timedelta(days=30)


def _make_due(house: House, *posts: PostView) -> None:
    with house.database.writing() as session:
        for made in posts:
            row = session.get_one(Post, ids.from_text(made.card.id))
            row.publish_at = house.clock.now() - timedelta(minutes=1)
            session.add(row)


def test_a_post_that_can_not_appear_holds_nobody_up(house: House) -> None:
    later = house.clock.now() + timedelta(hours=1)
    broken, whole = (making.post(house, making.person(house), publish_at=later) for _ in range(2))
    picture = broken.card.pictures[0].src.split("/")[2]
    house.objects.delete(f"pictures/{picture}/640.webp")
    _make_due(house, broken, whole)
    assert gallery.publish_due(house) == 1
    assert gallery.show(house, NOBODY, whole.card.id).status == "published"
    assert len(list(house.objects.under("public"))) == 3, "nothing of the broken one"


def test_who_is_leaving_publishes_nothing(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, publish_at=house.clock.now() + timedelta(hours=1))
    _make_due(house, made)
    _is_leaving(house, mara)
    assert gallery.publish_due(house) == 0
