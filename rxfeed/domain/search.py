"""Finding posts by their words and by what they are: `Wanted` says it, and each database finds it in its own index, the newest first.

All words are wanted. A word that no post has stands for those that begin with it, the most frequent of them: half a word finds something, and no index is
ever walked for a beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from rxfeed.domain.house import House
from rxfeed.domain.search_words import LONGEST, Term
from rxfeed.domain.tables import SearchWord

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


class Hit(NamedTuple):
    """Its place in the index, which grows with time, the post, and how many like it."""

    place: int
    post_id: int
    likes: int


def wanted(session: Session, terms: Sequence[Term], facets: Sequence[str]) -> Wanted:
    """What these terms mean among the words that there are. One query, and one more for each word that no post has."""
    asked = [("#" if term.tag else "") + term.word for term in terms]
    known = set(session.scalars(select(SearchWord.word).where(col(SearchWord.word).in_(asked))))
    groups = (
        (word,) if word in known and not term.begins else (word, *(each for each, _ in beginning(session, word, BEGINNINGS)))
        for word, term in zip(asked, terms, strict=True)
    )
    return Wanted(tuple(groups), tuple(facets))


def beginning(session: Session, start: str, most: int) -> list[tuple[str, int]]:
    """The most frequent words that begin so, and how many posts have them."""
    query = select(SearchWord.word, SearchWord.posts).where(col(SearchWord.word) >= start, col(SearchWord.word) < start[:LONGEST] + LAST)
    return list(session.exec(query.order_by(col(SearchWord.posts).desc(), col(SearchWord.word)).limit(most)).all())


def newest(house: House, session: Session, what: Wanted, most: int, *, before: int | None = None, since: int = 0) -> list[Hit]:
    """The newest that fit, of places from `since` up to, not including, `before`."""
    sqlite = house.database.dialect == "sqlite"
    values: dict[str, Any] = {"most": most, "before": before if before is not None else 2**63 - 1, "since": since}
    if what.anything:
        statement = _EVERYTHING
    else:
        statement, values["what"] = (_SQLITE, _fts5(what)) if sqlite else (_POSTGRESQL, _tsquery(what))
    return list(map(Hit._make, session.execute(statement, values)))


def _fts5(what: Wanted) -> str:
    """Each word in quotes, which nothing can leave."""
    groups = ["(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in what.groups]
    return " AND ".join([*groups, *(f'"{facet}"' for facet in what.facets)])


def _tsquery(what: Wanted) -> str:
    groups = ["(" + " | ".join(f"'{word}'" for word in group) + ")" for group in what.groups]
    return " & ".join([*groups, *(f"'{facet}'" for facet in what.facets)])


_FOUND = "SELECT searchtext.id, searchtext.post_id, coalesce(post.likes, 0) FROM "
_POSTS = "LEFT JOIN post ON post.id = searchtext.post_id "
_BETWEEN = "searchtext.id < :before AND searchtext.id >= :since ORDER BY searchtext.id DESC LIMIT :most"
_EVERYTHING = text(f"{_FOUND} searchtext {_POSTS} WHERE {_BETWEEN}")
_MATCH = "SELECT rowid AS place FROM searchindex WHERE searchindex MATCH :what AND rowid < :before AND rowid >= :since ORDER BY rowid DESC LIMIT :most"
_SQLITE = text(f"{_FOUND} ({_MATCH}) AS hit CROSS JOIN searchtext ON searchtext.id = hit.place {_POSTS} ORDER BY hit.place DESC")
_POSTGRESQL = text(f"{_FOUND} searchtext {_POSTS} WHERE array_to_tsvector(string_to_array(searchtext.words, ' ')) @@ CAST(:what AS tsquery) AND {_BETWEEN}")
