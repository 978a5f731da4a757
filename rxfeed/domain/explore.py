"""Explore: everything that is public, by words and filters. Like every list it shows what `audience` lets this viewer see.

Where the newest come first the list goes on as far as there is anything. Ranked by match or by likes are the newest `RANKED` that fit, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import orjson
from sqlmodel import Session

from rxfeed.domain import cursors, explore_query, feeds, feeds_page, ids, orders, search, search_similar, search_words
from rxfeed.domain.explore_query import PERIODS, Query
from rxfeed.domain.feeds_page import SCAN, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.search import TIERS, Wanted
from rxfeed.domain.search_index import facet
from rxfeed.domain.viewer import Viewer

RANKED = 5_000


@dataclass(frozen=True)
class Found:
    """What is said of a search beside its pictures."""

    cut: bool = False
    """More fit than were ranked."""
    nearest: list[str] = field(default_factory=list)
    """Where nothing is found: searches that do find something."""
    tags: list[str] = field(default_factory=list)
    """That begin with what was searched for, and have something that this viewer sees."""
    without: list[str] = field(default_factory=list)
    """Where nothing is found: filters that leave something when they are taken away, each alone."""


def explore(house: House, viewer: Viewer, asked: Mapping[str, str], cursor: str = "") -> FeedPage:
    """A page of what fits.

    Raises what `explore_query.of` and `search_similar.more_like` raise, and `Invalid` for a cursor that isn't one of this search and this viewer.
    """
    query = explore_query.of(asked, house.engines, viewer)
    of = f"explore {query.digest} {viewer.account_id or ''}"
    if query == Query(sort=query.sort) and query.order != "liked":
        return feeds.latest(house, viewer, cursor)
    if query.like:
        return search_similar.more_like(house, viewer, query.like, cursor)
    if query.q and not query.terms:
        return FeedPage([], "", "")
    return {"new": _newest, "best": _best, "liked": _liked}[query.order](house, viewer, query, of, cursor)


def found(house: House, viewer: Viewer, asked: Mapping[str, str]) -> Found:
    """What is to be said of it. Raises what `explore_query.of` raises."""
    query = explore_query.of(asked, house.engines, viewer)
    if not query.terms and (query.q or not query.filters) and query.order != "liked":
        return Found()
    with house.database.reading() as session:
        what = _wanted(session, query)
        fit = search.places(house, session, what, RANKED + 1 if query.order != "new" else SCAN, since=_since(house, query))
        tags = [word for word, _ in search.beginning(session, "#" + query.terms[-1].word, 8)] if query.terms else []
        shown = _shows_any(house, session, viewer, fit)
    said = Found(len(fit) > RANKED, tags=[tag.removeprefix("#") for tag in tags if _finds(house, viewer, {"q": tag})])
    return said if shown else replace(said, nearest=_nearest(house, viewer, asked), without=_narrowing(house, viewer, query, asked))


def marked(house: House, cards: Sequence[bytes], words: str) -> list[bytes]:
    """Cards as a search for these words gives them."""
    terms = search_words.terms(words)
    with house.database.reading() as session:
        return _marked(cards, search.wanted(session, terms, []) if terms else Wanted())


def completions(house: House, viewer: Viewer, typed: str) -> list[str]:
    """Searches that begin with what is typed, the most frequent first: at most eight, each of which finds something that this viewer sees."""
    typed = typed[: search_words.READ]
    terms = search_words.terms(typed)
    if not terms or not typed[-1:].strip():
        return []
    last, kept = terms[-1], typed[: typed.rfind(" ") + 1]
    with house.database.reading() as session:
        found = search.beginning(session, ("#" if last.tag else "") + last.word, 8)
    texts = [kept + word for word, _ in found if last.tag or not search_words.is_cjk(word)]
    return [text for text in texts if _finds(house, viewer, {"q": text})]


def _wanted(session: Session, query: Query) -> Wanted:
    return search.wanted(session, query.terms, [facet(kind, value) for kind, value in query.facets.items()])


def _since(house: House, query: Query) -> int:
    return ids.first_of(house.clock.now() - PERIODS[query.period]) if query.period else 0


def _newest(house: House, viewer: Viewer, query: Query, of: str, cursor: str) -> FeedPage:
    before = cursors.unpack(cursor, of, 1)[0] if cursor else None
    with house.database.reading() as session:
        what = _wanted(session, query)
        places = search.places(house, session, what, SCAN + 1, before=before, since=_since(house, query))
        posts = search.posts_at(session, places[:SCAN])
    return _page(house, viewer, what, posts, lambda last: cursors.pack(of, places[last]), more=len(places) > SCAN)


def _best(house: House, viewer: Viewer, query: Query, of: str, cursor: str) -> FeedPage:
    """What has come out since the first page isn't looked at, so that nothing moves while one goes on."""
    top, *last = cursors.unpack(cursor, of, 3) if cursor else [None]
    with house.database.reading() as session:
        what = _wanted(session, query)
        places = search.places(house, session, what, RANKED, before=top, since=_since(house, query))
        tier = _tiers(house, session, what, places)
        ranked = [(tier.get(place, 0), place) for place in sorted(places, key=lambda place: -tier.get(place, 0))]
        rest = [key for key in ranked if not last or key < (last[0], last[1])]
        posts = search.posts_at(session, [place for _, place in rest[:SCAN]])
    return _page(house, viewer, what, posts, lambda last: cursors.pack(of, top or places[0] + 1, *rest[last]), more=len(rest) > SCAN)


def _liked(house: House, viewer: Viewer, query: Query, of: str, cursor: str) -> FeedPage:
    """Likes change meanwhile: one goes on in the order that was."""
    with house.database.reading() as session:
        what = _wanted(session, query)
    order, begin, found = orders.ordered(house, f"explore {query.digest}", lambda: _by_likes(house, query, what), feeds_page.PAGE, cursor, of)
    end = begin + SCAN
    return _page(house, viewer, what, found[begin:end], lambda last: cursors.pack(of, order, begin + last + 1), more=len(found) > end)


def _page(house: House, viewer: Viewer, what: Wanted, posts: Sequence[int], onward: Callable[[int], str], *, more: bool) -> FeedPage:
    """A page of at most `SCAN` posts; `onward` is the cursor behind one of them, `more` whether there are any behind the last."""
    page, gone = feeds_page.of_posts(house, viewer, posts)
    return FeedPage(_marked(page.cards, what), onward(gone - 1) if more or gone < len(posts) else "", "", answers=page.answers)


def _by_likes(house: House, query: Query, what: Wanted) -> list[int]:
    """The newest `RANKED` that fit, whoever may see them: their ids."""
    with house.database.reading() as session:
        hits = search.liked(house, session, what, RANKED, since=_since(house, query))
    return [post_id for post_id, _ in sorted(hits, key=lambda hit: -hit[1])]


def _tiers(house: House, session: Session, what: Wanted, places: Sequence[int]) -> dict[int, int]:
    """How well each fits that fits better than the others."""
    tier: dict[int, int] = {}
    for rank, part in enumerate(reversed(TIERS), 1) if places and what.groups else ():
        tier |= dict.fromkeys(search.places(house, session, what.within(part), RANKED, before=places[0] + 1, since=places[-1]), rank)
    return tier


def _marked(cards: Sequence[bytes], what: Wanted) -> list[bytes]:
    """Where words were searched for, the cards say in `found` where they stand: pieces of prompt, caption or tags, and whether each is one of the words."""
    return [_with_marks(card, what.words) for card in cards] if what.groups else list(cards)


def _with_marks(card: bytes, searched: frozenset[str]) -> bytes:
    said = orjson.loads(card)
    texts = [search_words.marked(text, searched) for text in (said["prompt"], said["caption"], " ".join(f"#{tag}" for tag in said["tags"]))]
    best = next((pieces for pieces in texts if any(hit for _, hit in pieces)), texts[0])
    return orjson.dumps(said | {"found": [[piece, hit] for piece, hit in best]})


def _nearest(house: House, viewer: Viewer, asked: Mapping[str, str]) -> list[str]:
    """At most five, each of which finds something with the same filters: with a word less, with words that are spelt alike."""
    words = asked.get("q", "")[: search_words.READ].split()[: search_words.MOST]
    fewer = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))] if len(words) > 1 else []
    with house.database.reading() as session:
        alike = [" ".join([*words[:place], other, *words[place + 1 :]]) for place, word in enumerate(words) for other in _alike(session, word)]
    tried = dict.fromkeys([*alike, *fewer, *(word for word in words if len(words) > 2)])
    return [text for text in list(tried)[:20] if _finds(house, viewer, {**asked, "q": text})][:5]


def _narrowing(house: House, viewer: Viewer, query: Query, asked: Mapping[str, str]) -> list[str]:
    return [name for name in query.filters if _finds(house, viewer, {**asked, name: ""})]


def _alike(session: Session, word: str) -> list[str]:
    """Frequent words that are spelt nearly so, and begin alike."""
    folded = "".join(search_words.words(word))
    if not folded:
        return []
    near = [other for other, _ in search.beginning(session, folded[:1], 2_000)]
    return [other for other in get_close_matches(folded, near, 3, 0.7) if other != folded]


def _finds(house: House, viewer: Viewer, asked: Mapping[str, str]) -> bool:
    """Of the newest that fit; no cards are made."""
    query = explore_query.of(asked, house.engines, viewer)
    with house.database.reading() as session:
        places = search.places(house, session, _wanted(session, query), SCAN, since=_since(house, query)) if query.terms or not query.q else []
        return _shows_any(house, session, viewer, places)


def _shows_any(house: House, session: Session, viewer: Viewer, places: Sequence[int]) -> bool:
    """Looked for in the newest first: as a rule it is among those."""
    some = (search.posts_at(session, places[start : start + SCAN]) for start in range(0, len(places), SCAN))
    return any(feeds_page.shows_any(house, viewer, posts) for posts in some)
