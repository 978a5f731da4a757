"""The library's lists, on both databases: in their order, page by page, nothing twice and nothing missing, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from sqlmodel import col, update

from rxfeed.domain import gallery, ids, library
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.library_views import LONGEST_WORDS, GenerationItem
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.counting import counted
from tests.making import generation, guest, person, post
from tests.making_many import generations, posts


def walk(house: House, viewer: Viewer, shown: str) -> list[str]:
    """The ids of a whole list, page by page."""
    found, cursor = [], ""
    while True:
        page = library.page(house, viewer, shown, cursor)
        found += [card.id for card in page.cards]
        cursor = page.next
        if not cursor:
            return found


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


@pytest.mark.parametrize(("shown", "status", "moment"), [("published", "published", "published_at"), ("bin", "binned", "binned_at")])
def test_the_last_to_appear_or_to_be_thrown_away_comes_first(house: House, mara: Viewer, shown: str, status: str, moment: str) -> None:
    now = house.clock.now()
    made = posts(house, mara, 60, status, **{moment: lambda number: now - timedelta(minutes=number * 7 % 60 // 2)})
    by_moment = sorted(made, key=lambda number: (-(number * 7 % 60 // 2), made[number]), reverse=True)
    assert walk(house, mara, shown) == [made[number] for number in by_moment]


def test_of_those_that_wait_the_next_one_comes_first(house: House, mara: Viewer) -> None:
    now = house.clock.now()
    made = posts(house, mara, 30, "scheduled", publish_at=lambda number: now + timedelta(hours=30 - number))
    assert walk(house, mara, "scheduled") == list(made.values())[::-1]


def test_what_comes_or_goes_meanwhile_moves_nothing_else(house: House, mara: Viewer) -> None:
    made = generations(house, mara, 60)
    first = library.page(house, mara, "all")
    new, _ = generation(house, mara)
    rest = library.page(house, mara, "all", first.next)
    last = library.page(house, mara, "all", rest.next)
    assert [card.id for page in (first, rest, last) for card in page.cards] == made[::-1]
    assert walk(house, mara, "all") == [new, *made[::-1]]


def test_everything_that_is_on_screen_can_be_looked_at_again_at_once(house: House, mara: Viewer) -> None:
    made = generations(house, mara, 60)
    again = library.page(house, mara, "all", count=48)
    assert [card.id for card in again.cards] == made[:11:-1]
    assert [card.id for card in library.page(house, mara, "all", again.next).cards] == made[11::-1]
    assert len(library.page(house, mara, "all", count=3).cards) == library.PAGE


def test_somebody_elses_is_in_no_list(house: House, mara: Viewer) -> None:
    generation(house, mara)
    for status in ("published", "scheduled", "binned"):
        posts(house, mara, 1, status, published_at=lambda _: house.clock.now())
    tariq, somebody = person(house, "tariq"), guest(house)
    for shown in (*library.GENERATIONS, *library.POSTS):
        assert walk(house, tariq, shown) == []
    for nobody in (somebody, NOBODY):
        for shown in library.GENERATIONS:
            assert walk(house, nobody, shown) == []
        for shown in library.POSTS:
            with pytest.raises(NotSignedIn):
                library.page(house, nobody, shown)


def test_lists_cursors_and_counts_that_there_are_not(house: House, mara: Viewer) -> None:
    for forged in ({"shown": "everybody's"}, {"cursor": "x"}, {"cursor": "z" * 26}, {"count": -1}, {"count": library.MOST + 1}):
        with pytest.raises(Invalid):
            library.page(house, mara, **{"shown": "all", **forged})  # type: ignore[arg-type]


def test_a_page_says_what_a_screen_shows_and_little_more(house: House, mara: Viewer) -> None:
    made, shown = generation(house, mara, "a harbour, " * 1000, variants=4)
    page = library.page(house, mara, "all")
    card = page.cards[0]
    assert isinstance(card, GenerationItem)
    assert len(card.prompt) <= LONGEST_WORDS + 1
    assert [variant.original for variant in card.variants] == [f"/media/{picture}/original" for picture in shown]
    assert len(page.json()) < 5_000
    assert orjson.loads(page.json())["cards"][0]["id"] == made


def test_a_page_takes_the_same_number_of_queries_however_long_it_is(house: House, mara: Viewer) -> None:
    post(house, mara, variants=2)
    assert (asked(house, mara, "all"), asked(house, mara, "published")) == (4, 2)
    post(house, mara, variants=3)
    generations(house, mara, 10)
    assert (asked(house, mara, "all"), asked(house, mara, "published")) == (4, 2)


def test_what_moves_is_what_runs_and_what_has_just_ended(house: House, mara: Viewer) -> None:
    now = house.clock.now()
    long_ago, runs, ended = (generation(house, mara)[0] for _ in range(3))
    somebody_elses, _ = generation(house, person(house, "tariq"))
    becomes(house, runs, status="calling")
    becomes(house, somebody_elses, status="calling")
    becomes(house, ended, ended_at=now - timedelta(seconds=30))
    becomes(house, long_ago, ended_at=now - timedelta(seconds=90))
    assert [(item.id, item.status) for item in library.moving(house, mara)] == [(ended, "ready"), (runs, "running")]
    assert library.moving(house, NOBODY) == []


def test_a_guest_is_told_of_its_own_work_alone(house: House) -> None:
    one, other = guest(house), guest(house)
    made, _ = generation(house, one)
    becomes(house, made, status="queued", guest_id=one.guest_id)
    assert [item.id for item in library.moving(house, one)] == [made]
    assert library.moving(house, other) == []


def test_a_picture_says_what_has_become_of_its_post(house: House, mara: Viewer) -> None:
    made = post(house, mara).card.id

    def says() -> set[tuple[str, str]]:
        page = library.page(house, mara, "all")
        return {(variant.posted_as, variant.post_status) for item in page.cards if isinstance(item, GenerationItem) for variant in item.variants}

    assert says() == {(made, "published")}
    gallery.bin(house, mara, made)
    assert says() == {(made, "binned")}


def test_a_post_that_was_put_back_is_where_it_was(house: House, mara: Viewer) -> None:
    made = [post(house, mara).card.id for _ in range(3)]
    gallery.bin(house, mara, made[1])
    assert (walk(house, mara, "published"), walk(house, mara, "bin")) == ([made[2], made[0]], [made[1]])
    gallery.restore(house, mara, made[1])
    assert (walk(house, mara, "published"), walk(house, mara, "bin")) == (made[::-1], [])


def becomes(house: House, generation_id: str, **values: object) -> None:
    with house.database.writing() as session:
        session.execute(update(Call).where(col(Call.generation_id) == ids.from_text(generation_id)).values(**values))


def asked(house: House, viewer: Viewer, shown: str) -> int:
    """How many queries a page takes."""
    with counted(house) as statements:
        library.page(house, viewer, shown)
    return len(statements)
