"""Feed recipes: kept, used, shared, adopted; and the words that make them."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import circle, prompt_diff, tastes, tastes_grammar, tastes_recipe, tastes_used, tastes_words
from rxfeed.domain.errors import EngineFailed, Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.ranking import NAMES
from rxfeed.domain.tastes_recipe import STANDARD, WHAT, WHEN, Recipe, Rule, recipe
from rxfeed.domain.viewer import NOBODY
from tests import making

TAGS = st.lists(st.text("abcdefghijklm", min_size=3, max_size=8), max_size=4)
RULES = st.dictionaries(st.sampled_from(WHAT), st.sampled_from(WHEN)).map(lambda rules: list(rules.items()))
RECIPES = st.builds(recipe, st.fixed_dictionaries({name: st.integers(0, 10) for name in NAMES}), TAGS, TAGS, RULES)


@given(RECIPES, st.sampled_from(["en", "de"]))
def test_what_a_recipe_says_of_itself_makes_it_again(one: Recipe, language: str) -> None:
    words = tastes_grammar.write(one, language)
    assert tastes_recipe.read(tastes_recipe.written(one)) == one
    assert len(words) > tastes_grammar.LONGEST or tastes_grammar.read(STANDARD, words) == tastes_grammar.Understood(one)


@pytest.mark.parametrize(
    "words",
    [
        "less neon, more paper, only people I follow at weekends",
        "Less neon and more paper; only people I follow at the weekend.",
        "weniger Neon, mehr Paper und nur Leute, denen ich folge am Wochenende",
        "I want much more paper less of “neon” please & only my friends, at weekends",
        "Bitte keinen\u00a0Neon mehr, viel mehr Paper, am Wochenende nur Leute denen ich folge",
        "weniger neon mehr paper nur leute denen ich folge am wochenende",
        "no more neon / more paper only at weekends people I follow",
        "more pictures of paper, no pictures with neon, only people I follow at weekends",
        "Mehr Bilder von Paper und keine Bilder mit Neon mehr, am Wochenende nur Freunde",
    ],
)
def test_plain_words_in_both_languages(words: str) -> None:
    read = tastes_grammar.read(STANDARD, words)
    assert (read.recipe.more, read.recipe.less, read.recipe.rules, read.left) == (("paper",), ("neon",), (Rule("followed", "weekends"),), "")


@pytest.mark.parametrize(
    "words",
    ["I hate neon", "i don't like neon, I love paper", "never again neon", "nie wieder Neon", "ich mag Neon nicht", "ich mag kein Neon", "ich mag paper"],
)
def test_what_people_like_and_hate(words: str) -> None:
    read = tastes_grammar.read(STANDARD, words)
    assert (read.recipe.more, read.recipe.less, read.left) == (("paper",) * ("paper" in words), ("neon",) * ("eon" in words), "")


def test_words_change_what_is_there_and_what_is_not_understood_stays() -> None:
    one = recipe({}, "paper", "neon", [("followed", "weekends")])
    read = tastes_grammar.read(one, "forget paper, more new pictures, popular pictures: 1, not only people I follow, weniger von dem, was ich schon sah, less")
    assert (read.recipe.more, read.recipe.less, read.recipe.rules) == ((), ("neon",), ())
    assert (read.recipe.weights.fresh, read.recipe.weights.popular, read.left) == (8, 1, "weniger von dem, was ich schon sah, less")
    with pytest.raises(Invalid, match="At most 500"):
        tastes_grammar.read(one, "x" * 50_000)
    for weights, tags, rules in (({"fresh": 11}, "", []), ({"fresh": "²"}, "", []), ({}, "a!", []), ({}, "", [("all", "always")])):
        with pytest.raises(Invalid):
            recipe(weights, tags, "", rules)
    with pytest.raises(Invalid) as refused:
        recipe({}, "paper", "neon, b$", [])
    assert refused.value.field == "less"


def test_one_is_used_at_a_time_and_another_person_adopts_a_shared_one_with_credit(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    paper = recipe({"fresh": 9}, "paper", "", [])
    kept = tastes.keep(house, mara, "", " Paper  days ", paper)
    assert tastes_used.recipe(house, mara) == paper
    other = tastes.keep(house, mara, "", "Other", STANDARD)
    assert [(view.name, view.used) for view in tastes.mine(house, mara)] == [("Other", True), ("Paper days", False)]
    for deed in (tastes.shown, tastes.adopt):
        with pytest.raises(NotFound):
            deed(house, tariq, kept)
    tastes.share(house, mara, kept, on=True)
    assert (tastes.shown(house, NOBODY, kept).by, tastes.shown(house, tariq, kept).used) == ("mara", False)
    assert tastes.adopt(house, tariq, kept) == tastes.adopt(house, tariq, kept)
    tastes.delete(house, mara, kept)
    assert [(view.name, view.credit, view.used, view.recipe.weights) for view in tastes.mine(house, tariq)] == [
        ("Paper days", "mara", True, asdict(paper.weights))
    ]
    tastes.use(house, mara, "")
    assert tastes_used.recipe(house, mara) == STANDARD
    tastes.share(house, mara, other, on=True)
    circle.block(house, mara, "tariq")
    for work in (tastes.shown, tastes.use, tastes.delete):
        with pytest.raises(NotFound, match="no such recipe"):
            work(house, making.again(house, tariq), other)
    for name in ("", "x" * 61, " "):
        with pytest.raises(Invalid):
            tastes.keep(house, mara, "", name, STANDARD)
    with pytest.raises(NotSignedIn):
        tastes.keep(house, NOBODY, "", "Mine", STANDARD)


class Says:
    """`domain.ports_engines.TextEngine` that says this, or fails."""

    def __init__(self, words: str) -> None:
        self._words = words

    async def improve(self, prompt: str, _person: str) -> str:
        return prompt

    async def describe(self, _picture: bytes, _media_type: str, _language: str, _person: str) -> str:
        return ""

    async def taste(self, _wish: str, _person: str) -> str:
        if not self._words:
            raise EngineFailed("Nothing came.", decision="retry")  # type: ignore[arg-type]
        return self._words


@pytest.mark.parametrize(("says", "more", "alone"), [("more paper", ("paper",), False), ("Certainly! <b>", (), True), ("", (), True), ("z" * 9_000, (), True)])
async def test_the_engine_says_it_in_the_grammars_words_or_is_not_listened_to(house: House, says: str, more: tuple[str, ...], *, alone: bool) -> None:
    mara = making.person(house)
    assert (await tastes_words.understand(house, mara, STANDARD, "show me paper things")).left == "show me paper things"
    with pytest.raises(Invalid, match="Say what"):
        await tastes_words.understand(house, mara, STANDARD, " \n")
    house.engines.text = Says(says)
    wish = await tastes_words.understand(house, mara, STANDARD, "show me paper things")
    assert (wish.recipe.more, wish.alone, wish.left) == (more, alone, "show me paper things" if alone else "")
    assert [piece.kind for piece in wish.pieces] == ([] if alone else [prompt_diff.ADDED])
