"""How much candidates of For you look like what somebody liked, from 0 to 100: all of them at once, from the 240 bytes that are kept of each picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlmodel import col

from rxfeed.domain.house import House
from rxfeed.domain.likeness import likest
from rxfeed.domain.ranking_leanings import SEEDED
from rxfeed.domain.ranking_sources import FOUND
from rxfeed.domain.search_similar import ALIKE, STRANGE
from rxfeed.domain.tables import PostLook

_EITHER = [*FOUND.binds, *SEEDED.binds]
_LOOKS = select(col(PostLook.post_id), col(PostLook.look)).where(col(PostLook.post_id).in_(_EITHER), col(PostLook.look).is_not(None))


def alike(house: House, seeds: Sequence[int], asked: Mapping[str, int]) -> dict[int, int]:
    """How much each looks like the seed that it is most like; those that are as good as strangers are left out. One prepared statement, where there are seeds.

    `asked`: the candidates, as `FOUND` has them.
    """
    if not seeds:
        return {}
    rows = house.database.rows(_LOOKS, **asked, **SEEDED.values(seeds))
    looks = {number: look for number, look in rows if look is not None}
    ones = [looks[seed] for seed in seeds if seed in looks]
    if not ones:
        return {}
    found = likest(ones, list(looks.values()))
    return {number: round(100 * (much - STRANGE) / (1 - STRANGE)) for number, much in zip(looks, found.tolist(), strict=True) if much >= ALIKE}
