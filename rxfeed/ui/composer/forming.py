"""The pictures on the right: asked for, forming, there or not come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import preferences, sessions, studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.ui.binding import address_of, cookie_of, maker_of, viewer_of
from rxfeed.ui.composer import post_form
from rxfeed.ui.composer.asking import Asking
from rxfeed.ui.composer.given import text
from rxfeed.ui.composer.watching import RUNNING, is_connected, news
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

MOST_SENT = 200_000
"""Characters of a prompt that are looked at, so that the sentence can say how many too many there are."""
PLACES = {"prompt": "prompt", "references": "prompt", "seed": "seed"}
"""The field that gets the focus, by the one that is wrong: the press has led to the pictures, where its sentence isn't seen."""
NOTHING = GenerationView(
    id="", status="", engine="", model="", prompt="", shape="", quality="", width=1, height=1, seed="", transparent=False, references=[], variants=[],
    ready=0, total=0, created_at="", cost=0,
)  # fmt: skip


class Forming(Asking):
    """The newest generation and what was typed of the post that may come of it."""

    generation: GenerationView = NOTHING
    form: dict[str, str] = {}
    answered: int = 0
    """Goes up with each answer to Generate; the browser shows the boxes by itself from the click until then.

    Begins at the time in milliseconds, so that a page that is still open takes the first word of a new server for an answer."""
    form_problem: Problem = NO_PROBLEM
    """What went wrong with a cancel, a retry or the pictures."""
    _watchers: int = 0
    """Only the newest watcher of a client goes on."""

    @rx.var
    def is_running(self) -> bool:
        return self.generation.status in RUNNING

    @rx.var
    def same_error(self) -> Problem:
        """Why none of several pictures came, where all say the same."""
        whys = [Problem(variant.error, variant.error_values) for variant in self.generation.variants]
        return whys[0] if len(whys) > 1 and whys.count(whys[0]) == len(whys) else NO_PROBLEM

    @rx.event
    async def generate(self, prompt: str) -> Any:
        """Ask for the pictures. The prompt comes along as it stands in the field, so that its last letters are never missed."""
        self.ask_problem = self.form_problem = NO_PROBLEM
        self.prompt = self.prompt if self.mode == "blanks" else text(prompt, MOST_SENT)
        try:
            maker = await maker_of(self)
            await self._send_mask(maker)
            begun = await house().run(preferences.first_words, maker)
            wish = self._wish(form=post_form.carried({**begun, **self.form}))
            self._show(await house().run(studio.request, maker, wish))
        except RxfeedError as error:
            self._complain(error)
        else:
            self.history = [self.generation.prompt, *(prompt for prompt in self.history if prompt != self.generation.prompt)]
        self.answered += 1
        refused = [rx.set_focus(PLACES[self.ask_problem.field])] if self.ask_trouble != self.ask_problem else []
        return [*refused, *([Forming.watch] if self.is_running else []), Forming.look_up]

    @rx.event
    async def look_up(self) -> None:
        """What is left today, after what somebody waits for."""
        await self._look_up()

    @rx.event(background=True)
    async def watch(self) -> None:
        """Follow the generation until it has ended, another is looked at, or the browser is gone. The lock is held only to show what is new."""
        async with self:
            self._watchers += 1
            mine, known, token = self._watchers, self.get_value("generation"), self.router.session.client_token
            cookie, address = cookie_of(self), address_of(self)
        ours, wanted = house(), known.id
        try:
            async for view in news(ours, wanted, lambda: ours.run(_read, cookie, address, wanted), lambda: is_connected(token), known):
                if not is_connected(token):
                    return
                async with self:
                    if self._watchers != mine or self.generation.id != wanted:
                        return
                    self._show(view)
        except RxfeedError:
            return
        if is_connected(token):
            async with self:
                await self._look_up()

    @rx.event
    async def cancel(self, call_id: str = "") -> None:
        """Stop one picture, or all of them."""
        await self._change(studio.cancel, self.generation.id, text(call_id, 40) or None)

    @rx.event
    async def retry(self, call_id: str) -> Any:
        """Ask once more for a picture that did not come."""
        await self._change(studio.retry, text(call_id, 40))
        return Forming.watch if self.is_running else None

    async def _change(self, change: Callable[..., GenerationView], *what: str | None) -> None:
        self.form_problem = NO_PROBLEM
        try:
            self._show(await house().run(change, await viewer_of(self), *what))
        except RxfeedError as error:
            self.form_problem = problem(error)
        await self._look_up()

    def _show(self, view: GenerationView) -> None:
        if view.id != self.generation.id:
            self.form = view.form
        self.generation = view
        self.form = post_form.settled(self.form, view)


def _read(house: House, cookie: str, address: str, generation_id: str) -> GenerationView:
    """As whoever the browser's session stands for now."""
    return studio.watch(house, sessions.recognise(house, cookie, address), generation_id)
