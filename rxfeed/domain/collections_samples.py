"""Two collections among the samples, so that one sees what collections are for. They go with the accounts whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from rxfeed.domain import collections_filling, collections_making, ids
from rxfeed.domain.collections_making import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Post, PostTag
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SampleCollection:
    """What one of the sample people has put together: every sample with one of the tags."""

    owner: str
    name: str
    description: str
    tags: tuple[str, ...]


COLLECTIONS = (
    SampleCollection("lena", "Nights worth staying up for", "Moons, lit windows, and whoever else is awake.", ("night", "moon", "aurora", "nightgarden")),
    SampleCollection("ines", "By the water", "Everything that floats, swims, or keeps the light on.", ("harbour", "boat", "waves", "lighthouse", "whale")),
)


def put_together(house: House, people: Mapping[str, int]) -> int:
    """Of the sample posts that are there, for the accounts by handle; how many collections. Whose posts aren't there has none."""
    made = 0
    for sample in COLLECTIONS:
        posts = _tagged(house, sample.tags)
        if sample.owner in people and posts:
            owner = Viewer(account_id=people[sample.owner], handle=sample.owner)
            collection_id = collections_making.begin(house, owner, sample.name, "public")
            collections_making.change(house, owner, collection_id, Changes(description=sample.description))
            for post_id in posts:
                collections_filling.add(house, owner, collection_id, post_id)
            made += 1
    return made


def _tagged(house: House, tags: tuple[str, ...]) -> list[str]:
    """Oldest first: what is added last stands first."""
    query = select(Post.id).join(PostTag, col(PostTag.post_id) == Post.id).where(Post.is_sample, col(PostTag.tag).in_(tags)).distinct()
    with house.database.reading() as session:
        return [ids.to_text(number) for number in sorted(session.exec(query))]
