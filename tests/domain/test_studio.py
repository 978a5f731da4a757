"""Asking for pictures: what is written down, who may, and what may be tried again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rxfeed.domain import studio
from rxfeed.domain.errors import Conflict, Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.asking import ASK
from tests.domain.people import guest
from tests.jobs.engines import PRICE


def test_what_is_asked_is_written_down(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, replace(ASK, prompt=" a {red|blue} boat\0 ", variants=4, shape="3:2", quality="fine", form={"caption": "Boote"}))
    assert asked == studio.watch(house, anna, asked.id) == studio.pending(house, anna)
    assert (asked.prompt, asked.shape, asked.quality, asked.width, asked.height) == ("a {red|blue} boat", "3:2", "fine", 96, 64)
    assert [variant.prompt for variant in asked.variants] == ["a red boat", "a blue boat", "a red boat", "a blue boat"]
    assert asked.form == {"caption": "Boote"}
    assert studio.price(house, replace(ASK, variants=4)) == 4 * PRICE


def test_nobody_and_guests_may_not_ask_for_what_costs_money(house: House, anna: Viewer) -> None:
    with pytest.raises(NotSignedIn, match="cookies"):
        studio.request(house, NOBODY, ASK)
    with pytest.raises(NotSignedIn, match="Obedient 1"):
        studio.request(house, guest(), ASK)
    with pytest.raises(Invalid, match="does not have that engine"):
        studio.request(house, anna, replace(ASK, engine="x" * 1_000_000))


def test_others_find_nothing(house: House, anna: Viewer, bert: Viewer) -> None:
    asked = studio.request(house, anna, ASK)
    call = asked.variants[0].id
    for stranger in (bert, guest(), NOBODY):
        for forged in (
            lambda who: studio.watch(house, who, asked.id), lambda who: studio.cancel(house, who, asked.id), lambda who: studio.retry(house, who, call),
            lambda who: studio.cancel(house, who, asked.id, call), lambda who: studio.keep_form(house, who, asked.id, {}),
            lambda who: studio.keep_draft(house, who, asked.id, {}), lambda who: studio.dismiss(house, who, asked.id),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                forged(stranger)
        assert studio.pending(house, stranger) is None
        assert studio.library(house, stranger).generations == []
        assert studio.history(house, stranger) == ([], "")
    assert studio.watch(house, anna, asked.id) == asked


@pytest.mark.parametrize("forged", ["", "0", "0000000000000", "z" * 13, "x" * 1_000_000, "../../etc/pass", "' OR 1=1 --", "\0" * 13])
def test_forged_ids_find_nothing(house: House, anna: Viewer, forged: str) -> None:
    own = studio.request(house, anna, ASK)
    with pytest.raises(NotFound):
        studio.watch(house, anna, forged)
    with pytest.raises(NotFound):
        studio.cancel(house, anna, own.id, forged)
    with pytest.raises(NotFound):
        studio.retry(house, anna, forged)
    with pytest.raises(NotFound):
        studio.request(house, anna, replace(ASK, references=(forged,)))
    with pytest.raises(Invalid):
        studio.library(house, anna, cursor=forged or "x")
    with pytest.raises(Invalid):
        studio.library(house, anna, forged)


def test_a_call_of_another_generation_is_not_part_of_this_one(house: House, anna: Viewer) -> None:
    one, two = studio.request(house, anna, ASK), studio.request(house, anna, ASK)
    with pytest.raises(NotFound):
        studio.cancel(house, anna, one.id, two.variants[0].id)
    assert studio.watch(house, anna, two.id).status == "queued"


def test_only_what_did_not_come_can_be_tried_again(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, ASK)
    with pytest.raises(Conflict):
        studio.retry(house, anna, asked.variants[0].id)
    studio.cancel(house, anna, asked.id)
    again = studio.retry(house, anna, asked.variants[0].id)
    assert (again.status, again.total) == ("queued", 1)
    with pytest.raises(Conflict):
        studio.retry(house, anna, asked.variants[0].id)


def test_a_guests_work_moves_with_the_guest(house: House, bert: Viewer) -> None:
    somebody = guest()
    asked = studio.request(house, somebody, Ask("sketch", "a boat", variants=2, form={"caption": "Mein Boot"}))
    with house.database.writing() as session:
        studio.adopt(session, somebody.guest_id or 0, bert.account_id or 0)
    assert studio.pending(house, bert) == asked
    assert studio.allowance(house, bert, "sketch").pictures_left == house.limits.pictures_a_day - 2
    assert studio.pending(house, somebody) is None
    assert studio.allowance(house, somebody, "sketch").pictures_left == house.limits.guest_pictures_a_day - 2
