"""A file's credentials as somebody may be told them: what holds, what doesn't, and how far back they go. From the file alone, never from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rxfeed.domain.credentials_claims import Found, Step, Trust
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import media_type

SHOWN = 200
"""Steps that are told of one by one."""
REASONS = {
    "assertion.dataHash.mismatch": "pixels",
    "assertion.boxesHash.mismatch": "pixels",
    "assertion.bmffHash.mismatch": "pixels",
    "assertion.hashedURI.mismatch": "claims",
    "claimSignature.mismatch": "signature",
    "claimSignature.outsideValidity": "expired",
    "signingCredential.expired": "expired",
    "signingCredential.revoked": "revoked",
}
"""What a failure of the specification means to a person."""
ALGORITHM = {"algorithmicMedia", "algorithmicallyEnhanced"}
TRAINED = {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"}


@dataclass(frozen=True, slots=True)
class StepView:
    """One manifest of a file, for the screen."""

    title: str = ""
    back: int = 0
    """Steps from the picture itself: 0 is its own."""
    handle: str = ""
    agents: str = ""
    made: str = ""
    """`ai`, `algorithm`, or empty where nothing is said."""
    licence: str = ""
    training: str = ""
    """`yes`, `no`, or empty where nothing is said."""
    signer: str = ""
    consent: int = 0
    """Version of the author's consent that it carries; 0 where it names none."""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file's credentials say."""

    trust: str = ""
    """One of `Trust`, or empty: there are none."""
    reason: str = ""
    """Why they don't hold: one of the values of `REASONS`, or `other`."""
    steps: list[StepView] = field(default_factory=list)
    """The picture's own first, then its ancestors, each once, the nearest first."""
    ancestors: int = 0
    back: int = 0
    """Steps to the furthest ancestor that the file knows."""
    bare: list[str] = field(default_factory=list)
    """Ingredients of which it has only the name."""
    older: str = ""
    """Where the ancestors are listed that the file leaves out."""
    manifest: str = ""
    post: str = ""
    """Which post of which server it says it is: believed only where `trust` is `trusted`."""
    number: int = 0


NONE = Reading()


def read(house: House, data: bytes) -> Reading:
    """What is signed in a file, whatever it is. Never raises for what a stranger has made of it. Some milliseconds: not on the event loop."""
    found = house.signer.read(data, media_type(data))
    return told(found) if found is not None else NONE


def told(found: Found) -> Reading:
    """Pure."""
    steps = found.steps or {}
    own = steps.get(found.active)
    if own is None:
        return Reading(found.trust, "" if found.trust == Trust.ELSEWHERE else "other")
    far = _distances(steps, found.active)
    bare = list(dict.fromkeys(title for label in far for title in steps[label].bare))
    return Reading(
        trust=found.trust,
        reason=next((REASONS[code] for code in found.failures if code in REASONS), "other") if found.trust == Trust.INVALID else "",
        steps=[_view(steps[label], back) for label, back in far.items()][:SHOWN],
        ancestors=len(far) - 1,
        back=max(far.values()),
        bare=bare[:SHOWN],
        older=next((steps[label].older for label in far if steps[label].older), ""),
        manifest=found.active,
        post=own.post,
        number=own.number,
    )


def _distances(steps: Mapping[str, Step], active: str) -> dict[str, int]:
    """Labels of what is reached from the newest, each with the fewest steps; a circle is walked once."""
    far, edge = {active: 0}, [active]
    while edge:
        reached = [parent for label in edge for parent in steps[label].parents if parent in steps]
        edge = [label for label in dict.fromkeys(reached) if label not in far]
        far |= dict.fromkeys(edge, max(far.values()) + 1)
    return far


def _view(step: Step, back: int) -> StepView:
    return StepView(
        title=step.title,
        back=back,
        handle=step.handle,
        agents=", ".join(step.agents) or step.maker,
        made="ai" if step.source in TRAINED else "algorithm" if step.source in ALGORITHM else "",
        licence=step.licence,
        training={True: "yes", False: "no", None: ""}[step.training],
        signer=step.signer,
        consent=step.consent or 0,
        broken=step.broken,
    )
