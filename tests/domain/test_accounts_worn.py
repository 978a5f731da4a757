"""What isn't for everybody's eyes any more is worn by nobody, and whoever wore it is told why."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from rxfeed.domain import accounts, gallery, safety
from rxfeed.domain.errors import Invalid, NotFound, RxfeedError
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.pictures import public_key
from rxfeed.domain.safety import Decision
from rxfeed.domain.viewer import Viewer
from tests import making

Deed = Callable[[House, Viewer, Viewer, str], None]


def worn(house: House, who: Viewer) -> tuple[str, str]:
    """The name of the copies that everybody sees, and why there are none."""
    seen = accounts.account(house, who)
    return seen.avatar.removeprefix("/pictures/").removesuffix("-96.webp"), seen.avatar_lost


def rated(house: House, who: Viewer, _: Viewer, made: str) -> None:
    gallery.edit(house, who, made, Changes(rating="suggestive"))


def binned(house: House, who: Viewer, _: Viewer, made: str) -> None:
    gallery.bin(house, who, made)


def decided(decision: Decision) -> Deed:
    def decide(house: House, _: Viewer, judge: Viewer, made: str) -> None:
        safety.report(house, making.person(house), "post", made, "spam")
        safety.decide(house, judge, safety.queue(house, judge).matters[0].id, decision)

    return decide


WAYS: dict[str, tuple[Deed, str]] = {
    "rated": (rated, "rated"),
    "rated by a moderator": (decided(Decision("rate", "It is.", rating="mature")), "rated"),
    "hidden": (decided(Decision("hide", "It is.")), "held"),
    "removed": (decided(Decision("remove", "It is.")), "held"),
    "binned": (binned, "deleted"),
}


def test_it_comes_off_with_whatever_happens_to_its_post_and_its_copies_go(house: House) -> None:
    judge = making.person(house, role="moderator")
    for name, (deed, why) in WAYS.items():
        mara = making.person(house)
        made = making.post(house, mara, variants=2).card.id
        accounts.wear(house, mara, made)
        gallery.edit(house, mara, made, Changes(caption="Look.", visibility="unlisted"))
        before, nothing = worn(house, mara)
        assert before, name
        deed(house, mara, judge, made)
        assert (nothing, *worn(house, mara)) == ("", "", why), name
        with pytest.raises(NotFound):
            house.objects.get(public_key(before, 96))
        with pytest.raises(Invalid, match="rated general"):
            accounts.wear(house, mara, made)


def test_a_variant_comes_off_when_it_is_published_as_something_else(house: House) -> None:
    mara = making.person(house)
    given = making.publication(house, mara, rating="mature")
    accounts.wear(house, mara, given.picks[0].picture_id)
    made = gallery.publish(house, mara, given).card.id
    assert worn(house, mara) == ("", "rated")
    gallery.edit(house, mara, made, Changes(rating="general"))
    assert worn(house, mara) == ("", "back")
    accounts.wear(house, mara, made)
    assert worn(house, mara)[0]
    accounts.wear(house, mara, "")
    assert worn(house, mara) == ("", "")


def test_what_happens_to_other_pictures_leaves_it_on(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    made, other, theirs = (making.post(house, who).card.id for who in (mara, mara, tariq))
    accounts.wear(house, mara, made)
    before = worn(house, mara)
    gallery.bin(house, mara, other)
    gallery.bin(house, tariq, theirs)
    assert worn(house, mara) == before


def test_whoever_puts_it_on_while_it_is_rated_wears_it_in_no_order(house: House) -> None:
    """Both at once, several times: whichever is first, what is rated mature is worn afterwards by nobody."""
    for _ in range(4):
        mara = making.person(house)
        made, both = making.post(house, mara).card.id, threading.Barrier(2)

        def wear(mara: Viewer = mara, made: str = made, both: threading.Barrier = both) -> None:
            both.wait()
            try:
                accounts.wear(house, mara, made)
            except RxfeedError as refused:
                assert isinstance(refused, Invalid)  # noqa: PT017  (either order is right)

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.submit(wear), pool.submit(lambda: (both.wait(), rated(house, mara, mara, made)))  # noqa: B023
            first.result(), second.result()
        assert worn(house, mara)[0] == ""
