"""What pictures cost, before and after."""

from __future__ import annotations

import pytest

from rxfeed.domain.ports_engines import Size
from rxfeed.engines.openai_config import OPENAI_URL, OpenAIConfig
from rxfeed.engines.openai_models import model_named
from rxfeed.engines.openai_prices import bill, estimate
from tests.engines.openai.conftest import Engine
from tests.engines.openai.orders import drawn, order, picture

SQUARE, LANDSCAPE = Size(1024, 1024), Size(1536, 1024)


@pytest.mark.parametrize(("model", "quality", "size", "tokens"), [
    ("gpt-image-2", "low", SQUARE, 196), ("gpt-image-2", "high", SQUARE, 7_024), ("gpt-image-2", "high", LANDSCAPE, 5_488),
    ("gpt-image-2", "high", Size(1792, 1024), 5_063), ("gpt-image-2", "high", Size(3584, 2048), 12_329),
    ("gpt-image-2.5-flare", "low", SQUARE, 196), ("gpt-image-2.5-flare", "medium", SQUARE, 439), ("gpt-image-2.5-flare", "high", SQUARE, 1_756),
    ("gpt-image-2.5-sunburst-2026-09-08", "xhigh", SQUARE, 3_122), ("gpt-image-2.5-flare", "max", SQUARE, 7_024),
    ("gpt-image-1.5", "medium", SQUARE, 1_056), ("gpt-image-1-mini", "high", LANDSCAPE, 6_208), ("gpt-image-1.5", "low", Size(1024, 1536), 408),
])
def test_tokens_as_openai_publishes_them(model: str, quality: str, size: Size, tokens: int) -> None:
    assert model_named(model).tokens(size, quality) == tokens


@pytest.mark.parametrize("model", ["gpt-image-2", "gpt-image-2.5-flare", "gpt-image-1.5", "gpt-image-1-mini"])
@pytest.mark.parametrize("quality", ["draft", "standard", "fine"])
async def test_the_estimate_is_near_the_bill_and_seldom_below(engine: Engine, model: str, quality: str) -> None:
    made, asked = engine(model=model), order("a harbour at dawn, three boats", quality=quality)
    _, finished = await drawn(made, asked)
    assert finished.cost <= made.estimate(asked) <= finished.cost * 1.1 + 200


@pytest.mark.parametrize("streaming", [True, False])
async def test_the_bill_comes_from_the_usage_figures(engine: Engine, streaming: bool) -> None:
    prompt = "a harbour at dawn!!!"
    _, finished = await drawn(engine(model="gpt-image-2", streaming=streaming), order(prompt, quality="fine", references=(picture(),)))
    partials = 200 if streaming else 0
    assert finished.cost == 5 * 5 + 1_229 * 8 + (7_024 + partials) * 30


async def test_the_estimate_counts_where_no_usage_comes(engine: Engine) -> None:
    made, asked = engine(streaming=False), order("fault:nousage", quality="fine")
    _, finished = await drawn(made, asked)
    assert finished.cost == made.estimate(asked) > 0


@pytest.mark.parametrize("usage", [None, [], "much", {}, {"input_tokens": "5"}, {"input_tokens": -5, "output_tokens": 0}, {"output_tokens": None}])
def test_usage_that_says_nothing(usage: object) -> None:
    assert bill(OpenAIConfig(key="sk"), usage) is None


def test_usage_with_text_in_the_output() -> None:
    usage = {"input_tokens": 10, "output_tokens": 110, "output_tokens_details": {"text_tokens": 10, "image_tokens": 100}}
    assert bill(OpenAIConfig(key="sk"), usage) == 10 * 5 + 10 * 10 + 100 * 30


def test_forming_pictures_cost() -> None:
    with_partials, without = OpenAIConfig(key="sk", partials=3), OpenAIConfig(key="sk", streaming=False)
    assert estimate(with_partials, order()) - estimate(without, order()) == 3 * 100 * 30


def test_prices_of_ones_own() -> None:
    config = OpenAIConfig(key="sk", prices={"image_out": 40_000_000})
    assert bill(config, {"input_tokens": 1, "output_tokens": 10}) == 5 + 400


def test_a_fraction_is_rounded_up() -> None:
    config = OpenAIConfig(key="sk", prices={"image_out": 1})
    assert bill(config, {"output_tokens": 1}) == 1


def test_what_is_new_at_openai_is_never_free_and_what_is_foreign_is() -> None:
    assert estimate(OpenAIConfig(key="sk", model="gpt-image-3", base_url=OPENAI_URL), order()) > 0
    assert estimate(OpenAIConfig(key="", model="flux", base_url="http://localhost:1/v1"), order()) == 0
    assert estimate(OpenAIConfig(key="", model="gpt-image-2", kind="localai"), order()) == 0
