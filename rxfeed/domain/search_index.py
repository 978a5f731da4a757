"""The index of what is public: kept by a queue, soon after something has changed. Who sees what of it is decided at reading.

A post's words stand in one text. As they are they mean "somewhere in it"; those of its tags stand there again with `#`, those of its caption with `_c_`,
and what it is filtered by as `_kind_value`. No word of a text begins so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.audience_rows import LONG_AGO
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.search_words import LONGEST, words
from rxfeed.domain.tables import Account, Consent, Post, PostTag, SearchText, SearchWord, Unindexed

BATCH, BATCHES = 200, 20
"""Posts in one transaction, and transactions in one call."""
OPEN = "_rating_general"
"""Whose words are counted: those of what everybody may see."""


def mark(session: Session, post_ids: Iterable[int]) -> None:
    """Within a transaction: the words of these posts, or what they are filtered by, may have changed."""
    for number in sorted(post_ids):
        session.execute(_insert(session, Unindexed).values(post_id=number).on_conflict_do_update(index_elements=["post_id"], set_=_AGAIN))


def mark_all_of(session: Session, account_ids: Sequence[int]) -> None:
    """Within a transaction: everything that these accounts have posted."""
    theirs = select(col(Post.id), literal(1)).where(col(Post.account_id).in_(account_ids)).order_by(col(Post.id))
    row = _insert(session, Unindexed).from_select(["post_id", "asked"], theirs)
    session.execute(row.on_conflict_do_update(index_elements=["post_id"], set_=_AGAIN))


def index_due(house: House) -> int:
    """Write what is marked into the index; how many posts. Any number of processes may do so at once."""
    with house.database.reading() as session:  # as a rule there is nothing, and who writes is not made to wait for that
        if session.scalar(select(col(Unindexed.post_id)).limit(1)) is None:
            return 0
    done = 0
    for _ in range(BATCHES):
        with house.database.writing() as session:
            some = list(session.scalars(select(col(Unindexed.post_id)).order_by(col(Unindexed.post_id)).limit(BATCH).with_for_update(skip_locked=True)))
            if some:
                _index(session, some)
                session.execute(delete(Unindexed).where(col(Unindexed.post_id).in_(some)))
        done += len(some)
        if len(some) < BATCH:
            break
    return done


def facet(kind: str, value: str) -> str:
    """How something that posts are filtered by stands among their words."""
    return f"_{kind}_{re.sub('[^a-z0-9]', '_', value.lower())}"[: LONGEST + 20]


def text_of(prompt: str, caption: str, tags: Sequence[str], facets: Mapping[str, str]) -> str:
    """All that a post is found by."""
    tagged, said = dict.fromkeys(word for tag in tags for word in words(tag)), words(caption)
    plain = dict.fromkeys([*tagged, *said, *words(prompt)])
    kinds = (facet(kind, value) for kind, value in facets.items())
    return " ".join([*plain, *(f"#{word}" for word in tagged), *(f"_c_{word}" for word in said), *kinds])


def place_of(post_id: int, published_at: datetime) -> int:
    """Where it would stand; another post may be there already."""
    return ids.first_of(published_at) | (post_id & ((1 << ids.CHANCE_BITS) - 1))


def counted(text: str) -> list[str]:
    """The words of such a text that are offered while somebody types."""
    found = text.split(" ")
    return [word for word in found if not word.startswith("_")] if OPEN in found else []


_AGAIN = {"asked": col(Unindexed.asked) + 1}
"""A change of the row, so that it waits for whoever is about to take it away."""


def _index(session: Session, post_ids: Sequence[int]) -> None:
    before = {row.post_id: row for row in session.execute(select(*map(col, (SearchText.id, SearchText.post_id, SearchText.words))).where(_of(post_ids)))}
    now = dict(_texts(session, post_ids))
    changed = [number for number in post_ids if (before[number].words if number in before else "") != (now[number][1] if number in now else "")]
    session.execute(delete(SearchText).where(_of(changed)))
    places = _places(session, {number: now[number][0] for number in changed if number in now})
    if places:
        session.execute(insert(SearchText), [{"id": place, "post_id": number, "words": now[number][1]} for number, place in places.items()])
    counts: Counter[str] = Counter()
    for number in changed:
        counts.subtract(counted(before[number].words) if number in before else ())
        counts.update(counted(now[number][1]) if number in now else ())
    _count(session, {word: by for word, by in counts.items() if by})


def _of(post_ids: Sequence[int]) -> Any:
    return col(SearchText.post_id).in_(post_ids)


def _texts(session: Session, post_ids: Sequence[int]) -> Iterable[tuple[int, tuple[int, str]]]:
    """Of those that are public: where they stand, and their words."""
    tags: dict[int, list[str]] = {}
    for number, tag in session.execute(select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(post_ids))):
        tags.setdefault(number, []).append(tag)
    consents = {row.post_id: row for row in session.scalars(select(Consent).where(col(Consent.post_id).in_(post_ids)).order_by(col(Consent.version)))}
    public = (col(Post.status) == PostStatus.PUBLISHED, col(Post.visibility) == "public", ~col(Account.private))
    for post in session.scalars(select(Post).join(Account, col(Account.id) == col(Post.account_id)).where(col(Post.id).in_(post_ids), *public)):
        yield post.id, (place_of(post.id, post.published_at or LONG_AGO), _text(post, tags.get(post.id, []), consents.get(post.id)))


def _text(post: Post, tags: Sequence[str], consent: Consent | None) -> str:
    facets = {"engine": post.engine, "shape": post.shape, "rating": post.rating}
    facets |= {"licence": consent.licence, "remix": "yes" if consent.remix != "nobody" else "no"} if consent else {}
    facets |= {"children": "yes"} if post.remixes else {}
    return text_of("" if post.prompt_hidden else post.prompt, post.caption, tags, facets)


def _places(session: Session, wanted: Mapping[int, int]) -> dict[int, int]:
    """By post, each place once: two posts of one millisecond may want the same."""
    taken = set(session.scalars(select(col(SearchText.id)).where(col(SearchText.id).in_(wanted.values()))))
    places: dict[int, int] = {}
    for number, place in sorted(wanted.items()):
        while place in taken:
            place += 1
        taken.add(place)
        places[number] = place
    return places


def _count(session: Session, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    row = _insert(session, SearchWord)
    added = row.on_conflict_do_update(index_elements=["word"], set_={"posts": col(SearchWord.posts) + row.excluded.posts})
    session.execute(added, [{"word": word, "posts": by} for word, by in sorted(counts.items())])
    session.execute(delete(SearchWord).where(col(SearchWord.word).in_([word for word, by in counts.items() if by < 0]), col(SearchWord.posts) <= 0))


def _insert(session: Session, table: type) -> Any:
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)
