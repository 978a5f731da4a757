"""`/settings/feed`: one's feed recipes, and what one has said of single pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
import reflex as rx

from rxfeed.domain import feeds_for_you, opinions, tastes, tastes_recipe, tastes_used, tastes_words
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.opinions import OpinionView
from rxfeed.domain.prompt_diff import Piece
from rxfeed.domain.ranking import NAMES, WEIGHS_MOST
from rxfeed.domain.tastes import RecipeView, TasteView
from rxfeed.domain.tastes_recipe import STANDARD, Recipe
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer.given import text
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

LONGEST = 5_000


@dataclass(frozen=True)
class Tile:
    """A small picture that leads to its post."""

    id: str = ""
    src: str = ""
    alt: str = ""


class TastesPage(Parts, rx.State):
    """Parts: `recipe`, `wish`, `kept`, `said`. What is being changed is `weights`, `more`, `less` and `only` until it is kept."""

    kept: list[TasteView] = []
    used: str = ""
    """Id of the recipe For you goes by; empty for the house's own."""
    name: str = ""
    weights: dict[str, int] = {}
    more: str = ""
    less: str = ""
    only: dict[str, str] = {}
    """When alone that is shown, by what; empty: never."""
    said: list[OpinionView] = []
    before: list[Tile] = []
    after: list[Tile] = []
    compared: bool = False
    pieces: list[Piece] = []
    """What a wish would change."""
    left: str = ""
    alone: bool = False
    wished: bool = False
    """Whether a wish has been read and not been decided upon."""
    forms: int = 0
    """Grows when the fields are filled anew."""
    _wish: Recipe = STANDARD

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        self.compared = self.wished = False
        await self._open(self._load)

    @rx.event
    def weigh(self, name: str, value: int) -> None:
        if name in NAMES and value in range(WEIGHS_MOST + 1):
            self.weights, self.compared = {**self.weights, name: int(value)}, False

    @rx.event
    def set_tags(self, which: str, words: str) -> None:
        if which == "more":
            self.more = text(words, LONGEST)
        else:
            self.less = text(words, LONGEST)
        self.compared = False

    @rx.event
    def set_rule(self, what: str, when: str) -> None:
        if what in tastes_recipe.WHAT and when in ("", *tastes_recipe.WHEN):
            self.only, self.compared = {**self.only, what: when}, False

    @rx.event
    async def compare(self) -> None:
        """The first nine pictures by the recipe in use, and by the one on the page."""
        self._begin("recipe")
        with sayable(self):
            used, asked = await ask(self, tastes_used.recipe), self._asked()
            self.before, self.after = [_tiles(await ask(self, feeds_for_you.first_nine, each)) for each in (used, asked)]
            self.compared = True

    @rx.event
    async def keep(self, form: dict[str, str]) -> None:
        """Under its name; For you goes by it from now on."""
        self.name = text(form.get("name", ""), LONGEST)
        self._begin("recipe")
        with sayable(self) as it:
            asked = self._asked()
        if it.done and await self._try("recipe", tastes.keep, self.used, self.name, asked):
            await self._load()

    @rx.event
    async def keep_new(self) -> None:
        """The fields become another recipe's: what is kept next has a name of its own."""
        self._begin("recipe")
        self.used, self.name, self.forms = "", "", self.forms + 1

    @rx.event
    async def use(self, taste_id: str) -> None:
        await self._change("kept", tastes.use, text(taste_id, 40))

    @rx.event
    async def delete(self, taste_id: str) -> None:
        await self._change("kept", tastes.delete, text(taste_id, 40))

    @rx.event
    async def share(self, taste_id: str) -> None:
        await self._change("kept", _share, text(taste_id, 40))

    @rx.event
    async def stop_sharing(self, taste_id: str) -> None:
        await self._change("kept", _stop_sharing, text(taste_id, 40))

    @rx.event
    async def take_back(self, post_id: str) -> None:
        if await self._try("said", opinions.take_back, text(post_id, 40)):
            self.said = await ask(self, opinions.mine)

    @rx.event
    async def wish(self, form: dict[str, str]) -> None:
        """Read what was typed; it stays where it was."""
        self._begin("wish")
        self.wished = False
        with sayable(self):
            words = text(form.get("wish", ""), 20_000)
            found = await tastes_words.understand(house(), await viewer_of(self), self._asked(), words)
            self.pieces, self.left, self.alone, self._wish, self.wished = found.pieces, found.left, found.alone, found.recipe, True

    @rx.event
    def apply(self) -> None:
        """Into the fields; nothing is kept yet."""
        if self.wished:
            self._fill(tastes.view(self._wish, "en"))
        self.wished = False

    @rx.event
    def drop(self) -> None:
        self.wished = False

    async def _change(self, part: str, work: Any, *given: Any) -> None:
        if await self._try(part, work, *given):
            await self._load()

    async def _load(self) -> None:
        self.kept, self.said = await ask(self, tastes.mine), await ask(self, opinions.mine)
        used = next((taste for taste in self.kept if taste.used), None)
        self.used, self.name = (used.id, used.name) if used else ("", "")
        self._fill(used.recipe if used else tastes.view(STANDARD, "en"))

    def _fill(self, view: RecipeView) -> None:
        self.weights, self.more, self.less = dict(view.weights), " ".join(view.more), " ".join(view.less)
        self.only = dict.fromkeys(tastes_recipe.WHAT, "") | dict(map(tuple, view.rules))
        self.forms, self.compared = self.forms + 1, False

    def _asked(self) -> Recipe:
        """Raises `Invalid`."""
        return tastes_recipe.recipe(self.weights, self.more, self.less, [(what, when) for what, when in self.only.items() if when])


class SharedTaste(rx.State):
    """`/recipe/{id}`. `status`: `ready`, `adopted`, or `missing`."""

    taste: TasteView = TasteView()
    status: str = ""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """Show the one that the address names."""
        self.reset()
        try:
            self.taste = await ask(self, tastes.shown, text(self.router.url.path, 200).rstrip("/").rpartition("/")[2])
            self.status = "ready"
        except RxfeedError as error:
            self.status, self.problem = "missing", problem(error)

    @rx.event
    async def adopt(self) -> None:
        """A copy of one's own."""
        with sayable(self):
            await ask(self, tastes.adopt, self.taste.id)
            self.status = "adopted"


def _share(house: House, viewer: Viewer, taste_id: str) -> None:
    tastes.share(house, viewer, taste_id, on=True)


def _stop_sharing(house: House, viewer: Viewer, taste_id: str) -> None:
    tastes.share(house, viewer, taste_id, on=False)


def _tiles(cards: list[bytes]) -> list[Tile]:
    """Rated pictures only as the colours of their placeholder."""
    return [_tile(orjson.loads(card)) for card in cards]


def _tile(card: dict[str, Any]) -> Tile:
    first = card["pictures"][0]
    return Tile(card["id"], first["src"] if card["rating"] == "general" else first["placeholder"], first["alt"] or card["prompt"][:100])
