"""What people did with the million posts: five million likes, a million follows, and as much talk, collecting and telling. Written in bulk.

Few have most of it, as among people: somebody is followed by most, a post is liked and talked of by thousands, a collection is full.
"""

from __future__ import annotations

import sqlite3

LIKES_A_POST, FOLLOWS_AN_ACCOUNT = 5, 100
COLLECTED = 20_000
"""Posts of the first collection, which is as large as one may be."""
AT = "strftime('%Y-%m-%d %H:%M:%S', '2026-11-01', n || ' seconds') || '.000000'"
SERIES = "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :count) "


def circle(connection: sqlite3.Connection, accounts: int) -> None:
    """After the posts. Accounts are 1 to `accounts`; the newest post has the most of everything."""
    connection.execute("CREATE TEMP TABLE placed (n INTEGER PRIMARY KEY, id INTEGER)")
    connection.execute(
        "INSERT INTO placed SELECT row_number() OVER (ORDER BY id DESC), id FROM post "
        "WHERE status = 'published' AND visibility = 'public' AND rating = 'general'"
    )
    posts = connection.execute("SELECT count(*) FROM placed").fetchone()[0]
    given = {"posts": posts, "accounts": accounts}
    for write in (_follows, _marks, _talk, _collections, _notices):
        write(connection, given)
    _count(connection)
    _inboxes(connection, given)
    _trends(connection)


def _follows(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """Everybody follows whom a cube of chance names: the first ones are followed by nearly all."""
    connection.execute(
        SERIES + "INSERT OR IGNORE INTO follow (follower_id, followee_id, since) SELECT 1 + n % :accounts, "
        f"1 + CAST(pow((n * 7919 % 10007) / 10007.0, 3) * :accounts AS INTEGER) AS whom, {AT} FROM series WHERE 1 + n % :accounts <> whom",
        given | {"count": FOLLOWS_AN_ACCOUNT * given["accounts"]},
    )


def _marks(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """The newest posts are liked most, the very newest by everybody; the first account likes one post in nine and saves one in ninety."""
    connection.execute(
        SERIES + f'INSERT OR IGNORE INTO "like" (account_id, post_id, since) SELECT 1 + n * 31 % :accounts, posts.id, {AT} FROM '
        "(SELECT n, 1 + CAST(pow((n * 7919 % 1000003) / 1000003.0, 2) * :posts AS INTEGER) AS which FROM series) "
        "JOIN (SELECT n AS place, id FROM placed) AS posts ON place = which",
        given | {"count": LIKES_A_POST * given["posts"]},
    )
    newest = "(SELECT id FROM placed WHERE placed.n = 1)"
    connection.execute(f'INSERT OR IGNORE INTO "like" (account_id, post_id, since) SELECT n, {newest}, {AT} FROM (SELECT id AS n FROM account)')
    for table, share in (("like", 9), ("save", 90)):
        connection.execute(f'INSERT OR IGNORE INTO "{table}" (account_id, post_id, since) SELECT 1, id, {AT} FROM placed WHERE n % {share} = 0')


def _talk(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """As many comments as posts, but half of them below the newest one; every eighth answers the last but one."""
    which = "(SELECT id FROM placed WHERE placed.n = CASE WHEN n % 2 THEN 1 ELSE 1 + n / 2 END)"
    connection.execute(
        SERIES + "INSERT INTO comment (id, post_id, account_id, text, html, answers, best_at, pinned, created_at) "
        f"SELECT n, {which}, 1 + n % :accounts, 'Number ' || n, '<p>Number ' || n || '</p>', 0, {AT}, 0, {AT} FROM series",
        given | {"count": given["posts"]},
    )
    connection.execute("UPDATE comment SET root_id = id - 2, parent_id = id - 2 WHERE id % 8 = 3")


def _collections(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """One for each account; the first is full."""
    connection.execute(
        SERIES + "INSERT INTO collection (id, account_id, name, description, visibility, version, created_at, changed_at) "
        f"SELECT n, 1 + n % 100, 'Wall ' || n, '', 'public', 1, {AT}, {AT} FROM series",
        {"count": given["accounts"]},
    )
    connection.execute(
        "INSERT INTO collectionpost (collection_id, post_id, rank, account_id, added_at) "
        f"SELECT CASE WHEN n <= {COLLECTED} THEN 1 ELSE 2 + n % (:accounts - 1) END, id, n * 1000, 2, {AT} FROM placed",
        given,
    )


def _notices(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """One for every tenth post, all of them the first account's and unread; each was caused by three people."""
    connection.execute(
        "INSERT INTO notice (id, account_id, kind, about, post_id, words, at, unread, people, last) "
        f"SELECT n, 1, 'like', 'post ' || id, id, '', {AT}, 1, 3, 3 FROM placed WHERE n % 10 = 0"
    )
    connection.execute(
        "INSERT INTO noticeby (notice_id, by_id, number) SELECT notice.id, 2 + (notice.id + k.n) % (:accounts - 2), k.n "
        "FROM notice, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) AS k",
        given,
    )


def _count(connection: sqlite3.Connection) -> None:
    """As the rows are. Counted once a table: there are no indexes yet."""
    counts = (
        ("account", "followers", "follow", "followee_id"), ("account", "following", "follow", "follower_id"), ("post", "likes", '"like"', "post_id"),
        ("post", "saves", "save", "post_id"), ("post", "comments", "comment", "post_id"), ("collection", "posts", "collectionpost", "collection_id"),
        ("comment", "answers", "comment", "root_id"),
    )  # fmt: skip
    for table, column, rows, of in counts:
        found = f"(SELECT {of} AS whose, count(*) AS n FROM {rows} GROUP BY {of}) AS found"
        connection.execute(f"UPDATE {table} SET {column} = found.n FROM {found} WHERE found.whose = {table}.id")


def _inboxes(connection: sqlite3.Connection, given: dict[str, int]) -> None:
    """Of the first account, and of the last two, who each follow 500: of the one they publish all the time, of the other they have long ceased to.

    Everybody's would be a hundred million rows; what one of them costs goes by its own length alone.
    """
    connection.execute("INSERT INTO largeauthor (account_id) SELECT id FROM account WHERE followers > 5000")
    lively, quiet = given["accounts"], given["accounts"] - 1
    for whose, first in ((lively, given["accounts"] // 100), (quiet, given["accounts"] // 2)):
        connection.execute("DELETE FROM follow WHERE follower_id = ?", (whose,))
        followed = "SELECT ?, id, '2026-11-01 00:00:00.000000' FROM account WHERE id > ? ORDER BY id LIMIT 500"
        connection.execute(f"INSERT INTO follow (follower_id, followee_id, since) {followed}", (whose, first))
    for whose, newest in ((1, 1.0), (lively, 1.0), (quiet, 0.1)):
        connection.execute(
            "INSERT INTO inbox (account_id, published_at, post_id, author_id) SELECT :whose, published_at, id, account_id FROM post "
            "WHERE id <= (SELECT id FROM placed WHERE placed.n >= (1 - :newest) * :posts ORDER BY placed.n LIMIT 1) AND status = 'published' AND "
            "account_id IN (SELECT followee_id FROM follow WHERE follower_id = :whose UNION SELECT :whose) ORDER BY published_at DESC LIMIT 2000",
            {"whose": whose, "newest": newest, "posts": given["posts"]},
        )


def _trends(connection: sqlite3.Connection) -> None:
    """One run: the newest trend."""
    connection.execute("INSERT INTO trendrun (number, made_at) VALUES (1, '2026-11-01 00:00:00.000000')")
    connection.execute("INSERT INTO trend (run, period, rank, post_id, score) SELECT 1, 'day', n, id, 501 - n FROM placed WHERE n <= 500")
