"""The conversation below a post, and what one says in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import reflex as rx

from rxfeed.domain import talk
from rxfeed.domain.errors import RxfeedError, Unavailable
from rxfeed.domain.talk import FormerView, TalkPage, ThreadView
from rxfeed.domain.views import AuthorView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text as given
from rxfeed.ui.here import Here
from rxfeed.ui.profile.looking import look, look_away
from rxfeed.ui.talk.merging import begun_mention, in_order, joined, lengthened, with_mention
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

LONGEST = 100_000
"""Characters that are looked at; the real limit is the domain's."""
FIELDS = {"new": "talk-new", "other": "talk-other"}
"""Their ids: for a new comment, and for an answer or a correction, of which there is one at a time."""
WHOLE = 200
"""Answers with which a thread is shown once one has answered in it."""


class Talk(rx.State):
    """`status` says how far it has got: `ready` or `failed`."""

    post: str = ""
    """Id of the post that all of this is about."""
    status: str = ""
    order: str = "best"
    count: int = 0
    may: str = ""
    hosts: bool = False
    threads: list[ThreadView] = []
    next: str = ""
    linked: str = ""
    """What the address names: a comment (`#c-…`), or all of them (`#comments`)."""
    problem: Problem = NO_PROBLEM
    """With the field for a new comment, or with the whole."""
    answering: str = ""
    editing: str = ""
    within: str = ""
    """The thread in which one answers or corrects."""
    other_problem: Problem = NO_PROBLEM
    """With the answer, the correction, or what was asked of a comment that is there."""
    people: list[AuthorView] = []
    """Whom one may mean; `asking` is the field in which."""
    asking: str = ""
    deleting: str = ""
    former_of: str = ""
    former: list[FormerView] = []

    @rx.event
    async def arrive(self) -> None:
        """Show what is said about the post that the address names. Where it is shown already, as much of it as there was, and what is being typed stays."""
        again, shown = (await self.get_state(Here)).again and self.status == "ready", len(self.threads)
        if not again:
            self.reset()
        self.post = self.router.url.path.rstrip("/").rpartition("/")[2]
        look(self.router.session.client_token, f"p/{self.post}")
        try:
            await self._read(self.order)
        except RxfeedError as error:
            self.status, self.problem = self.status or "failed", self.problem if again else problem(error)
            if not isinstance(error, Unavailable):
                look_away(self.router.session.client_token)
            return
        if again:
            await self._go_on(shown)
        self.linked = str(self.router.url.fragment).removeprefix("c-")
        if self.linked:
            with suppress(RxfeedError):
                page = await ask(self, talk.around, self.post, self.linked, self.order)
                self.threads = in_order([*self.threads, *page.threads])

    @rx.event
    async def sort(self, order: str) -> None:
        with sayable(self, "other_problem"):
            await self._read(given(order, 8))

    @rx.event
    async def more(self) -> None:
        """The next comments."""
        with sayable(self):
            await self._read_on()

    @rx.event
    async def more_answers(self, thread: str, cursor: str) -> None:
        with sayable(self, "other_problem"):
            self.threads = lengthened(self.threads, await ask(self, talk.answers, self.post, thread, cursor))

    @rx.event
    async def write(self, form: dict[str, str]) -> Any:
        """Say something new. A problem leaves the field as it was typed."""
        with sayable(self):
            new = await ask(self, talk.write, self.post, _text(form))
            self.people = []
            await self._renew(new, own=True)
            return rx.set_value(FIELDS["new"], "")

    @rx.event
    def begin_answer(self, comment: str, thread: str) -> None:
        self._open(answering=given(comment, 20), within=given(thread, 20))

    @rx.event
    def begin_edit(self, comment: str, thread: str) -> None:
        self._open(editing=given(comment, 20), within=given(thread, 20))

    @rx.event
    async def leave(self) -> None:
        """Neither answer nor correct, after all. What has gone meanwhile was kept for the field in it."""
        within = self.within
        self._open()
        with suppress(RxfeedError):
            await self._renew(within)

    @rx.event
    async def answer(self, form: dict[str, str]) -> None:
        if not self.answering:  # pressed twice: the first press has answered
            return
        with sayable(self, "other_problem"):
            await ask(self, talk.write, self.post, _text(form), self.answering)
            await self._renew(self.within, own=True, answers=WHOLE)
            self._open()

    @rx.event
    async def correct(self, form: dict[str, str]) -> None:
        if not self.editing:
            return
        with sayable(self, "other_problem"):
            await ask(self, talk.edit, self.editing, _text(form))
            await self._renew(self.within)
            self._open()

    @rx.event
    def begin_delete(self, comment: str) -> None:
        self.deleting, self.other_problem = given(comment, 20), NO_PROBLEM

    @rx.event
    def leave_delete(self) -> None:
        self.deleting = ""

    @rx.event
    async def delete(self) -> None:
        """Its thread is read anew as everybody else's is: by the announcement."""
        comment, self.deleting = self.deleting, ""
        if comment:
            await self._do(talk.delete, comment)

    @rx.event
    async def pin(self, comment: str, on: bool) -> None:
        await self._do(talk.pin, comment, on)

    @rx.event
    async def show_former(self, comment: str) -> None:
        """What it said before."""
        with sayable(self, "other_problem"):
            self.former, self.former_of = await ask(self, talk.history, comment), given(comment, 20)

    @rx.event
    def leave_former(self) -> None:
        self.former, self.former_of = [], ""

    @rx.event
    async def typed(self, field: str, text: str) -> None:
        """While a handle is being typed at the end of a field, show whom it may mean."""
        begun = begun_mention(given(text, LONGEST))
        self.people, self.asking = [], given(field, 8)
        if begun:
            with suppress(RxfeedError):
                self.people = await ask(self, talk.completions, begun)

    @rx.event
    def choose(self, field: str, handle: str, text: str) -> Any:
        """That is who was meant."""
        self.people = []
        return self._put(field, with_mention(given(text, LONGEST), given(handle, 30)))

    @rx.event
    def add(self, field: str, sign: str, text: str) -> Any:
        return self._put(field, given(text, LONGEST) + given(sign, 20))

    @rx.event
    async def hear(self, post: str, thread: str) -> None:
        """Something has changed in that thread: the server says so to whoever looks (`live.py`)."""
        if post == self.post and self.status == "ready":
            with suppress(RxfeedError):
                await self._renew(thread)

    async def _read(self, order: str) -> None:
        page = await ask(self, talk.page, self.post, order)
        self._take(page)
        self.order, self.threads, self.next, self.status, self.problem = order, page.threads, page.next, "ready", NO_PROBLEM

    async def _read_on(self) -> None:
        page = await ask(self, talk.page, self.post, self.order, self.next)
        self.threads, self.next = in_order([*page.threads, *self.threads]), page.next

    async def _go_on(self, shown: int) -> None:
        """Until so many threads are there, and the one in which somebody is typing."""
        with suppress(RxfeedError):
            while self.next and len(self.threads) < shown:
                await self._read_on()
            if self.within:
                await self._renew(self.within, own=True, answers=WHOLE)

    async def _renew(self, thread: str, *, own: bool = False, answers: int = 0) -> None:
        """Read one thread anew, with as many answers as are shown of it, and those that came since where all were shown."""
        shown = next((each for each in self.threads if each.id == thread), ThreadView())
        most = max(answers, len(shown.answers) + (0 if shown.next else 5))
        page = await ask(self, talk.thread, self.post, thread, self.order, most)
        self._take(page)
        typing = self.answering or self.editing
        if thread == self.within and typing not in {view.id for each in page.threads for view in (each.begins, *each.answers) if not view.gone}:
            return  # what is being typed there stays, and is refused when it is sent
        self.threads = joined(self.threads, thread, page.threads, more=bool(self.next), own=own)

    async def _do(self, deed: Callable[..., None], *args: Any) -> None:
        with sayable(self, "other_problem"):
            await ask(self, deed, *args)

    def _take(self, page: TalkPage) -> None:
        self.count, self.may, self.hosts = page.count, page.may, page.hosts

    def _open(self, *, answering: str = "", editing: str = "", within: str = "") -> None:
        self.answering, self.editing, self.within, self.other_problem, self.people = answering, editing, within, NO_PROBLEM, []

    def _put(self, field: str, text: str) -> Any:
        place = FIELDS.get(given(field, 8), FIELDS["new"])
        return [rx.set_value(place, text), rx.set_focus(place)]


def _text(form: object) -> str:
    return given(form.get("text", ""), LONGEST) if isinstance(form, Mapping) else ""
