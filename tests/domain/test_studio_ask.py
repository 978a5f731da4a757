"""What may be asked of an engine, and what the sentence says where it may not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rxfeed.domain.errors import Invalid
from rxfeed.domain.ports_engines import Abilities, Size
from rxfeed.domain.studio_ask import SEEDS, Ask, checked_form, plan

PLAIN = Abilities(
    engine="plain", model="Plain 1", is_ai=True, paid=True, sizes={"1:1": Size(1024, 1024)}, qualities=("draft",), edits=False, max_references=0,
    masks=False, seeds=False, transparency=False, partials=0, max_prompt=100,
)  # fmt: skip
ABLE = replace(PLAIN, edits=True, max_references=2, seeds=True, transparency=True, qualities=("draft", "fine"), max_prompt=32_000)
ASK = Ask("plain", "a boat")


def test_one_order_for_each_variant() -> None:
    made = plan(replace(ASK, prompt="a {red|blue} boat", variants=3, seed=SEEDS - 1), ABLE)
    assert [order.prompt for order in made.orders] == ["a red boat", "a blue boat", "a red boat"]
    assert [order.seed for order in made.orders] == [SEEDS - 1, 0, 1]
    assert made.quality == "draft"
    assert {order.size for order in made.orders} == {Size(1024, 1024)}


def test_without_a_seed_chance_chooses_one_now() -> None:
    seeds = {plan(ASK, ABLE).orders[0].seed for _ in range(5)}
    assert len(seeds) == 5
    assert plan(ASK, PLAIN).orders[0].seed is None


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"variants": 0}, "variants", "one to 4"),
        ({"variants": -3}, "variants", "one to 4"),
        ({"variants": 5}, "variants", "one to 4"),
        ({"variants": True}, "variants", "one to 4"),
        ({"variants": "4"}, "variants", "one to 4"),
        ({"variants": 2.0}, "variants", "one to 4"),
        ({"variants": 10**30}, "variants", "one to 4"),
        ({"shape": "16:9"}, "shape", "Plain 1"),
        ({"shape": ["1:1"]}, "shape", "Plain 1"),
        ({"quality": "fine"}, "quality", "Plain 1"),
        ({"quality": "x" * 1_000_000}, "quality", "Plain 1"),
        ({"transparent": True}, "transparent", "Plain 1"),
        ({"transparent": "yes"}, "transparent", "Plain 1"),
        ({"seed": 7}, "seed", "Plain 1"),
        ({"references": ("0000000000000",)}, "references", "Plain 1"),
        ({"references": "0000000000000"}, "references", "again"),
        ({"references": ({},)}, "references", "again"),
        ({"prompt": "a" * 101}, "prompt", "100"),
        ({"prompt": "{|a}", "variants": 2}, "prompt", "alternatives"),
    ],
)
def test_what_it_can_not_do_is_named(wrong: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refusal:
        plan(replace(ASK, **wrong), PLAIN)
    assert refusal.value.field == field
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("seed", [-1, SEEDS, 10**40, "7", 7.0, True])
def test_a_seed_is_a_number_in_its_range(seed: Any) -> None:
    with pytest.raises(Invalid, match="whole number"):
        plan(replace(ASK, seed=seed), ABLE)


def test_references_are_counted_and_never_twice_the_same() -> None:
    with pytest.raises(Invalid, match="2 reference pictures at most"):
        plan(replace(ASK, references=("a", "b", "c")), ABLE)
    with pytest.raises(Invalid, match="twice"):
        plan(replace(ASK, references=("a", "a")), ABLE)
    assert len(plan(replace(ASK, references=("a", "b")), ABLE).orders[0].references) == 2


@pytest.mark.parametrize(
    "form",
    [
        "caption=x", ["caption"], {"caption": 7}, {7: "x"}, {"x" * 61: ""}, {"caption": "x" * 20_001}, {str(n): "x" * 9999 for n in range(3)},
        {str(n): "" for n in range(61)},
    ],
)  # fmt: skip
def test_a_form_is_short_names_with_text(form: object) -> None:
    with pytest.raises(Invalid, match="too long to be kept"):
        checked_form(form)


def test_a_form_is_kept_as_it_was_typed_but_for_what_no_database_takes() -> None:
    assert checked_form({"caption": "Ein Boot\n\0 👩‍👧\ud83d", "tags": ""}) == {"caption": "Ein Boot\n 👩‍👧", "tags": ""}
