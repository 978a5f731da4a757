"""The conversation in a browser's state: what one says shows at once, what others say is heard, and a refusal leaves everything as it was."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from reflex.state import StateUpdate

from rxfeed.domain import circle, talk
from rxfeed.domain.house import House
from rxfeed.domain.talk import CommentView, ThreadView
from rxfeed.ui.profile.looking import looking_at
from rxfeed.ui.talk.live import telling_talk
from rxfeed.ui.talk.merging import begun_mention, joined, with_mention
from rxfeed.ui.talk.state import Talk
from tests import making
from tests.ui.visiting import go_away, told_anew, visit


async def test_what_one_says_shows_at_once_and_what_is_refused_stays_typed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    post = making.post(house, mara).card.id
    page = visit(monkeypatch, house, Talk, mara, f"/p/{post}", "/p/[id]", id=post)
    await Talk.arrive.fn(page)
    assert (page.status, page.may, page.hosts, page.threads) == ("ready", "yes", True, [])
    assert await Talk.write.fn(page, {"text": "x" * 50_000}) is None, "the field is left alone"
    assert (page.problem.field, page.problem.blanks["count"]) == ("text", "50000")
    assert await Talk.write.fn(page, {"text": "hello"}) is not None
    assert (page.problem.message, page.count, page.threads[0].begins.html) == ("", 1, "<p>hello</p>")
    Talk.begin_answer.fn(page, page.threads[0].id, page.threads[0].id)
    await Talk.answer.fn(page, {"text": "and more"})
    assert (page.answering, page.threads[0].answers[0].html) == ("", "<p>and more</p>")
    for again in (Talk.answer, Talk.correct):
        await again.fn(page, {"text": "and more"})
    await Talk.delete.fn(page)
    assert (page.count, page.other_problem.message) == (2, ""), "a second press comes when all is done"
    for junk in (None, 7, ["text"], {"text": {"a": 1}}):
        await Talk.write.fn(page, junk)
        await Talk.answer.fn(page, junk)
        await Talk.more_answers.fn(page, junk, junk)
        await Talk.pin.fn(page, junk, junk)
        await Talk.sort.fn(page, junk)
        await Talk.typed.fn(page, junk, junk)
        Talk.choose.fn(page, junk, junk, junk)


async def test_an_answer_that_is_being_typed_stays_though_what_it_answers_goes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = making.post(house, mara).card.id
    said = talk.write(house, tariq, post, "hello")
    page = visit(monkeypatch, house, Talk, mara, f"/p/{post}", "/p/[id]", id=post)
    await Talk.arrive.fn(page)
    Talk.begin_answer.fn(page, said, said)
    talk.delete(house, tariq, said)
    await Talk.hear.fn(page, post, said)
    assert ([thread.id for thread in page.threads], page.answering) == ([said], said)
    await Talk.answer.fn(page, {"text": "a long answer"})
    assert (page.other_problem.message, page.answering) == ("This comment isn't there any more.", said)
    await Talk.leave.fn(page)
    assert (page.threads, page.answering) == ([], "")


async def test_what_is_being_typed_stays_while_the_conversation_cannot_be_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    post = making.post(house, mara).card.id
    said = talk.write(house, mara, post, "hello")
    page = visit(monkeypatch, house, Talk, mara, f"/p/{post}", "/p/[id]", id=post)
    await Talk.arrive.fn(page)
    Talk.begin_answer.fn(page, said, said)
    await told_anew(page)
    with monkeypatch.context() as away:
        go_away(away, house)
        await Talk.arrive.fn(page)
        await Talk.sort.fn(page, "new")
    assert (page.status, page.order, page.answering, page.may, [thread.id for thread in page.threads]) == ("ready", "best", said, "yes", [said])
    assert page.other_problem.message.startswith("The database does not answer.")
    await Talk.arrive.fn(page)
    assert (page.status, page.answering, page.problem.message) == ("ready", said, "")


async def test_who_does_not_see_the_post_hears_nothing_of_what_is_said_about_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = making.post(house, mara).card.id
    page = visit(monkeypatch, house, Talk, tariq, f"/p/{post}", "/p/[id]", id=post)
    await Talk.arrive.fn(page)
    assert looking_at(f"p/{post}", {"t"}) == ["t"]
    circle.block(house, mara, tariq.handle)
    await Talk.arrive.fn(page)
    assert looking_at(f"p/{post}", {"t"}) == []


async def test_whoever_looks_hears_of_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    post = making.post(house, mara).card.id
    page = visit(monkeypatch, house, Talk, making.person(house), f"/p/{post}", "/p/[id]", id=post)
    await Talk.arrive.fn(page)
    heard: asyncio.Queue[StateUpdate] = asyncio.Queue()

    async def emit_update(update: StateUpdate, token: str) -> None:
        assert token == "t"
        heard.put_nowait(update)

    sockets = SimpleNamespace(token_to_sid={"t": "1"}, emit_update=emit_update)
    telling = asyncio.create_task(telling_talk(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    said = await house.run(talk.write, mara, post, "hello")
    (event,) = (await asyncio.wait_for(heard.get(), 5)).events
    assert (event.name, event.payload) == (f"{Talk.get_full_name()}.hear", {"post": post, "thread": said})
    await Talk.hear.fn(page, **event.payload)
    assert [thread.begins.html for thread in page.threads] == ["<p>hello</p>"]
    await house.run(talk.delete, mara, said)
    (event,) = (await asyncio.wait_for(heard.get(), 5)).events
    await Talk.hear.fn(page, **event.payload)
    assert (page.threads, page.count) == ([], 0)
    telling.cancel()


def test_a_thread_joins_where_it_belongs() -> None:
    a, b, c = (ThreadView(name, place=name) for name in "abc")
    pinned = ThreadView("0", place="0", begins=CommentView(pinned=True))
    assert joined([pinned, c, a], "b", [b], more=False) == [pinned, c, b, a]
    assert joined([c, b], "a", [a], more=True) == [c, b], "further down, where it isn't loaded yet"
    assert joined([c, b], "a", [a], more=True, own=True) == [c, b, a]
    assert joined([c, b], "b", [], more=True) == [c]
    answered = ThreadView("b", place="d", more=1)
    assert [(thread.id, thread.more) for thread in joined([c, b, a], "b", [answered], more=True)] == [("c", 0), ("b", 1), ("a", 0)], "it stays where it stood"


def test_a_handle_that_is_being_typed() -> None:
    assert [begun_mention(text) for text in ("hello @ma", "@m", "a@b", "hello @ma ", "(@x")] == ["ma", "m", "", "", "x"]
    assert with_mention("hello @ma", "mara") == "hello @mara "
