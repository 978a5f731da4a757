"""What an author allows: who may remix, under which licence, and whether a model may be trained. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.domain.errors import Invalid
from rxfeed.domain.tables import Consent
from rxfeed.domain.views import ConsentView

REMIX = ("anyone", "ask", "nobody")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence one can choose, by its SPDX identifier."""

    id: str
    name: str
    url: str
    derivatives: bool = True
    share_alike: bool = False
    commercial: bool = True


_CC = "https://creativecommons.org/licenses"
LICENCES: dict[str, Licence] = {
    licence.id: licence
    for licence in (
        Licence("CC-BY-4.0", "CC BY 4.0", f"{_CC}/by/4.0/"),
        Licence("CC-BY-SA-4.0", "CC BY-SA 4.0", f"{_CC}/by-sa/4.0/", share_alike=True),
        Licence("CC-BY-NC-4.0", "CC BY-NC 4.0", f"{_CC}/by-nc/4.0/", commercial=False),
        Licence("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0", f"{_CC}/by-nc-sa/4.0/", share_alike=True, commercial=False),
        Licence("CC-BY-ND-4.0", "CC BY-ND 4.0", f"{_CC}/by-nd/4.0/", derivatives=False),
        Licence("CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0", f"{_CC}/by-nc-nd/4.0/", derivatives=False, commercial=False),
        Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("LicenseRef-All-Rights-Reserved", "All rights reserved", ""),
    )
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One version of an author's consent, before it is a row. Training is no unless the author says yes."""

    remix: str
    licence: str
    training: bool = False


def check(decision: Decision) -> Decision:
    """The decision, if it is one. Raises `Invalid` where a choice is missing, unknown, or contradicts another."""
    if decision.remix not in REMIX:
        raise Invalid("Say who may remix this.", field="remix")
    if decision.licence not in LICENCES:
        raise Invalid("Choose a licence.", field="licence")
    if decision.remix != "nobody" and not LICENCES[decision.licence].derivatives:
        raise Invalid("A licence without derivatives and remixes exclude each other. Choose another licence, or let nobody remix.", field="licence")
    if not isinstance(decision.training, bool):
        raise Invalid("Say yes or no to training.", field="training")
    return decision


def view(row: Consent) -> ConsentView:
    """What holds now, for the screen."""
    licence = LICENCES[row.licence]
    return ConsentView(row.remix, row.licence, licence.name, licence.url, row.training, row.version, row.decided_at.isoformat())
