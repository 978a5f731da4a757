"""Help with words, where the server has a text engine: a better prompt, an alt text. Both are only proposed."""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress

import reflex as rx

from rxfeed.domain import ids, pictures, pictures_seeing, prompt_diff, studio, wording
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.prompt_diff import Piece
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer import post_form
from rxfeed.ui.composer.able import Filling
from rxfeed.ui.composer.asking import LONGEST
from rxfeed.ui.composer.given import text as given
from rxfeed.ui.composer.posting import Posting
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house


class Helping(Posting):
    """What is proposed, until it is accepted or not."""

    can_help: bool = False
    """Whether there is a text engine for this viewer."""
    improving: bool = False
    proposal: list[Piece] = []
    """From the prompt as it stands to the better one, word by word."""
    describing: str = ""
    """Id of the picture that is being described."""
    help_problem: Problem = NO_PROBLEM
    _better: str = ""

    @rx.event(background=True)
    async def improve(self, prompt: str) -> None:
        """Ask for a better prompt."""
        asked = given(prompt, LONGEST)
        async with self:
            if self.improving or not asked.strip():
                return
            self.prompt, self.improving, self.proposal, self.help_problem = asked, True, [], NO_PROBLEM
        better, trouble = "", NO_PROBLEM
        try:
            better = await _improved(await viewer_of(self), asked)
        except RxfeedError as error:
            trouble = problem(error)
        async with self:
            self.improving, self.help_problem, self._better = False, trouble, better
            self.proposal = prompt_diff.pieces(asked, better) if better else []

    @rx.event
    def accept(self) -> None:
        """Put the better prompt into the field."""
        if self._better:
            self._fill(Filling(prompt=self._better), "help")
        self.proposal, self._better = [], ""

    @rx.event
    def decline(self) -> None:
        """Keep one's own."""
        self.proposal, self._better = [], ""

    @rx.event(background=True)
    async def describe(self, picture_id: str, language: str) -> None:
        """Ask for an alt text. It goes into its field, to be read and changed."""
        picture_id = given(picture_id, 40)
        async with self:
            if self.describing or picture_id not in post_form.picks(self.form):
                return
            self.describing, self.help_problem = picture_id, NO_PROBLEM
        said, trouble = "", NO_PROBLEM
        try:
            said = await _described(await viewer_of(self), picture_id, given(language, 40))
        except RxfeedError as error:
            trouble = problem(error)
        async with self:
            self.describing, self.help_problem = "", trouble
            if said:
                self.form, self.alt_sheet = post_form.noted(self.form, f"alt:{picture_id}", said), f" {time.monotonic_ns()}"
            generation_id, form = self.generation.id, dict(self.form)
        if said:
            with suppress(RxfeedError):
                await house().run(studio.keep_form, await viewer_of(self), generation_id, form)


async def _improved(viewer: Viewer, prompt: str) -> str:
    text = house().engines.text
    return await text.improve(prompt, await _person(viewer)) if text else ""


async def _described(viewer: Viewer, picture_id: str, language: str) -> str:
    text = house().engines.text
    if text is None:
        return ""
    picture = await house().run(_small, viewer, picture_id)
    return await text.describe(picture, "image/webp", language, await _person(viewer))


def _small(house: House, viewer: Viewer, picture_id: str) -> bytes:
    """Its middle size. Raises `NotFound` where it isn't the viewer's."""
    pictures_seeing.see(house, viewer, picture_id, "640")
    return house.objects.get(pictures.rendition_key(ids.from_text(picture_id), 640))


async def _person(viewer: Viewer) -> str:
    """A hash that stands for the account, once it may ask. Raises what `wording.allow` raises."""
    account_id = await house().run(wording.allow, viewer)
    return hashlib.sha256(f"rxfeed {account_id}".encode()).hexdigest()
