"""The remix view: somebody's picture, and the wish that takes it further. The wish itself is the composer's own."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import blanks, studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.remixing_modes import MODES, ParentPick
from rxfeed.domain.remixing_views import ModeView, ParentView
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer import able, post_form
from rxfeed.ui.composer.able import Filling
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.asking import LONGEST
from rxfeed.ui.composer.given import text
from rxfeed.ui.post.state import REFUSALS
from rxfeed.ui.remix.blending import Blending, which
from rxfeed.ui.remix.changed import ParentChanges, Wished, changes
from rxfeed.ui.remix.unfinished import Unfinished, read
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house


class Remix(Blending):
    """The page as it opens, and how the picture is taken further."""

    of: str = ""
    """Id of the post in the address that all of this is about."""
    remix_status: str = ""
    """`ready`, or one of those of `REFUSALS`."""
    remix_problem: Problem = NO_PROBLEM
    against: int = 0
    """Which parent the result is compared with."""

    @rx.var
    def credited(self) -> list[ParentView]:
        """Whom the coming post will name."""
        return self.parents if self.mode == "blend" else self.parents[:1]

    @rx.var
    def names(self) -> str:
        """Theirs, each once."""
        parents = self.parents if self.mode == "blend" else self.parents[:1]
        return ", ".join(dict.fromkeys(f"@{parent.author.handle}" for parent in parents))

    @rx.var
    def names_before(self) -> str:
        """Of whom those came, each once, and without those who are named anyway."""
        named = {parent.author.handle for parent in self.parents} | {""}
        return ", ".join(dict.fromkeys(f"@{one.handle}" for one in self.before if one.handle not in named))

    @rx.var
    def permitted(self) -> bool:
        return all(parent.allowed for parent in self.parents)

    @rx.var
    def to_be_asked(self) -> str:
        """Id of the first parent that isn't."""
        return next((parent.post_id for parent in self.parents if not parent.allowed), "")

    @rx.var
    def ways(self) -> list[ModeView]:
        """The modes with the chosen engine."""
        return [mode for mode in self.modes if mode.engine == self.engine.name]

    @rx.var
    def why_not(self) -> list[Problem]:
        """Why the others of them are closed, each reason once. That a prompt has no blanks needs no word."""
        closed = [mode for mode in self.modes if mode.engine == self.engine.name and not mode.allowed and mode.mode != "blanks"]
        return list({mode.why: Problem(mode.why, mode.why_values, mode.mode) for mode in closed}.values())

    @rx.var
    def coming(self) -> str:
        """The prompt that will be asked."""
        whole = self.prompt[:LONGEST]
        return blanks.partly(self.parents[0].prompt, self.blanks) if self.mode == "blanks" and self.parents else whole

    @rx.var
    def changed(self) -> list[ParentChanges]:
        """Against each parent."""
        parents = self.parents if self.mode == "blend" else self.parents[:1]
        return changes(parents, Wished(self.coming, self.engine.label, self.shape, self.quality, self.seed))

    @rx.var
    def result(self) -> PictureView:
        """What is compared: the first picked picture, else the first that is there; without a `src` there is none."""
        there = [variant for variant in self.generation.variants if variant.picture_id]
        picked = post_form.picks(self.form)[:1]
        return next((one.picture for one in there if one.picture_id in picked), there[0].picture if there else PictureView())

    @rx.event
    async def arrive_at(self) -> Any:
        """Open the page for the picture that the address names."""
        query = self.router.url.query_parameters
        self.of = self.router.url.path.rstrip("/").split("/")[-2]
        self.remix_status, self.remix_problem, self.painting, self.choosing, self.against = "", NO_PROBLEM, False, False, 0
        self.ask_problem = self.post_problem = self.form_problem = NO_PROBLEM
        try:
            viewer = await viewer_of(self)
            self._set_up(viewer)
            self.history, self.more_history = await house().run(studio.history, viewer)
            await self._begin(viewer, ParentPick(self.of, which(query.get("picture"))), str(query.get("generation", "")))
        except RxfeedError as error:
            self.remix_status, self.remix_problem = REFUSALS.get(type(error), "failed"), problem(error)
            return None
        self._wake()
        await self._look_up()
        self.remix_status, self.ready = "ready", True
        return Composer.watch if self.is_running else None

    @rx.event
    async def take(self, mode: str) -> None:
        """Take it further that way."""
        if mode not in MODES or mode == self.mode or not self.parents:
            return
        there = tuple(ParentPick(parent.post_id, parent.picture) for parent in self.parents)
        self._others = there[1:] or self._others
        self.ask_problem, self.painting, self.against = NO_PROBLEM, mode == "mask", 0
        try:
            await self._take_further(await viewer_of(self), mode, [*there[:1], *(self._others if mode == "blend" else ())])
        except RxfeedError as error:
            self.ask_problem = problem(error)
        self._reckon()
        self._write_down()

    @rx.event
    def fill_in(self, name: str, words: str) -> None:
        """What stands in the field of a blank."""
        if name in self.blank_names:
            self.blanks = {**self.blanks, name: text(words, 2 * blanks.LONGEST)}
            self.ask_problem = NO_PROBLEM if self.ask_problem.field == "blanks" else self.ask_problem
            self._write_unfinished()

    @rx.event
    def compare_with(self, number: int) -> None:
        """Another parent."""
        self.against = int(number) if number in range(len(self.parents)) else 0

    async def _begin(self, viewer: Viewer, first: ParentPick, wanted: str) -> None:
        """Where one left off with this picture, else anew. Raises what `remixing.look` and `studio.watch` raise."""
        pending = None if wanted else await house().run(studio.pending, viewer)
        if wanted or (pending and pending.mode and (pending.sources[0].post_id, pending.sources[0].picture) == (first.post_id, first.picture)):
            await self._go_on(viewer, wanted or (pending.id if pending else ""), Unfinished() if wanted else read(self.unfinished, first))
        elif self.mode and self.parents and (self.parents[0].post_id, self.parents[0].picture) == (first.post_id, first.picture):
            await self._take_further(viewer, self.mode, [ParentPick(parent.post_id, parent.picture) for parent in self.parents])
        else:
            await self._begin_anew(viewer, first)
        self._write_down()

    async def _go_on(self, viewer: Viewer, generation_id: str, kept: Unfinished) -> None:
        known = self.generation.id == generation_id and self.mode
        await self._open(generation_id)
        await self._follow(viewer, self.generation)
        if not known:
            self._fill_from({"generation": generation_id}, is_new=True)
            self._put_back(kept)

    async def _begin_anew(self, viewer: Viewer, first: ParentPick) -> None:
        """The parent's prompt and shape to start from; what was typed elsewhere is put aside, what was typed here before a new server came up stays."""
        (mode, picks), outside = _begun(self.begun), not self.mode
        here = bool(picks) and picks[0] == first
        await self._take_further(viewer, mode if here else "prompt", picks if here else [first])
        if self.generation.id:
            self._clear()
        parent = self.parents[0]
        if not here:
            self.mode = "edit" if not parent.prompt else "blanks" if self.blank_names else "prompt"
            self.aside, self._others, self.references, self.seed = self.prompt if outside else self.aside, (), [], ""
            self.engine = able.chosen(self.engines, parent.engine)
            self._fill(Filling(parent.prompt, parent.shape), "")
            self._write(parent.prompt)
            self._before = None
        self._put_back(read(self.unfinished, first) if here else Unfinished())
        self._fit()

    def _write_down(self) -> None:
        self.begun = " ".join([self.mode, *(f"{parent.post_id}.{parent.picture}" for parent in self.parents)])
        self._write_unfinished()


def _begun(kept: str) -> tuple[str, list[ParentPick]]:
    """What the browser has kept, if it is something."""
    mode, *pictures = text(kept, 400).split() or [""]
    picks = [ParentPick(post_id, which(number)) for post_id, _, number in (picture.partition(".") for picture in pictures[:4])]
    return (mode, picks) if mode in MODES else ("", [])
