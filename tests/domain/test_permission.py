"""Who may remix what: the whole matrix against a table written by hand, and what holds of every combination."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.audience import Relation, Standing
from rxfeed.domain.consent import LICENCES
from rxfeed.domain.gallery_words import VISIBILITIES
from rxfeed.domain.permission import ALL_RIGHTS, Permission, Refusal, Shown, audience_for, go_together, licence_of_own, licences_for, of_remix

STRANGER, HERE = Relation(), Standing()
BLOCKS, BLOCKED = Relation(blocks=True), Relation(blocked=True)
FREE, ND = "CC-BY-4.0", "CC-BY-ND-4.0"
YES, GONE, LICENCE = Permission(allowed=True), Permission(allowed=False, why=Refusal.GONE), Permission(allowed=False, why=Refusal.LICENCE)
ASK, NOBODY = (Permission(allowed=False, why=why, may_ask=True) for why in (Refusal.ASK, Refusal.NOBODY))
SHORT = {licence: licence.removesuffix("-4.0").removeprefix("CC-") for licence in LICENCES} | {"CC0-1.0": "0", ALL_RIGHTS: "ARR"}
CHART = {
    "BY": "BY BY-SA BY-NC BY-NC-SA BY-ND BY-NC-ND ARR",
    "BY-SA": "BY-SA",
    "BY-NC": "BY-NC BY-NC-SA BY-NC-ND ARR",
    "BY-NC-SA": "BY-NC-SA",
    "BY-ND": "",
    "BY-NC-ND": "",
    "0": "BY BY-SA BY-NC BY-NC-SA BY-ND BY-NC-ND 0 ARR",
    "ARR": "ARR",
}
"""Under which licences a child of each can be."""
SHOWN = st.builds(Shown, st.sampled_from([*VISIBILITIES, "something else"]), *(st.booleans() for _ in range(4)))
PARENTS = st.lists(SHOWN, min_size=1, max_size=4)
NAMES = st.sampled_from([*LICENCES, "something else"])


STANDINGS = (HERE, Standing(leaving=True), Standing(suspended=True))


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("licence", [FREE, ND, ALL_RIGHTS, "?"])
@pytest.mark.parametrize("remix", ["anyone", "ask", "nobody", "something else"])
def test_the_whole_matrix(remix: str, licence: str, accepted: bool) -> None:
    wished = {"anyone": YES, "ask": YES if accepted else ASK}.get(remix, YES if accepted else NOBODY)
    for relation, author, see, own in product((STRANGER, BLOCKS, BLOCKED), STANDINGS, (True, False), (True, False)):
        found = of_remix(relation=relation, author=author, see=see, own=own, remix=remix, licence=licence, accepted=accepted)
        if own:
            expected = YES
        elif relation == BLOCKS:
            expected = Permission(allowed=False, why=Refusal.BLOCKED)
        elif relation == BLOCKED or author.away or not see:
            expected = GONE
        else:
            expected = LICENCE if licence in {ND, "?"} else wished
        assert found == expected, (relation, author, see, own)


@given(PARENTS, SHOWN)
def test_another_parent_never_shows_a_child_to_more_people(parents: list[Shown], one: Shown) -> None:
    assert set(audience_for([*parents, one])) == set(audience_for(parents)) & set(audience_for([one]))


@given(SHOWN)
def test_a_child_is_seen_by_no_more_people_unless_they_agreed(parent: Shown) -> None:
    allowed = audience_for([parent])
    if parent.agreed or (parent.own and parent.root):
        assert allowed == VISIBILITIES
    elif parent.own:
        assert allowed == (VISIBILITIES if parent.visibility == "public" else tuple(name for name in VISIBILITIES if name == parent.visibility))
    else:
        for_some = parent.private or parent.visibility not in {"public", "unlisted"}
        assert allowed == (() if for_some else VISIBILITIES if parent.visibility == "public" else ("unlisted",))


@pytest.mark.parametrize("licence", LICENCES)
def test_licences_carry_over_as_the_chart_says(licence: str) -> None:
    choices = licences_for([licence])
    assert {SHORT[choice.id] for choice in choices if choice.allowed} == set(CHART[SHORT[licence]].split())
    assert all(choice.allowed or (choice.why and choice.licence) for choice in choices)


@given(st.lists(NAMES, max_size=4), NAMES)
def test_another_parent_never_frees_a_licence(parents: list[str], one: str) -> None:
    def allowed(of: list[str]) -> set[str]:
        return {choice.id for choice in licences_for(of) if choice.allowed}

    assert allowed([*parents, one]) == allowed(parents) & allowed([one])
    assert [choice.id for choice in licences_for(parents)] == list(LICENCES)
    assert parents or allowed([]) == set(LICENCES)


def test_licences_that_exclude_each_other() -> None:
    assert go_together(["CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0"])
    assert not go_together(["CC-BY-SA-4.0", "CC-BY-NC-4.0"])


@given(st.sampled_from(list(LICENCES)), st.booleans())
def test_ones_own_picture_can_always_be_taken_further(licence: str, root: bool) -> None:
    assert any(choice.allowed for choice in licences_for([licence_of_own(licence, root=root)]))
    assert not root or all(choice.allowed for choice in licences_for([licence_of_own(licence, root=True)]))
