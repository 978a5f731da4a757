"""Words to plans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rxfeed.engines.sketch.meanings import meanings
from rxfeed.engines.sketch.plan import STYLES, Plan, read
from rxfeed.engines.sketch.samples import CREATORS, SAMPLES
from rxfeed.engines.sketch.words import COLOURS, CONCEPTS, EMOJI, IRREGULAR


def kinds(plan: Plan) -> set[str]:
    return {w.kind for w in (*plan.places, *plan.things, *plan.sky)}


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_plan(text: str) -> None:
    plan = read(text)
    assert plan.style in STYLES
    assert all(hue in COLOURS for hue in plan.hues)
    assert all(0 <= w.count <= 12 and 0 < w.size < 10 for w in (*plan.places, *plan.things, *plan.sky))


@given(st.lists(st.sampled_from(sorted(word for words in CONCEPTS.values() for word in words.split())), max_size=14))
@settings(max_examples=200, deadline=None)
def test_any_mixture_of_known_words_gives_the_same_plan_twice(words: list[str]) -> None:
    assert read(" ".join(words)) == read(" ".join(words))


@pytest.mark.parametrize(("prompt", "expected"), [
    ("a boat under the moon between mountains", {"boat", "moon", "mountains"}),
    ("Segelboot auf dem Bergsee", {"boat", "mountains", "lake"}),
    ("Sonnenblumen vor einem Bauernhaus", {"sunflower", "house"}),
    ("foxes and owls in the woods", {"fox", "owl", "forest"}),
    ("Füchse, Eulen und Hasen im Wald", {"fox", "owl", "rabbit", "forest"}),
    ("northern lights over a fjord", {"aurora", "lake"}),
    ("hot air balloons", {"balloon"}),
    ("🦊🌙", {"fox", "moon"}),
    ("⛵ 🌊", {"boat", "waves"}),
    ("Leuchtturm an der Küste", {"lighthouse", "sea"}),
    ("an apple, a pear and a vase", {"apple", "pear", "vase"}),
    ("the moonlit castle", {"moon", "castle"}),
])  # fmt: skip
def test_every_subject_is_heard(prompt: str, expected: set[str]) -> None:
    assert expected <= kinds(read(prompt))


@pytest.mark.parametrize(("prompt", "kind", "count"), [
    ("three boats", "boat", 3), ("zwei Häuser", "house", 2), ("5 birds in the sky", "bird", 5), ("a dozen sheep", "sheep", 12),
    ("eine Katze", "cat", 1), ("sieben kleine Fische", "fish", 7), ("three little red boats", "boat", 3),
])  # fmt: skip
def test_numbers_count_the_next_noun(prompt: str, kind: str, count: int) -> None:
    wish = read(prompt).wish(kind)
    assert wish is not None
    assert wish.count == count


def test_plurals_without_a_number_mean_several() -> None:
    for prompt, kind in (("boats", "boat"), ("Vögel", "bird"), ("trees", "tree"), ("Katzen", "cat")):
        wish = read(prompt).wish(kind)
        assert wish is not None
        assert wish.many, prompt


def test_sizes_belong_to_the_next_noun() -> None:
    plan = read("a huge moon over a tiny house")
    assert plan.wish("moon").size > 1.5  # type: ignore[union-attr]
    assert plan.wish("house").size < 0.6  # type: ignore[union-attr]


def test_colours_are_bound_to_their_nouns() -> None:
    plan = read("red house by a blue lake")
    assert plan.wish("house").colour == "red"  # type: ignore[union-attr]
    assert plan.wish("lake").colour == "blue"  # type: ignore[union-attr]
    assert plan.hues == ()


@pytest.mark.parametrize(("prompt", "hues"), [
    ("hills in purple", ("purple",)), ("blaue Berge", ("blue",)), ("a city, teal and orange", ("teal", "orange")), ("ein rotes Haus", ("red",)),
    ("grüner Wald", ("green",)),
])  # fmt: skip
def test_the_only_colour_tints_the_whole_picture(prompt: str, hues: tuple[str, ...]) -> None:
    assert read(prompt).hues == hues


@pytest.mark.parametrize(("prompt", "absent"), [
    ("a lake without a moon", "moon"), ("ein See ohne Mond", "moon"), ("a street with no people", "person"), ("Berge, keine Bäume", "tree"),
    ("no boats, just the sea", "boat"), ("Landschaft nicht mit Häusern", "house"),
])  # fmt: skip
def test_what_is_ruled_out_is_left_out(prompt: str, absent: str) -> None:
    plan = read(prompt)
    assert not plan.has(absent)
    assert absent in plan.without


def test_negation_ends_with_its_noun() -> None:
    plan = read("a castle without people, with a moon")
    assert plan.has("moon")
    assert not plan.has("person")


@pytest.mark.parametrize(("prompt", "style"), [
    ("hills, paper cut", "paper"), ("Scherenschnitt von Hügeln", "paper"), ("Aquarell", "watercolour"), ("risograph of a bike", "riso"),
    ("Tuschezeichnung", "ink"), ("pixel art fox", "pixel"), ("isometrische Stadt", "isometric"), ("a photograph", "photo"),
])  # fmt: skip
def test_style_words(prompt: str, style: str) -> None:
    assert read(prompt).style == style


@pytest.mark.parametrize(("prompt", "time", "season", "weather"), [
    ("foggy autumn morning", "dawn", "autumn", ("fog",)), ("verschneite Winternacht", "night", "winter", ("snow",)),
    ("thunderstorm at sunset", "dusk", "", ("storm",)), ("Regen am Abend", "dusk", "", ("rain",)), ("golden hour", "golden", "", ()),
])  # fmt: skip
def test_hour_season_and_weather(prompt: str, time: str, season: str, weather: tuple[str, ...]) -> None:
    plan = read(prompt)
    assert (plan.time, plan.season, plan.weather) == (time, season, weather)


def test_words_that_only_look_like_compounds_stay_unknown() -> None:
    for word in ("vegetable", "comfortable", "notable", "carpet"):
        assert not any(kind.startswith(("thing", "place")) for kind, _ in meanings(word)), word


def test_the_vocabulary_is_consistent() -> None:
    known = [word for words in CONCEPTS.values() for word in words.split()]
    assert all(word in known for word in IRREGULAR.values())
    assert all(meanings(word) for text in EMOJI.values() for word in text.split())
    assert {key.removeprefix("colour:") for key in CONCEPTS if key.startswith("colour:")} == set(COLOURS)


def test_samples_belong_to_their_creators_and_are_described() -> None:
    assert len(SAMPLES) == 36
    assert len(CREATORS) == 6
    assert {s.creator for s in SAMPLES} == {c.handle for c in CREATORS}
    assert all(20 < len(s.alt) < 300 and s.caption and s.tags for s in SAMPLES)
