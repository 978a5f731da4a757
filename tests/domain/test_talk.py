"""Comments: who may write, answer, edit, delete and pin them, and what is counted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import func, update
from sqlmodel import col, select

from rxfeed.domain import accounts_deletion, circle, gallery, ids, talk, talk_counts, talk_write
from rxfeed.domain.errors import Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Comment, CommentEdit, Notice, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.making import person


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return person(house, "tariq")


@pytest.fixture
def post(house: House, mara: Viewer) -> str:
    return making.post(house, mara).card.id


def test_what_is_said_is_there_for_everybody(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    first = talk.write(house, tariq, post, "The sun is *perfect*, @mara and @nobody.")
    answer = talk.write(house, mara, post, "Thanks.", first)
    deeper = talk.write(house, tariq, post, "Mind if I take it to night?", answer)
    page = talk.page(house, NOBODY, post)
    (thread,) = page.threads
    assert (page.count, page.may, page.hosts, thread.more, thread.next) == (3, "sign in", False, 0, "")
    assert (thread.begins.id, thread.begins.author.handle, thread.begins.text, thread.begins.mine) == (first, "tariq", "", False)
    assert "<em>perfect</em>" in thread.begins.html
    assert thread.begins.html.count("<a ") == 1, "only who is there is a link"
    assert [(view.id, view.answers_to) for view in thread.answers] == [(answer, ""), (deeper, "mara")], "two levels: answers to answers stay in the thread"
    mine = talk.page(house, mara, post)
    assert (mine.may, mine.hosts, mine.threads[0].answers[0].text) == ("yes", True, "Thanks.")


def test_who_may_not(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    other = making.post(house, mara).card.id
    said = talk.write(house, mara, other, "elsewhere")
    for viewer, where, text, answers, refusal in [
        (NOBODY, post, "hello", "", NotSignedIn),
        (making.guest(house), post, "hello", "", NotSignedIn),
        (tariq, "0000000000000", "hello", "", NotFound),
        (tariq, "junk", "hello", "", NotFound),
        (tariq, post, "hello", said, NotFound),
        (tariq, post, "hello", "junk", NotFound),
        (tariq, post, "\u200b", "", Invalid),
        (tariq, post, "x" * 50_000, "", Invalid),
        (tariq, post, " ".join(f"@p{number:03}" for number in range(500)), "", Invalid),
    ]:
        with pytest.raises(refusal):
            talk.write(house, viewer, where, text, answers)
    assert talk.page(house, NOBODY, post).count == 0


def test_on_what_one_does_not_see(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    talk.write(house, tariq, post, "hello")
    gallery.bin(house, mara, post)
    for viewer in (tariq, mara, NOBODY):
        with pytest.raises(NotFound):
            talk.write(house, viewer, post, "still there?") if viewer.signed_in else talk.page(house, viewer, post)
    rated = making.post(house, mara, rating="mature").card.id
    talk.write(house, tariq, rated, "hello")
    with pytest.raises(NotSignedIn):
        talk.page(house, NOBODY, rated)
    with pytest.raises(NotFound):
        talk.history(house, NOBODY, talk.page(house, tariq, rated).threads[0].id + "0")


def test_who_may_comment_is_the_authors_to_say(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    gallery.edit(house, mara, post, gallery.Changes(replies="followers"))
    with pytest.raises(NotAllowed, match="Only those who follow"):
        talk.write(house, tariq, post, "hello")
    assert talk.page(house, tariq, post).may == "followers"
    circle.follow(house, tariq, "mara")
    talk.write(house, tariq, post, "hello")
    gallery.edit(house, mara, post, gallery.Changes(replies="nobody"))
    with pytest.raises(NotAllowed, match="takes no comments"):
        talk.write(house, tariq, post, "hello")
    talk.write(house, mara, post, "That's that.")
    with pytest.raises(Invalid):
        gallery.edit(house, mara, post, gallery.Changes(replies="friends"))
    quiet = making.post(house, mara, replies="nobody").card.id
    assert talk.page(house, tariq, quiet).may == "nobody"


def test_an_edit_shows_what_it_said_before(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    said = talk.write(house, tariq, post, "frist")
    for text in ("first", "first", "first!"):
        talk.edit(house, tariq, said, text)
    assert [former.html for former in talk.history(house, NOBODY, said)] == ["<p>first</p>", "<p>frist</p>"]
    (thread,) = talk.page(house, mara, post).threads
    assert (thread.begins.html, bool(thread.begins.edited)) == ("<p>first!</p>", True)
    for viewer, refusal in ((mara, NotFound), (NOBODY, NotSignedIn)):
        with pytest.raises(refusal):
            talk.edit(house, viewer, said, "mine now")
        with pytest.raises(refusal):
            talk.delete(house, viewer, said)
    with pytest.raises(Invalid):
        talk.edit(house, tariq, said, " ")


def test_a_deleted_comment_keeps_its_place_while_it_is_answered(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    first = talk.write(house, tariq, post, "a secret")
    talk.edit(house, tariq, first, "a changed secret")
    answer = talk.write(house, mara, post, "an answer", first)
    talk.delete(house, tariq, first)
    page = talk.page(house, NOBODY, post)
    assert (page.count, page.threads[0].begins.gone, page.threads[0].begins.html, page.threads[0].begins.author.handle) == (1, True, "", "")
    with house.database.reading() as session:
        assert session.exec(select(func.count()).select_from(CommentEdit)).one() == 0, "nor is it in the history"
    for deed in (partial(talk.write, house, mara, post, "to nothing"), partial(talk.history, house, mara), partial(talk.delete, house, tariq)):
        with pytest.raises(NotFound):
            deed(first)
    talk.delete(house, mara, answer)
    assert talk.page(house, NOBODY, post) == talk.TalkPage(0, "sign in")
    assert _rows(house) == 0


def test_the_author_of_the_post_pins_one(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    said = [talk.write(house, tariq, post, f"number {number}") for number in range(3)]
    answer = talk.write(house, tariq, post, "answer", said[0])
    for pinned in (said[1], said[0]):
        talk.pin(house, mara, pinned, on=True)
    assert [thread.id for thread in talk.page(house, NOBODY, post, "new").threads] == [said[0], said[2], said[1]]
    for viewer, which, refusal in ((tariq, said[2], NotAllowed), (NOBODY, said[2], NotSignedIn), (mara, answer, Invalid), (mara, "junk", NotFound)):
        with pytest.raises(refusal):
            talk.pin(house, viewer, which, on=True)
    talk.pin(house, mara, said[0], on=False)
    assert [thread.id for thread in talk.page(house, NOBODY, post, "new").threads] == said[::-1]


def test_counts_are_those_of_the_rows_after_many_at_once(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    root = talk.write(house, mara, post, "begin")

    def chat(number: int) -> None:
        who = (mara, tariq)[number % 2]
        said = talk.write(house, who, post, f"number {number}", root if number % 3 else "")
        if number % 4 == 0:
            talk.delete(house, who, said)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(chat, range(40)))
    assert talk.page(house, NOBODY, post).count == _rows(house) == 31
    assert talk.recount(house) == 0
    with house.database.writing() as session:
        session.execute(update(Post).values(comments=7))
        session.execute(update(Comment).where(col(Comment.id) == ids.from_text(root)).values(answers=1))
    assert (talk.recount(house), talk.recount(house)) == (1, 0)
    assert talk.page(house, NOBODY, post).count == 31


def test_who_leaves_takes_along_what_they_said(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    first, second = talk.write(house, tariq, post, "his"), talk.write(house, tariq, post, "his, too")
    talk.write(house, mara, post, "hers", first)
    talk.write(house, tariq, post, "his again", first)
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.handle) == "tariq").values(delete_at=house.clock.now()))
    leaving = talk.page(house, NOBODY, post)
    assert (leaving.count, [thread.begins.gone for thread in leaving.threads]) == (1, [True])
    assert accounts_deletion.carry_out_deletions(house) == 1
    after = talk.page(house, NOBODY, post)
    assert (after.count, [thread.begins.gone for thread in after.threads], len(after.threads[0].answers)) == (1, [True], 1)
    assert talk.recount(house) == 0
    assert second not in {thread.id for thread in after.threads}


def test_everybody_concerned_is_told_once(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    lena = person(house, "lena")
    said = talk.write(house, tariq, post, "hello @mara @lena @tariq")
    assert _told(house) == {("mara", "mention"), ("lena", "mention")}
    answer = talk.write(house, lena, post, "hello @tariq", said)
    assert _told(house) == {("mara", "mention"), ("lena", "mention"), ("mara", "comment"), ("tariq", "reply")}
    kofi = person(house, "kofi")
    talk.edit(house, lena, answer, "hello @tariq and @kofi")
    assert ("kofi", "mention") in _told(house)
    talk.delete(house, lena, answer)
    talk.delete(house, tariq, said)
    assert _told(house) == set()
    gallery.edit(house, mara, post, gallery.Changes(visibility="followers"))
    talk.write(house, mara, post, "only for those who follow: @kofi")
    circle.follow(house, kofi, "mara")
    talk.write(house, mara, post, "now for @kofi @lena")
    assert {(who, kind) for who, kind in _told(house) if kind == "mention"} == {("kofi", "mention")}, "nobody is told of what they don't see"


def test_a_post_goes_with_all_that_is_said(house: House, mara: Viewer, post: str) -> None:
    (root,) = _many(house, mara, post, 1)
    chain = _many(house, mara, post, 1_200, root)
    with house.database.writing() as session:
        for above, number in pairwise(map(ids.from_text, chain)):
            session.execute(update(Comment).where(col(Comment.id) == number).values(parent_id=above))
        session.delete(session.get_one(Post, ids.from_text(post)))
    assert _rows(house) == 0


def test_what_is_sent_twice_is_said_once(house: House, mara: Viewer, tariq: Viewer, post: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = talk.write(house, tariq, post, "hello")
    answer = talk.write(house, tariq, post, "hello", said)
    assert (talk.write(house, tariq, post, " hello "), talk.write(house, tariq, post, "hello", said)) == (said, answer)
    others = talk.write(house, mara, post, "hello"), talk.write(house, tariq, post, "hello again"), talk.write(house, tariq, post, "hello", answer)
    assert len({said, answer, *others}) == talk.page(house, NOBODY, post).count == 5
    monkeypatch.setattr(talk_write, "TWICE", timedelta(0))
    assert talk.write(house, tariq, post, "hello") != said, "later it is meant"


def test_one_can_only_say_so_much(house: House, mara: Viewer, post: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk_write, "PACE", replace(talk_write.PACE, most=2))
    said = talk.write(house, mara, post, "one")
    with pytest.raises(Invalid):
        talk.write(house, mara, post, "")
    talk.edit(house, mara, said, "two")
    with pytest.raises(LimitReached, match="Wait 10 min"):
        talk.write(house, mara, post, "three")


def _told(house: House) -> set[tuple[str, str]]:
    with house.database.reading() as session:
        return set(session.exec(select(Account.handle, Notice.kind).join(Notice, col(Notice.account_id) == col(Account.id)).where(Notice.kind != "follow")))


def _many(house: House, viewer: Viewer, post: str, count: int, answers: str = "") -> list[str]:
    """Straight into the rows; their ids, oldest first."""
    root = ids.from_text(answers) if answers else None
    made = [ids.mint() for _ in range(count)]
    now = house.clock.now()
    with house.database.writing() as session:
        for number in made:
            whose = {"post_id": ids.from_text(post), "account_id": viewer.account_id, "parent_id": root, "root_id": root}
            session.add(Comment(id=number, **whose, html="<p>x</p>", best_at=now, created_at=now))
        session.flush()
        talk_counts.count(session, ids.from_text(post), count)
        talk_counts.weigh(session, root)
    return [ids.to_text(number) for number in made]


def _rows(house: House) -> int:
    with house.database.reading() as session:
        return session.exec(select(func.count()).select_from(Comment)).one()
