"""Who may remix what, who may see what comes of it, and under which licence. Pure, and the only place that decides it.

    of_remix        may this person take this post further?
    audience_for    who may see a remix: never more people than see its most private parent, unless that parent's author agreed
    licences_for    which licences a remix can have; go_together: whether there is one
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rxfeed.domain.audience import Relation, Standing
from rxfeed.domain.consent import LICENCES, Licence
from rxfeed.domain.gallery_words import VISIBILITIES
from rxfeed.domain.saying import mark

ALL_RIGHTS = "LicenseRef-All-Rights-Reserved"
ALTERABLE = {"CC-BY-ND-4.0": "CC-BY-4.0", "CC-BY-NC-ND-4.0": "CC-BY-NC-4.0"}
"""What is left of a licence for its own author, who may change what nobody else may."""


GRANTED = ("accepted", "wider", "narrow")
"""What a request is called while its author's yes stands: also while more is asked for, and after a no to that."""


class Refusal(StrEnum):
    """Why somebody may not remix a post."""

    NOTHING = ""
    GONE = "gone"
    """For this person it isn't there."""
    BLOCKED = "blocked"
    """They have blocked its author."""
    LICENCE = "licence"
    """It forbids derivatives."""
    ASK = "ask"
    """Its author wants to be asked first."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a post may be remixed by somebody, and if not, why, and whether asking can help."""

    allowed: bool
    why: Refusal = Refusal.NOTHING
    may_ask: bool = False


def of_remix(*, relation: Relation, author: Standing, see: bool, own: bool, remix: str, licence: str, accepted: bool) -> Permission:
    """`see`: what `audience` says of the post. `accepted`: its author has said yes to this person. An unknown wish is nobody, an unknown licence forbids."""
    if own:
        return Permission(allowed=True)
    if relation.blocks and not relation.blocked:
        return Permission(allowed=False, why=Refusal.BLOCKED)
    if relation.blocked or author.away or not see:
        return Permission(allowed=False, why=Refusal.GONE)
    if licence not in LICENCES or not LICENCES[licence].derivatives:
        return Permission(allowed=False, why=Refusal.LICENCE)
    if accepted or remix == "anyone":
        return Permission(allowed=True)
    return Permission(allowed=False, why=Refusal.ASK if remix == "ask" else Refusal.NOBODY, may_ask=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """Who sees a parent, as far as it decides who may see its child."""

    visibility: str
    private: bool = False
    """Its author's account is for approved followers only."""
    own: bool = False
    """The child will have the same author."""
    root: bool = False
    """It is no remix itself: then its own author may show more of it."""
    agreed: bool = False
    """Its author was asked, and said yes, knowing that more people will see what comes of it."""


def audience_for(parents: Sequence[Shown]) -> tuple[str, ...]:
    """The visibilities a child may have; none where its parents' authors have to be asked first. More parents never allow more.

    Somebody else's followers are other people than one's own, so that what is for those has no audience of one's own.
    """
    allowed = [_audience(parent) for parent in parents]
    return tuple(visibility for visibility in VISIBILITIES if all(visibility in some for some in allowed))


def keeps_apart(parent: Shown) -> bool:
    """Whether its author would have to agree before anybody else's remix is shown to anybody."""
    return parent.private or parent.visibility not in {"public", "unlisted"}


@dataclass(frozen=True, slots=True)
class LicenceChoice:
    """A licence for a remix; where it doesn't go with a parent's, `why` is a message id with the blank `{licence}`, filled by `licence`."""

    id: str
    allowed: bool
    why: str = ""
    licence: str = ""


def licences_for(parents: Sequence[str]) -> list[LicenceChoice]:
    """Every licence, and whether a child of parents with these can have it. Share-alike and non-commercial carry over, and so does a name to be named.

    After Creative Commons' chart of adapter's licences; what has all rights reserved stays so.
    """
    return [_choice(licence, parents) for licence in LICENCES]


def go_together(parents: Sequence[str]) -> bool:
    """Whether a child of parents with these can be published at all: there is a licence for it."""
    return any(choice.allowed for choice in licences_for(parents))


def licence_of_own(licence: str, *, root: bool) -> str:
    """What one's own parent asks of its child: nothing where it came of nothing, else what it carries itself."""
    return "CC0-1.0" if root else ALTERABLE.get(licence, licence)


def _audience(parent: Shown) -> Sequence[str]:
    if parent.agreed or (parent.own and parent.root):
        return VISIBILITIES
    if parent.own:
        return VISIBILITIES if parent.visibility == "public" else (parent.visibility,)
    if keeps_apart(parent):
        return ()
    return VISIBILITIES if parent.visibility == "public" else ("unlisted",)


def _choice(licence: str, parents: Sequence[str]) -> LicenceChoice:
    for parent in parents:
        if parent not in LICENCES:
            return LicenceChoice(licence, allowed=False, why=_FORBIDS, licence=parent)
        if why := _refused(LICENCES[licence], LICENCES[parent]):
            return LicenceChoice(licence, allowed=False, why=why, licence=LICENCES[parent].name)
    return LicenceChoice(licence, allowed=True)


def _refused(child: Licence, parent: Licence) -> str:
    """Why a child can't have this licence, or empty."""
    if not parent.derivatives:
        return _FORBIDS
    if parent.id == ALL_RIGHTS:
        return "" if child.id == ALL_RIGHTS else _RESERVED
    if parent.share_alike:
        return "" if child.id == parent.id else _SHARE_ALIKE
    if not parent.commercial and child.commercial and child.id != ALL_RIGHTS:
        return _NON_COMMERCIAL
    return _NAME if child.id == "CC0-1.0" and parent.id != child.id else ""


_FORBIDS = mark("A picture it came of is under {licence}, which allows no remixes.")
_RESERVED = mark("A picture it came of has all rights reserved, so its remixes have too.")
_SHARE_ALIKE = mark("A picture it came of is under {licence}: its remixes have the same licence.")
_NON_COMMERCIAL = mark("A picture it came of is under {licence}: its remixes can't be used commercially either.")
_NAME = mark("A picture it came of is under {licence}: its author has to be named, and CC0 asks for no name.")
