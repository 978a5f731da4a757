"""The form fits the engine, and a picture's recipe fills it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rxfeed.domain.house import Engines, House
from rxfeed.domain.ports_engines import Abilities
from rxfeed.engines.sketch.engine import SketchEngine
from rxfeed.ui.composer import able
from rxfeed.ui.composer.able import Filling


def test_sketch_is_called_by_its_name(house: House) -> None:
    views = able.engines(house.engines, paid=False)
    assert [(view.name, view.label, view.is_ai) for view in views] == [("sketch", "Sketch", False)]
    assert able.chosen(views, "gone") == views[0]


def test_an_option_that_is_missing_falls_back() -> None:
    assert able.fitting("9:16", ["1:1", "3:2"], "3:2") == "3:2"
    assert able.fitting("9:16", ["1:1"], "3:2") == "1:1"
    assert able.fitting("9:16", ["1:1", "9:16"]) == "9:16"


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [(1024, 1024, "1:1"), (1216, 832, "3:2"), (832, 1216, "2:3"), (1344, 768, "16:9"), (768, 1344, "9:16"), (3000, 1000, ""), (0, 10, ""), (None, "x", "")],
)
def test_pixels_become_the_nearest_shape(width: object, height: object, shape: str) -> None:
    assert able.nearest_shape(width, height) == shape


def test_a_recipe_fills_the_form() -> None:
    recipe = {"prompt": "a lighthouse", "seed": "7", "width": 832, "height": 1216, "source": "A1111"}
    assert able.from_recipe(recipe) == Filling("a lighthouse", "2:3", "", "7")
    assert able.source_of(recipe) == "A1111"


def test_a_recipe_may_be_anything() -> None:
    assert able.from_recipe({"prompt": ["x"], "seed": True, "width": "wide"}) == Filling()


class Paid(SketchEngine):
    """An engine that costs money."""

    def abilities(self) -> Abilities:
        return replace(super().abilities(), engine="openai", model="gpt-image-2", is_ai=True, paid=True)


def test_engines_that_cost_money_are_for_those_who_signed_in() -> None:
    offered = Engines({"sketch": SketchEngine(processes=1), "openai": Paid(processes=1)})
    assert [view.label for view in able.engines(offered, paid=True)] == ["gpt-image-2", "Sketch"]
    assert [view.label for view in able.engines(offered, paid=False)] == ["Sketch"]
