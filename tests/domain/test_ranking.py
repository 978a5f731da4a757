"""The ranking's promises, for whatever candidates and weights."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import ranking
from rxfeed.domain.ranking import AGAIN, BLOCK, NAMES, TAKEN_AWAY, Candidate, Features, Ranked, Weights, rank

FEATURES = st.builds(Features, **{name: st.sampled_from([0, 0, 40, 100]) for name in NAMES})
WEIGHTS = st.builds(Weights, **{name: st.integers(0, 10) for name in NAMES})
CANDIDATE = st.builds(Candidate, st.integers(1, 1000), st.integers(1, 5), st.integers(0, 3), st.just("latest"), FEATURES)
CANDIDATES = st.lists(CANDIDATE, max_size=40, unique_by=lambda each: each.post_id)


def _related(one: Candidate, other: Candidate) -> bool:
    return one.author_id == other.author_id or (one.family != 0 and one.family == other.family)


@given(CANDIDATES, WEIGHTS, st.randoms())
def test_the_order_is_of_all_of_them_and_the_same_however_they_come(candidates: list[Candidate], weights: Weights, chance: object) -> None:
    order = rank(candidates, weights)
    mixed = list(candidates)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rank(mixed, weights) == order
    assert sorted(each.candidate.post_id for each in order) == sorted(each.post_id for each in candidates)
    assert rank(candidates, weights, 7) == order[:7]


@given(CANDIDATES.filter(bool), WEIGHTS, st.data())
def test_more_of_a_feature_never_moves_a_picture_the_wrong_way(candidates: list[Candidate], weights: Weights, data: st.DataObject) -> None:
    number, name = data.draw(st.integers(0, len(candidates) - 1)), data.draw(st.sampled_from(NAMES))
    one = candidates[number]
    more = one._replace(features=one.features._replace(**{name: 100}))
    before = [each.candidate.post_id for each in rank(candidates, weights)].index(one.post_id)
    after = [each.candidate.post_id for each in rank([more if each is one else each for each in candidates], weights)].index(one.post_id)
    assert after >= before if name in TAKEN_AWAY else after <= before


@given(CANDIDATES, WEIGHTS)
def test_neighbours_share_neither_author_nor_family_while_anything_else_is_left(candidates: list[Candidate], weights: Weights) -> None:
    order = [each.candidate for each in rank(candidates, weights)]
    for place in range(1, len(order)):
        if _related(order[place - 1], order[place]):
            assert all(_related(order[place - 1], other) for other in order[place:])


@given(CANDIDATES, WEIGHTS)
def test_every_block_has_a_new_author_while_one_is_left(candidates: list[Candidate], weights: Weights) -> None:
    order = [each.candidate for each in rank(candidates, weights)]
    for start in range(0, len(order) - BLOCK + 1, BLOCK):
        block, rest = order[start : start + BLOCK], order[start + BLOCK :]
        if not any(each.features.newcomers for each in block):
            assert all(_related(block[-2], each) for each in rest if each.features.newcomers)


@given(CANDIDATES, WEIGHTS)
def test_each_says_its_own_numbers(candidates: list[Candidate], weights: Weights) -> None:
    order = rank(candidates, weights)
    for place, each in enumerate(order):
        before = [other.candidate for other in order[:place]]
        assert each.same_author == sum(other.author_id == each.candidate.author_id for other in before)
        assert each.same_family == sum(each.candidate.family != 0 and other.family == each.candidate.family for other in before)
        assert each.points(weights) == sum(term.points for term in each.terms(weights)) - AGAIN * (each.same_author + each.same_family)


def test_a_second_picture_by_somebody_waits_for_one_that_is_nearly_as_good() -> None:
    good, also, other = (Candidate(number, author, 0, "", Features(followed=feature)) for number, author, feature in ((3, 1, 100), (2, 1, 90), (1, 2, 80)))
    weights = Weights(**dict.fromkeys(NAMES, 0) | {"followed": 10})
    assert rank([good, also, other], weights) == [Ranked(good), Ranked(other), Ranked(also, same_author=1)]
    assert tuple(each.name for each in fields(Weights)) == ranking.NAMES
