"""Cards and tiles as the server draws them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.tags import TagView
from rxfeed.domain.views import AuthorView, ParentView, PictureView, PostCard, Reposter
from rxfeed.ui.first_paint import drawings
from rxfeed.ui.first_paint.language import Words

NASTY = "</a><script>alert(1)</script> \" ' & {0}"
PICTURE = PictureView("/pictures/a/640.webp", "/pictures/a/640.webp 640w", "/pictures/a/1280.webp", 1024, 1536, "data:image/webp;base64,AA", NASTY)
CARD = PostCard(
    id="p1", version=1, author=AuthorView("ada", NASTY), pictures=[PICTURE, PICTURE], prompt=NASTY, caption=NASTY, tags=[NASTY], engine="sketch",
    model="Sketch", shape="2:3", rating="mature", licence="All rights reserved", remix="anyone", published_at="2026-11-22T20:00:00+00:00",
    is_sample=True, edited=True, parents=[ParentView("q1", "bob", "edit", "/media/q/96")], steps=2,
)  # fmt: skip


def _page(card: bytes) -> FeedPage:
    return FeedPage([card], "", "", answers=[[1_234, 0, 0, 0, 0]], reposters={"p1": Reposter("bob", NASTY)})


def test_nothing_that_people_write_becomes_markup() -> None:
    bytes_ = orjson.dumps(CARD)
    html = drawings.cards(_page(bytes_), 1) + drawings.explored([bytes_], asked={})
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)") >= 7
    assert 'href="/u/bob"' in html
    assert '<span class="empty:hidden">1,234</span>' in html


def test_in_the_readers_language() -> None:
    html = drawings.cards(_page(orjson.dumps(CARD)), 1, "de")
    for words in (">Alle Rechte vorbehalten<", ">1.234<", ">2 Bilder<", "Weitergezeigt von "):
        assert words in html


@pytest.mark.parametrize(
    ("age", "english", "german"),
    [
        (timedelta(seconds=20), "this minute", "in dieser Minute"),
        (timedelta(minutes=59), "59m ago", "vor 59 m"),
        (timedelta(hours=23), "23h ago", "vor 23 Std."),
        (timedelta(days=1), "yesterday", "gestern"),
        (timedelta(days=2), "2d ago", "vorgestern"),
        (timedelta(days=29), "29d ago", "vor 29 Tagen"),
    ],
)
def test_how_long_ago(age: timedelta, english: str, german: str) -> None:
    then = (datetime.now(UTC) - age).isoformat()
    assert (Words("en").ago(then), Words("de").ago(then)) == (english, german)


def test_after_a_month_it_is_a_day() -> None:
    assert (Words("en").ago("2025-01-05T20:00:00+00:00"), Words("de").ago("2025-01-05T20:00:00+00:00")) == ("Jan 5, 2025", "5. Jan. 2025")


def test_numbers_in_sentences_have_separators() -> None:
    assert Words("en").say("{n} of {name}", {"n": 12_345, "name": "7"}) == "12,345 of 7"
    assert [Words("de").sayN("{count} like", "{count} likes", count) for count in (1, 2_000)] == ["Gefällt 1 Person", "Gefällt 2.000 Personen"]


def test_pages_are_drawn_with_what_their_state_will_be_and_nothing_else_of_it() -> None:
    html = drawings.tag(TagView("rain", 1_234, more=True, followers=1), [orjson.dumps(CARD)], "/t/rain?cursor=x")
    assert "More than 1,234 pictures · 1 follower<" in html
    assert 'href="/p/p1"' in html
    assert 'href="/t/rain?cursor=x"' in html
    assert "alert" not in html.replace("alert(1)", "")  # no notice of a problem that there isn't
    assert "Follow" not in drawings.profile(ProfileView("ada", "Ada"), []).replace("follower", "").replace("following", "")


def test_every_component_can_be_read() -> None:
    drawings.prepare()
