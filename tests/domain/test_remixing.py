"""Taking a picture further: what the remix view begins with, what is written of it, and what it takes to publish it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from rxfeed.domain import circle, gallery, ids, notices, pictures, pictures_sweep, remix_requests, remixing, remixing_sources, studio
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.gallery import Changes, Pick, Publication
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Call, Edge, Generation, Picture, Post, Source
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView
from tests import making
from tests.counting import counted
from tests.domain.asking import end_all
from tests.domain.test_masks import painting
from tests.jobs.engines import ObedientEngine

OTHERS = Decision("anyone", "CC-BY-4.0")


@pytest.fixture
def mara(house: House, engine: ObedientEngine) -> Viewer:
    return making.person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return making.person(house, "tariq")


def asked(*parents: str, mode: str = "prompt", **more: Any) -> Ask:
    return Ask("obedient", "a boat at night", mode=mode, parents=tuple(ParentPick(parent) for parent in parents), **more)


def drawn(house: House, viewer: Viewer, ask: Ask) -> Publication:
    """Asked for, and its picture is there: ready to be published."""
    made = studio.request(house, viewer, ask)
    kept = pictures.keep(house, making.picture_bytes(seed=5))
    with house.database.writing() as session:
        pictures.record(session, kept, "variant", account_id=viewer.account_id, guest_id=viewer.guest_id, now=house.clock.now())
        call = session.get_one(Call, ids.from_text(made.variants[0].id))
        call.status, call.picture_id, call.ended_at = "ready", kept.id, house.clock.now()
    return Publication(made.id, (Pick(ids.to_text(kept.id), "A boat"),), OTHERS, rating="general")


def edges(house: House) -> list[tuple[int, int, str]]:
    with house.database.reading() as session:
        return [(row.parent_id, row.picture, row.mode) for row in session.exec(select(Edge).order_by(Edge.child_id, Edge.number))]  # type: ignore[arg-type]


def withdraw(house: House, author: Viewer, post: PostView) -> None:
    gallery.edit(house, author, post.card.id, Changes(decision=Decision("nobody", "CC-BY-4.0")))


def test_it_begins_with_one_picture_of_a_post(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara, variants=2, prompt="a {animal} on a pier", decision=Decision("anyone", "CC-BY-SA-4.0"))
    begun = remixing.start(house, tariq, post.card.id, 2)
    parent = begun.parents[0]
    assert (parent.picture, parent.pictures, parent.author.handle, parent.prompt, parent.size) == (2, 2, "mara", "a {animal} on a pier", "96 × 64")
    assert (parent.allowed, begun.allowed, begun.blanks) == (True, True, ["animal"])
    assert {mode.mode for mode in begun.modes} == {"prompt", "edit", "mask", "blend", "blanks"}
    assert [licence.id for licence in begun.licences if licence.allowed] == ["CC-BY-SA-4.0"]
    with pytest.raises(NotFound, match="no such picture"):
        remixing.start(house, tariq, post.card.id, 3)


def test_the_blanks_are_filled_by_the_house_and_its_sources_are_written(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara, variants=2, prompt="a {animal} on a pier").card.id
    made = studio.request(house, tariq, Ask("obedient", "", mode="blanks", parents=(ParentPick(post, 2),), blanks={"animal": "fox"}))
    assert (made.prompt, made.mode, made.sources[0].picture) == ("a fox on a pier", "blanks", 2)
    with house.database.reading() as session:
        row = session.exec(select(Source)).one()
    assert (row.generation_id, row.number, row.post_id, row.picture) == (ids.from_text(made.id), 0, ids.from_text(post), 1)


def test_what_is_published_names_its_parents_and_tells_their_authors(house: House, mara: Viewer, tariq: Viewer) -> None:
    one, two = making.post(house, mara), making.post(house, making.person(house))
    child = gallery.publish(house, tariq, drawn(house, tariq, asked(one.card.id, two.card.id, mode="blend")))
    assert edges(house) == [(ids.from_text(one.card.id), 0, "blend"), (ids.from_text(two.card.id), 0, "blend")]
    told = notices.page(house, making.again(house, mara)).notices
    assert [(notice.kind, notice.href) for notice in told] == [("remix", f"/p/{child.card.id}")]
    with house.database.reading() as session:
        assert session.get_one(Post, ids.from_text(one.card.id)).remixes == 1


def test_a_permission_that_is_withdrawn_meanwhile_is_asked_for_again(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara)
    ready, failed = drawn(house, tariq, asked(post.card.id)), studio.request(house, tariq, asked(post.card.id, mode="edit"))
    end_all(house)
    withdraw(house, mara, post)
    with pytest.raises(NotAllowed, match="@mara lets nobody"):
        gallery.publish(house, tariq, ready)
    with pytest.raises(NotAllowed, match="@mara lets nobody"):
        studio.retry(house, tariq, failed.variants[0].id)
    assert not remixing.start(house, tariq, post.card.id).allowed
    assert edges(house) == []
    assert not [kept for kept in house.objects.under("public") if ready.picks[0].picture_id in kept.key]
    gallery.edit(house, mara, post.card.id, Changes(decision=OTHERS))
    gallery.publish(house, tariq, ready)
    assert len(edges(house)) == 1


@pytest.mark.parametrize(
    ("parent", "child", "field"),
    [
        ({"decision": Decision("anyone", "CC-BY-SA-4.0")}, {}, "licence"),
        ({"decision": Decision("anyone", "CC-BY-NC-4.0")}, {}, "licence"),
        ({"visibility": "unlisted"}, {"visibility": "public"}, "visibility"),
        ({}, {}, ""),
    ],
)
def test_licence_and_audience_carry_over(house: House, mara: Viewer, tariq: Viewer, parent: Any, child: Any, field: str) -> None:
    ready = replace(drawn(house, tariq, asked(making.post(house, mara, **parent).card.id)), **child)
    if not field:
        gallery.publish(house, tariq, ready)
        return
    with pytest.raises(Invalid) as refusal:
        gallery.publish(house, tariq, ready)
    assert refusal.value.field == field


def test_a_scheduled_remix_comes_out_in_its_time_or_waits_for_its_permission(house: House, mara: Viewer, tariq: Viewer) -> None:
    posts = [making.post(house, mara), making.post(house, mara)]
    soon = house.clock.now() + timedelta(hours=1)
    waiting = [gallery.publish(house, tariq, replace(drawn(house, tariq, asked(post.card.id)), publish_at=soon)) for post in posts]
    assert edges(house) == []
    withdraw(house, mara, posts[1])
    for came_out in (1, 0):
        with house.database.writing() as session:
            for row in session.exec(select(Post).where(Post.status == "scheduled")):
                row.publish_at = house.clock.now() - timedelta(seconds=1)
        assert [gallery.publish_due(house), gallery.publish_due(house)] == [came_out, 0]
    told = notices.page(house, making.again(house, tariq)).notices
    assert [(notice.kind, notice.href) for notice in told] == [("remix_waits", f"/p/{waiting[1].card.id}")], "told once, however often it is tried"
    assert edges(house) == [(ids.from_text(posts[0].card.id), 0, "prompt")]
    with pytest.raises(NotAllowed, match="@mara lets nobody"):
        gallery.publish_now(house, tariq, waiting[1].card.id)
    with pytest.raises(NotFound):
        gallery.publish_now(house, mara, waiting[1].card.id)
    gallery.edit(house, mara, posts[1].card.id, Changes(decision=OTHERS))
    gallery.publish_now(house, tariq, waiting[1].card.id)
    assert len(edges(house)) == 2


def test_a_blend_whose_licences_exclude_each_other_is_told_before_it_is_drawn(house: House, mara: Viewer, tariq: Viewer) -> None:
    posts = [making.post(house, mara, decision=Decision("anyone", licence)).card.id for licence in ("CC-BY-SA-4.0", "CC-BY-NC-4.0")]
    mine = making.post(house, tariq, decision=Decision("nobody", "CC-BY-ND-4.0")).card.id
    begun = remixing.look(house, tariq, [ParentPick(post) for post in posts])
    assert (begun.allowed, any(one.allowed for one in begun.licences)) == (True, False)
    assert [one.bound for one in begun.parents] == ["CC-BY-SA-4.0", "CC-BY-NC-4.0"]
    assert {one.post_id: one.bound for one in remixing.candidates(house, tariq, "latest").candidates} == dict(
        zip([mine, *posts], ["CC0-1.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"], strict=True)
    )
    with pytest.raises(Invalid) as refusal:
        gallery.publish(house, tariq, drawn(house, tariq, asked(*posts, mode="blend")))
    assert refusal.value.field == "licence"


def test_everybody_before_is_credited(house: House, mara: Viewer, tariq: Viewer) -> None:
    root = making.post(house, mara).card.id
    hidden = making.remix(house, tariq, root)
    last = making.remix(house, making.person(house, "ines"), hidden)
    gallery.edit(house, tariq, hidden, Changes(visibility="followers"))
    before = remixing.start(house, making.person(house), last).before
    assert [(one.handle, one.id) for one in before] == [("mara", root), ("tariq", "")]


def test_more_parents_than_four_by_way_of_references_are_refused(house: House, mara: Viewer, tariq: Viewer) -> None:
    posts = [making.post(house, mara).card.id for _ in range(5)]
    uploads = tuple(pictures.take(house, tariq, making.picture_bytes(), "reference", (ids.from_text(post), 0)).id for post in posts[1:])
    with pytest.raises(Invalid, match="come of 5 pictures"):
        studio.request(house, tariq, replace(asked(posts[0], references=uploads), engine="sketch"))


def test_many_remix_while_its_author_withdraws(house: House, mara: Viewer) -> None:
    """Each comes out or hears why not, whoever was faster, and the count is that of the edges."""
    post = making.post(house, mara)
    people = [making.person(house) for _ in range(4)]
    ready = [(one, drawn(house, one, asked(post.card.id))) for one in people]

    def attempt(one: Viewer, publication: Publication) -> bool:
        try:
            return bool(gallery.publish(house, one, publication))
        except NotAllowed:
            return False

    with ThreadPoolExecutor(5) as threads:
        first = [threads.submit(attempt, *ready[0]), threads.submit(attempt, *ready[1])]
        gone = threads.submit(withdraw, house, mara, post)
        came = sum(one.result() for one in [*first, threads.submit(attempt, *ready[2])])
        gone.result()
    assert not attempt(*ready[3])
    with house.database.reading() as session:
        assert session.get_one(Post, ids.from_text(post.card.id)).remixes == len(session.exec(select(Edge)).all()) == came


def test_asked_answered_withdrawn_and_remixed_at_the_same_moment(house: House, mara: Viewer, tariq: Viewer) -> None:
    """Whoever was faster: what came out had a yes at that moment, and what is left is what was said last."""
    post = making.post(house, mara, decision=Decision("ask", "CC-BY-4.0")).card.id
    remix_requests.ask(house, tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=True)
    ready = [drawn(house, tariq, asked(post)) for _ in range(2)]

    def attempt(deed: Callable[[], object]) -> bool:
        try:
            deed()
        except RxfeedError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        out = [threads.submit(attempt, lambda one=one: gallery.publish(house, tariq, one)) for one in ready]
        said = [threads.submit(attempt, lambda: remix_requests.answer(house, mara, post, "tariq", accept=False)) for _ in range(2)]
        came = sum(one.result() for one in out)
        assert all(one.result() for one in said)
    assert remix_requests.look(house, tariq, post).asked == "withdrawn"
    assert not attempt(lambda: studio.request(house, tariq, asked(post)))
    with house.database.reading() as session:
        assert session.get_one(Post, ids.from_text(post)).remixes == len(session.exec(select(Edge)).all()) == came


Wrong = Callable[[House, Viewer, PostView], object]


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (lambda house, mara, post: gallery.bin(house, mara, post.card.id), "isn't there"),
        (lambda house, mara, post: gallery.edit(house, mara, post.card.id, Changes(visibility="followers")), "isn't there"),
        (lambda house, mara, post: circle.block(house, mara, "tariq"), "isn't there"),
        (lambda house, mara, post: making.suspended(house, mara), "isn't there"),
        (withdraw, "lets nobody"),
        (lambda house, mara, post: gallery.edit(house, mara, post.card.id, Changes(decision=Decision("ask", "CC-BY-4.0"))), "wants to be asked"),
        (lambda house, mara, post: gallery.edit(house, mara, post.card.id, Changes(decision=Decision("nobody", "CC-BY-ND-4.0"))), "no remixes"),
    ],
)
def test_what_may_not_be_taken_further_says_why_before_and_after(house: House, mara: Viewer, tariq: Viewer, happens: Wrong, says: str) -> None:
    post = making.post(house, mara)
    ready = drawn(house, tariq, asked(post.card.id))
    happens(house, mara, post)
    tariq = making.again(house, tariq)
    with pytest.raises(RxfeedError, match=says):
        studio.request(house, tariq, asked(post.card.id))
    with pytest.raises(RxfeedError, match=says):
        gallery.publish(house, tariq, ready)
    with house.database.reading() as session:
        assert session.get_one(Picture, ids.from_text(ready.picks[0].picture_id)).post_id is None
    assert edges(house) == []


def test_forged_parents_change_nothing(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara).card.id
    with house.database.reading() as session:
        hers = ids.to_text(session.exec(select(Picture.id).where(Picture.account_id == mara.account_id)).one())
    with pytest.raises(NotFound):
        studio.request(house, tariq, asked(post, references=(hers,)))
    for forged in ("", "0" * 13, "z" * 13, "' OR 1=1", "x" * 50_000, "\0" * 13, hers):
        with pytest.raises(NotFound):
            studio.request(house, tariq, asked(forged))
        with pytest.raises(NotFound):
            remixing.start(house, tariq, forged)
        with pytest.raises(NotFound):
            studio.request(house, tariq, asked(post, mode="mask", mask=forged or "0"))
    with house.database.reading() as session:
        assert session.exec(select(Generation).where(Generation.account_id == tariq.account_id)).all() == []


def test_a_post_that_is_its_own_parent_never_comes_out(house: House, mara: Viewer, tariq: Viewer) -> None:
    """Forged rows: a generation that takes its own post further, or what came of it."""
    root = making.post(house, mara)
    soon = house.clock.now() + timedelta(hours=1)
    waiting = gallery.publish(house, tariq, replace(drawn(house, tariq, asked(root.card.id)), publish_at=soon)).card.id
    with house.database.writing() as session:
        generation = session.get_one(Post, ids.from_text(waiting)).generation_id
        session.exec(select(Source).where(Source.generation_id == generation)).one().post_id = ids.from_text(waiting)
    with pytest.raises(RxfeedError, match="isn't published yet"):
        gallery.publish_now(house, tariq, waiting)
    assert edges(house) == []


def test_a_mask_is_ones_own_of_the_pictures_size_and_kept_while_it_is_used(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara).card.id
    fits, small = (pictures.take(house, tariq, painting(size=size), "mask").id for size in ((96, 64), (40, 30)))
    foreign = pictures.take(house, mara, painting(size=(96, 64)), "mask").id
    reference = pictures.take(house, tariq, making.picture_bytes(), "reference").id
    with pytest.raises(Invalid, match="40 × 30 pixels large, and the picture 96 × 64"):
        studio.request(house, tariq, asked(post, mode="mask", mask=small))
    for other in (foreign, reference):
        with pytest.raises(NotFound, match="Paint it again"):
            studio.request(house, tariq, asked(post, mode="mask", mask=other))
    assert studio.request(house, tariq, asked(post, mode="mask", mask=fits)).mask == fits
    with pytest.raises(NotSignedIn):
        pictures.take(house, making.guest(house), painting(size=(96, 64)), "mask")
    with house.database.writing() as session:
        for row in session.exec(select(Picture).where(Picture.kind == "mask")):
            row.created_at -= timedelta(days=8)
    pictures_sweep.sweep(house)
    with house.database.reading() as session:
        assert [ids.to_text(row.id) for row in session.exec(select(Picture).where(Picture.kind == "mask"))] == [fits]


def test_a_guest_remixes_words_only(house: House, mara: Viewer, engine: ObedientEngine) -> None:
    engine.paid = False
    visitor, post = making.guest(house), making.post(house, mara, prompt="a {pet}").card.id
    asking = making.post(house, mara, decision=Decision("ask", "CC0-1.0"))
    assert studio.request(house, visitor, asked(post)).mode == "prompt"
    assert studio.request(house, visitor, asked(post, mode="blanks", blanks={"pet": "fox"})).prompt == "a fox"
    end_all(house)
    with pytest.raises(NotSignedIn, match="Sign in"):
        studio.request(house, visitor, asked(post, mode="edit"))
    with pytest.raises(NotAllowed, match="wants to be asked"):
        studio.request(house, visitor, asked(asking.card.id))


def test_a_hidden_prompt_is_nobodys_to_take_further(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara, prompt="a secret {pet}", prompt_hidden=True).card.id
    begun = remixing.start(house, tariq, post)
    assert (begun.parents[0].prompt, begun.blanks) == ("", [])
    assert "secret" not in repr(begun)
    for mode in ("prompt", "blanks"):
        with pytest.raises(Invalid) as refusal:
            studio.request(house, tariq, asked(post, mode=mode, blanks={"pet": "fox"}))
        assert "secret" not in str(refusal.value)
    assert studio.request(house, tariq, asked(post, mode="edit")).mode == "edit"
    assert studio.request(house, mara, asked(post)).mode == "prompt"


def test_everyones_results_of_a_prompt_with_blanks(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = making.post(house, mara, prompt="a {pet}", variants=2).card.id
    upload = pictures.take(house, tariq, making.picture_bytes(), "reference", (ids.from_text(post), 1)).id
    for pet in ("fox", "owl"):
        gallery.publish(house, tariq, drawn(house, tariq, asked(post, mode="blanks", blanks={"pet": pet}, references=(upload,))))
    gallery.publish(house, tariq, drawn(house, tariq, asked(post)))
    found = remixing.gather(house, making.person(house), post)
    assert [b"a owl" in card for card in found.cards] == [True, False]
    assert (len(found.cards), found.next) == (2, "")
    circle.block(house, mara, "tariq")
    assert remixing.gather(house, making.again(house, mara), post).cards == []
    for forged in ("x", "0" * 26, "' OR 1=1"):
        with pytest.raises(Invalid):
            remixing.gather(house, mara, post, forged)


def test_what_can_be_blended_with(house: House, mara: Viewer, tariq: Viewer) -> None:
    asks = making.post(house, mara, decision=Decision("ask", "CC-BY-4.0"), variants=2)
    mine = making.post(house, tariq, decision=Decision("nobody", "CC-BY-ND-4.0"))
    with counted(house) as few:
        latest = remixing.candidates(house, tariq, "latest").candidates
    assert [(one.post_id, one.mine, one.allowed, one.may_ask, one.pictures) for one in latest] == [
        (mine.card.id, True, True, False, 1),
        (asks.card.id, False, False, True, 2),
    ]
    assert "mara" in latest[1].why_values.values()
    assert [one.post_id for one in remixing.candidates(house, tariq, "library").candidates] == [mine.card.id]
    for _ in range(24):
        making.post(house, mara)
    with counted(house) as many:
        page = remixing.candidates(house, tariq, "latest")
    assert len(few) == len(many) <= 5
    rest = remixing.candidates(house, tariq, "latest", page.next)
    assert (len(page.candidates), len(rest.candidates), rest.next) == (24, 2, "")
    with pytest.raises(Invalid):
        remixing.candidates(house, tariq, "everything")
    with pytest.raises(NotSignedIn):
        remixing.candidates(house, making.guest(house), "likes")


def test_an_upload_whose_credentials_name_a_post_is_a_parent(house: House, mara: Viewer, tariq: Viewer) -> None:
    """A picture that was downloaded and sent again is credited as if it had been chosen here, is shown to the engine once, and asks for the same permission."""
    post, other = making.post(house, mara, variants=2), making.post(house, mara)
    upload = pictures.take(house, tariq, making.picture_bytes(), "reference", (ids.from_text(post.card.id), 1)).id
    alone = drawn(house, tariq, Ask("obedient", "a boat", references=(upload,)))
    both = studio.request(house, tariq, asked(other.card.id, mode="edit", references=(upload,)))
    assert (both.mode, [(one.post_id, one.picture) for one in both.sources]) == ("blend", [(other.card.id, 1), (post.card.id, 2)])
    with house.database.reading() as session:
        first, second = (session.get_one(Generation, ids.from_text(text)) for text in (alone.generation_id, both.id))
        assert (len(remixing_sources.shown(session, first)), len(remixing_sources.shown(session, second))) == (0, 1)
    end_all(house)
    gallery.publish(house, tariq, alone)
    assert edges(house) == [(ids.from_text(post.card.id), 1, "edit")]
    withdraw(house, mara, post)
    with pytest.raises(NotAllowed, match="@mara lets nobody"):
        studio.request(house, tariq, Ask("obedient", "a boat", references=(upload,)))
    gallery.bin(house, mara, post.card.id)
    assert studio.request(house, tariq, Ask("obedient", "a boat", references=(upload,))).mode == ""


def test_a_remix_of_ones_own_brings_along_whom_it_came_of(house: House, mara: Viewer, tariq: Viewer) -> None:
    """However many steps somebody takes over pictures of their own that have no post: nobody's credit is lost, and nothing else is shown to the engine."""
    post, other = making.post(house, mara), making.post(house, mara)
    first = drawn(house, tariq, asked(post.card.id, mode="edit"))
    second = drawn(house, tariq, Ask("obedient", "a boat", references=(first.picks[0].picture_id,)))
    third = drawn(house, tariq, asked(other.card.id, mode="edit", references=(second.picks[0].picture_id,)))
    with house.database.reading() as session:
        shown = [len(remixing_sources.shown(session, session.get_one(Generation, ids.from_text(one.generation_id)))) for one in (first, second, third)]
    assert shown == [1, 0, 1]
    withdraw(house, mara, post)
    for alone in (second, third):
        with pytest.raises(NotAllowed, match="@mara lets nobody"):
            gallery.publish(house, tariq, alone)
    with pytest.raises(NotAllowed, match="@mara lets nobody"):
        studio.request(house, tariq, Ask("obedient", "a boat", references=(third.picks[0].picture_id,)))
    gallery.edit(house, mara, post.card.id, Changes(decision=OTHERS))
    out = gallery.publish(house, tariq, second).card.id
    again = drawn(house, tariq, Ask("obedient", "a boat", references=(second.picks[0].picture_id,)))
    end_all(house)
    gallery.publish(house, tariq, again)
    assert edges(house) == [(ids.from_text(post.card.id), 0, "edit"), (ids.from_text(out), 0, "edit")]
