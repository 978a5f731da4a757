"""Style chips: words in, words out, and the rest of the prompt left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import prompts
from rxfeed.engines.sketch.plan import read
from rxfeed.ui.composer.styles import STYLES, TEMPLATES, toggled, worn
from rxfeed.ui.words import LANGUAGES, translate


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_a_style_goes_in_and_out_again_in_any_language(style: str, language: str) -> None:
    dressed = toggled("A harbour at dawn", style, language)
    assert dressed == f"A harbour at dawn, {translate(STYLES[style][1], language=language)}"
    assert worn(dressed) == [style]
    assert read(dressed).style == style.removesuffix("graph")
    assert toggled(dressed, style) == "A harbour at dawn"


def test_words_that_were_typed_count_wherever_they_stand() -> None:
    assert worn("A Watercolour of pixel art") == ["watercolour", "pixel"]
    assert toggled("A harbour, riso print, at dawn", "riso") == "A harbour, at dawn"


def test_parts_of_words_and_alternatives_are_not_styles() -> None:
    assert worn("isometrical {pixel art|paper cut}") == []
    assert toggled("A {pixel art|paper cut} hill", "pixel") == "A {pixel art|paper cut} hill, pixel art"


def test_an_empty_prompt_becomes_the_style_alone() -> None:
    assert toggled("", "ink") == "Ink drawing"
    assert toggled("Ink drawing", "ink") == ""


def test_a_style_nobody_knows_changes_nothing() -> None:
    assert toggled("A harbour", "unknown") == "A harbour"


@given(st.text(max_size=80), st.sampled_from(sorted(STYLES)))
def test_a_chip_always_does_what_it_shows(prompt: str, style: str) -> None:
    on = style in worn(prompt)
    assert (style in worn(toggled(prompt, style))) is not on


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_makes_four_pictures_differ(template: str, language: str) -> None:
    assert len(set(prompts.expand(translate(template, language=language), 4))) >= 2
