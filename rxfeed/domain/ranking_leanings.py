"""What somebody leans to, as far as For you goes by it: what they liked lately, the tags of it, the tags they follow, what they said of single pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, bindparam, select
from sqlmodel import col

from rxfeed.domain.house import House
from rxfeed.domain.straight import Several
from rxfeed.domain.tables import FollowedTag, Like, Opinion, Post, PostTag

LIKED, SAID, TAGS, SEEDS = 60, 60, 50, 4
"""The latest likes, opinions and followed tags that are looked at; and pictures whose like is looked for."""
_ME = bindparam("me", type_=BigInteger())
_SPOKEN_OF = Several(LIKED + SAID, "asked")
SEEDED = Several(SEEDS, "seed")
LIKES = select(col(Like.post_id)).where(col(Like.account_id) == _ME).order_by(col(Like.since).desc(), col(Like.post_id).desc()).limit(LIKED)
OPINIONS = (
    select(col(Opinion.post_id), col(Opinion.more), col(Post.account_id))
    .join(Post, col(Post.id) == col(Opinion.post_id))
    .where(col(Opinion.account_id) == _ME)
    .order_by(col(Opinion.since).desc(), col(Opinion.post_id).desc())
    .limit(SAID)
)
FOLLOWED = select(col(FollowedTag.tag)).where(col(FollowedTag.account_id) == _ME).limit(TAGS)
TAGS_OF = select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(_SPOKEN_OF.binds))


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion: of which post, by whom, with which tags."""

    post_id: int
    author_id: int
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leanings:
    """`tags`: how much each is liked, 1 to 100; those one follows are 100."""

    liked: list[int] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    more: list[Said] = field(default_factory=list)
    less: list[Said] = field(default_factory=list)

    @property
    def seeds(self) -> list[int]:
        """The posts whose like is looked for: what one wants more like, then what one liked, the last first."""
        return list(dict.fromkeys([*(said.post_id for said in self.more), *self.liked]))[:SEEDS]


def leanings(house: House, account_id: int) -> Leanings:
    """Four prepared statements."""
    liked = [row[0] for row in house.database.rows(LIKES, me=account_id)]
    opinions = house.database.rows(OPINIONS, me=account_id)
    tags = _tags_of(house, [*liked, *(row[0] for row in opinions)])
    counted = Counter(tag for post_id in liked for tag in tags[post_id])
    most = max(counted.values(), default=1)
    leant = {tag: max(1, 100 * count // most) for tag, count in counted.items()} | dict.fromkeys(_followed(house, account_id), 100)
    said = [(bool(more), Said(post_id, author_id, frozenset(tags[post_id]))) for post_id, more, author_id in opinions]
    return Leanings(liked, leant, [one for more, one in said if more], [one for more, one in said if not more])


def _followed(house: House, account_id: int) -> list[str]:
    return [row[0] for row in house.database.rows(FOLLOWED, me=account_id)]


def _tags_of(house: House, post_ids: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for post_id, tag in house.database.rows(TAGS_OF, **_SPOKEN_OF.values(post_ids)):
        found[post_id].append(tag)
    return found
