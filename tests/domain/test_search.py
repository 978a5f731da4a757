"""Search and Explore: the same on both databases, whatever is typed, and never more than the viewer sees."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from rxfeed.domain import circle, explore, feeds_page, gallery, ids, marks, search_index, search_words
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.house import House
from rxfeed.domain.search_words import Term
from rxfeed.domain.tables import SearchText, SearchWord
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted

STRANGE = ['"', "a OR b", "a AND NOT (b", "NEAR(a b)", "x*", "'; DROP TABLE post; --", "🚲🚲", "& | ! :*", "words:fog", "%_", "\x00"]


def _posted(house: House, viewer: Viewer, **more: object) -> str:
    made = making.post(house, viewer, **more).card.id
    search_index.index_due(house)
    return made


def _found(house: House, viewer: Viewer = NOBODY, /, **asked: str) -> list[str]:
    return [card["id"] for card in json.loads(explore.explore(house, viewer, asked).json())["cards"]]


def test_words_are_found_wherever_they_stand_the_best_place_first(house: House) -> None:
    mara = making.person(house)
    in_tags = _posted(house, mara, prompt="a quiet sea", tags="fog-bank")
    in_caption = _posted(house, mara, prompt="a quiet sea", caption="Fog. Every morning.")
    in_prompt = _posted(house, mara, prompt="Hills in the FÖG")
    hidden = _posted(house, mara, prompt="fog", prompt_hidden=True)
    assert _found(house, q="fog") == [in_tags, in_caption, in_prompt]
    assert _found(house, q="fog", sort="new") == [in_prompt, in_caption, in_tags]
    assert (_found(house, q="#fog"), _found(house, q="quiet fog"), _found(house, q="hil")) == ([in_tags], [in_tags, in_caption], [in_prompt])
    assert hidden in _found(house)
    cards = json.loads(explore.explore(house, NOBODY, {"q": "fog"}).json())["cards"]
    assert cards[1]["found"][0] == ["Fog", True]


def test_filters_combine(house: House) -> None:
    mara, noor = making.person(house), making.person(house)
    free = _posted(house, mara, decision=Decision("anyone", "CC0-1.0", training=False))
    mine = _posted(house, mara, decision=Decision("nobody", "CC-BY-4.0", training=False))
    remix = making.remix(house, noor, free)
    search_index.index_due(house)
    assert set(_found(house, remix="yes", licence="CC0-1.0")) == {free}
    assert set(_found(house, licence="CC-BY-4.0")) - {remix} == {mine}
    assert set(_found(house, children="yes", engine="sketch", period="day", rating="general")) == {free}
    marks.like(house, noor, mine, on=True)
    assert _found(house, sort="liked")[0] == mine


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"shape": "7:3"}, Invalid), ({"sort": "best'; --"}, Invalid), ({"licence": "CC-BY-ND-4.0", "remix": "yes"}, Invalid),
        ({"rating": "mature"}, NotSignedIn), ({"like": "nothing"}, NotFound), ({"like": "x", "q": "fog"}, Invalid), ({"q": "x" * 10_001}, Invalid),
    ],
)  # fmt: skip
def test_what_can_not_be_asked_for_is_refused(house: House, asked: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        explore.explore(house, NOBODY, asked)


def test_pages_go_on_without_gap_or_repeat_and_cursors_belong_to_their_search(house: House) -> None:
    mara = making.person(house)
    made = [making.post(house, mara, prompt="a boat", tags="sea" if number % 2 else "").card.id for number in range(30)]
    search_index.index_due(house)
    for asked in ({"q": "boat"}, {"q": "boat", "sort": "new"}, {"engine": "sketch"}, {"sort": "liked"}):
        first = explore.explore(house, NOBODY, asked)
        _posted(house, mara, prompt="a boat that comes late", tags="sea")
        second = explore.explore(house, NOBODY, asked, first.next)
        both = [card["id"] for page in (first, second) for card in json.loads(page.json())["cards"]]
        assert (len(both), len(set(both)), set(made) <= set(both)) == (len(set(both)), len(both), True)
        assert second.next == ""
        with pytest.raises(Invalid):
            explore.explore(house, mara, asked, first.next)
        with pytest.raises(Invalid):
            explore.explore(house, NOBODY, {**asked, "children": "yes"}, first.next)


def test_no_page_is_empty_where_as_many_are_left_as_are_looked_through(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "SCAN", 2)
    monkeypatch.setattr(feeds_page, "PAGE", 2)
    mara = making.person(house)
    for _ in range(4):
        _posted(house, mara, prompt="a boat")
    for asked in ({"q": "boat"}, {"q": "boat", "sort": "new"}, {"sort": "liked"}):
        first = explore.explore(house, NOBODY, asked)
        second = explore.explore(house, NOBODY, asked, first.next)
        assert (len(first.cards), len(second.cards), second.next) == (2, 2, ""), asked


def test_only_what_the_viewer_sees_is_found_or_offered(house: House) -> None:
    mara, noor = making.person(house, "mara"), making.person(house)
    post = _posted(house, mara, prompt="a narwhal", tags="whales")
    _posted(house, mara, prompt="a walrus", rating="mature")
    _posted(house, mara, prompt="a seal", visibility="unlisted")
    assert (_found(house, q="narwhal"), _found(house, q="seal"), _found(house, q="walrus"), len(_found(house, noor, q="walrus"))) == ([post], [], [], 1)
    assert (explore.completions(house, NOBODY, "a nar"), explore.completions(house, NOBODY, "wal")) == (["a narwhal"], [])
    assert explore.found(house, noor, {"q": "wha"}).tags == ["whales"]
    circle.block(house, mara, noor.handle)
    noor = making.again(house, noor)
    assert (_found(house, noor, q="narwhal"), explore.completions(house, noor, "nar"), explore.found(house, noor, {"q": "wha"}).tags) == ([], [], [])
    gallery.bin(house, mara, post)
    assert _found(house, q="narwhal") == []
    search_index.index_due(house)
    with house.database.reading() as session:
        assert ids.from_text(post) not in session.exec(select(SearchText.post_id)).all()
        assert "narwhal" not in session.exec(select(SearchWord.word)).all()


def test_what_is_changed_is_found_by_its_new_words(house: House) -> None:
    mara = making.person(house)
    post = _posted(house, mara, prompt="a kite", tags="red")
    gallery.edit(house, mara, post, Changes(caption="over the dunes", tags="blue", prompt_hidden=True))
    assert search_index.index_due(house) == 1
    assert [_found(house, q=word) for word in ("dunes", "blue", "red", "kite")] == [[post], [post], [], []]


def test_a_search_without_a_result_offers_the_nearest(house: House) -> None:
    mara = making.person(house)
    _posted(house, mara, prompt="a lighthouse in the fog")
    said = explore.found(house, NOBODY, {"q": "lighthuose"})
    assert (said.nearest, said.cut) == (["lighthouse"], False)
    assert explore.found(house, NOBODY, {"q": "lighthuose", "engine": "openai"}).nearest == []
    assert "fog" in explore.found(house, NOBODY, {"q": "fog zebra"}).nearest
    assert explore.found(house, NOBODY, {"q": "fog", "engine": "openai", "period": "day"}).without == ["engine"]
    assert explore.found(house, NOBODY, {"shape": "16:9"}).without == ["shape"]
    assert explore.found(house, NOBODY, {"shape": "16:9", "engine": "openai"}).without == []
    assert explore.found(house, NOBODY, {"q": "fog"}).nearest == []


def test_signs_of_writing_without_spaces(house: House) -> None:
    post = _posted(house, making.person(house), prompt="夜の東京都庁、雨")
    assert [_found(house, q=text) for text in ("東京", "京", "庁", "雨", "東京都庁", "大阪")] == [[post]] * 5 + [[]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.sampled_from(STRANGE))
def test_whatever_is_typed_is_answered(house: House, text: str) -> None:
    said = explore.found(house, NOBODY, {"q": text})
    assert explore.explore(house, NOBODY, {"q": text, "sort": "best"}).next == ""
    assert (said.cut, explore.completions(house, NOBODY, text)) == (False, [])


def test_a_page_asks_few_questions(house: House) -> None:
    mara = making.person(house)
    for _ in range(3):
        _posted(house, mara, prompt="a boat", caption="a boat")
    explore.explore(house, NOBODY, {"q": "boat"})
    with counted(house) as asked:
        explore.explore(house, NOBODY, {"q": "boat", "engine": "sketch"})
    assert len(asked) == 6, "its words, an order that is kept, the newest, two better places, the cards"


def test_terms_are_the_words_of_what_is_typed() -> None:
    assert search_words.terms('Ängste, "#Nebel-Bank" ') == [Term("angste"), Term("nebel", tag=True), Term("bank", tag=True)]
    assert search_words.terms("東") == [Term("東", begins=True)]
    assert len(search_words.terms(" ".join(map(str, range(100))))) == search_words.MOST


def test_words_are_marked_where_they_stand() -> None:
    assert search_words.marked("A long way, then the SÉA at last", {"sea"}, 24) == [("…", False), ("then the ", False), ("SÉA", True), (" at last", False)]
    pieces = search_words.marked("a boat " * 100, {"boat"})
    assert "".join(piece for piece, _ in pieces) == ("a boat " * 100)[:160] + "…"
