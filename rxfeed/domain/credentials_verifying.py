"""A file that a visitor drops: how often, and what was found in it, until their page shows it."""

from __future__ import annotations

from datetime import timedelta

import orjson

from rxfeed.domain import tallies
from rxfeed.domain.credentials_origin import Explained, FoundPost, explain
from rxfeed.domain.credentials_reading import Reading, StepView
from rxfeed.domain.errors import Invalid, Misconfigured
from rxfeed.domain.house import House
from rxfeed.domain.tallies import Pace
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView

PACE = Pace("That were many files. Wait {minutes} min, then go on.", 60, timedelta(hours=1))
"""By one account, or by all guests at one address."""


def admit(house: House, viewer: Viewer) -> None:
    """Count a file before it is read. Raises `LimitReached`."""
    with house.database.writing() as session:
        tallies.charge(house, session, f"verify by {viewer.account_id}" if viewer.signed_in else f"verify from {viewer.address}", PACE)


def look(house: House, viewer: Viewer, data: bytes) -> str:
    """What there is to say of a file, sealed, for `unseal`. Raises `Invalid` and `TooLarge` for what isn't a picture."""
    return house.vault.seal(orjson.dumps(explain(house, viewer, data)).decode())


def unseal(house: House, _: Viewer, sealed: str) -> Explained:
    """What `look` has said. Raises `Invalid` for anything else."""
    try:
        said = orjson.loads(house.vault.open(sealed))
        steps = [StepView(**step) for step in said["reading"].pop("steps")]
        posts = [FoundPost(**{**post, "picture": PictureView(**post["picture"])}) for post in said["posts"]]
        return Explained(Reading(**said["reading"], steps=steps), said["how"], posts)
    except (Misconfigured, ValueError, KeyError, TypeError) as error:
        raise Invalid("This could not be read. Drop the picture again.", field="file") from error
