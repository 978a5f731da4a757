"""What somebody wishes their feed were, in their own words, as a recipe: the text engine says it in the grammar's words where there is one, else as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain import prompt_diff, tastes_grammar, wording
from rxfeed.domain.errors import Invalid, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.prompt_diff import Piece
from rxfeed.domain.tastes_grammar import Understood
from rxfeed.domain.tastes_recipe import Recipe
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Wish:
    """The recipe as it would be. `pieces`: what would change, word by word. `left`: what wasn't understood. `alone`: the engine was of no help."""

    recipe: Recipe
    pieces: list[Piece] = field(default_factory=list)
    left: str = ""
    alone: bool = False


async def understand(house: House, viewer: Viewer, now: Recipe, words: str) -> Wish:
    """Nothing is kept. Raises `NotSignedIn`, `Invalid` for no words and for too many."""
    viewer.require_account()
    if not words.strip():
        raise Invalid("Say what your feed should show.", field="wish")
    read, engine = tastes_grammar.read(now, words), house.engines.text
    if not read.left or engine is None:
        return _wish(now, read, viewer.language)
    try:
        account_id = await house.run(wording.allow, viewer)
        said = tastes_grammar.read(now, (await engine.taste(words, str(account_id)))[: tastes_grammar.LONGEST])
    except RxfeedError:
        return _wish(now, read, viewer.language, alone=True)
    odd = bool(said.left) or said.recipe == now
    return _wish(now, read if odd else said, viewer.language, alone=odd)


def _wish(now: Recipe, read: Understood, language: str, *, alone: bool = False) -> Wish:
    before, after = tastes_grammar.write(now, language), tastes_grammar.write(read.recipe, language)
    return Wish(read.recipe, prompt_diff.pieces(before, after), read.left, alone)
