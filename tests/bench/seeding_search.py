"""The index that the million posts are searched in: their words as the product writes them, in bulk."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from rxfeed.domain.search_index import counted, place_of, text_of

PUBLIC = (
    "SELECT post.id, prompt, caption, rating, shape, engine, published_at, (SELECT group_concat(tag, ' ') FROM posttag WHERE posttag.post_id = post.id) "
    "FROM post WHERE status = 'published' AND visibility = 'public' ORDER BY published_at"
)


def searchable(connection: sqlite3.Connection) -> None:
    """After the posts, while there are no indexes and no triggers yet."""
    connection.execute("CREATE INDEX tags_of ON posttag (post_id)")
    counts: Counter[str] = Counter()
    connection.executemany("INSERT INTO searchtext (id, post_id, words) VALUES (?, ?, ?)", _texts(connection, counts))
    connection.execute("DROP INDEX tags_of")
    connection.executemany("INSERT INTO searchword (word, posts) VALUES (?, ?)", sorted(counts.items()))
    connection.execute("INSERT INTO searchindex (searchindex) VALUES ('rebuild')")


def _texts(connection: sqlite3.Connection, counts: Counter[str]) -> Iterator[tuple[int, int, str]]:
    last = 0
    for post_id, prompt, caption, rating, shape, engine, published_at, tags in connection.execute(PUBLIC):
        facets = {"engine": engine, "shape": shape, "rating": rating, "licence": "CC-BY-4.0", "remix": "yes"}
        text = text_of(prompt, caption, tags.split(), facets)
        counts.update(counted(text))
        last = max(last + 1, place_of(post_id, datetime.fromisoformat(published_at).replace(tzinfo=UTC)))
        yield last, post_id, text
