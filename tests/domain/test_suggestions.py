"""Who is suggested, why, and who never is."""

from __future__ import annotations

import pytest
from sqlmodel import col, update

from rxfeed.domain import circle, mutes_times, suggestions
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.suggestions import SuggestionView
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def why(house: House, viewer: Viewer) -> dict[str, tuple[str, str, int, str]]:
    found = suggestions.suggested(house, making.again(house, viewer))
    return {one.handle: (one.why, one.by, one.others, one.tag) for one in found}


def test_each_comes_with_its_reason_and_the_best_first(house: House) -> None:
    me, ann, bob = (making.person(house, handle) for handle in ("me_too", "ann", "bob"))
    liked, known, painter, fresh = (making.person(house, handle) for handle in ("liked", "known", "painter", "fresh"))
    for friend in (ann, bob):
        circle.follow(house, me, friend.handle)
        circle.follow(house, friend, "liked")
    circle.follow(house, bob, "known")
    making.post(house, me, tags="fog")
    making.post(house, painter, tags="fog kite")
    making.post(house, fresh)
    making.person(house, "silent")
    assert why(house, me) == {
        "liked": ("followed", "ann", 1, ""), "known": ("followed", "bob", 0, ""), "painter": ("tags", "", 0, "fog"), "fresh": ("new", "", 0, ""),
    }  # fmt: skip
    assert list(why(house, me)) == ["liked", "known", "painter", "fresh"]
    assert (liked.account_id, known.account_id) != (None, None)


def test_never_somebody_one_knows_or_doesnt_see(house: House) -> None:
    me = making.person(house, "me_too")
    people = {name: making.person(house, name) for name in ("followed", "blocked", "blocks", "muted", "leaving", "hermit", "dismissed", "open")}
    for one in people.values():
        making.post(house, one)
    assert len(why(house, me)) == suggestions.SHOWN
    circle.follow(house, me, "followed")
    circle.block(house, me, "blocked")
    circle.block(house, people["blocks"], "me_too")
    circle.mute(house, me, "muted", "week")
    suggestions.dismiss(house, me, "dismissed")
    suggestions.dismiss(house, me, "@Dismissed")
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.handle) == "leaving").values(delete_at=house.clock.now()))
        session.execute(update(Account).where(col(Account.handle) == "hermit").values(private=True))
    assert why(house, me) == {"open": ("new", "", 0, "")}
    assert "week" in mutes_times.LASTING


def test_the_same_number_of_queries_however_many_there_are(house: House) -> None:
    me = making.person(house, "me_too")
    for number in range(12):
        one, other = making.person(house, f"one_{number}"), making.person(house, f"other_{number}")
        circle.follow(house, me, one.handle)
        circle.follow(house, one, other.handle)
    making.post(house, me, tags="fog dusk kite")
    with counted(house) as asked:
        found = suggestions.suggested(house, me)
    assert (len(found), len(asked)) == (suggestions.SHOWN, 6)


def test_who_may_not_gets_a_sentence(house: House) -> None:
    me = making.person(house, "me_too")
    with pytest.raises(NotSignedIn):
        suggestions.suggested(house, NOBODY)
    for viewer, handle, refusal in ((NOBODY, "me_too", NotSignedIn), (me, "me_too", Invalid), (me, "nobody_here", NotFound), (me, "\0" * 50_000, NotFound)):
        with pytest.raises(refusal):
            suggestions.dismiss(house, viewer, handle)
    assert suggestions.suggested(house, me) == list[SuggestionView]()
