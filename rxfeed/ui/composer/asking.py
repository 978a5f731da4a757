"""What is wished for: the form on the left of the composer, what it costs and what is left."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import reflex as rx

from rxfeed.domain import pictures_seeing, prompts, studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.generation_views import AllowanceView, ReferenceView
from rxfeed.domain.studio_ask import MOST_VARIANTS
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer import able, looking, seeds, styles
from rxfeed.ui.composer.able import EngineView, Filling
from rxfeed.ui.composer.given import text
from rxfeed.ui.composer.sources import Sources
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

AT_MOST_EVERY = 10.0
"""Seconds: how often one browser says anew that somebody composes."""
LONGEST = 2 * prompts.MOST
"""Characters of a prompt that are kept while it is typed; the limit itself is said when one asks."""
USUAL_SHAPE, USUAL_QUALITY = "3:2", "standard"


class Asking(Sources):
    """The wish. Everything that is typed here is checked by the domain when it is asked for, and only then."""

    prompt: str = rx.SessionStorage("", name="rxfeed_prompt")
    """Also in the browser's tab, so that it outlives a reload, a new server and a sign-up."""
    edition: str = rx.SessionStorage("0", name="rxfeed_prompt_edition")
    """Changes when the page itself writes into the prompt field: typing that began before is not to overwrite it. Kept beside the prompt, so that what is
    being typed while a new server comes up stays in the field."""
    engines: list[EngineView] = []
    engine: EngineView = EngineView()
    shape: str = USUAL_SHAPE
    quality: str = USUAL_QUALITY
    variants: int = MOST_VARIANTS
    seed: str = ""
    transparent: bool = False
    references: list[ReferenceView] = []
    price: int = 0
    """Of the whole wish, in micro-dollars."""
    allowance: AllowanceView = AllowanceView()
    ask_problem: Problem = NO_PROBLEM
    history: list[str] = []
    """The viewer's earlier prompts, last used first."""
    more_history: str = ""
    """Cursor of the prompts before these; empty at the end."""
    aside: str = rx.SessionStorage("", name="rxfeed_aside")
    """What stood in the prompt field when something was taken further."""
    filled_from: str = ""
    """Where the form was filled from just now, for the line that offers to undo it: `history`, `template`, `remix`, or a program's name."""
    _before: tuple[str, str, str] | None = None
    """Prompt, shape and seed before that."""
    _woken: tuple[str, float] = ("", 0.0)
    """The engine that was told last that somebody composes, and when."""

    @rx.var
    def length(self) -> int:
        return len(self.prompt)

    @rx.var
    def ask_trouble(self) -> Problem:
        """What is wrong with the wish where no field says it: one that fills in blanks has no field for the prompt."""
        beside = {"seed"} if self.mode == "blanks" else {"seed", "prompt", "references"}
        return NO_PROBLEM if self.ask_problem.field in beside else self.ask_problem

    @rx.var
    def worn(self) -> list[str]:
        """Ids of the styles in the prompt."""
        return styles.worn(self.prompt)

    @rx.var
    def expanded(self) -> list[str]:
        """What each picture will be asked for; empty where the prompt has no alternatives."""
        return prompts.expand(self.prompt, self.variants) if prompts.choices(self.prompt) > 1 else []

    @rx.event
    def typed(self, prompt: str, edition: str) -> None:
        """What stands in the prompt field."""
        prompt = text(prompt, LONGEST)
        if edition == self.edition and prompt != self.prompt:
            self.prompt, self.filled_from = prompt, ""
            self._reckon()
            self._wake()

    @rx.event
    def wear(self, style: str, language: str) -> None:
        """Add a style's words in the reader's language, or take them out."""
        self._write(styles.toggled(self.prompt, text(style, 40), text(language, 40)))

    @rx.event
    async def draw_with(self, name: str) -> None:
        """Choose an engine; what it can't do falls back to what it can."""
        self.engine = able.chosen(self.engines, text(name, 40))
        self._fit()
        self._wake()
        await self._look_up()

    @rx.event
    def choose(self, what: str, value: str) -> None:
        """Shape, quality or number of pictures."""
        value = text(value, 40)
        if what == "shape" and value in self.engine.shapes:
            self.shape = value
        elif what == "quality" and value in self.engine.qualities:
            self.quality = value
        elif what == "variants" and value in {"1", "2", "3", "4"}:
            self.variants = int(value)
        self._reckon()

    @rx.event
    def sow(self, seed: str) -> None:
        """What stands in the seed field."""
        self.seed = seeds.kept(text(seed, 200).strip())

    @rx.event
    def throw_dice(self) -> None:
        """A seed by chance, to keep while the prompt changes."""
        self.seed = seeds.by_chance()

    @rx.event
    def make_transparent(self, wanted: bool) -> None:
        self.transparent = bool(wanted)
        self._reckon()

    @rx.event
    def take_prompt(self, prompt: str, source: str) -> None:
        """From the history or a template."""
        self._fill(Filling(prompt=text(prompt, LONGEST)), text(source, 40))

    @rx.event
    def undo(self) -> None:
        """The form as it was before it was filled."""
        if self._before is not None:
            prompt, self.shape, self.seed = self._before
            self._write(prompt)
        self.filled_from, self._before = "", None

    @rx.event
    def take_picture(self, taken: dict[str, Any]) -> None:
        """An upload that has arrived, as its route answered it: one that says how it was made fills the form, any other is a reference.

        `typed` is what stood in the prompt field at that moment, however fast it was typed: `undo` brings it back.
        """
        taken, self.ask_problem = taken if isinstance(taken, dict) else {}, NO_PROBLEM
        self.prompt, recipe = text(taken.get("typed", self.prompt), LONGEST), taken.get("recipe")
        if isinstance(recipe, dict):
            self._fill(able.from_recipe(recipe), able.source_of(recipe))
        else:
            self._take_references([able.from_upload(taken)], otherwise=looking.NO_RECIPE)

    @rx.event
    async def refer_to(self, wanted: str) -> None:
        """Let the engine look at a picture of one's own, or at those of one's own post."""
        self.ask_problem = NO_PROBLEM
        await self._refer_to(text(wanted, 40))

    @rx.event
    def refuse_picture(self, sentence: str) -> None:
        """An upload that was not taken, with the server's sentence."""
        self.ask_problem = Problem(text(sentence, 300), {}, "references")

    @rx.event
    def drop_reference(self, picture_id: str) -> None:
        self.references = [reference for reference in self.references if reference.id != picture_id]
        self._reckon()

    async def _refer_to(self, wanted: str) -> None:
        try:
            self._take_references(await house().run(pictures_seeing.references, await viewer_of(self), wanted))
        except RxfeedError as error:
            self._complain(error)

    def _take_references(self, found: list[ReferenceView], otherwise: str = looking.NO_LOOK) -> None:
        """As many as the engine looks at; `otherwise` is said where it looks at none."""
        self.references, said = looking.at(self.engine, self.references, found, otherwise)
        self._reckon()
        if said is not None:
            self.ask_problem = said

    async def _look_up(self) -> None:
        """What is left today. Where the database doesn't answer, what was known before."""
        with suppress(RxfeedError):
            self.allowance = await house().run(studio.allowance, await viewer_of(self), self.engine.name)

    def _wake(self) -> None:
        """Tell the engine that Generate may be pressed soon."""
        name, since = self._woken
        if name != self.engine.name or abs(time.time() - since) >= AT_MOST_EVERY:
            self._woken = (self.engine.name, time.time())
            studio.somebody_composes(house(), self.engine.name)

    def _write(self, prompt: str) -> None:
        """Put a prompt into the field."""
        self.prompt, self.edition = prompt, str(time.monotonic_ns())
        self._reckon()

    def _leave_parents(self) -> None:
        """Nothing is taken further any more, and what stood in the field before is there again."""
        if self.mode:
            self._take_nothing_further()
            self._write(self.aside)
            self.aside = ""

    def _fill(self, filling: Filling, source: str) -> None:
        """Fill the form, and keep what was there for `undo`."""
        self._before, self.filled_from = (self.prompt, self.shape, self.seed), source
        self.shape = able.fitting(filling.shape or self.shape, self.engine.shapes, USUAL_SHAPE)
        self.seed = seeds.kept(filling.seed) if filling.seed and self.engine.seeds else self.seed
        self._write(filling.prompt or self.prompt)

    def _fit(self) -> None:
        """Let nothing be chosen that the engine hasn't."""
        self.shape = able.fitting(self.shape, self.engine.shapes, USUAL_SHAPE)
        self.quality = able.fitting(self.quality, self.engine.qualities, USUAL_QUALITY)
        self.references = self.references[: self.engine.most_references]
        self.transparent = self.transparent and self.engine.transparency
        self.seed = self.seed if self.engine.seeds else ""
        self._reckon()

    def _reckon(self) -> None:
        """What the wish costs. An unfinished one costs what it would with any prompt."""
        try:
            self.price = studio.price(house(), self._finished(self._wish(prompt=self.prompt.strip()[: prompts.MOST] or "x")))
        except RxfeedError:
            self.price = 0

    def _wish(self, *, prompt: str = "", form: dict[str, str] | None = None) -> studio.Ask:
        """As the domain takes it. Raises `Invalid` for a seed that is no number."""
        return studio.Ask(
            engine=self.engine.name,
            prompt=prompt or self.prompt,
            shape=self.shape,
            quality=self.quality,
            variants=self.variants,
            seed=seeds.number(self.seed),
            transparent=self.transparent,
            references=tuple(reference.id for reference in self.references),
            form=form or {},
            mode=self.mode,
            parents=self._picks(),
            mask=self._mask_id if self.mode == "mask" else "",
            blanks=self.blanks if self.mode == "blanks" else {},
        )

    def _complain(self, error: RxfeedError) -> None:
        """Say it beside its field."""
        self.ask_problem = problem(error)
