"""What is shown of a conversation, in which order, and what that costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlmodel import col, select

from rxfeed.domain import circle, ids, talk, talk_counts, talk_gone, talk_read
from rxfeed.domain.audience_rows import people
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Comment
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.houses import SqliteTemplates, opened
from tests.making import again, person


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return person(house, "tariq")


@pytest.fixture
def post(house: House, mara: Viewer) -> str:
    return making.post(house, mara).card.id


def test_best_is_what_others_answer(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    old, new = talk.write(house, tariq, post, "old"), talk.write(house, tariq, post, "new")
    talk.write(house, tariq, post, "me again", old)
    assert [thread.id for thread in talk.page(house, NOBODY, post, "best").threads] == [new, old], "one's own answers weigh nothing"
    talk.write(house, mara, post, "well said", old)
    assert [thread.id for thread in talk.page(house, NOBODY, post, "best").threads] == [old, new]
    assert [thread.id for thread in talk.page(house, NOBODY, post, "new").threads] == [new, old]
    with pytest.raises(Invalid):
        talk.page(house, NOBODY, post, "worst")


def test_blocks_count_both_ways(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    lena = person(house, "lena")
    hers, his = talk.write(house, lena, post, "hers"), talk.write(house, tariq, post, "his")
    talk.write(house, lena, post, "to him, @tariq", his)
    talk.write(house, mara, post, "to her", hers)
    circle.block(house, lena, "tariq")
    lena, tariq = again(house, lena), again(house, tariq)
    his_view, her_view = talk.page(house, tariq, post), talk.page(house, lena, post)
    assert his_view.count == 2
    assert [(thread.begins.gone, [view.html for view in thread.answers]) for thread in his_view.threads] == [(False, []), (True, ["<p>to her</p>"])]
    assert (her_view.count, [(thread.id, thread.begins.gone) for thread in her_view.threads]) == (3, [(his, True), (hers, False)])
    assert talk.page(house, NOBODY, post).count == 4
    for viewer, comment in ((tariq, hers), (lena, his)):
        with pytest.raises(NotFound):
            talk.write(house, viewer, post, "hello", comment)
        with pytest.raises(NotFound):
            talk.history(house, viewer, comment)
    circle.block(house, mara, "tariq")
    with pytest.raises(RxfeedError):
        talk.write(house, again(house, tariq), post, "on what I don't see")
    said = talk.write(house, lena, post, "@tariq")
    assert "<a" not in talk.thread(house, lena, post, said).threads[0].begins.html, "nobody is led to whom they don't see"


def test_pages_follow_each_other_with_always_as_many_queries(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    said = _many(house, mara, post, 45)
    _many(house, tariq, post, 30, said[-1])
    queries = {}
    for count, cursor in enumerate(_cursors(house, post)):
        with counted(house) as asked:
            page = talk.page(house, tariq, post, "new", cursor)
        queries[count] = len(asked)
        assert [thread.id for thread in page.threads] == said[::-1][20 * count : 20 * count + 20]
    assert list(queries) == [0, 1, 2]
    assert queries[0] == queries[1] + 1 == queries[2] + 1 == 8, "places, post, tie, list, answers, whom they answer, count; once the pinned one"
    first = talk.page(house, tariq, post, "new").threads[0]
    assert (len(first.answers), first.more) == (3, 27)
    more = talk.answers(house, tariq, post, first.id, first.next)
    rest = talk.answers(house, tariq, post, first.id, more.next)
    assert (len(more.answers), len(rest.answers), rest.next) == (20, 7, "")
    assert len({view.id for part in (first, more, rest) for view in part.answers}) == 30
    assert len(talk.thread(house, tariq, post, first.id, answers=23).threads[0].answers) == 23
    assert more.answers[3].id in {view.id for view in talk.around(house, tariq, post, more.answers[3].id).threads[0].answers}
    for junk in ("junk", "'", "9" * 26):
        with pytest.raises(RxfeedError):
            talk.page(house, tariq, post, "new", junk)


def test_the_best_go_on_in_the_order_that_was(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    said = _many(house, mara, post, 45)
    first, again = talk.page(house, tariq, post), talk.page(house, NOBODY, post)
    assert first.next == again.next, "one order for all who come while nothing changes"
    talk.write(house, tariq, post, "well said", said[0])
    new = talk.write(house, tariq, post, "new")
    with counted(house) as asked:
        second = talk.page(house, tariq, post, "best", first.next)
    assert len(asked) == 7, "order, post, tie, list, answers, whom they answer, count"
    pages = [*first.threads, *second.threads, *talk.page(house, tariq, post, "best", second.next).threads]
    assert [thread.id for thread in pages] == said[::-1]
    assert sorted(pages, key=lambda thread: thread.place, reverse=True) == pages
    assert {said[0], new} <= {thread.id for thread in talk.page(house, tariq, post).threads}, "what one says shows at once"
    with pytest.raises(Invalid):
        talk.page(house, tariq, post, "new", first.next)


@pytest.mark.parametrize("order", ["best", "new"])
def test_the_first_page_comes_from_an_index(house: House, mara: Viewer, post: str, order: str) -> None:
    _many(house, mara, post, 3)
    query = {"best": talk_read.BEST, "new": talk_read.NEWEST}[order].params(post=ids.from_text(post))
    first = talk_read._comments(NOBODY).where(col(Comment.post_id) == ids.from_text(post), talk_read.PINNED)
    with house.database.reading() as session:
        explained = "EXPLAIN QUERY PLAN" if house.database.dialect == "sqlite" else "EXPLAIN"
        if house.database.dialect == "postgresql":
            session.execute(sql("SET LOCAL enable_seqscan = off"))  # three rows are read without any index
        said = [each.compile(session.connection(), compile_kwargs={"literal_binds": True}) for each in (query, first)]
        plan, pinned = (str(session.execute(sql(f"{explained} {each}".replace(":", "\\:"))).all()) for each in said)
    assert f"ix_comment_{order}" in plan, plan
    assert "ix_comment_" in pinned, pinned  # with three rows PostgreSQL may find another one of the post's as good
    assert not {"Sort", "TEMP B-TREE"} & {word for word in ("Sort", "TEMP B-TREE") if word in plan}, plan


def test_what_a_moderator_holds_back_is_not_there(house: House, mara: Viewer, tariq: Viewer, post: str) -> None:
    said = talk.write(house, tariq, post, "rude")
    for held, count in (("hidden", 0), ("removed", 0), ("", 1)):
        with house.database.writing() as session:
            talk_gone.hold_back(session, session.get_one(Comment, ids.from_text(said)), held, "be kind")
        page = talk.page(house, mara, post)
        assert (page.count, len(page.threads)) == (count, count)
        (mine,) = talk.page(house, tariq, post).threads
        assert (mine.begins.html, mine.begins.held_why) == ("<p>rude</p>", "be kind" if held else ""), "its author sees it, and why"
        assert talk.recount(house) == 0


def test_handles_are_completed(house: House, mara: Viewer, tariq: Viewer) -> None:
    for handle in ("mara_b", "maria", "marab", "m_x", "max"):
        person(house, handle)
    assert [found.handle for found in talk.completions(house, tariq, "@Mara")] == sorted(["mara", "mara_b", "marab"], key=str)
    assert [found.handle for found in talk.completions(house, tariq, "m_")] == ["m_x"], "the underscore stands for itself"
    circle.block(house, mara, "tariq")
    assert "mara" not in {found.handle for found in talk.completions(house, again(house, tariq), "mara")}
    for junk in ("", "%", "a b", "é", "x" * 50_000):
        assert talk.completions(house, tariq, junk) == []
    with pytest.raises(NotSignedIn):
        talk.completions(house, NOBODY, "m")


def test_whom_lists_leave_out_is_not_what_they_go_by(sqlite_templates: SqliteTemplates, tmp_path: Path) -> None:
    query = select(Account.handle).where(col(Account.handle).between("ma", "mz"), *people(NOBODY)).order_by(col(Account.handle))
    with sqlite_templates.lent(tmp_path) as url, opened(tmp_path, url) as house, house.database.reading() as session:
        plan = str(session.execute(sql(f"EXPLAIN QUERY PLAN {query.compile(compile_kwargs={'literal_binds': True})}")).all())
    assert "handle>? AND handle<?" in plan, plan


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


def _cursors(house: House, post: str) -> list[str]:
    found = [""]
    while cursor := talk.page(house, NOBODY, post, "new", found[-1]).next:
        found.append(cursor)
    return found
