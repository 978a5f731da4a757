"""Finding posts by their words and by what they are: `Wanted` says it, and each database finds it in its own index, the newest first.

All words are wanted. A word that no post has stands for those that begin with it, the most frequent of them: half a word finds something, and no index is
ever walked for a beginning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Integer, String, bindparam, select, text
from sqlalchemy.sql.selectable import TextualSelect
from sqlmodel import Session, col

from rxfeed.domain import straight
from rxfeed.domain.feeds_page import SCAN
from rxfeed.domain.house import House
from rxfeed.domain.search_words import LONGEST, MOST, Term
from rxfeed.domain.straight import Several
from rxfeed.domain.tables import SearchText, SearchWord

BEGINNINGS = 16
"""Words that a beginning stands for."""
LAST = "\U0010ffff"
TIERS = ("#", "_c_")
"""Where a word is worth more than in a prompt, the best first: among the tags, in the caption."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Groups of words, of each of which a post has at least one, and facets, all of which it has."""

    groups: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.groups and not self.facets

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word.removeprefix("#") for group in self.groups for word in group)

    def within(self, tier: str) -> Wanted:
        """The same where one of the words at least is in that part of a post."""
        return Wanted((*self.groups, tuple(sorted(tier + word for word in self.words))), self.facets)


def wanted(session: Session, terms: Sequence[Term], facets: Sequence[str]) -> Wanted:
    """What these terms mean among the words that there are. One query, and one more for each word that no post has."""
    asked = [("#" if term.tag else "") + term.word for term in terms]
    known = {row[0] for row in straight.rows(session, _KNOWN, **_WORDS.values(asked))}
    groups = (
        (word,) if word in known and not term.begins else (word, *(each for each, _ in beginning(session, word, BEGINNINGS)))
        for word, term in zip(asked, terms, strict=True)
    )
    return Wanted(tuple(groups), tuple(facets))


def beginning(session: Session, start: str, most: int) -> list[tuple[str, int]]:
    """The most frequent words that begin so, and how many posts have them."""
    return straight.rows(session, _BEGINNING, start=start, end=start[:LONGEST] + LAST, most=most)


def places(house: House, session: Session, what: Wanted, most: int, *, before: int | None = None, since: int = 0) -> list[int]:
    """Where the newest stand that fit, the newest first: places from `since` up to, not including, `before`. Places grow with time."""
    return [row[0] for row in _found(house, session, _PLACES, what, most, before, since)]


def posts_at(session: Session, places: Sequence[int]) -> list[int]:
    """The posts at these places, in their order; 0 where none is any more."""
    found = {place: post_id for values in _SOME.parts(places) for place, post_id in straight.rows(session, _POSTS, **values)}
    return [found.get(place, 0) for place in places]


def liked(house: House, session: Session, what: Wanted, most: int, *, since: int = 0) -> list[tuple[int, int]]:
    """The newest that fit, the newest first: their ids, and how many people like each."""
    return [(row[0], row[1]) for row in _found(house, session, _LIKES, what, most, None, since)]


def _found(house: House, session: Session, ask: Mapping[str, TextualSelect], what: Wanted, most: int, before: int | None, since: int) -> Sequence[Any]:
    values: dict[str, Any] = {"most": most, "before": before if before is not None else 2**63 - 1, "since": since}
    if what.anything:
        return straight.rows(session, ask[""], **values)
    sqlite = house.database.dialect == "sqlite"
    return straight.rows(session, ask[house.database.dialect], **values, what=_fts5(what) if sqlite else _tsquery(what))


def _fts5(what: Wanted) -> str:
    """Each word in quotes, which nothing can leave."""
    groups = ["(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in what.groups]
    return " AND ".join([*groups, *(f'"{facet}"' for facet in what.facets)])


def _tsquery(what: Wanted) -> str:
    groups = ["(" + " | ".join(f"'{word}'" for word in group) + ")" for group in what.groups]
    return " & ".join([*groups, *(f"'{facet}'" for facet in what.facets)])


_WORDS, _SOME = Several(MOST, "word", String(), ""), Several(SCAN, "place")
_KNOWN = select(col(SearchWord.word)).where(col(SearchWord.word).in_(_WORDS.binds))
_BEGINNING = (
    select(col(SearchWord.word), col(SearchWord.posts))
    .where(col(SearchWord.word) >= bindparam("start", type_=String()), col(SearchWord.word) < bindparam("end", type_=String()))
    .order_by(col(SearchWord.posts).desc(), col(SearchWord.word))
    .limit(bindparam("most", type_=Integer()))
)
_PLACE, _ROWID, _COUNTED = "SELECT id AS place FROM", "SELECT rowid AS place FROM", "SELECT searchtext.post_id, coalesce(post.likes, 0) FROM"
_BETWEEN = "id < :before AND id >= :since ORDER BY id DESC LIMIT :most"
_NEWEST = {
    "": f"{_PLACE} searchtext WHERE {_BETWEEN}",
    "sqlite": f"{_ROWID} searchindex WHERE searchindex MATCH :what AND {_BETWEEN.replace('id', 'rowid')}",
    "postgresql": f"{_PLACE} searchtext WHERE searchindex @@ CAST(:what AS tsquery) AND {_BETWEEN}",
}
_TEXTS = "searchtext ON searchtext.id = hit.place LEFT JOIN post ON post.id = searchtext.post_id ORDER BY hit.place DESC"
_PLACES = {dialect: text(newest).columns(place=BigInteger()) for dialect, newest in _NEWEST.items()}
_LIKES = {
    dialect: text(f"{_COUNTED} ({newest}) AS hit {'CROSS ' * (dialect == 'sqlite')}JOIN {_TEXTS}").columns(post_id=BigInteger(), likes=Integer())
    for dialect, newest in _NEWEST.items()
}
_POSTS = select(col(SearchText.id), col(SearchText.post_id)).where(col(SearchText.id).in_(_SOME.binds))
