"""Consent: every combination is either a decision or refused with a field."""

from __future__ import annotations

from itertools import product

import pytest

from rxfeed.domain import consent
from rxfeed.domain.consent import LICENCES, REMIX, Decision
from rxfeed.domain.errors import Invalid


@pytest.mark.parametrize(("remix", "licence"), list(product((*REMIX, "", "everyone"), (*LICENCES, "", "MIT"))))
def test_a_decision_is_whole_and_does_not_contradict_itself(remix: str, licence: str) -> None:
    decision = Decision(remix, licence)
    possible = remix in REMIX and licence in LICENCES and (remix == "nobody" or LICENCES[licence].derivatives)
    if possible:
        assert consent.check(decision) is decision
    else:
        with pytest.raises(Invalid) as told:
            consent.check(decision)
        assert told.value.field == ("remix" if remix not in REMIX else "licence")


def test_training_is_yes_or_no() -> None:
    with pytest.raises(Invalid):
        consent.check(Decision("anyone", "CC0-1.0", training="yes"))  # type: ignore[arg-type]
