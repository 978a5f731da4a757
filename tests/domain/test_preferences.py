"""What an account chooses for itself, and what a new post begins with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from rxfeed.domain import preferences
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.preferences import FirstWords, Taste
from rxfeed.domain.viewer import NOBODY
from tests import making


def test_nothing_is_chosen_for_anybody(house: House) -> None:
    me = making.person(house)
    assert preferences.taste(house, me) == preferences.taste(house, NOBODY) == Taste()
    assert preferences.chosen_first(house, me) == FirstWords()
    assert preferences.first_words(house, me) == preferences.first_words(house, NOBODY) == {}


def test_a_post_begins_with_what_its_author_has_chosen(house: House) -> None:
    me, other = making.person(house), making.person(house)
    preferences.keep_first_words(house, me, FirstWords("general", "CC-BY-4.0", "ask"))
    assert preferences.first_words(house, me) == {"rating": "general", "licence": "CC-BY-4.0", "remix": "ask"}, "training is no unless it is said"
    preferences.keep_first_words(house, me, FirstWords(training=True))
    assert preferences.first_words(house, me) == {"training": "yes"}
    assert preferences.first_words(house, other) == {}


@pytest.mark.parametrize(
    ("first", "field"),
    [
        (FirstWords(rating="tame"), "rating"),
        (FirstWords(licence="MIT"), "licence"),
        (FirstWords(remix="friends"), "remix"),
        (FirstWords(licence="CC-BY-ND-4.0", remix="anyone"), "licence"),
        (FirstWords(training="yes"), "training"),  # type: ignore[arg-type]
        (FirstWords(rating="\x00"), "rating"),
    ],
)
def test_what_no_post_could_begin_with_is_refused(house: House, first: FirstWords, field: str) -> None:
    me = making.person(house)
    with pytest.raises(Invalid) as refused:
        preferences.keep_first_words(house, me, first)
    assert refused.value.field == field
    assert preferences.chosen_first(house, me) == FirstWords()


def test_language_and_appearance_go_with_the_account(house: House) -> None:
    me = making.person(house)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda keep: keep(), (lambda: preferences.keep_language(house, me, "de"), lambda: preferences.keep_appearance(house, me, "dark"))))
    assert preferences.taste(house, me) == Taste("de", "dark")
    assert preferences.taste(house, making.person(house)) == Taste()
    for keep, nonsense in ((preferences.keep_language, "xx"), (preferences.keep_appearance, "pink")):
        with pytest.raises(Invalid):
            keep(house, me, nonsense)
        with pytest.raises(NotSignedIn):
            keep(house, NOBODY, "de")
